"""What gets beyond the page with an answer: into a browser's history, another site, a downloads folder, a mailbox."""

from collections.abc import Iterable, Iterator
from typing import Any, cast

from django.contrib.messages.storage.cookie import CookieStorage, MessageSerializer
from django.core.mail import EmailMessage
from django.core.signing import get_cookie_signer
from pypdf.generic import StreamObject

from infoshare.accounts.models import User
from tests.campaigns.crawl import Visit
from tests.documents.reading import files_told, opened
from tests.seeding.canaries import Canaries

MESSAGES = CookieStorage.cookie_name
PACKED = cast("type[Any]", MessageSerializer)
Channel = tuple[str, str]  # its name, and what went out there
# A page's own header names its reader; a security key is made for their name and address.
MAY_NAME_ITS_READER = {"page", "data of the page"}


class Net:
    """Looks at everything that goes out, and keeps what should not have."""

    def __init__(self, canaries: Canaries) -> None:
        self.canaries, self.tried = canaries, 0
        self.failed: list[str] = []
        self.reader: User | None = None

    def look_at(self, where: str, said: Iterable[Channel]) -> None:
        own = self.canaries.found_in(f"{self.reader.name} {self.reader.email}" if self.reader else "")
        for channel, text in said:
            self.tried += 1
            if found := self.canaries.found_in(text) - (own if channel in MAY_NAME_ITS_READER else set()):
                self.failed.append(f"{where}: {channel}: {text[:200]!r} holds {sorted(found)[:3]}")


def channels(visit: Visit) -> Iterator[Channel]:
    yield "address", visit.path
    yield from (("address on the page", each) for each in visit.html.addresses)
    yield "title", visit.html.title
    yield from (("data of the page", each) for each in visit.html.data)
    yield from (("header", f"{name}: {value}") for name, value in visit.answer.items())
    yield from (("cookie", each) for each in cookies(visit))
    if visit.is_pdf:
        yield from (("PDF metadata", each) for each in metadata(visit.answer.content))


def cookies(visit: Visit) -> Iterator[str]:
    for name, cookie in visit.answer.cookies.items():
        yield cookie.OutputString()
        if name == MESSAGES and cookie.value:  # packed, and signed rather than encrypted
            yield str(get_cookie_signer(CookieStorage.key_salt).unsign_object(cookie.value, PACKED))


def metadata(pdf: bytes) -> Iterator[str]:
    reader = opened(pdf)
    yield str(dict(reader.metadata or {}))
    xmp = reader.root_object["/Metadata"].get_object()
    assert isinstance(xmp, StreamObject)
    yield xmp.get_data().decode()
    yield str(files_told(pdf))


def mailed(mail: EmailMessage) -> str:
    """All of a mail but whom it goes to, whose address it has to hold."""
    whole = f"{mail.subject}\n{mail.body}\n{mail.extra_headers} {mail.from_email} {mail.attachments}"
    for address in mail.recipients():
        whole = whole.replace(address, "")
    return whole

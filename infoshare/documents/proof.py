"""What the last page of a document says, so that whoever holds it can tell what it is and check it without us."""

from dataclasses import dataclass
from functools import cache

import segno
from django.conf import settings
from django.db import connection

from infoshare.audit.models import ChainLink, Event
from infoshare.documents.seal import key_of


@dataclass(frozen=True)
class Proof:
    """The record's reference, the SHA-256 of its content, and the place in the log of the newest event it tells of."""

    reference: str
    content: str
    organisation: int
    sequence: int | None = None
    link: str = ""

    @property
    def address(self) -> str:
        return f"{settings.ADDRESS}/check/"

    @property
    def key(self) -> str:
        return key_of(self.organisation)

    @property
    def code(self) -> str:
        return _code(self.address)


def proof(event: Event, *, reference: str, content: str) -> Proof:
    """`event` is linked by now, or is so here: a document never names a place that another event may take."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS linked_in_turn IMMEDIATE")
        cursor.execute("SET CONSTRAINTS linked_in_turn DEFERRED")
    link = ChainLink.objects.get(event=event.pk)
    return Proof(reference, content, event.organisation_id, link.sequence, bytes(link.hash).hex())


@cache
def _code(address: str) -> str:
    """The QR code of an address (ISO/IEC 18004), as a drawing that says what it is."""
    made = segno.make(address, error="m", micro=False)
    return made.svg_inline(border=4, title=f"QR code of {address}", omitsize=True)

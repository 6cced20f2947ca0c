"""Whether a sheet, as a file and as text, holds what it may and nothing else: for a test in small, and a campaign."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime

from decisions import sheet
from decisions.draft import Draft
from decisions.models import Recipient
from decisions.summary.sheets import as_text, to_print
from tests.decisions.test_sheet import TOKEN, drafted, wanted
from tests.documents.reading import opened, streams, words

MADE_AT = datetime(2026, 11, 26, 9, tzinfo=UTC)


def forbidden(draft: Draft, cells: list[list[str]], to: Recipient) -> set[str]:
    """Every token of the draft that this recipient may not read."""
    rows = range(len(cells))
    every = {f"q{kind}{number}z" for kind in ("text", "source", "author", "about") for number in rows}
    for other in draft.recipients:
        every |= {f"q{kind}{number}x{other.pk}z" for kind in ("instead", "why") for number in rows}
        every |= {f"qplace{other.pk}z", f"qrole{other.pk}z"}
    return (every | {"qinitials1z"}) - set(wanted(cells, to))


def faults(cells: list[list[str]]) -> Iterator[str]:
    """A sentence for each thing that leaked, is missing or is there twice."""
    draft = drafted(cells)
    for to in sheet.receivers(draft):
        content = sheet.stamped(sheet.of(draft, to), reference="SH-2222-2222", on=date(2026, 11, 26))
        pdf, text = (
            to_print(content, MADE_AT, content_hash=sheet.hash_of(content), organisation=1).pdf(),
            as_text(content),
        )
        yield from leaks(f"{cells} for {to}", pdf, text, forbidden(draft, cells, to))
        for where, read in (("PDF", words(pdf)), ("text", text)):
            said, may = Counter(TOKEN.findall(read)), Counter(wanted(cells, to))
            said, may = _once(said), _once(may)
            if said != may:
                yield f"{cells} for {to}: the {where} says {said - may} too much and {may - said} too little"


def _once(counted: Counter[str]) -> Counter[str]:
    """Of the pieces of information alone: our name also stands at the foot of each page."""
    return Counter({token: times for token, times in counted.items() if token.startswith(("qtext", "qinstead"))})


def leaks(what: str, pdf: bytes, text: str, kept_back: set[str]) -> Iterator[str]:
    read = opened(pdf)
    if "/AF" in read.root_object or list(read.attachments):
        yield f"{what}: another file is attached"
    if read.metadata is None or read.metadata.title != "SH-2222-2222":
        yield f"{what}: its title is not its reference"
    bytes_of = b"\n".join([pdf, *streams(pdf), repr(read.metadata).encode()])
    for token in kept_back:
        if token in words(pdf) or token in text or _in(token, bytes_of):
            yield f"{what}: {token} leaked"


def _in(token: str, data: bytes) -> bool:
    """As plain letters, or as a PDF writes a string that holds other letters too."""
    return token.encode() in data or token.encode("utf-16-be") in data

"""The log as a file that stands by itself: every line as it is hashed, and an anchor over how the chains end in it."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime

from infoshare.audit import anchors, chain
from infoshare.audit.canonical import canonical
from infoshare.audit.chain import BEGINNING, Head
from infoshare.tenancy import context

FORMAT = "infoshare-audit/1"


def export(organisations: Iterable[int], *, at: datetime) -> Iterator[str]:
    """The lines of the file, without their ends: a first that names the format, each event's, and the anchor."""
    yield canonical({"format": FORMAT})
    stands = []
    for number in sorted(organisations):  # as an anchor names them
        with context.organisation(number):
            count, line = 0, ""
            for line in chain.lines(number):
                count += 1
                yield line
        last = hashlib.sha256(line.encode()).hexdigest() if count else BEGINNING.hex()
        stands.append(anchors.stand(number, Head(count, last), count))
    yield anchors.make(stands, at).decode()

"""One thing that waits for somebody, as the list on their first page shows it."""

from dataclasses import dataclass
from datetime import datetime

MOST = 25  # of one kind


@dataclass(frozen=True, slots=True)
class Waits:
    """`title` says what is to be done, `reference` with which thing; neither names anybody."""

    title: str
    reference: str
    url: str
    since: datetime
    due_at: datetime | None = None

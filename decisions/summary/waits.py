"""One thing that somebody is to do: a line of the list on their first page."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Waits:
    """`title` says what, `reference` of which thing; neither names anybody."""

    title: str
    reference: str
    url: str
    since: datetime
    due_at: datetime | None = None

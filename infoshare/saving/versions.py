"""The mark of what stood there when a page was opened, and the check that nobody else saved in between."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from infoshare.accounts.models import User

STALE = "This page is out of date. Open it again, and copy over what you typed."


class Conflict(Exception):
    """Somebody else saved this page since it was opened. Carries what stands there now, by whom, since when."""

    def __init__(self, stored: Mapping[str, object], saved_by: User | None, saved_at: datetime | None) -> None:
        super().__init__("Somebody saved this page since you opened it.")
        self.stored, self.saved_by, self.saved_at = stored, saved_by, saved_at


def values_of(row: object | None, fields: Iterable[str]) -> dict[str, object]:
    """What is stored in these fields; empty where there is no row yet."""
    return {} if row is None else {name: getattr(row, name) for name in fields}


def fingerprint(values: Mapping[str, object]) -> str:
    """A short mark of stored values: a page carries it, so that a second tab's save is noticed."""
    text = json.dumps(values, default=str, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def check_unchanged(
    stored: Mapping[str, object],
    *,
    seen: str,
    wanted: Mapping[str, object],
    saved_by: User | None,
    saved_at: datetime | None,
) -> None:
    """Raise Conflict where what is stored is neither what the page showed (`seen`) nor what is wanted now."""
    if fingerprint(stored) not in {seen, fingerprint(wanted)}:
        raise Conflict(stored, saved_by, saved_at)

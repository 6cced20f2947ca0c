"""Histories of consents, written the short way: "01-10 given mother until=03-01", all in 2026."""

from datetime import date

from consent.standing import Event
from consent.status import ELEMENTS

WEIGHTS = {"mother": "responsible", "father": "responsible", "child": "own", "aunt": "view"}
YEAR = 2026


def day(text: str) -> date:
    """03-01 is in 2026; 2027-03-01 says its year."""
    return date.fromisoformat(text if len(text) > 5 else f"{YEAR}-{text}")


def history(text: str) -> list[Event]:
    """Events, one after another, parted by semicolons; everybody was told everything unless it says untold=..."""
    lines = [line.split() for line in text.split(";") if line.strip()]
    return [_event(number, *line) for number, line in enumerate(lines)]


def _event(number: int, on: str, kind: str, *rest: str) -> Event:
    said = dict(each.split("=") for each in rest if "=" in each)
    who = [each for each in rest if "=" not in each]
    explained = set(ELEMENTS) - set(said.get("untold", "").split(",")) if kind == "given" else set()
    return Event(
        number,
        kind,
        day(on),
        by=who[0] if who else "",
        form=said.get("form", "written"),
        explained=frozenset(explained),
        until=day(said["until"]) if "until" in said else None,
        look_again_on=day(said["look"]) if "look" in said else None,
        reason=said.get("reason", ""),
    )

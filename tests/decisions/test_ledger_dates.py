"""The ledger on any day says, text by text, what the rows themselves come to: worked out here in another way."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from decisions import ledger
from decisions.ledger import Entry
from decisions.models import (
    Acknowledgement,
    CorrectionHeard,
    CorrectionSent,
    Emergency,
    FoundWrong,
    PersonConcerned,
    Record,
    SharingEvent,
)
from decisions.policies.ledger import decisions_of
from tests.conftest import Walked
from tests.decisions.ledgers import Family
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Content = dict[str, Any]
DATES = 40


@pytest.fixture
def family(north: People, walked: Walked) -> Family:
    return Family(north, walked)


def _of_lines(content: Content, decision: int, on: date) -> tuple[str, ...]:
    """Each line, with a mark where the piece that reads so was found wrong by then."""
    found = []
    for line in content["lines"]:
        true_on = f" True on {line['true_on']}." if line["true_on"] else ""
        said = f"{line['text']} ({line['nature']}{true_on})"
        wrong = FoundWrong.objects.filter(decision=decision, item__text=line["text"], written_at__date__lte=on)
        found.append(" ".join([said, *(_marked(each) for each in wrong)]))
    return tuple(found)


def _marked(wrong: FoundWrong) -> str:
    on = timezone.localtime(wrong.written_at)
    found = f"Found wrong on {on.day} {on:%B %Y}, {wrong.reference}"
    return f"[{found}: {wrong.what}]" if wrong.what else f"[{found}]"


def _more(what: str, decision: int, on: date) -> tuple[str, ...]:
    """The same of what was told in an emergency, all of which is one."""
    wrong = FoundWrong.objects.filter(decision=decision, item=None, written_at__date__lte=on)
    return (" ".join([what, *(_marked(each) for each in wrong)]),)


def _ground(content: Content) -> str:
    if not content["basis"]:
        return str(content["decision"]["label"])
    said = [f"{row['label']}: {row['text']}" for row in content["basis"]]
    return ". ".join([*said, *(f"Consent: {row['text']}" for row in content["consent"] if row["label"] == "Consent")])


def _back(sharing: int, on: date) -> str:
    rows = Acknowledgement.objects.filter(sharing=sharing, said_at__date__lte=on).order_by("-pk")
    if rows.filter(right_person=False):
        return "It went to somebody it was not meant for"
    if not rows:
        return ""
    done = "They are using it in their work with the child or family"
    return f"It arrived. {done}" if rows[0].arrived else "It did not arrive"


BACK = {
    "": "",
    "put_right": "They have put it right. They gave it to nobody else",
    "not_ours": "It was not meant for them",
}
HOW = "Secure email. She is my sister's teacher"
TOLD_IN_WORDS = "They were told in words that it was wrong"


def _corrections(told: Entry, decision: int, sharing: int | None, on: date) -> Iterator[Entry]:
    """Each time that somebody was told that it was wrong, as what they were told first, with what else it says."""
    rows = CorrectionSent.objects.filter(
        owed__wrong__decision=decision, owed__sharing=sharing, happened_at__date__lte=on
    )
    for gone in rows.select_related("owed__wrong__item"):
        wrong, item = gone.owed.wrong, gone.owed.wrong.item
        heard = CorrectionHeard.objects.filter(sent=gone, said_at__date__lte=on).values_list("said", flat=True)
        what = (f"What is right: {wrong.right}", f"Instead of: {item.text}") if item else (TOLD_IN_WORDS, gone.note)
        how = "Secure email" if item else "By telephone"
        back = BACK["not_ours" if "not_ours" in heard else "".join(heard)]
        yield replace(
            told, at=gone.happened_at, what=what, how=how, by="Her head", came_back=back, corrects=wrong.reference
        )


def recomputed(family: Family, on: date, organisation: str) -> Iterator[Entry]:
    """From the raw rows, by questions to the database alone."""
    linked = list(PersonConcerned.objects.filter(person=family.person).values_list("decision", flat=True))
    for record in Record.objects.filter(decision__in=linked, happened_at__date__lte=on).select_related("decision"):
        first = Emergency.objects.get(decision=record.decision)
        told = _entry(record, record.happened_at, first.told_whom, _more(first.shared, record.decision_id, on))
        yield replace(told, how=first.channel, by=family.by.name)
        yield from _corrections(replace(told, by=""), record.decision_id, None, on)
    rows = SharingEvent.objects.filter(decision__in=linked, happened_at__date__lte=on)
    if organisation:
        rows = rows.filter(sheet__content__to__organisation=organisation) | rows.filter(sheet=None)
    for event in rows.select_related("sheet", "decision__record"):
        yield from _sharing(event, event.decision.record, on)


def _sharing(event: SharingEvent, record: Record, on: date) -> Iterator[Entry]:
    if event.sheet:
        to, what = event.sheet.content["to"], _of_lines(event.sheet.content, record.decision_id, on)
        whom = ", ".join(each for each in (to["name"], to["role"], to["organisation"]) if each)
    else:
        to, what = {"organisation": ""}, _more(event.what, record.decision_id, on)
        whom = event.told_whom
    told = _entry(record, event.happened_at, whom, what)
    told = replace(told, organisation=to["organisation"], sheet=event.sheet.reference if event.sheet else "")
    yield replace(told, came_back=_back(event.pk, on))
    yield from _corrections(told, record.decision_id, event.pk, on)


def _entry(record: Record, at: Any, whom: str, what: tuple[str, ...]) -> Entry:
    ground = _ground(record.content)
    return Entry(at, record.decision.reference, "", "", whom, what, ground, HOW, "The office", "")


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    return sorted(entries, key=lambda each: (each.at, each.decision, each.sheet, each.corrects))


def test_the_ledger_at_40_dates_is_what_the_events_come_to(family: Family) -> None:
    family.share()
    family.correct()
    held = ledger.held_on(decisions_of(family.person, family.by))
    today = timezone.localdate()
    sizes: set[int] = set()
    back: set[str] = set()
    for day in range(DATES):
        on = today + timedelta(days=day - 2)
        for organisation in ("", "the multi-agency safeguarding hub"):
            mark = ledger.mark(organisation) if organisation else ""
            found = ledger.of(held, on=on, organisation=mark)
            assert in_order(found) == in_order(recomputed(family, on, organisation)), f"{on} {organisation}"
            sizes.add(len(found))
            back |= {each.came_back for each in found}
    assert len(sizes) > 8, "It grew from day to day"
    assert len(back) == 6, "Nothing, each of three answers, and two of them to a correction"

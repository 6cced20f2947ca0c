"""What calls for another look at a consent by itself: parental responsibility that changed, a child found able."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from consent import actions
from consent.models import Consent, Person, Relationship
from consent.register import load
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from infoshare.govuk.moments import months_from
from infoshare.saving.versions import fingerprint, values_of
from tests.consent.builders import answered, asked, assessed, person, related
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Happens = Callable[[Person, Relationship, User], None]


def calls(consent: Consent) -> list[str]:
    return [row.reason for row in consent.events.filter(kind="called_for_review")]


def change(row: Relationship, by: User, **values: object) -> None:
    row = Relationship.objects.get(pk=row.pk)
    seen = fingerprint(values_of(row, values))
    actions.change_relationship(relationship=row, values=values, seen=seen, by=by)


CHANGES: dict[str, tuple[Happens, bool]] = {
    "somebody with responsibility is entered": (
        lambda girl, _, by: _nothing(related(girl, "Her father", by=by, kind="father", basis="married")),
        True,
    ),
    "somebody without is entered": (
        lambda girl, _, by: _nothing(related(girl, "Her gran", by=by, kind="grandparent", basis="")),
        False,
    ),
    "responsibility": (lambda _, row, by: change(row, by, responsibility="not_known", basis=""), True),
    "its basis": (lambda _, row, by: change(row, by, basis="adoption"), True),
    "a court order": (lambda _, row, by: change(row, by, court_orders="A care order of today"), True),
    "who must not be told": (
        lambda _, row, by: change(row, by, must_not_be_told=True, must_not_be_told_why="An order"),
        True,
    ),
    "a name": (lambda _, row, by: change(row, by, name="Her mum"), False),
    "nothing": (lambda _, row, by: change(row, by, basis=row.basis), False),
    "an end": (lambda _, row, by: actions.end_relationship(relationship=row, why="She died", by=by), True),
}


def _nothing(_: object) -> None: ...


@pytest.mark.parametrize(("happens", "called"), CHANGES.values(), ids=CHANGES)
def test_a_change_of_who_decides_calls_for_a_look_at_what_is_agreed_to(
    north: People, happens: Happens, called: bool
) -> None:
    by = north["practitioner"]
    girl = person(by)
    agreed, refused, empty = (asked(girl, by=by) for _ in range(3))
    mother = related(girl, "Her mother", by=by)
    answered(agreed, mother, by=by)
    answered(refused, mother, "refused", by=by)
    happens(girl, mother, by)
    assert [calls(each) for each in (agreed, refused, empty)] == [["carer"] if called else [], [], []]
    told = Event.objects.filter(action="consent.called-for-review")
    assert [each.about_id for each in told] == [agreed.pk] * called
    now = load(agreed).standing(timezone.localdate())
    assert now.is_due == called


def test_it_is_called_for_once_until_somebody_looks(north: People) -> None:
    by, today = north["practitioner"], timezone.localdate()
    girl = person(by)
    consent, mother = asked(girl, by=by), related(girl, "Her mother", by=by)
    answered(consent, mother, by=by)
    for basis in ("adoption", "placement"):
        change(mother, by, basis=basis)
    for _ in range(2):
        actions.end_relationship(relationship=mother, why="She died", by=by)
    assert calls(consent) == ["carer"]
    next_look = months_from(today, 6)
    actions.review(consent=consent, on=today, look_again_on=next_look, why="", by=by, request_key=uuid4())
    related(girl, "Her father", by=by, kind="father", basis="married")
    assert calls(consent) == ["carer", "carer"]


def test_what_is_not_written_down_changes_nothing(north: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relationship and what it calls for are saved together, or neither is."""
    by = north["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by)
    answered(consent, related(girl, "Her mother", by=by), by=by)

    def broken(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr("consent.actions.answers._add", broken)
    with pytest.raises(OSError):  # noqa: PT011
        related(girl, "Her father", by=by, kind="father", basis="married")
    assert girl.relationships.count() == 1


def born(years: int) -> date:
    today = timezone.localdate()
    return date(today.year - years, 1, 1) - timedelta(days=1)


@pytest.mark.parametrize(
    ("years", "before", "not_met", "called"),
    [
        (14, None, [], True),
        (14, None, ["weighing"], False),
        (14, ["weighing"], [], True),
        (14, [], [], False),
        (16, None, [], False),
        (16, ["weigh"], [], True),
        (18, ["weigh"], [], False),
    ],
)
def test_a_child_newly_found_able_calls_for_a_look_at_what_others_agreed_to(
    north: People, years: int, before: list[str] | None, not_met: list[str], called: bool
) -> None:
    by = north["practitioner"]
    girl = person(by, born_on=born(years))
    consent, another = asked(girl, by=by), asked(girl, by=by)
    if before is not None:
        assessed(consent, by=by, not_met=before)
    for each in (consent, another):
        answered(each, related(girl, "Her mother", by=by), by=by)
    already = calls(consent)
    assessed(consent, by=by, not_met=not_met)
    assert calls(consent)[len(already) :] == ["competence"] * called
    assert "competence" not in calls(another)  # whether she can decide is asked decision by decision


def test_her_own_agreement_alone_is_not_called_for_by_her_being_able(north: People) -> None:
    by = north["practitioner"]
    consent = asked(person(by, born_on=born(14)), by=by)
    answered(consent, None, by=by)
    assessed(consent, by=by)
    assert calls(consent) == []

"""Which decisions an audit takes out: by period, team, person and practitioner; none that its reader may not open."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from decisions.actions import access
from decisions.models import Decision
from decisions.policies import auditing as policies
from decisions.policies.auditing import Selection, check_can_export, check_can_print, left_out, selected
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused
from tests.browser import pdfs
from tests.conftest import Walked
from tests.consent import builders as consents
from tests.decisions.builders import READY, record, started
from tests.decisions.builders import look as look_at_sheets
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def numbers(selection: Selection, user: User) -> set[int]:
    return {each.pk for each in selected(selection, user)}


def restricted(decision: Decision, by: User, *viewers: User) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    access.restrict(decision=decision, viewers=viewers, until=tomorrow, why="A colleague's child", by=by)


def test_what_was_started_or_recorded_on_a_day_counts_to_its_midnight(north: People, walked: Walked) -> None:
    by, guardian = north["practitioner"], north["caldicott_guardian"]
    draft = walked("R05", by, until=READY)
    look_at_sheets(draft, by=by)
    day = timezone.localdate() + timedelta(days=40)
    night = timezone.make_aware(datetime.combine(day, time(23, 59)))
    with time_machine.travel(night, tick=True):
        record(draft, by=by)
    for since, until, is_there in (
        (day, day, True),
        (day - timedelta(days=1), day - timedelta(days=1), False),
        (day + timedelta(days=1), None, False),
        (None, timezone.localdate(), True),
        (None, None, True),
    ):
        assert (draft.pk in numbers(Selection(since, until), guardian)) is is_there, (since, until)


def test_it_is_narrowed_by_team_by_person_and_by_practitioner(north: People) -> None:
    by, other, guardian = north["practitioner"], north["practitioner_elsewhere"], north["caldicott_guardian"]
    mine, theirs = started(by), started(other)
    girl = consents.person(by)
    access.link_person(decision=mine, reference=girl.reference, by=by)
    assert mine.team != theirs.team
    assert numbers(Selection(team=mine.team), guardian) == {mine.pk}
    assert numbers(Selection(practitioner=other), guardian) == {theirs.pk}
    assert numbers(Selection(person=girl), guardian) == {mine.pk}
    assert numbers(Selection(person=girl, practitioner=other), guardian) == set()
    assert numbers(Selection(), guardian) == {mine.pk, theirs.pk}


def test_another_organisation_has_none_of_it(north: People, south: People) -> None:
    started(north["practitioner"])
    assert numbers(Selection(), south["caldicott_guardian"]) == set()
    assert left_out(Selection(), south["caldicott_guardian"]) == 0


def test_what_is_restricted_is_left_out_and_counted(north: People) -> None:
    by, guardian, lead = north["practitioner"], north["caldicott_guardian"], north["ig_lead"]
    there, closed = started(by), started(by)
    restricted(closed, guardian, guardian)
    assert (numbers(Selection(), guardian), left_out(Selection(), guardian)) == ({there.pk, closed.pk}, 0)
    assert (numbers(Selection(), lead), left_out(Selection(), lead)) == ({there.pk}, 1)
    yesterday = timezone.localdate() - timedelta(days=1)
    assert left_out(Selection(until=yesterday), lead) == 0


def test_what_is_restricted_is_not_counted_where_a_person_is_chosen(north: People, signed_in: SignedIn) -> None:
    by, lead = north["practitioner"], north["ig_lead"]
    girl, there, closed = consents.person(by), started(by), started(by)
    for each in (there, closed):
        access.link_person(decision=each, reference=girl.reference, by=by)
    restricted(closed, north["caldicott_guardian"])
    assert (left_out(Selection(), lead), left_out(Selection(person=girl), lead)) == (1, 0)
    page = signed_in(lead).post("/audit/", {"person": girl.reference}).content.decode()
    assert "<strong>1 decision</strong>" in page
    assert "are not counted where one person is chosen" in page
    made = signed_in(lead).post("/audit/", {"person": girl.reference, "make": "yes"})
    assert pdfs.lacks(made.content, ["are not counted, as one person was chosen"]) == []


def test_of_a_conflict_of_interest_not_even_the_number_is_told(north: People) -> None:
    by, lead = north["practitioner"], north["ig_lead"]
    barred, closed = started(by), started(by)
    access.bar(decision=barred, whom=lead, kind="relative", why="His niece", person=None, by=north["manager"])
    access.bar(decision=closed, whom=lead, kind="relative", why="His niece", person=None, by=north["manager"])
    restricted(closed, north["caldicott_guardian"])
    assert (numbers(Selection(), lead), left_out(Selection(), lead)) == (set(), 0)


def test_nobody_else_may_take_out_even_what_they_may_open(north: People) -> None:
    started(north["practitioner"])
    for who in ("practitioner", "manager", "safeguarding_lead"):
        assert numbers(Selection(), north[who]) == set(), who
        with pytest.raises(Refused, match="Your role does not let you"):
            check_can_export(Selection(), north[who])


def test_none_and_too_many_are_refused_with_what_to_do(north: People, monkeypatch: pytest.MonkeyPatch) -> None:
    guardian = north["caldicott_guardian"]
    with pytest.raises(Refused, match="Choose a longer period"):
        check_can_export(Selection(since=date(2100, 1, 1)), guardian)
    for _ in range(3):
        started(north["practitioner"])
    monkeypatch.setattr(policies, "MOST", 3)
    check_can_print(Selection(), guardian)
    monkeypatch.setattr(policies, "MOST", 2)
    with pytest.raises(Refused, match="holds 2 at most, and that is 3. Take the records out as a file"):
        check_can_print(Selection(), guardian)
    assert check_can_export(Selection(), guardian) == 3, "as a file"

"""Nothing waits silently: over nights, weekends, bank holidays and absences, somebody is asked and the asker hears."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command

from decisions.actions.asking import Whom
from decisions.actions.chasing import chase
from decisions.models import AdviceDiscussion, Overdue, PutTo
from infoshare.accounts.models import Absence, Membership, Notice, User
from tests.decisions.asking import give, put
from tests.decisions.builders import started
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LONDON = ZoneInfo("Europe/London")
EASTER_THURSDAY = datetime(2026, 4, 2, 16, 0, tzinfo=LONDON)  # Good Friday is 3 April, Easter Monday 6 April
TUESDAY = datetime(2026, 4, 7, 12, 0, tzinfo=LONDON)


def asked_at(when: datetime, by: User, urgency: str, whom: Whom) -> AdviceDiscussion:
    with time_machine.travel(when, tick=False):
        return put(started(by), by=by, urgency=urgency, whom=whom)


def asked_of(discussion: AdviceDiscussion) -> dict[User, str]:
    return {row.user: row.why for row in PutTo.objects.filter(discussion=discussion).select_related("user")}


def sentences(user: User) -> set[str]:
    return set(Notice.objects.filter(user=user).values_list("sentence", flat=True))


def test_the_clock_stands_still_over_easter_in_england_and_runs_on_easter_monday_in_scotland(north: People) -> None:
    by = north["practitioner"]
    english = asked_at(EASTER_THURSDAY, by, "today", Whom("manager"))
    assert english.due_at is not None
    assert english.due_at.astimezone(LONDON) == TUESDAY
    by.organisation.nation = "scotland"
    by.organisation.save()
    scottish = asked_at(EASTER_THURSDAY, by, "today", Whom("manager"))
    assert scottish.due_at is not None
    assert scottish.due_at.astimezone(LONDON) == TUESDAY - timedelta(days=1)


def test_what_is_overdue_goes_on_to_the_next_and_the_asker_hears_once(north: People) -> None:
    by = north["practitioner"]
    discussion = asked_at(EASTER_THURSDAY, by, "today", Whom("manager"))
    assert chase(by.organisation, now=TUESDAY) == 0, "Not a moment early"
    late = TUESDAY + timedelta(minutes=1)
    assert chase(by.organisation, now=late) == 1
    assert asked_of(discussion)[north["manager"]] == "holds"
    assert asked_of(discussion)[north["manager_elsewhere"]] == "overdue"
    heard = f"Nobody has answered {discussion.reference} in time. Ring somebody."
    assert heard in sentences(by)
    assert chase(by.organisation, now=late) == 0, "A second run finds nothing to do"
    assert Overdue.objects.count() == 1


def test_a_deputy_is_asked_where_the_guardian_does_not_answer(north: People) -> None:
    by, deputy = north["practitioner"], north["colleague"]
    Membership.objects.create(user=deputy, role="caldicott_guardian", deputy=True)
    discussion = asked_at(EASTER_THURSDAY, by, "at_once", Whom("caldicott_guardian"))
    assert asked_of(discussion) == {north["caldicott_guardian"]: "holds"}
    chase(by.organisation, now=EASTER_THURSDAY + timedelta(minutes=61))
    assert asked_of(discussion)[deputy] == "overdue"


def test_a_deputy_is_asked_at_once_while_the_guardian_is_away(north: People) -> None:
    by, deputy, guardian = north["practitioner"], north["colleague"], north["caldicott_guardian"]
    Membership.objects.create(user=deputy, role="caldicott_guardian", deputy=True)
    _away(guardian, date(2026, 4, 2), date(2026, 4, 3))
    assert asked_of(asked_at(EASTER_THURSDAY, by, "at_once", Whom("caldicott_guardian"))) == {deputy: "deputy"}
    later = asked_at(EASTER_THURSDAY + timedelta(days=2), by, "at_once", Whom("caldicott_guardian"))
    assert asked_of(later) == {guardian: "holds"}


def test_where_everybody_asked_goes_away_it_goes_on_before_it_is_late(north: People) -> None:
    by, manager = north["practitioner"], north["manager"]
    discussion = asked_at(EASTER_THURSDAY, by, "days", Whom("manager"))
    _away(manager, date(2026, 4, 3), date(2026, 4, 20))
    chase(by.organisation, now=EASTER_THURSDAY + timedelta(days=1))
    assert asked_of(discussion)[north["manager_elsewhere"]] == "next"
    assert not Overdue.objects.exists()


def test_where_whoever_was_asked_leaves_it_goes_on(north: People) -> None:
    by, manager = north["practitioner"], north["manager"]
    discussion = asked_at(EASTER_THURSDAY, by, "days", Whom("manager"))
    User.objects.filter(pk=manager.pk).update(is_active=False)
    chase(by.organisation, now=EASTER_THURSDAY + timedelta(hours=1))
    assert asked_of(discussion)[north["manager_elsewhere"]] == "next"


def test_an_answer_or_taking_it_back_stops_the_clock(north: People) -> None:
    by = north["practitioner"]
    discussion = asked_at(EASTER_THURSDAY, by, "today", Whom("manager"))
    give(discussion, by=north["manager"])
    assert chase(by.organisation, now=TUESDAY + timedelta(days=9)) == 0


def test_two_opinions_never_come_to_the_same_person(north: People) -> None:
    by = north["practitioner"]
    with time_machine.travel(EASTER_THURSDAY, tick=False):
        first = put(started(by), by=by, urgency="today", second=Whom("safeguarding_lead"))
    for days in range(1, 12):
        chase(by.organisation, now=TUESDAY + timedelta(days=days))
    one, other = set(asked_of(first)), set(asked_of(first.second))
    assert len(one) > 1
    assert not one & other


def test_the_command_does_it_for_every_organisation(
    north: People, south: People, capsys: pytest.CaptureFixture[str]
) -> None:
    for people in (north, south):
        asked_at(EASTER_THURSDAY, people["practitioner"], "today", Whom("manager"))
    call_command("chase_advice")
    assert "2 questions chased, in 2 organisations." in capsys.readouterr().out


def _away(user: User, first: date, last: date) -> None:
    Absence.objects.create(user=user, request_key=uuid4(), first_on=first, last_on=last, set_by=user)

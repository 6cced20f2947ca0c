"""Nothing waits silently: over nights, weekends, bank holidays and absences, somebody is asked and the asker hears."""

from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from decisions.actions import access
from decisions.actions.asking import Whom
from decisions.actions.chasing import _chase, _to_chase, chase
from decisions.models import AdviceDiscussion, Overdue, PutTo
from infoshare.accounts.models import Absence, Membership, Notice, User
from infoshare.audit import log
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


def test_the_clock_brings_names_to_nobody_who_may_not_open_the_decision_anyway(north: People) -> None:
    by = north["practitioner"]
    with time_machine.travel(EASTER_THURSDAY, tick=False):
        discussion = put(started(by), by=by, urgency="today", named_why="She knows the family")
    chase(by.organisation, now=TUESDAY + timedelta(minutes=1))
    assert "overdue" in asked_of(discussion).values()
    assert north["manager_elsewhere"] not in asked_of(discussion)


def test_of_names_of_a_restricted_decision_only_the_asker_hears(north: People) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    with time_machine.travel(EASTER_THURSDAY, tick=False):
        discussion = put(decision, by=by, urgency="today", named_why="She knows the family")
        until = EASTER_THURSDAY + timedelta(days=360)
        access.restrict(decision=decision, why="Why", viewers=[by], until=until, by=north["caldicott_guardian"])
        chase(by.organisation, now=EASTER_THURSDAY)
        chase(by.organisation, now=EASTER_THURSDAY)
        alone = f"Nobody who can answer {discussion.reference} is there. Ring somebody."
        assert Notice.objects.filter(user=by, sentence=alone).count() == 1, "Told once"
        assert chase(by.organisation, now=TUESDAY + timedelta(minutes=1)) == 1
    assert set(asked_of(discussion)) == {north["manager"]}
    assert f"Nobody has answered {discussion.reference} in time. Ring somebody." in sentences(by)


def test_where_nobody_can_answer_the_asker_hears_before_it_is_late(north: People) -> None:
    by = north["practitioner"]
    discussion = asked_at(EASTER_THURSDAY, by, "days", Whom("manager"))
    for user in User.objects.filter(organisation=by.organisation).exclude(pk=by.pk):
        _away(user, date(2026, 4, 2), date(2026, 4, 20))
    assert chase(by.organisation, now=EASTER_THURSDAY) == 0, "It went on to nobody"
    assert f"Nobody who can answer {discussion.reference} is there. Ring somebody." in sentences(by)


def test_whoever_is_barred_since_hears_nothing_of_the_clock_and_counts_as_not_there(north: People) -> None:
    by, manager, guardian = north["practitioner"], north["manager"], north["caldicott_guardian"]
    discussion = asked_at(EASTER_THURSDAY, by, "days", Whom("manager"))
    access.bar(decision=discussion.decision, whom=manager, kind="relative", why="Her uncle", by=guardian)
    chase(by.organisation, now=EASTER_THURSDAY)
    assert asked_of(discussion)[north["manager_elsewhere"]] == "next"


def test_what_is_answered_while_others_are_chased_goes_on_to_nobody(north: People) -> None:
    by, late = north["practitioner"], TUESDAY + timedelta(minutes=1)
    discussion = asked_at(EASTER_THURSDAY, by, "today", Whom("manager"))
    [found] = _to_chase(by.organisation, late)
    give(discussion, by=north["manager"])
    assert not _chase(found, late)
    assert set(asked_of(discussion)) == {north["manager"]}


def test_who_was_given_it_to_read_is_in_the_log(north: People) -> None:
    by = north["practitioner"]
    discussion = asked_at(EASTER_THURSDAY, by, "today", Whom("manager"))
    chase(by.organisation, now=TUESDAY + timedelta(minutes=1))
    event = log.history(discussion.decision).get(action="advice.handed-on")
    assert event.facts == {"discussion": discussion.pk, "to": [str(north["manager_elsewhere"].pk)]}


def test_looking_at_what_waits_costs_the_same_for_two_questions_and_ten(north: People) -> None:
    by = north["practitioner"]

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert chase(by.organisation, now=EASTER_THURSDAY) == 0
        return len(queries)

    for _ in range(2):
        asked_at(EASTER_THURSDAY, by, "today", Whom("manager"))
    first = cost()
    for _ in range(8):
        asked_at(EASTER_THURSDAY, by, "today", Whom("manager"))
    assert cost() == first


def test_what_fails_in_one_organisation_stops_no_other(
    north: People, south: People, capsys: pytest.CaptureFixture[str]
) -> None:
    fails = asked_at(EASTER_THURSDAY, north["practitioner"], "today", Whom("manager"))
    for people in (north, south):
        asked_at(EASTER_THURSDAY, people["practitioner"], "today", Whom("manager"))
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE decisions_overdue ADD CHECK (discussion_id <> {fails.pk})")
    with pytest.raises(ExceptionGroup, match="A fault of ours in chasing"):
        call_command("chase_advice")
    assert "1 questions chased, in 2 organisations." in capsys.readouterr().out
    assert Overdue.objects.count() == 2, "The other of the same organisation too"


def _away(user: User, first: date, last: date) -> None:
    Absence.objects.create(user=user, request_key=uuid4(), first_on=first, last_on=last, set_by=user)

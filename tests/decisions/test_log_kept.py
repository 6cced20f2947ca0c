"""The Caldicott log is read by what the database keeps of it, and holds what going through all questions would find."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict

from decisions.actions import access
from decisions.actions.asking import Whom, take_back
from decisions.models import AdviceAnswer, AdviceDiscussion, Decision, LogEntry, PutTo
from decisions.models import scope as scopes
from decisions.models.log import asked_of_guardians, openable
from decisions.models.log_entries import LOG
from decisions.summary.caldicott.inbox import inbox_page
from decisions.summary.caldicott.log import log_page
from infoshare.accounts.models import User
from tests.decisions.builders import advise, ask, started
from tests.decisions.caldicott import GUARDIAN, answer, follow, put
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def slow(user: User) -> list[str]:
    """By going through all questions that the organisation ever put to anybody, the newest first."""
    this = OuterRef("pk")
    theirs = scopes.unbarred(Decision.objects.all(), user)
    put_to_one = PutTo.objects.filter(discussion=this, as_guardian=True)
    advised = AdviceAnswer.objects.open_to(user).filter(discussion=this, given_as=GUARDIAN)
    rows = AdviceDiscussion.objects.filter(decision__in=theirs)
    rows = rows.filter(Q(role=GUARDIAN) | Exists(put_to_one) | Exists(advised))
    of_one = PutTo.objects.filter(Q(discussion__second=this) | Q(discussion__second_of=this), user=user)
    pair = AdviceDiscussion.objects.waiting().filter(Q(pk=this) | Q(second=this) | Q(second_of=this))
    unanswered = pair.exclude(Exists(AdviceAnswer.objects.filter(discussion=OuterRef("pk"))))
    rows = rows.exclude(Q(Exists(of_one)) & Q(Exists(unanswered)))
    rows = rows.filter(Q(identity_withheld=True) | Q(decision__in=Decision.objects.visible_to(user)))
    return list(rows.order_by("-asked_at", "-pk").values_list("reference", flat=True))


def agree(*organisations: People) -> None:
    for user in (user for people in organisations for user in people.values()):
        found = openable(asked_of_guardians(user.organisation, user), user)
        by_log = found.order_by("-log_entry__asked_at", "-log_entry__pk")
        assert list(by_log.values_list("reference", flat=True)) == slow(user), user
        assert [row["reference"] for row in log_page(user, QueryDict())["rows"]] == slow(user)[:25]  # type: ignore[attr-defined]


def test_it_holds_what_going_through_all_questions_would_find(north: People, south: People) -> None:
    owner, guardian = north["practitioner"], north[GUARDIAN]
    put(started(owner), by=owner, whom=Whom("manager"))
    put(started(south["practitioner"]), by=south["practitioner"])
    by_role = put(started(owner), by=owner)
    put(started(owner), by=owner, whom=Whom("safeguarding_lead", colleague=guardian), names_withheld=False)
    elsewhere = ask(started(owner), "situation", by=owner, role=GUARDIAN)
    ask(started(owner), "situation", by=owner, role="manager")
    pair = (Whom(GUARDIAN, colleague=guardian), Whom("ig_lead", colleague=north["ig_lead"]))
    first = put(started(owner), by=owner, whom=pair[0], second=pair[1])
    agree(north, south)
    answer(first, by=guardian)
    agree(north, south)
    answer(first.second, by=north["ig_lead"], given_as="ig_lead", principles=[], theme="")
    agree(north, south)
    follow(answer(by_role, by=guardian), by=owner)
    advise(elsewhere, by=owner)
    access.bar(decision=by_role.decision, whom=north["ig_lead"], kind="relative", why="x", by=guardian)
    agree(north, south)
    assert len(slow(guardian)) == 4
    assert by_role.reference not in slow(north["ig_lead"])


def test_the_inbox_lists_what_waits_until_it_is_closed_or_taken_back(north: People) -> None:
    owner, guardian = north["practitioner"], north[GUARDIAN]
    asked = [put(started(owner), by=owner, urgency=urgency) for urgency in ("days", "today", "days")]
    assert references(guardian) == [asked[each].reference for each in (1, 0, 2)]
    follow(answer(asked[1], by=guardian), by=owner)
    take_back(discussion=asked[2], why="Found in the handbook", by=owner)
    assert references(guardian) == [asked[0].reference]


def references(user: User) -> list[object]:
    return [row["reference"] for row in inbox_page(user)["rows"]]  # type: ignore[attr-defined]


def test_it_says_when_each_was_asked_and_nothing_of_questions_to_others(north: People) -> None:
    owner = north["practitioner"]
    put(started(owner), by=owner, whom=Whom("manager"))
    asked = put(started(owner), by=owner)
    [entry] = LogEntry.objects.all()
    assert (entry.pk, entry.organisation_id, entry.asked_at) == (asked.pk, owner.organisation_id, asked.asked_at)
    assert entry.due_at == asked.due_at
    earlier = asked.asked_at - timedelta(days=1)
    AdviceDiscussion.objects.filter(pk=asked.pk).update(asked_at=earlier)
    assert LogEntry.objects.get().asked_at == earlier
    AdviceDiscussion.objects.filter(pk=asked.pk).update(role="manager")
    assert LogEntry.objects.count() == 1, "it was put to a Guardian all the same"


def test_what_is_behind_is_told(north: People) -> None:
    asked = put(started(north["practitioner"]), by=north["practitioner"])
    for order in ("DELETE FROM decisions_logentry", "UPDATE decisions_logentry SET waits = false"):
        with connection.cursor() as cursor:
            cursor.execute(order)
        assert LOG.faults() == [asked.pk]
        LOG.fill()
        assert LOG.faults() == []

"""Who gets into one decision beside the roles: advisers, named viewers of a restricted one; and who is kept out."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from django.utils.html import strip_tags

from decisions.actions import access as actions
from decisions.actions.glass import break_glass
from decisions.models import ConflictOfInterest, Decision, DecisionGrant, PersonConcerned, Restriction
from decisions.policies.access import NOBODY
from infoshare.accounts.models import Notice, User
from infoshare.accounts.policy import Refused
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.decisions.builders import started
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
ALL = {"practitioner", "manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"}


def week() -> datetime:
    return timezone.now() + timedelta(days=7)


def who_opens(decision: Decision, *of: People) -> set[str]:
    return {
        who
        for people in of
        for who, user in people.items()
        if Decision.objects.visible_to(User.objects.get(pk=user.pk)).contains(decision)
    }


def let_in(decision: Decision, whom: User, by: User) -> None:
    actions.let_adviser_in(decision=decision, whom=whom, why="Knows the law", until=week(), by=by)


def restrict(decision: Decision, by: User, *viewers: User) -> None:
    actions.restrict(decision=decision, why="About a colleague", viewers=viewers, until=week(), by=by)


def bar(decision: Decision, whom: User, by: User, kind: str = "relative") -> None:
    actions.bar(decision=decision, whom=whom, kind=kind, why="Her aunt", by=by)


def past(grants: str = "") -> None:
    an_hour_ago = timezone.now() - timedelta(hours=1)
    DecisionGrant.objects.update(granted_at=an_hour_ago - timedelta(days=1), until=an_hour_ago)


def test_an_adviser_opens_the_one_decision_until_the_day_ends(north: People, signed_in: SignedIn) -> None:
    by, adviser = north["practitioner"], north["colleague"]
    decision, other = started(by), started(by)
    let_in(decision, adviser, by)
    assert who_opens(decision, north) == ALL | {"colleague"}
    assert who_opens(other, north) == ALL
    page = signed_in(adviser).get(f"/decisions/{decision.reference}/")
    assert b"You can read it" in page.content
    assert Event.objects.filter(action="decision.viewed").latest("id").facts["through"] == "adviser"
    past()
    assert who_opens(decision, north) == ALL


def test_an_adviser_is_out_when_it_is_ended_and_the_history_says_so(north: People) -> None:
    by, adviser = north["practitioner"], north["colleague"]
    decision = started(by)
    let_in(decision, adviser, by)
    actions.end_grant(grant=DecisionGrant.objects.get(), by=by)
    assert who_opens(decision, north) == ALL
    assert [row.history_type for row in DecisionGrant.history.order_by("history_id")] == ["+", "-"]
    assert list(Event.objects.filter(action__startswith="grant.").values_list("action", flat=True)) == [
        "grant.given",
        "grant.ended",
    ]


def test_an_adviser_is_told_by_reference_only(north: People) -> None:
    decision = started(north["practitioner"])
    let_in(decision, north["colleague"], north["practitioner"])
    notice = Notice.objects.get()
    assert (notice.user, notice.sentence) == (north["colleague"], f"You are asked to advise on {decision.reference}.")


@pytest.mark.parametrize("who", ["administrator", "inactive", "south", "barred"])
def test_nobody_else_can_be_let_in_and_nothing_says_why(who: str, north: People, south: People) -> None:
    by = north["practitioner"]
    decision, whom = started(by), north["colleague"]
    if who == "administrator":
        whom = north["administrator"]
    elif who == "south":
        whom = south["colleague"]
    elif who == "inactive":
        whom.is_active = False
        whom.save()
    else:
        bar(decision, whom, north["manager"])
    with pytest.raises(Refused, match=NOBODY):
        let_in(decision, whom, by)


def test_letting_in_is_refused_where_it_is_needless_endless_or_not_ones_own(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    with pytest.raises(Refused, match="can open this decision already"):
        let_in(decision, north["manager"], by)
    with pytest.raises(Refused, match="next 12 months"):
        actions.let_adviser_in(
            decision=decision, whom=north["colleague"], why="x", until=timezone.now() + timedelta(days=400), by=by
        )
    with pytest.raises(Refused, match="for this decision"):
        let_in(decision, north["colleague"], north["manager"])


def test_giving_it_again_replaces_what_stood_there(north: People) -> None:
    by, adviser = north["practitioner"], north["colleague"]
    decision = started(by)
    let_in(decision, adviser, by)
    past()
    let_in(decision, adviser, by)
    assert DecisionGrant.objects.count() == 1
    assert who_opens(decision, north) == ALL | {"colleague"}


def test_a_restricted_decision_is_open_to_the_people_named_and_to_nobody_else(north: People, south: People) -> None:
    decision = started(north["practitioner"])
    let_in(decision, north["colleague"], north["practitioner"])
    restrict(decision, north["safeguarding_lead"], north["safeguarding_lead"], north["practitioner"])
    assert who_opens(decision, north, south) == {"safeguarding_lead", "practitioner"}
    past()
    assert who_opens(decision, north) == set()


def test_a_restricted_decision_is_in_no_list_of_those_who_are_not_named(north: People, signed_in: SignedIn) -> None:
    decision = started(north["practitioner"])
    restrict(decision, north["safeguarding_lead"], north["safeguarding_lead"])
    for who in ("practitioner", "manager", "ig_lead"):
        client = signed_in(north[who])
        assert client.get(f"/decisions/{decision.reference}/").status_code == 404
        page = client.get("/").content.decode()
        assert "Whether to tell the nurse" not in page


def test_the_guardian_looks_after_a_restricted_decision_without_seeing_it(north: People, signed_in: SignedIn) -> None:
    decision, guardian = started(north["practitioner"]), north["caldicott_guardian"]
    restrict(decision, north["safeguarding_lead"], north["safeguarding_lead"])
    client = signed_in(guardian)
    assert decision.reference in client.get("/").content.decode()
    page = client.get(f"/decisions/{decision.reference}/access/").content.decode()
    assert "North safeguarding lead" in page
    assert not re.search(rf"\b{decision.about}\b", strip_tags(page))  # what carries chance letters is in tags
    actions.name_viewer(decision=decision, whom=guardian, why="An inspection", until=week(), by=guardian)
    assert client.get(f"/decisions/{decision.reference}/").status_code == 200
    assert Event.objects.filter(action="decision.viewed").latest("id").facts["through"] == "viewer"


def test_only_the_guardian_and_the_ig_lead_name_viewers(north: People, signed_in: SignedIn) -> None:
    decision = started(north["practitioner"])
    restrict(decision, north["safeguarding_lead"], north["safeguarding_lead"], north["practitioner"])
    for who in ("practitioner", "safeguarding_lead"):
        assert signed_in(north[who]).get(f"/decisions/{decision.reference}/access/viewer/").status_code == 403
    with pytest.raises(Refused, match="restricted"):
        let_in(decision, north["colleague"], north["practitioner"])
    with pytest.raises(Refused, match="It is for: Caldicott Guardian"):
        actions.name_viewer(decision=decision, whom=north["colleague"], why="x", until=week(), by=north["manager"])


def test_everybody_named_is_listed_however_many_they_are(north: People, signed_in: SignedIn) -> None:
    by, viewers = north["caldicott_guardian"], [north["colleague"], north["manager"]]
    decision = started(north["practitioner"])
    restrict(decision, by, north["practitioner"], *viewers)
    client = signed_in(north["practitioner"])
    page = client.get(f"/decisions/{decision.reference}/access/").content.decode()  # a query for each is an error here
    assert all(viewer.name in page for viewer in viewers)


def test_lifting_a_restriction_lets_the_roles_back_in_and_names_nobody(north: People) -> None:
    decision, lead = started(north["practitioner"]), north["safeguarding_lead"]
    restrict(decision, lead, lead)
    actions.lift_restriction(decision=decision, why="The case is closed", by=lead)
    assert who_opens(decision, north) == ALL
    assert not DecisionGrant.objects.exists()
    with pytest.raises(Refused, match="not restricted"):
        actions.lift_restriction(decision=decision, why="again", by=lead)
    restrict(decision, lead, lead)
    assert Restriction.objects.count() == 2


def test_a_record_can_be_restricted_too(north: People, walked: Walked) -> None:
    decision = walked("C20", north["practitioner"])
    restrict(decision, north["caldicott_guardian"], north["caldicott_guardian"])
    assert who_opens(decision, north) == {"caldicott_guardian"}


@pytest.mark.parametrize("who", ["manager", "caldicott_guardian", "colleague"])
def test_whoever_has_a_conflict_finds_nothing(who: str, north: People, signed_in: SignedIn) -> None:
    decision, whom = started(north["practitioner"]), north[who]
    if who == "colleague":
        let_in(decision, whom, north["practitioner"])
    client = signed_in(whom)
    assert client.get(f"/decisions/{decision.reference}/").status_code == 200
    bar(decision, whom, north["ig_lead"])
    for page in ("", "access/", "looks/", "record.pdf"):
        assert client.get(f"/decisions/{decision.reference}/{page}").status_code == 404
    assert decision.reference not in client.get("/").content.decode()
    assert not Notice.objects.filter(user=whom, sentence__contains="conflict").exists()


def test_whoever_is_kept_out_is_told_no_more_of_what_they_were_told_before(north: People, signed_in: SignedIn) -> None:
    by, manager = north["practitioner"], north["manager"]
    decision, linked, linked_later = started(by), started(by), started(by)
    for each in (decision, linked, linked_later):
        break_glass(decision=each, reason="Missing", request_key=uuid4(), by=north["colleague"])
    actions.link_person(decision=linked, reference="P-1", by=by)
    told = set(Notice.objects.filter(user=manager, seen_at=None).values_list("sentence", flat=True))
    assert len(told) == 3
    bar(decision, manager, north["ig_lead"])
    person = PersonConcerned.objects.get().person
    actions.bar(decision=linked, whom=manager, kind="relative", why="x", person=person, by=north["ig_lead"])
    actions.link_person(decision=linked_later, reference="P-1", by=by)
    page = signed_in(manager).get("/").content.decode()
    assert not [each for each in (decision, linked, linked_later) if each.reference in page]


def test_a_conflict_with_a_person_keeps_out_of_every_decision_about_them(north: People) -> None:
    by, manager = north["practitioner"], north["manager"]
    first, later, other = started(by), started(by), started(by)
    actions.link_person(decision=first, reference="P-1", by=by)
    person = PersonConcerned.objects.get().person
    actions.bar(decision=first, whom=manager, kind="relative", why="x", person=person, by=north["ig_lead"])
    actions.link_person(decision=later, reference="P-1", by=by)
    actions.link_person(decision=other, reference="P-2", by=by)
    assert [decision for decision in (first, later, other) if "manager" in who_opens(decision, north)] == [other]


def test_anybody_may_say_that_they_have_a_conflict_but_not_that_it_is_over(north: People) -> None:
    decision, manager = started(north["practitioner"]), north["manager"]
    bar(decision, manager, manager)
    conflict = ConflictOfInterest.objects.get()
    with pytest.raises(Refused, match="Somebody else has to say"):
        actions.end_conflict(conflict=conflict, decision=decision, why="x", by=manager)
    actions.end_conflict(conflict=conflict, decision=decision, why="A different family", by=north["ig_lead"])
    assert "manager" in who_opens(decision, north)


def test_whoever_carries_a_draft_hands_it_over_before_they_are_kept_out(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    with pytest.raises(Refused, match="Hand it over"):
        bar(started(by), by, north["manager"], "subject")
    recorded = walked("C20", by)
    bar(recorded, by, north["manager"], "subject")
    assert "practitioner" not in who_opens(recorded, north)


def test_a_practitioner_keeps_nobody_else_out(north: People) -> None:
    with pytest.raises(Refused, match="It is for: Manager"):
        bar(started(north["practitioner"]), north["manager"], north["practitioner"])


def test_conflicts_are_shown_to_those_who_may_set_them_and_to_nobody_else(north: People, signed_in: SignedIn) -> None:
    decision = started(north["practitioner"])
    bar(decision, north["safeguarding_lead"], north["ig_lead"])
    shown = {
        who: "Her aunt" in signed_in(north[who]).get(f"/decisions/{decision.reference}/access/").content.decode()
        for who in ("practitioner", "manager", "ig_lead")
    }
    assert shown == {"practitioner": False, "manager": True, "ig_lead": True}


@pytest.mark.parametrize(
    ("pages", "data", "done"),
    [
        ("adviser", {"whom": "north COLLEAGUE", "why": "Law"}, "They can open it now"),
        ("restrict", {"why": "A colleague", "viewers": "[manager]"}, "Only the people named"),
        ("conflict", {"whom": "[colleague]", "kind": "relative", "of": "decision", "why": "x"}, "They find nothing"),
        ("person", {"reference": "P-77"}, "linked to that person"),
    ],
)
def test_each_page_about_access_does_what_it_says(
    pages: str, data: dict[str, str], done: str, north: People, signed_in: SignedIn
) -> None:
    decision = started(north["practitioner"])
    who = {"adviser": "practitioner", "person": "practitioner"}.get(pages, "safeguarding_lead")
    client = signed_in(north[who])
    ends = timezone.localdate() + timedelta(days=5)
    people = {"[manager]": str(north["manager"].pk), "[colleague]": north["colleague"].email}
    filled = {name: people.get(value, value) for name, value in data.items()}
    filled |= {"until_day": str(ends.day), "until_month": str(ends.month), "until_year": str(ends.year)}
    response = client.post(f"/decisions/{decision.reference}/access/{pages}/", filled, follow=True)
    assert done in response.content.decode(), response.content.decode()[:3000]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "Give their name or work email address"),
        ("Nobody Known", "Nobody in your organisation has that name or address"),
        ("south colleague", "Nobody in your organisation has that name or address"),
    ],
)
def test_a_name_that_is_nobodys_here_says_so_and_keeps_what_was_typed(
    typed: str, says: str, north: People, south: People, signed_in: SignedIn
) -> None:
    decision = started(north["practitioner"])
    page = signed_in(north["practitioner"]).post(
        f"/decisions/{decision.reference}/access/adviser/", {"whom": typed, "why": "Because canary"}
    )
    assert says in page.content.decode()
    assert "Because canary" in page.content.decode()


def test_the_database_refuses_a_grant_without_a_reason_and_a_conflict_with_nothing(north: People) -> None:
    decision, by = started(north["practitioner"]), north["practitioner"]
    let_in(decision, north["colleague"], by)
    with pytest.raises(IntegrityError, match="grant_says_why"), transaction.atomic():
        DecisionGrant.objects.update(why="")
    with pytest.raises(IntegrityError, match="grant_ends_after"), transaction.atomic():
        DecisionGrant.objects.update(until=timezone.now() - timedelta(days=9))
    with pytest.raises(IntegrityError, match="conflict_with_a_decision"), transaction.atomic():
        ConflictOfInterest.objects.create(user=by, kind="other", why="x", began_by=by)
    with pytest.raises(IntegrityError, match="ending_is_whole"), transaction.atomic():
        Restriction.objects.create(decision=decision, why="x", began_by=by, ended_at=timezone.now())


def test_linking_twice_links_once_and_a_link_can_be_taken_off(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    for _ in range(2):
        actions.link_person(decision=decision, reference="P-1", by=by)
    actions.unlink_person(link=PersonConcerned.objects.get(), why="A wrong number", by=by)
    assert not PersonConcerned.objects.exists()
    told = Event.objects.filter(action__startswith="person.").values_list("action", flat=True)
    assert list(told) == ["person.entered", "person.linked", "person.unlinked"]

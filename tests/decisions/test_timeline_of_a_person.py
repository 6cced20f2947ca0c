"""What happened around a person: what is known of them, their consents, and the decisions that the reader may open."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from consent import actions as consent_actions
from consent.models import Person
from decisions.actions import access
from decisions.models import Decision
from decisions.policies import timeline as policies
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.audit.models import Event
from tests.consent import builders as consents
from tests.decisions.builders import started
from tests.decisions.leaning import Leant
from tests.decisions.packs import begun
from tests.decisions.test_counts import cost
from tests.decisions.test_timeline import told
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
LOOKED = "North practitioner opened: their page"


def path(person: Person, query: str = "") -> str:
    return f"/persons/{person.pk}/timeline/{query}"


def about(person: Person, by: User) -> Decision:
    decision = started(by)
    access.link_person(decision=decision, reference=person.reference, by=by)
    return decision


def test_it_tells_of_them_of_their_consents_and_of_decisions(leant: Leant, signed_in: SignedIn) -> None:
    found = told(signed_in(leant.by), path(leant.girl))
    for said in (
        "entered them",
        "said who somebody is to them",
        "wrote down that consent was given",
        "started the decision",
        f"said who it is about: {leant.girl.reference}",
    ):
        assert f"North practitioner {said}" in found, said


def test_a_decision_that_the_reader_may_not_open_is_not_there(north: People, signed_in: SignedIn) -> None:
    girl = consents.person(north["practitioner"])
    mine, restricted = about(girl, north["practitioner"]), about(girl, north["practitioner"])
    tomorrow = timezone.now() + timedelta(days=1)
    guardian = north["caldicott_guardian"]
    access.restrict(decision=restricted, viewers=[guardian], until=tomorrow, why="A colleague's child", by=guardian)
    client = signed_in(north["manager"])
    page = client.get(path(girl)).content.decode()
    assert mine.reference in page
    assert restricted.reference not in page
    assert page.count("started the decision") == 1


def test_whoever_is_kept_out_of_a_decision_or_of_the_person_finds_nothing_of_it(
    north: People, signed_in: SignedIn
) -> None:
    girl, manager = consents.person(north["practitioner"]), north["manager"]
    decision, other = about(girl, north["practitioner"]), about(girl, north["practitioner"])
    whom, by = north["ig_lead"], manager
    access.bar(decision=decision, whom=whom, kind="relative", why="His niece", person=None, by=by)
    page = signed_in(whom).get(path(girl)).content.decode()
    assert (decision.reference in page, other.reference in page) == (False, True)
    access.bar(decision=other, whom=whom, kind="relative", why="His niece", person=girl, by=by)
    assert signed_in(whom).get(path(girl)).status_code == 404


def test_a_stranger_finds_nobody(north: People, south: People, signed_in: SignedIn) -> None:
    girl = consents.person(north["practitioner"])
    for who in (north["practitioner_elsewhere"], south["caldicott_guardian"]):
        answers = [signed_in(who).get(at).status_code for at in (path(girl), path(Person(pk=8765432)))]
        assert answers == [404, 404]


def test_each_decision_that_it_tells_of_is_looked_at(north: People, signed_in: SignedIn) -> None:
    by, girl = north["practitioner"], consents.person(north["practitioner"])
    decisions = {about(girl, by).pk for _ in range(3)}
    client, last = signed_in(by), Event.objects.latest("pk").pk
    client.get(path(girl))
    looks = Event.objects.filter(pk__gt=last)
    assert set(looks.filter(action="decision.viewed").values_list("about_id", flat=True)) == decisions
    assert looks.filter(action="person.viewed", about_id=girl.pk, facts__what="timeline").count() == 1
    client.get(path(girl, "?kind=person"))
    assert Event.objects.filter(pk__gt=looks.latest("pk").pk, action="decision.viewed").count() == 0


def test_looks_are_for_whoever_may_see_who_looks_at_a_decision(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    girl, decision = consents.person(by), started(by)
    access.link_person(decision=decision, reference=girl.reference, by=by)
    consent_actions.viewed(person=girl, what="person", by=by)
    log.record("decision.found", by=by, about=decision)
    for who, sees in (("practitioner", True), ("caldicott_guardian", True), ("manager", False), ("ig_lead", False)):
        found = told(signed_in(north[who]), path(girl, "?kind=views"))
        assert (LOOKED in found) is sees, who
        assert ("North practitioner found it by its reference" in found) is sees, who


def test_a_clash_in_a_decision_is_told_by_that_decision_alone(north: People) -> None:
    """The event about the person would tell of a decision that the reader may not open."""
    girl, by = consents.person(north["practitioner"]), north["practitioner"]
    log.record("clash.found", by=by, about=girl)
    assert "clash.found" not in policies.of_person(girl, by).events.values_list("action", flat=True)


def test_packs_are_told_to_whoever_may_make_them(north: People) -> None:
    girl = consents.person(north["practitioner"])
    begun(girl, north["caldicott_guardian"])
    for who, sees in (("caldicott_guardian", True), ("practitioner", False)):
        found = policies.of_person(girl, north[who]).events.values_list("action", flat=True)
        assert ("pack.started" in found) is sees, who


def test_it_costs_no_more_queries_for_more_decisions(north: People, signed_in: SignedIn) -> None:
    by, girl = north["practitioner"], consents.person(north["practitioner"])
    about(girl, by)
    client = signed_in(by)
    first = cost(client, path(girl))
    for _ in range(10):
        about(girl, by)
    assert cost(client, path(girl)) == first

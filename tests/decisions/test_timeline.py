"""The history of a decision: every event as a sentence, for whom it is, filtered, page by page."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from decisions.actions import access, viewing
from decisions.models import Decision
from decisions.policies import timeline as policies
from decisions.summary import timeline
from decisions.summary.telling_events import line, named
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.audit.models import Event, RecordKey
from tests.audit.chains import link, say
from tests.conftest import Walked
from tests.consent import builders as consents
from tests.decisions.builders import advise, answer, ask, started
from tests.decisions.leaning import Leant
from tests.decisions.test_counts import cost
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def path(decision: Decision, query: str = "") -> str:
    return f"/decisions/{decision.reference}/timeline/{query}"


def told(client: Client, at: str) -> list[str]:
    """The sentences on the page, as they are read."""
    answered = client.get(at)
    assert answered.status_code == 200
    return [line["sentence"] for day in answered.context["days"] for line in day["lines"]]


def test_each_thing_that_happened_is_a_sentence_newest_first(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision = started(by)
    answer(decision, "situation", "case", by=by)
    asked = ask(decision, "danger", by=by)
    assert told(signed_in(by), path(decision)) == [
        f"North practitioner wrote down that advice was asked, {asked.reference}",
        "North practitioner answered: Which of these is it? One case",
        "North practitioner started the decision",
    ]


def test_the_page_has_the_moment_the_role_and_the_way_to_the_part(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    page = signed_in(by).get(path(decision)).content.decode()
    sheet = decision.sheets.first()
    assert sheet
    assert f'href="/decisions/{decision.reference}/sheets/{sheet.reference}/"' in page
    assert "North practitioner recorded the decision: Share" in page
    assert re.search(r'app-timeline__at">\d\d:\d\d<', page)
    assert by.role_title in page


def test_opening_the_history_is_a_look_at_the_decision(north: People, signed_in: SignedIn) -> None:
    decision = started(north["practitioner"])
    signed_in(north["practitioner"]).get(path(decision))
    last = Event.objects.latest("pk")
    assert (last.action, last.facts["what"], last.about_id) == ("decision.viewed", "timeline", decision.pk)


def test_looks_are_shown_when_they_are_chosen_and_only_to_whom_they_may_be(north: People, signed_in: SignedIn) -> None:
    decision = started(north["practitioner"])
    signed_in(north["caldicott_guardian"]).get(f"/decisions/{decision.reference}/")
    looked = "North caldicott guardian opened: the decision"
    for who, sees in (("practitioner", True), ("caldicott_guardian", True), ("manager", False), ("ig_lead", False)):
        client = signed_in(north[who])
        assert looked not in told(client, path(decision)), who
        assert (looked in told(client, path(decision, "?kind=views"))) is sees, who
        found = policies.of_decision(decision, north[who]).events
        assert found.filter(action="decision.viewed").exists() is sees, who


def test_who_is_kept_out_is_told_to_those_alone_who_may_keep_people_out(north: People, signed_in: SignedIn) -> None:
    decision = started(north["practitioner"])
    access.bar(
        decision=decision, whom=north["colleague"], kind="relative", why="His niece", person=None, by=north["manager"]
    )
    for who, sees in (("practitioner", False), ("manager", True), ("ig_lead", True)):
        found = [said for said in told(signed_in(north[who]), path(decision)) if "conflict" in said]
        assert bool(found) is sees, who
    assert found == ["North manager kept out North colleague, who has a conflict of interest"]


def test_a_stranger_and_whoever_has_a_conflict_find_nothing(north: People, south: People, signed_in: SignedIn) -> None:
    decision = started(north["practitioner"])
    access.bar(
        decision=decision, whom=north["ig_lead"], kind="relative", why="His niece", person=None, by=north["manager"]
    )
    for who in (north["ig_lead"], south["caldicott_guardian"], north["practitioner_elsewhere"]):
        client = signed_in(who)
        answers = [client.get(at) for at in (path(decision), path(Decision(reference="IS-2222-2222")))]
        assert [each.status_code for each in answers] == [404, 404]


def test_it_is_filtered_by_what_by_whom_and_by_day(north: People, signed_in: SignedIn) -> None:
    by, guardian, decision = north["practitioner"], north["caldicott_guardian"], started(north["practitioner"])
    advise(ask(decision, "situation", by=by), by=by)
    tomorrow = timezone.now() + timedelta(days=1)
    whom = north["practitioner_elsewhere"]
    access.let_adviser_in(decision=decision, whom=whom, why="Knows the law", until=tomorrow, by=guardian)
    client = signed_in(by)
    for query, count in {
        "?kind=advice": 2,
        "?kind=advice&kind=decision": 3,
        f"?who={guardian.pk}": 1,
        f"?who={guardian.pk}&kind=advice": 0,
        "?until_day=1&until_month=1&until_year=2020": 0,
        "?since_day=1&since_month=1&since_year=2020": 4,
    }.items():
        assert len(told(client, path(decision, query))) == count, query
    [let_in] = told(client, path(decision, "?kind=access"))
    assert let_in.startswith("North caldicott guardian let North practitioner elsewhere open it, until ")


@pytest.mark.parametrize(
    "query", ["?kind=nonsense", "?who=999999999", "?who=abc", "?since_day=99&since_month=99&since_year=1"]
)
def test_a_filter_that_is_none_says_so_and_hides_nothing(north: People, signed_in: SignedIn, query: str) -> None:
    decision = started(north["practitioner"])
    answered = signed_in(north["practitioner"]).get(path(decision, query))
    assert answered.context["form"].errors
    assert len(answered.context["days"]) == 1


def test_pages_lead_through_all_of_it_and_back_without_a_gap(
    north: People, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "PAGE", 3)
    by = north["practitioner"]
    decision = started(by)
    for value in ("case", "request") * 4:
        answer(decision, "situation", value, by=by)
    client = signed_in(by)
    pages, at = [], path(decision, "?kind=decision")
    while at:
        answered = client.get(at)
        pages.append([line["sentence"] for day in answered.context["days"] for line in day["lines"]])
        at, last = answered.context["earlier_url"] and path(decision, answered.context["earlier_url"]), answered
    assert [len(page) for page in pages] == [3, 3, 3]
    assert pages[-1][-1] == "North practitioner started the decision"
    assert told(client, path(decision, last.context["later_url"])) == pages[1]
    assert "kind=decision" in last.context["later_url"]


@pytest.mark.parametrize("query", ["?before=abc", "?before=-1", "?after=99999999999999999999", "?before="])
def test_a_place_that_is_none_is_the_first_page(north: People, signed_in: SignedIn, query: str) -> None:
    decision = started(north["practitioner"])
    assert told(signed_in(north["practitioner"]), path(decision, query)) == ["North practitioner started the decision"]


def test_it_costs_no_more_queries_for_more_events(north: People, signed_in: SignedIn) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    client = signed_in(by)
    ask(decision, "situation", by=by)
    first = cost(client, path(decision))
    for number in range(20):
        ask(decision, "situation", by=by)
        viewing.found(decision=decision, by=north[("manager", "ig_lead")[number % 2]])
    assert cost(client, path(decision)) == first


def test_what_became_of_the_consent_that_it_rests_on_is_there(leant: Leant, signed_in: SignedIn) -> None:
    """For whoever may open that; none of the looks at it."""
    decision, given = leant.first, "North practitioner wrote down that consent was given"
    signed_in(leant.by).get(f"/consents/{leant.consent.reference}/")
    assert given in told(signed_in(leant.by), path(decision, "?kind=consent"))
    assert "North practitioner opened: the consent" not in told(signed_in(leant.by), path(decision, "?kind=views"))
    other = started(leant.by)
    assert told(signed_in(leant.by), path(other, "?kind=consent")) == []


def test_of_somebody_outside_it_is_never_said_that_a_colleague_did_it(north: People) -> None:
    """The event names whoever let them in."""
    decision, by = started(north["practitioner"]), north["practitioner"]
    asked = ask(decision, "situation", by=by)
    facts: dict[str, log.Fact] = {"discussion": asked.pk, "outside": 1}
    log.record("advice.given", by=by, about=decision, facts=facts)
    [*_, event] = policies.of_decision(decision, by).events.order_by("pk")
    shown = line(event, named([event], policies.of_decision(decision, by), by))
    assert shown["sentence"] == (
        f"Somebody outside, let in by North practitioner, answered the question for advice, {asked.reference}"
    )
    assert shown["role"] == ""


def test_what_was_sealed_with_a_key_that_is_gone_is_left_out(north: People, signed_in: SignedIn) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    answer(decision, "situation", "case", by=by)
    access.link_person(decision=decision, reference=consents.person(by).reference, by=by)
    link()
    say("ALTER TABLE audit_recordkey DISABLE TRIGGER USER")
    RecordKey.objects.filter(about_id=decision.pk, about_type="decisions.decision").delete()
    assert told(signed_in(by), path(decision)) == [
        "North practitioner said who it is about: somebody",
        "North practitioner answered: Which of these is it?",
        "North practitioner started the decision",
    ]


def test_a_day_until_which_it_is_kept_breaks_no_history(north: People, signed_in: SignedIn) -> None:
    """A grant ends at a moment, and what is kept longer on a day: both are told as `until`."""
    guardian = north["caldicott_guardian"]
    decision = started(north["practitioner"])
    log.record("retention.kept", by=guardian, about=decision, facts={"until": "2027-02-25", "row": 1})
    at = path(decision)
    assert "North caldicott guardian keeps it longer, though it was due" in told(signed_in(guardian), at)

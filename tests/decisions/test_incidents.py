"""A mistake in sharing: told at once to those who close it, step by step; they alone close it, with what was learnt."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from decisions.actions import access
from decisions.actions.incidents import open_incident, take_step
from decisions.models import Decision, Incident, IncidentStep, Sheet
from decisions.policies import Refused
from decisions.policies.incidents import tell_ico_by
from decisions.summary.incidents import clock
from decisions.summary.waiting import work_list
from decisions.words_of_sharing import INCIDENT_STEPS
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.decisions.pages import answers_of, filled, form_on, problems
from tests.decisions.sharing import sent, sheets
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
WHO_CLOSE = ("ig_lead", "caldicott_guardian")
OPENED = datetime(2026, 11, 26, 9, tzinfo=UTC)


@pytest.fixture
def sheet(north: People, walked: Walked) -> Sheet:
    return sheets(walked("C01", north["practitioner"]))[0]


@pytest.fixture
def incident(sheet: Sheet, north: People) -> Incident:
    event = sent(sheet, by=north["practitioner"])
    what = "It went to the school next door"
    return open_incident(sharing=event, what_happened=what, request_key=uuid4(), by=north["practitioner"])


def step(incident: Incident, kind: str = "asked_back", *, by: User) -> IncidentStep:
    return take_step(incident=incident, kind=kind, text="She rang", request_key=uuid4(), by=by)


def close(incident: Incident, *, by: User) -> IncidentStep:
    for kind in ("ico_no", "told_people"):
        step(incident, kind, by=by)
    return step(incident, "learnt", by=by)


def waits(incident: Incident, who: User) -> bool:
    return any(row["reference"] == incident.reference for row in work_list(User.objects.get(pk=who.pk)))


def test_those_who_close_it_are_told_at_once_and_find_it_until_it_is_closed(incident: Incident, north: People) -> None:
    sentence = f"{incident.reference} is open: something went wrong in sharing."
    for who in WHO_CLOSE:
        assert north[who].notices.filter(sentence=sentence).exists(), who
        assert waits(incident, north[who]), who
    assert not north["practitioner"].notices.filter(sentence=sentence).exists(), "who opened it knows"
    close(incident, by=north["ig_lead"])
    assert not any(waits(incident, north[who]) for who in WHO_CLOSE)


@pytest.mark.parametrize("who", ["practitioner", "manager", "safeguarding_lead"])
def test_others_write_steps_and_never_close_it(who: str, incident: Incident, north: People) -> None:
    step(incident, "gone", by=north[who])
    with pytest.raises(Refused, match="Your role does not let you"):
        step(incident, "learnt", by=north[who])


@pytest.mark.parametrize("kind", ["ico_yes", "ico_no", "told_ico"])
def test_others_never_decide_on_the_ico_nor_stop_its_clock(kind: str, incident: Incident, north: People) -> None:
    with pytest.raises(Refused, match="Your role does not let you"):
        step(incident, kind, by=north["practitioner"])


def test_whoever_made_the_mistake_neither_decides_on_the_ico_nor_closes_it_while_somebody_else_can(
    incident: Incident, north: People
) -> None:
    lead, guardian = north["ig_lead"], north["caldicott_guardian"]
    Decision.objects.filter(pk=incident.decision_id).update(owner=lead)
    own = Incident.objects.get(pk=incident.pk)
    for kind in ("ico_yes", "ico_no", "learnt"):
        with pytest.raises(Refused, match="Somebody else who closes incidents"):
            step(own, kind, by=lead)
    step(own, "told_ico", by=lead)  # that it was told is no choice, and the clock runs
    step(own, "told_people", by=lead)
    User.objects.filter(pk=guardian.pk).update(is_active=False)
    step(own, "ico_no", by=lead)
    step(own, "learnt", by=lead)


def test_whoever_opened_it_decides_on_the_ico_and_leaves_the_closing_to_somebody_else(
    sheet: Sheet, north: People
) -> None:
    lead = north["ig_lead"]
    event = sent(sheet, by=north["practitioner"])
    own = Incident.objects.create(
        decision=sheet.decision, sharing=event, what_happened="Too much", request_key=uuid4(), opened_by=lead
    )
    step(own, "ico_no", by=lead)
    step(own, "told_people", by=lead)
    with pytest.raises(Refused, match="Somebody else who closes incidents"):
        step(own, "learnt", by=lead)
    step(own, "learnt", by=north["caldicott_guardian"])


def test_it_is_not_closed_before_the_ico_and_telling_people_are_decided(incident: Incident, north: People) -> None:
    lead = north["ig_lead"]
    for kind, refused in (
        ("gone", "the ICO was told"),
        ("ico_yes", "the ICO was told"),
        ("told_ico", "the people it is about"),
    ):
        step(incident, kind, by=lead)
        with pytest.raises(Refused, match=refused):
            step(incident, "learnt", by=lead)
    step(incident, "not_told_people", by=lead)
    step(incident, "learnt", by=lead)


@pytest.mark.parametrize("who", ["colleague", "manager_elsewhere", "administrator"])
def test_whoever_has_no_part_finds_nothing_there(
    who: str, incident: Incident, north: People, signed_in: SignedIn
) -> None:
    answer = signed_in(north[who]).get(f"/incidents/{incident.reference}/")
    assert answer.status_code in {403, 404}
    with pytest.raises(Refused, match="for this incident"):
        step(incident, by=north[who])


def test_whoever_closes_incidents_deals_with_a_restricted_one_but_not_with_a_conflict(
    incident: Incident, north: People, signed_in: SignedIn
) -> None:
    decision, guardian = incident.decision, north["caldicott_guardian"]
    viewers = [north["practitioner"]]
    until = timezone.now() + timedelta(days=9)
    access.restrict(decision=decision, why="Staff", viewers=viewers, until=until, by=guardian)
    page = signed_in(north["ig_lead"]).get(f"/incidents/{incident.reference}/")
    assert page.status_code == 200
    assert f'href="/decisions/{decision.reference}/"' not in page.content.decode()
    assert signed_in(north["manager"]).get(f"/incidents/{incident.reference}/").status_code == 404
    told = north["ig_lead"].notices.filter(sentence__contains=incident.reference, seen_at=None)
    assert told.exists()
    access.bar(decision=decision, whom=north["ig_lead"], kind="relative", why="Her uncle", by=guardian)
    assert signed_in(north["ig_lead"]).get(f"/incidents/{incident.reference}/").status_code == 404
    assert not told.exists()


def test_closed_is_closed(incident: Incident, north: People) -> None:
    close(incident, by=north["ig_lead"])
    with pytest.raises(Refused, match="This incident is closed"):
        step(incident, by=north["practitioner"])
    with pytest.raises(DatabaseError, match="This incident is closed"), transaction.atomic():
        IncidentStep.objects.create(
            incident=incident, kind="gone", text="Late", request_key=uuid4(), taken_by=north["ig_lead"]
        )


@pytest.mark.parametrize(("wrong", "rule"), [({"kind": "shouted"}, "kind_known"), ({"text": ""}, "says_something")])
def test_the_database_keeps_no_step_that_says_nothing(
    wrong: dict[str, str], rule: str, incident: Incident, north: People
) -> None:
    row = {"incident": incident, "kind": "gone", "text": "It came back", "request_key": uuid4(), **wrong}
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        IncidentStep.objects.create(taken_by=north["ig_lead"], **row)


def test_an_incident_says_what_happened_and_who_says_so(incident: Incident, north: People) -> None:
    of = {"decision": incident.decision, "sharing": incident.sharing}
    for row, rule in (
        ({"what_happened": "", "opened_by": north["ig_lead"]}, "says_what_happened"),
        ({"what_happened": "It went astray"}, "opened_by_one"),
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            Incident.objects.create(request_key=uuid4(), **of, **row)


def test_the_page_offers_to_close_it_to_those_who_may_and_shows_nothing_of_what_went(
    incident: Incident, sheet: Sheet, north: People, signed_in: SignedIn
) -> None:
    page = f"/incidents/{incident.reference}/"
    for who, may_close in (("practitioner", False), ("ig_lead", True)):
        browser = signed_in(north[who])
        form = form_on(browser, page)
        theirs = {"ico_yes", "ico_no", "told_ico", "learnt"}
        assert answers_of(form, "kind") == [kind for kind in INCIDENT_STEPS if may_close or kind not in theirs]
        assert problems(browser.post(page, {**filled(form), "text": ""})) == ["Say more about it"]
        read = browser.get(page).content.decode()
        assert "left of the 72" in read
        assert not any(line["text"] in read for line in sheet.content["lines"])
    looks = Event.objects.filter(action="incident.viewed")
    assert {each.by for each in looks} == {north["practitioner"], north["ig_lead"]}


def test_pressing_twice_opens_one_and_takes_one_step(incident: Incident, north: People) -> None:
    by, key = north["practitioner"], uuid4()
    for _ in range(2):
        what = incident.what_happened
        open_incident(sharing=incident.sharing, what_happened=what, request_key=incident.request_key, by=by)
        take_step(incident=incident, kind="gone", text="It came back", request_key=key, by=by)
    assert (Incident.objects.count(), IncidentStep.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (timedelta(minutes=1), "71 hours are left"),
        (timedelta(hours=71, minutes=1), "Less than an hour is left"),
        (timedelta(hours=70, minutes=1), "1 hour is left"),
        (timedelta(hours=72, minutes=1), "are over"),
    ],
)
def test_the_clock_says_how_much_is_left_of_72_hours(after: timedelta, said: str) -> None:
    assert said in clock(OPENED + timedelta(hours=72), OPENED + after)


@pytest.mark.parametrize("settled", ["ico_no", "told_ico"])
def test_the_clock_stops_once_it_is_settled_on_the_page_and_on_the_list(
    settled: str, incident: Incident, north: People, signed_in: SignedIn
) -> None:
    def read() -> str:
        return signed_in(north["ig_lead"]).get(f"/incidents/{incident.reference}/").content.decode()

    def is_timed() -> bool:
        (row,) = [each for each in work_list(north["ig_lead"]) if each["reference"] == incident.reference]
        return "needed by" in str(row["when"])

    assert "of the 72" in read()
    assert is_timed()
    step(incident, settled, by=north["ig_lead"])
    assert "of the 72" not in read()
    assert not is_timed()


def test_a_clock_that_was_stopped_runs_again_once_it_is_decided_to_tell_the_ico(
    incident: Incident, north: People
) -> None:
    for kind in ("ico_no", "ico_yes"):
        step(incident, kind, by=north["ig_lead"])
    assert tell_ico_by(Incident.objects.get(pk=incident.pk)) == incident.opened_at + timedelta(hours=72)
    step(incident, "told_ico", by=north["ig_lead"])
    assert tell_ico_by(Incident.objects.get(pk=incident.pk)) is None

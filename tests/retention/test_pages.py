"""The list of what is due and the page of one record: from due to disposed of by two, and what each reader may know."""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from decisions.actions import access
from decisions.actions.holding import hold
from decisions.models import Decision, Disposal, KeptLonger, LegalHold, PersonKept
from decisions.models.retention import Kind
from infoshare.accounts.models import Notice, User
from infoshare.audit.models import Event
from tests.consent.people import entered
from tests.decisions.around import child_of
from tests.decisions.builders import started
from tests.decisions.pages import Data, filled, form_on, problems
from tests.retention.ageing import aged, choose, proposed, short_rules
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
LIST = "/retention/"
OLD = date(1970, 1, 1)


@pytest.fixture
def old(north: People) -> Decision:
    short_rules(north["ig_lead"])
    return aged(started(north["practitioner"]))


def page_of(record: Kind, more: str = "") -> str:
    called = f"person-{record.pk}" if record._meta.model_name == "person" else record.reference
    return f"{LIST}{called}/{more}"


def press(client: Client, path: str, **instead: str) -> Data:
    """The form of the page, as somebody would fill it in."""
    return {**filled(form_on(client, path), "Looked at"), **instead}


def on(name: str, day: date) -> Data:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def listed(client: Client, part: str) -> list[str]:
    return [row["reference"] for row in client.get(LIST).context[part]]


def test_from_due_to_disposed_of(old: Decision, north: People, signed_in: SignedIn) -> None:
    lead, guardian = signed_in(north["ig_lead"]), signed_in(north["caldicott_guardian"])
    assert listed(lead, "due") == [old.reference]
    path = page_of(old, "propose/")
    data = press(lead, path, looked="on")
    assert problems(lead.post(path, {**data, "looked": ""})) == ["Look at the record first, then tick this"]
    for _ in range(2):
        assert lead.post(path, data)["Location"] == page_of(old)
    [notice] = Notice.objects.filter(path=page_of(old))
    assert (notice.user, old.reference in notice.sentence) == (north["caldicott_guardian"], False)
    assert [row["reference"] for row in guardian.get(LIST).context["asked"]] == [old.reference]
    assert b"Take your proposal back" in lead.get(page_of(old)).content
    assert lead.get(page_of(old, "confirm/")).status_code == 403
    shown = guardian.get(page_of(old)).content.decode()
    assert "Looked at" in shown
    confirm = press(guardian, page_of(old, "confirm/"), looked="on")
    assert guardian.post(page_of(old, "confirm/"), confirm)["Location"] == "/retention/disposed/"
    assert not Decision.objects.filter(pk=old.pk).exists()
    again = guardian.post(page_of(old, "confirm/"), confirm)
    assert again["Location"] == "/retention/disposed/", "a second press finds that it is done"
    assert Disposal.objects.count() == 1
    page = guardian.get("/retention/disposed/").content.decode()
    assert old.reference in page
    assert not re.search(r"\bAB\b", page), "nobody that it was about"
    assert guardian.get(f"/decisions/{old.reference}/").status_code == 404
    assert not Notice.objects.filter(path__contains=old.reference).exists()
    actions = list(Event.objects.filter(action__contains="dispos").order_by("pk").values_list("action", flat=True))
    assert actions == ["disposal.proposed", "disposal.confirmed", "record.disposed"]


def test_it_is_kept_longer_with_a_reason_and_leaves_the_list(old: Decision, north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["caldicott_guardian"])
    path, later = page_of(old, "keep/"), timezone.localdate() + timedelta(days=90)
    data = {**press(client, path), **on("until", later)}
    assert problems(client.post(path, {**data, **on("until", timezone.localdate())})) == [
        "Choose a day in the next 10 years to look at it again."
    ]
    for _ in range(2):
        assert client.post(path, data).status_code == 302
    assert KeptLonger.objects.get().until == later
    assert listed(client, "due") == []
    assert b"Kept longer, until" in client.get(page_of(old)).content


def test_no_to_a_proposal_takes_a_reason(old: Decision, north: People, signed_in: SignedIn) -> None:
    proposed(old, north["ig_lead"])
    guardian, path = signed_in(north["caldicott_guardian"]), page_of(old, "refuse/")
    assert problems(guardian.post(path, {"why": ""})) == ["Say why"]
    assert guardian.post(path, {"why": "The school asks for it"}).status_code == 302
    shown = guardian.get(page_of(old)).content.decode()
    assert "The school asks for it" in shown
    assert "Not confirmed" in shown
    proposed(old, north["ig_lead"])
    assert signed_in(north["ig_lead"]).post(page_of(old, "take-back/"), {"why": "Too early"}).status_code == 302


def test_a_hold_is_set_told_and_lifted(old: Decision, north: People, signed_in: SignedIn) -> None:
    lead, owner = signed_in(north["ig_lead"]), signed_in(north["practitioner"])
    path, later = page_of(old, "hold/"), timezone.localdate() + timedelta(days=30)
    data = {**press(lead, path, authority="The coroner", why="The inquest"), **on("review_on", later)}
    for _ in range(2):
        assert lead.post(path, data).status_code == 302
    row = LegalHold.objects.get()
    assert [each["reference"] for each in lead.get(LIST).context["holds"]] == [old.reference]
    shown = lead.get(page_of(old)).content.decode()
    assert "The coroner" in shown
    assert "It is held, so nothing of it is disposed of" in shown
    record = f"/decisions/{old.reference}/"
    for client, knows in ((owner, False), (lead, True)):
        told = client.get(record).content.decode()
        assert "<strong>Held.</strong>" in told
        assert "The coroner" not in told
        assert (page_of(old) in told) == knows
    lifting = page_of(old, f"holds/{row.pk}/lift/")
    assert problems(lead.post(lifting, {"why": ""})) == ["Say why"]
    assert lead.post(lifting, {"why": "It is over"}).status_code == 302
    assert "It is over" in lead.get(page_of(old)).content.decode()
    assert "<strong>Held.</strong>" not in owner.get(record).content.decode()
    assert lead.get(lifting).status_code == 404


def test_a_persons_hold_is_shown_on_their_page_and_on_their_decisions(
    old: Decision, north: People, signed_in: SignedIn
) -> None:
    lead = signed_in(north["ig_lead"])
    child = child_of(old, north["practitioner"], born_on=OLD)
    values = {"why": "The inquest", "authority": "The coroner", "authority_reference": "C 12"}
    day = timezone.localdate() + timedelta(days=9)
    hold(record=child, values={**values, "review_on": day}, request_key=uuid4(), by=north["ig_lead"])
    assert "<strong>Held.</strong>" in lead.get(f"/persons/{child.pk}/").content.decode()
    shown = lead.get(page_of(old)).content.decode()
    assert "It holds everything about" in shown
    assert page_of(child) in shown
    assert page_of(old, "holds/") not in shown, "it is lifted on the person's page"
    [row] = lead.get(LIST).context["due"]
    assert (row["reference"], row["held"]) == (old.reference, True)


def test_what_can_not_be_worked_out_says_what_is_lacking(old: Decision, north: People, signed_in: SignedIn) -> None:
    lead = signed_in(north["ig_lead"])
    choose(north["ig_lead"], "decision-birth", years=1)
    [row] = lead.get(LIST).context["unknown"]
    assert (row["reference"], row["due_on"]) == (old.reference, "")
    assert row["why"] == "It can't be worked out: nobody is linked to it, so there is no date of birth"
    child = child_of(old, north["practitioner"])
    assert lead.get(LIST).context["unknown"][0]["why"].endswith("no date of birth")
    path = page_of(child, "kept-as/")
    data = {**press(lead, path), "kinds": ["adopted"], **on("died_on", timezone.localdate())}
    data |= {f"adopted_on_{part}": "" for part in ("day", "month", "year")}
    for _ in range(2):
        assert lead.post(path, data).status_code == 302
    assert PersonKept.objects.get().kinds == ["adopted"]
    assert "Was adopted" in lead.get(page_of(old)).content.decode()
    wrong = {**data, "kinds": [], **on("adopted_on", OLD), "request_key": str(uuid4())}
    assert problems(lead.post(path, wrong)) == ["Say that they were adopted, or leave the day of the order out."]


def test_what_will_be_due_soon_is_told_before(north: People, signed_in: SignedIn) -> None:
    lead = north["ig_lead"]
    decision = started(north["practitioner"])
    child_of(decision, north["practitioner"], born_on=OLD)
    choose(lead, "decision-recorded", months=2)
    client = signed_in(lead)
    assert (listed(client, "due"), listed(client, "soon")) == ([], [decision.reference])
    choose(lead, "decision-recorded", months=6)
    assert listed(client, "soon") == []


def test_of_what_is_restricted_only_the_reference_is_shown_and_a_conflict_hides_all(
    old: Decision, north: People, signed_in: SignedIn
) -> None:
    lead, guardian = north["ig_lead"], north["caldicott_guardian"]
    until = timezone.now() + timedelta(days=9)
    access.restrict(decision=old, why="Staff", viewers=[north["practitioner"]], until=until, by=guardian)
    client = signed_in(guardian)
    [row] = client.get(LIST).context["due"]
    assert (row["reference"], row["why"]) == (old.reference, "Restricted: only its reference and the day are shown")
    shown = client.get(page_of(old)).content.decode()
    assert f"/decisions/{old.reference}/" not in shown
    assert "restricted" in shown
    assert "after the day it was recorded" not in shown
    assert b"I can&#x27;t look at what is kept" in client.get(page_of(old, "propose/")).content
    access.bar(decision=old, whom=guardian, kind="relative", why="A cousin", by=lead)
    assert listed(client, "due") == []
    for more in ("", "propose/", "hold/", "keep/"):
        assert client.get(page_of(old, more)).status_code == 404


def test_a_persons_hold_does_not_tell_whom_a_restricted_decision_is_about(
    old: Decision, north: People, signed_in: SignedIn
) -> None:
    guardian, child = north["caldicott_guardian"], child_of(old, north["practitioner"], born_on=OLD)
    day = timezone.localdate() + timedelta(days=9)
    values = {"why": "The inquest", "authority": "The coroner", "authority_reference": "C 12", "review_on": day}
    hold(record=child, values=values, request_key=uuid4(), by=north["ig_lead"])
    until = timezone.now() + timedelta(days=9)
    access.restrict(decision=old, why="Staff", viewers=[north["practitioner"]], until=until, by=guardian)
    client = signed_in(guardian)
    shown = client.get(page_of(old)).content.decode()
    assert '<p class="govuk-body">It is held.</p>' in shown
    for told in (child.reference, f"person-{child.pk}", "The inquest", "The coroner", "It holds everything about"):
        assert told not in shown
    [row] = client.get(LIST).context["due"]
    assert (row["reference"], row["held"]) == (old.reference, False)
    hold(record=old, values={**values, "authority": "The court"}, request_key=uuid4(), by=north["ig_lead"])
    assert "The court" in client.get(page_of(old)).content.decode(), "its own hold is told"
    assert client.get(LIST).context["due"][0]["held"]


def test_others_find_nothing(old: Decision, north: People, south: People, signed_in: SignedIn) -> None:
    for more in ("", "hold/", "propose/", "confirm/"):
        assert signed_in(south["ig_lead"]).get(page_of(old, more)).status_code == 404
        assert signed_in(north["manager"]).get(page_of(old, more)).status_code == 403
    lead = signed_in(north["ig_lead"])
    for gone in ("IS-2222-2222", "person-1", f"person-{10**18 - 1}", "BF-2222-2222"):
        assert lead.get(f"{LIST}{gone}/").status_code == 404
    assert lead.get(page_of(old, "kept-as/")).status_code == 404
    assert lead.get(page_of(old, "refuse/")).status_code == 404


def test_every_look_is_written_down(old: Decision, north: People, signed_in: SignedIn) -> None:
    child = entered(north["practitioner"], born_on=OLD)
    lead = signed_in(north["ig_lead"])
    for path in (LIST, page_of(old), page_of(child), "/retention/disposed/"):
        lead.get(path)
    looks = Event.objects.filter(by=north["ig_lead"]).order_by("pk")
    told = [(each.action, each.about_id) for each in looks if "viewed" in each.action or "listed" in each.action]
    here = north["ig_lead"].organisation_id
    assert told == [
        ("retention.listed", here),
        ("access.viewed", old.pk),
        ("person.viewed", child.pk),
        ("retention.listed", here),
    ]
    assert looks.get(action="retention.listed", facts__what="due").facts["references"] == [old.reference]


def test_the_list_takes_no_more_questions_for_more_records(
    old: Decision, north: People, signed_in: SignedIn, django_assert_max_num_queries: Callable[[int], Iterator[None]]
) -> None:
    client, counts = signed_in(north["ig_lead"]), []
    for more in range(3):
        for _ in range(more):
            aged(started(north["practitioner"]))
            child = aged(entered(north["practitioner"], reference=uuid4().hex[:8], born_on=OLD))
            proposed(child, north["caldicott_guardian"])
        with django_assert_max_num_queries(60) as asked:  # type: ignore[attr-defined]
            client.get(LIST)
        counts.append(len(asked))
    assert counts[1] == counts[2]

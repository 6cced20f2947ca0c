"""The duty to share (Children Act 2004, section 16LA): asked from its day on, and passed over only with a reason."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from decisions import actions, content, duty_to_share, steps
from decisions.draft import load
from decisions.models import Decision, DutyToShare, Weighing
from decisions.policies import Refused
from infoshare.accounts.models import Organisation, User
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.decisions.builders import READY, WIPES, emergency, record, undone
from tests.decisions.pages import filled, form_on
from tests.seeding.people import People

SignedIn = Callable[[User], Client]
YES = {"about_child": "yes", "listed": "yes", "relevant": "yes"}


def in_force(decision: Decision, days_ago: int = 0) -> None:
    """From this many days ago; a day to come where it is negative."""
    since = timezone.localdate() - timedelta(days=days_ago)
    Organisation.objects.filter(pk=decision.organisation_id).update(listed_body="agency", share_duty_from=since)


def answered(decision: Decision, by: User, **said: str) -> None:
    DutyToShare.objects.create(decision=decision, saved_by=by, **{**YES, **said})


def asks(decision: Decision) -> set[str]:
    return {step.slug for step in steps.applying(load(decision))} & {"duty", "duty-exception"}


def said(decision: Decision) -> dict[str, str]:
    return {row["label"]: row["text"] for row in content.of(load(decision))["duty"]}  # type: ignore[attr-defined]


def test_nothing_is_asked_before_the_day_and_everything_is_as_it_was(north: People, walked: Walked) -> None:
    decision = walked("C05", north["practitioner"], until=READY)
    assert asks(decision) == set()
    before = content.of(load(decision))
    in_force(decision, days_ago=-1)
    assert asks(decision) == set()
    assert content.of(load(decision)) == before
    assert before["duty"] == []
    assert record(decision, by=north["practitioner"])


def test_from_its_day_on_whether_it_applies_is_asked_and_bars_the_record(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    in_force(decision)
    assert asks(decision) == {"duty"}
    with pytest.raises(Refused, match="Say whether the duty to share applies"):
        record(decision, by=by)
    answered(decision, by, listed="no")
    assert said(decision)["The duty to share"] == "Does not apply"
    kept = record(decision, by=by)
    assert {row["label"] for row in kept.content["duty"]} >= {"The law", "The duty to share"}
    assert duty_to_share.ACT in str(kept.content["duty"])


def test_who_does_not_share_although_the_duty_stands_gives_a_reason(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    in_force(decision)
    answered(decision, by)
    assert asks(decision) == {"duty", "duty-exception"}
    with pytest.raises(Refused, match="Say why sharing would be more detrimental to the child"):
        record(decision, by=by)
    DutyToShare.objects.update(exception_why="She would stop coming, and nobody else sees her")
    kept = record(decision, by=by)
    rows = {row["label"]: row["text"] for row in kept.content["duty"]}
    assert rows["The duty to share"] == "Applies"
    assert rows["Why it would be more detrimental"] == "She would stop coming, and nobody else sees her"
    assert rows["Exception relied on"] == "Sharing would be more detrimental to the child than not sharing"


@pytest.mark.parametrize("no", YES)
def test_the_duty_stands_only_where_all_three_are_so(no: str, north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    in_force(decision)
    answered(decision, by, **{no: "no"})
    assert asks(decision) == {"duty"}
    assert record(decision, by=by)


def test_the_exception_can_not_be_relied_on_where_sharing_is_best_for_the_child(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    in_force(decision)
    answered(decision, by, exception_why="It would do harm")
    Weighing.objects.filter(decision=decision).update(best_interests="yes")
    with pytest.raises(Refused, match="it can't be more detrimental"):
        record(decision, by=by)


def test_a_reason_that_is_no_longer_asked_for_is_not_in_the_record(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    in_force(decision)
    answered(decision, by, exception_why="Written before I decided to share")
    assert "Written before" not in str(said(decision))
    assert said(decision)["The duty to share"] == "Applies"


def test_every_page_of_the_duty_bars_the_record_with_its_own_sentence(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    in_force(decision)
    answered(decision, by, exception_why="It would do harm")
    for slug, sentence in {"duty": "Say whether the duty", "duty-exception": "The duty to share applies"}.items():
        with undone():
            WIPES[slug](decision)
            with pytest.raises(Refused, match=sentence):
                record(decision, by=by)
    assert record(decision, by=by)


def test_a_draft_that_crosses_the_day_is_told_until_it_has_answered(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    client, told = signed_in(by), "Since you began this, the duty to share came into force"
    pages = [f"/decisions/{decision.reference}/", f"/decisions/{decision.reference}/check/"]
    in_force(decision)
    assert all(told not in client.get(path).content.decode() for path in pages)  # it began on that day
    Decision.objects.filter(pk=decision.pk).update(created_at=timezone.now() - timedelta(days=3))
    assert all(told in client.get(path).content.decode() for path in pages)
    answered(decision, by)
    assert all(told not in client.get(path).content.decode() for path in pages)


def test_the_pages_save_what_is_said_and_the_check_page_shows_it(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    in_force(decision)
    client, at = signed_in(by), f"/decisions/{decision.reference}/pages/"
    assert client.get(f"{at}duty-exception/").status_code == 403
    data = {**filled(form_on(client, f"{at}duty/")), **YES}
    assert client.post(f"{at}duty/", {**data, "listed": ""}).context["form"].errors["listed"]
    assert client.post(f"{at}duty/", data).headers["Location"] == f"{at}duty-exception/"
    empty = {**filled(form_on(client, f"{at}duty-exception/")), "exception_why": ""}
    assert client.post(f"{at}duty-exception/", empty).context["form"].errors["exception_why"]
    assert client.post(f"{at}duty-exception/", {**empty, "exception_why": "She would run away"}).status_code == 302
    page = client.get(f"/decisions/{decision.reference}/check/").content.decode()
    assert "She would run away" in page
    assert "Children Act 2004, section 16LA" in page


def test_an_emergency_is_recorded_at_once_and_asked_nothing_of_it(north: People) -> None:
    by = north["practitioner"]
    Organisation.objects.filter(pk=by.organisation_id).update(
        listed_body="agency", share_duty_from=timezone.localdate()
    )
    made = actions.share_in_emergency(by=by, request_key=uuid4(), about="A boy", values=emergency())
    kept = load(made).record
    assert kept
    assert kept.content["duty"] == []


@pytest.mark.parametrize("role", ["caldicott_guardian", "ig_lead", "administrator"])
def test_who_looks_after_settings_says_from_which_day_and_as_what(
    role: str, north: People, signed_in: SignedIn
) -> None:
    client, day = signed_in(north[role]), timezone.localdate() + timedelta(days=30)
    data = filled(form_on(client, "/settings/"))
    boxes = {"share_duty_from_day": str(day.day), "share_duty_from_month": str(day.month),
             "share_duty_from_year": str(day.year)}  # fmt: skip
    none = dict.fromkeys(boxes, "")
    assert (
        "share_duty_from"
        in client.post("/settings/", {**data, **none, "listed_body": "partner"}).context["form"].errors
    )
    assert "listed_body" in client.post("/settings/", {**data, **boxes, "listed_body": ""}).context["form"].errors
    assert client.post("/settings/", {**data, **boxes, "listed_body": "partner"}).status_code == 302
    now = Organisation.objects.get(pk=north[role].organisation_id)
    assert (now.listed_body, now.share_duty_from) == ("partner", day)
    changed = Event.objects.filter(action="organisation.changed").latest("pk").facts["changed"]
    assert {"listed_body", "share_duty_from"} <= set(changed)
    assert signed_in(north["manager"]).get("/settings/").status_code == 403


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"listed_body": "club", "share_duty_from": "2027-01-01"}, "listed_body_known"),
        ({"listed_body": "partner", "share_duty_from": None}, "binds_from_a_day"),
        ({"listed_body": "", "share_duty_from": "2027-01-01"}, "binds_from_a_day"),
    ],
)
def test_an_organisation_is_bound_as_something_from_some_day(
    values: dict[str, object], name: str, north: People
) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Organisation.objects.filter(pk=north["manager"].organisation_id).update(**values)


@pytest.mark.parametrize("field", YES)
def test_an_answer_that_is_not_offered_is_refused(field: str, north: People, walked: Walked) -> None:
    decision = walked("C05", north["practitioner"], until=READY)
    with pytest.raises(IntegrityError, match=f"{field}_known"), transaction.atomic():
        answered(decision, north["practitioner"], **{field: "may"})

"""What becomes of a consent, from the first page to its last event."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from consent import actions
from consent.models import Consent, ConsentEvent, Evidence
from consent.policies import Refused
from consent.status import ELEMENTS
from decisions.actions import access
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.consent import builders
from tests.consent.builders import answered, asked, assessed, person, related, status
from tests.decisions.builders import started
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
COLUMNS = [each for each in ELEMENTS if each not in {"purpose", "recipients"}]


def test_consent_that_is_given_after_everything_was_explained_stands(north: People) -> None:
    by = north["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by)
    assert status(consent) == "none"
    answered(consent, related(girl, "Her mother", by=by), by=by)
    held = builders.now(consent)
    assert held.standing(timezone.localdate()).stands
    assert Event.objects.filter(about_type="consent.consent", about_id=consent.pk, action="consent.given").count() == 1


@pytest.mark.parametrize("element", ELEMENTS)
def test_each_element_that_somebody_was_not_told_is_named(north: People, element: str) -> None:
    by = north["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by)
    answered(consent, related(girl, "Her mother", by=by), by=by, explained=[e for e in ELEMENTS if e != element])
    held = builders.now(consent)
    standing = held.standing(timezone.localdate())
    assert (standing.status, standing.missing) == ("not_informed", (element,))


@pytest.mark.parametrize("column", COLUMNS)
def test_nobody_can_have_been_told_what_is_not_written(north: People, column: str) -> None:
    by = north["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by, without=[column])
    with pytest.raises(Refused, match="says nothing about"):
        answered(consent, related(girl, "Her mother", by=by), by=by)
    told = [each for each in ELEMENTS if each != column]
    answered(consent, related(girl, "Her mother", by=by), by=by, explained=told)
    assert status(consent) == "not_informed"


def test_what_was_asked_is_kept_from_the_first_answer_on(north: People) -> None:
    by = north["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by)
    builders.save(consent, by=by, use="Another use")
    answered(consent, related(girl, "Her mother", by=by), by=by)
    with pytest.raises(Refused, match="can't be changed"):
        builders.save(consent, by=by, use="A third use")
    with pytest.raises(Refused, match="can't be changed"):
        builders.receive(consent, "The police", by=by)
    with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(purpose="Another purpose")
    with pytest.raises(DatabaseError, match="kept as it was"), transaction.atomic():
        consent.recipients.all().delete()
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        ConsentEvent.objects.filter(consent=consent).update(kind="refused", form="")


def test_a_competent_child_who_refuses_against_a_parent_who_agrees_is_a_conflict(north: People) -> None:
    by = north["practitioner"]
    girl = person(by, born_on=timezone.localdate() - timedelta(days=14 * 366))
    consent = asked(girl, by=by)
    answered(consent, related(girl, "Her mother", by=by), by=by)
    answered(consent, None, "refused", by=by)
    assert status(consent) == "given"  # her view is heard; whether she decides has not been looked at
    assessed(consent, by=by)
    held = builders.now(consent)
    standing = held.standing(timezone.localdate())
    assert (standing.status, standing.weighed_first) == ("conflict", "self")


def test_one_item_of_the_assessment_that_is_not_met_leaves_the_decision_to_the_parent(north: People) -> None:
    by = north["practitioner"]
    girl = person(by, born_on=timezone.localdate() - timedelta(days=14 * 366))
    consent = asked(girl, by=by)
    answered(consent, related(girl, "Her mother", by=by), by=by)
    answered(consent, None, "refused", by=by)
    assessed(consent, by=by, not_met=["weighing"])
    assert status(consent) == "given"


def test_a_grandmother_without_responsibility_gives_no_consent(north: People) -> None:
    by = north["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by)
    answered(consent, related(girl, "Her gran", by=by, kind="grandparent", basis=""), by=by)
    assert status(consent) == "none"


def test_on_the_eighteenth_birthday_a_parents_answer_has_ended_and_that_is_said(north: People) -> None:
    by = north["practitioner"]
    girl = person(by, born_on=date(2012, 2, 29))
    consent = asked(girl, by=by)
    answered(consent, related(girl, "Her mother", by=by), by=by)
    assert [status(consent, day) for day in (date(2030, 2, 28), date(2030, 3, 1))] == ["given", "came_of_age"]


@pytest.mark.parametrize(("between", "open_to_it"), [("same", True), ("care", True), ("other", False)])
def test_consent_is_implied_only_inside_one_organisation_or_a_care_relationship(
    north: People, between: str, open_to_it: bool
) -> None:
    by = north["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by, between=between)
    mother = related(girl, "Her mother", by=by)
    if open_to_it:
        answered(consent, mother, by=by, form="implied", explained=[])
        assert status(consent) == "implied"
        return
    with pytest.raises(Refused, match="only inside one organisation"):
        answered(consent, mother, by=by, form="implied", explained=[])


def test_what_is_taken_back_in_part_is_covered_no_more_until_it_is_given_anew(north: People) -> None:
    by = north["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by)
    builders.receive(consent, "The police", by=by)
    mother = related(girl, "Her mother", by=by)
    answered(consent, mother, by=by)
    police = next(key for key, label in builders.now(consent).parts.items() if label == "The police")
    take_back(consent, mother, north, parts=[police])
    today = timezone.localdate()
    assert status(consent) == "given"
    assert [each.organisation for each in builders.now(consent).scope(today).recipients] == [
        "The school nursing service"
    ]
    answered(consent, mother, "renewed", by=by, explained=[], form="")
    assert len(builders.now(consent).scope(today).recipients) == 1
    answered(consent, mother, by=by)
    assert len(builders.now(consent).scope(today).recipients) == 2


def test_when_no_recipient_is_left_all_of_it_is_taken_back(north: People) -> None:
    by = north["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by)
    mother = related(girl, "Her mother", by=by)
    answered(consent, mother, by=by)
    parts = [key for key in builders.now(consent).parts if key.startswith("recipient:")]
    event = take_back(consent, mother, north, parts=parts)
    assert (event.kind, event.parts, status(consent)) == ("withdrawn", [], "withdrawn")


def take_back(consent: Consent, whose: object, people: People, *, parts: Sequence[str] = ()) -> ConsentEvent:
    return actions.take_back(
        consent=consent,
        relationship=whose,  # type: ignore[arg-type]
        on=timezone.localdate(),
        why="She rang",
        by=people["practitioner"],
        request_key=uuid4(),
        parts=parts,
    )


def test_a_new_consent_begins_with_the_same_words_and_can_be_changed(north: People) -> None:
    by, key = north["practitioner"], uuid4()
    girl = person(by)
    consent = asked(girl, by=by)
    answered(consent, related(girl, "Her mother", by=by), by=by)
    new = actions.ask_anew(consent=consent, request_key=key, by=by)
    assert actions.ask_anew(consent=consent, request_key=key, by=by) == new
    assert builders.now(new).told == builders.now(consent).told
    assert (status(new), status(consent)) == ("none", "given")
    builders.save(new, by=by, use="Another use")


def test_somebody_is_taken_off_the_list_by_the_page(north: People, signed_in: Callable[[User], Client]) -> None:
    by = north["practitioner"]
    consent = asked(person(by), by=by)
    row, page = consent.recipients.get(), signed_in(by)
    for _ in range(2):
        assert page.post(f"/consents/{consent.reference}/recipients/{row.pk}/remove/").status_code == 302
    assert not consent.recipients.exists()


def test_nobody_takes_back_what_they_did_not_give(north: People) -> None:
    by = north["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by)
    answered(consent, related(girl, "Her mother", by=by), by=by)
    with pytest.raises(Refused, match="no consent that"):
        take_back(consent, related(girl, "Her father", by=by, kind="father", basis="married"), north)


def test_a_reason_is_one_of_the_recognised_ones(north: People) -> None:
    by = north["practitioner"]
    consent = asked(person(by), by=by)
    event = {"consent": consent, "kind": "not_sought", "on": date(2026, 1, 1), "by": by}
    with pytest.raises(DatabaseError), transaction.atomic():
        actions.not_answered(**event, request_key=uuid4(), reason="")  # type: ignore[arg-type]
    actions.not_answered(**event, request_key=uuid4(), reason="unjustified_delay")  # type: ignore[arg-type]
    assert status(consent) == "not_sought"


def test_the_same_press_writes_an_answer_once(north: People) -> None:
    by, key = north["practitioner"], uuid4()
    girl = person(by)
    consent, mother = asked(girl, by=by), related(girl, "Her mother", by=by)
    for _ in range(2):
        actions.answer(
            consent=consent, relationship=mother, kind="refused", on=timezone.localdate(), by=by, request_key=key
        )
    assert consent.events.count() == 1


def test_a_paper_is_kept_with_its_hash_once_a_press(north: People) -> None:
    by, key = north["practitioner"], uuid4()
    consent = asked(person(by), by=by)
    for _ in range(2):
        actions.keep_evidence(
            consent=consent, request_key=key, what="Form", data=b"%PDF-", content_type="application/pdf", by=by
        )
    kept = Evidence.objects.get(consent=consent)
    assert (kept.size, len(kept.sha256)) == (5, 64)


def test_whoever_has_a_conflict_of_interest_with_the_person_finds_no_consent(
    north: People, signed_in: Callable[[User], Client]
) -> None:
    by, barred = north["practitioner"], north["manager"]
    consent = asked(girl := person(by), by=by)
    address = f"/consents/{consent.reference}/"
    assert signed_in(barred).get(address).status_code == 200
    access.link_person(decision=(decision := started(by)), reference=girl.reference, by=by)
    access.bar(decision=decision, whom=barred, kind="relative", why="An uncle", by=north["ig_lead"], person=girl)
    assert signed_in(barred).get(address).status_code == 404


def test_whoever_may_not_open_the_person_writes_nothing(north: People, south: People) -> None:
    by = north["practitioner"]
    girl = person(by)
    consent = asked(girl, by=by)
    for who in (north["practitioner_elsewhere"], north["administrator"], south["caldicott_guardian"]):
        assert not Consent.objects.visible_to(who).exists()
    with pytest.raises(Refused, match="Only"):
        answered(consent, None, by=north["practitioner_elsewhere"])
    assert Consent.objects.visible_to(north["manager"]).get() == consent

"""What else ends a consent flags what leaned on it too; and where it still stands, nothing follows. Who is told."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from consent import actions as register
from decisions import actions
from decisions.actions import access
from decisions.actions.withdrawing import write_down
from decisions.models import ToDo, WithdrawalNotice
from infoshare.accounts.models import Notice, User
from tests.consent import builders as consents
from tests.decisions.builders import emergency
from tests.decisions.leaning import Leant, part, path, said, take_back, todos
from tests.decisions.pages import filled, form_on
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def test_consent_found_not_to_be_valid_flags_what_leaned_on_it(leant: Leant, signed_in: SignedIn) -> None:
    decision, client, where = leant.recorded(), signed_in(leant.by), path(leant, "invalid/")
    done = client.post(where, {**filled(form_on(client, where)), "whose": str(leant.mother.pk), "why": "Pressed"})
    event = leant.consent.events.get(kind="found_invalid")
    assert done["Location"] == path(leant, f"withdrawals/{event.pk}/")
    assert todos(event)[decision.reference].title == "Consent was found not to be valid: look at this decision again"
    assert "it was found that the consent for this was not valid" in WithdrawalNotice.objects.get().text


def test_a_refusal_by_whoever_agreed_flags_it_too(leant: Leant, signed_in: SignedIn) -> None:
    decision, client, where = leant.recorded(), signed_in(leant.by), path(leant, f"answers/{leant.mother.pk}/")
    done = client.post(where, {**filled(form_on(client, where)), "kind": "refused", "form": "spoken"})
    event = leant.consent.events.get(kind="refused")
    assert done["Location"] == path(leant, f"withdrawals/{event.pk}/")
    assert set(todos(event)) == {decision.reference}
    assert "Consent was refused after all" in client.get(path(leant)).content.decode()


def test_to_agree_or_to_refuse_at_first_flags_nothing(leant: Leant, signed_in: SignedIn) -> None:
    leant.recorded()
    father = consents.related(leant.girl, "Her uncle", by=leant.by, kind="other", basis="")
    client, where = signed_in(leant.by), path(leant, f"answers/{father.pk}/")
    done = client.post(where, {**filled(form_on(client, where)), "kind": "refused", "form": "spoken"})
    assert done["Location"] == path(leant)
    assert not ToDo.objects.filter(slug__startswith="consent-").exists()
    assert "refused after all" not in client.get(path(leant)).content.decode()


def test_a_father_who_refuses_what_the_mother_agreed_to_is_a_conflict_and_flags_it(leant: Leant) -> None:
    decision = leant.recorded()
    father = consents.related(leant.girl, "Her father", by=leant.by, kind="father", basis="married")
    event = write_down(
        register.answer,
        consent=leant.consent,
        relationship=father,
        kind="refused",
        on=timezone.localdate(),
        by=leant.by,
        request_key=uuid4(),
    )
    assert consents.status(leant.consent) == "conflict"
    assert set(todos(event)) == {decision.reference}


def test_where_it_still_stands_by_the_answer_of_another_nothing_follows(leant: Leant, signed_in: SignedIn) -> None:
    leant.recorded()
    child = consents.answered(leant.consent, None, by=leant.by, form="implied", explained=[])
    assert child.by_themselves  # a view that is heard: nobody has looked whether she decides
    client = signed_in(leant.by)
    foreseen = client.post(path(leant, "withdraw/"), said(leant, client, whose="self"))
    assert "It still stands by what others answered" in foreseen.content.decode()
    event = take_back(leant, relationship=None)
    assert not todos(event)
    assert not Notice.objects.filter(sentence__contains=leant.consent.reference).exists()
    assert consents.status(leant.consent) == "implied"
    assert todos(take_back(leant))


def test_a_view_that_is_taken_back_in_part_takes_nothing_away(leant: Leant) -> None:
    leant.recorded()
    consents.answered(leant.consent, None, by=leant.by, form="implied", explained=[])
    event = take_back(leant, relationship=None, parts=[part(leant, "Health")])
    assert event.kind == "narrowed"
    assert not todos(event)


def test_what_was_shared_in_an_emergency_does_not_rest_on_consent(leant: Leant) -> None:
    actions.share_in_emergency(by=leant.by, request_key=uuid4(), about="", values=emergency(), decision=leant.first)
    event = take_back(leant)
    assert leant.first.todos.exists()
    assert not todos(event)


def test_a_draft_gets_no_to_do_and_its_owner_is_told(leant: Leant, north: People, signed_in: SignedIn) -> None:
    [draft] = leant.like(leant.first, owner=north["colleague"], is_draft=True)
    event = take_back(leant)
    assert not todos(event)
    assert [row.user for row in Notice.objects.filter(sentence__contains=leant.consent.reference)] == [
        north["colleague"]
    ]
    page = signed_in(north["colleague"]).get("/").content.decode()
    assert f"Consent was withdrawn: {leant.consent.reference}." in page
    drafts = signed_in(leant.by).get(path(leant, f"withdrawals/{event.pk}/")).context["drafts"]
    assert {row["reference"] for row in drafts} == {leant.first.reference}  # the other is not theirs to open
    seen = signed_in(north["manager"]).get(path(leant, f"withdrawals/{event.pk}/")).context["drafts"]
    assert {row["reference"] for row in seen} == {leant.first.reference, draft.reference}


def test_an_owner_of_many_is_told_once_and_the_mail_says_nothing_more(
    leant: Leant, north: People, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    leant.recorded()
    leant.like(leant.first, 20, owner=north["colleague"])
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        take_back(leant)
    [notice] = Notice.objects.filter(user=north["colleague"])
    assert len(mail.outbox) == 1
    for secret in (leant.girl.name, leant.first.deciding, leant.first.reference):
        assert secret not in mail.outbox[0].body + notice.sentence


def test_whoever_can_not_open_the_consent_is_led_to_their_own_first_page(leant: Leant, north: People) -> None:
    leant.recorded()
    leant.like(leant.first, owner=north["practitioner_elsewhere"])
    leant.like(leant.first, owner=north["manager"])
    event = take_back(leant)
    paths = dict(Notice.objects.values_list("user__name", "path"))
    assert paths[north["practitioner_elsewhere"].name] == "/"
    assert paths[north["manager"].name] == path(leant, f"withdrawals/{event.pk}/")


def test_where_an_owner_has_left_or_is_barred_those_who_oversee_it_are_told(leant: Leant, north: People) -> None:
    leant.recorded()
    [of_leaver] = leant.like(leant.first, owner=north["colleague"])
    User.objects.filter(pk=north["colleague"].pk).update(is_active=False)
    [of_barred] = leant.like(leant.first, owner=north["ig_lead"])
    access.bar(
        decision=of_barred, whom=north["ig_lead"], kind="relative", why="A cousin", by=north["caldicott_guardian"]
    )
    event = take_back(leant)
    told = {row.user for row in Notice.objects.filter(sentence__contains=leant.consent.reference)}
    assert told == {north[who] for who in ("manager", "safeguarding_lead", "caldicott_guardian")} | {north["ig_lead"]}
    assert {of_leaver.reference, of_barred.reference} <= set(todos(event))

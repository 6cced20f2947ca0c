"""Consent is taken back: what leaned on it is found and flagged, all of it, and no record changes."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consent.register import load
from decisions.actions import access
from decisions.actions.withdrawing import slug
from decisions.models import Decision, Record, ToDo, WithdrawalNotice
from infoshare.accounts.models import Organisation, User
from infoshare.audit.models import Event
from tests.conftest import CASES, Walked
from tests.decisions.builders import undone
from tests.decisions.leaning import CASE, Leant, part, path, said, take_back, todos
from tests.decisions.pages import Data, filled, form_on, problems
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
ANOTHER_BASIS = {"common_law": "public_interest", "lawful_basis": "public_task", "condition": "safeguarding"}


def cost(client: Client, act: Callable[[], object]) -> int:
    client.get("/settings/")
    with CaptureQueriesContext(connection) as queries:
        act()
    return len(queries)


def test_a_withdrawal_with_200_leaning_decisions_lists_all_of_them_in_as_many_queries_as_2(
    leant: Leant, north: People, signed_in: SignedIn
) -> None:
    leant.recorded(more=1)
    client = signed_in(leant.by)
    few = [cost(client, lambda: client.post(path(leant, "withdraw/"), said(leant, client)))]
    few.append(cost(client, lambda: client.get(path(leant))))
    with undone():
        few.append(cost(client, lambda: take_back(leant)))
        where = path(leant, f"withdrawals/{leant.consent.events.latest('pk').pk}/")
        few.append(cost(client, lambda: client.get(where)))
    others = leant.like(leant.first, 198)
    assert len(others) == 198
    references = set(
        Decision.objects.filter(consentstatement__relied_on=leant.consent).values_list("reference", flat=True)
    )
    assert len(references) == 200
    foreseen = client.post(path(leant, "withdraw/"), said(leant, client)).content.decode()
    assert all(each in foreseen for each in references)
    many = [cost(client, lambda: client.post(path(leant, "withdraw/"), said(leant, client)))]
    many.append(cost(client, lambda: client.get(path(leant))))
    many.append(cost(client, lambda: take_back(leant)))
    event = leant.consent.events.latest("pk")
    where = path(leant, f"withdrawals/{event.pk}/")
    many.append(cost(client, lambda: client.get(where)))
    assert set(todos(event)) == references
    page = client.get(where).content.decode()
    assert all(each in page for each in references)
    assert many == few


def test_what_rests_on_consent_alone_is_split_from_what_has_another_basis(leant: Leant, signed_in: SignedIn) -> None:
    alone = leant.recorded()
    one, two, three = (
        leant.like(alone, basis=basis)[0]
        for basis in (
            ANOTHER_BASIS,
            {**ANOTHER_BASIS, "lawful_basis": "consent"},
            {**ANOTHER_BASIS, "condition": "explicit_consent"},
        )
    )
    event = take_back(leant)
    due = {reference: (row.due_at - timezone.now()).days + 1 for reference, row in todos(event).items()}
    assert due == {alone.reference: 2, one.reference: 7, two.reference: 2, three.reference: 2}
    context = signed_in(leant.by).get(path(leant, f"withdrawals/{event.pk}/")).context
    assert [row["reference"] for row in context["with_more"]] == [one.reference]
    assert {row["reference"] for row in context["alone"]} == {each.reference for each in (alone, two, three)}
    texts = dict(WithdrawalNotice.objects.values_list("decision__reference", "text"))
    assert "You may still use the information on that basis" in texts[one.reference]
    assert "You may still use" not in texts[alone.reference]


def test_no_record_changes_and_each_says_in_its_history_that_it_was_flagged(leant: Leant, signed_in: SignedIn) -> None:
    decision = leant.recorded()
    before = Record.objects.filter(decision=decision).values().get()
    take_back(leant)
    assert Record.objects.filter(decision=decision).values().get() == before
    assert not decision.amendments.exists()
    assert Event.objects.filter(action="decision.flagged", about_id=decision.pk).count() == 1
    page = signed_in(leant.by).get(f"/decisions/{decision.reference}/").content.decode()
    assert "Marked to be looked at again" in page
    assert "Consent was withdrawn: look at this decision again" in page


def test_the_to_do_is_closed_by_an_addition(leant: Leant, signed_in: SignedIn) -> None:
    decision = leant.recorded()
    event, client = take_back(leant), signed_in(leant.by)
    where = f"/decisions/{decision.reference}/add/{slug(event)}/"
    client.post(where, {**filled(form_on(client, where)), "text": "Nothing more is shared"})
    page = client.get(path(leant, f"withdrawals/{event.pk}/")).content.decode()
    assert "Looked at again" in page
    assert where not in page


def test_two_pages_and_nothing_is_written_before_the_second_is_sent(leant: Leant, signed_in: SignedIn) -> None:
    decision = leant.recorded()
    client, where = signed_in(leant.by), path(leant, "withdraw/")
    events = leant.consent.events.count()
    first = client.get(where)
    assert not any(choice in first.content.decode() for choice in (" checked", " selected"))
    sent = said(leant, client, why="She rang.\nShe was clear.")
    second = client.post(where, sent)
    assert decision.reference in second.content.decode()
    assert leant.consent.events.count() == events
    assert not ToDo.objects.filter(decision=decision, slug__startswith="consent-").exists()
    carried: Data = {}
    for name, value in second.context["form"].sent:
        carried[name] = value
    changed = client.post(where, {**carried, "change": "yes"}).content.decode()
    assert "She was clear." in changed
    assert "Error: " not in changed
    done = client.post(where, {**carried, "sure": "yes"})
    event = leant.consent.events.latest("pk")
    assert done["Location"] == path(leant, f"withdrawals/{event.pk}/")
    assert (event.kind, event.why) == ("withdrawn", "She rang.\nShe was clear.")
    assert set(todos(event)) == {decision.reference}


def test_pressed_twice_it_is_done_once(leant: Leant, signed_in: SignedIn) -> None:
    leant.recorded(more=1)
    client, where = signed_in(leant.by), path(leant, "withdraw/")
    sure = {**said(leant, client), "sure": "yes"}
    first, second = client.post(where, sure), client.post(where, sure)
    assert first.status_code == 302
    assert second["Location"] == first["Location"]
    event = leant.consent.events.get(kind="withdrawn")
    assert len(todos(event)) == WithdrawalNotice.objects.count() == 2
    assert Event.objects.filter(action="decision.flagged").count() == 2
    changed = problems(client.post(where, {**sure, "why": "Something else"}))
    assert changed == ["This page is out of date. Open it again, and copy over what you typed."]


def test_the_first_page_says_what_is_missing(leant: Leant, signed_in: SignedIn) -> None:
    client, where = signed_in(leant.by), path(leant, "withdraw/")
    key = said(leant, client)["request_key"]
    assert problems(client.post(where, {"request_key": key})) == [
        "Choose who says so",
        "Choose what they take back",
        "Write down what they said",
        "Enter the date",
    ]
    assert problems(client.post(where, said(leant, client, what="parts"))) == ["Tick what they take back"]
    early = timezone.localdate() - timedelta(days=9)
    day: dict[str, str | list[str]] = {
        "on_day": str(early.day),
        "on_month": str(early.month),
        "on_year": str(early.year),
    }
    assert "On that day there is no consent" in problems(client.post(where, said(leant, client, **day)))[0]
    late = {**day, "on_year": str(early.year + 1)}
    assert problems(client.post(where, said(leant, client, **late))) == ["The date must be today or in the past"]


def test_when_nobody_agrees_any_more_there_is_nothing_to_take_back(leant: Leant, signed_in: SignedIn) -> None:
    take_back(leant)
    client = signed_in(leant.by)
    assert client.get(path(leant, "withdraw/")).status_code == 403
    assert "They take it back" not in client.get(path(leant)).content.decode()


def test_to_withdraw_a_part_touches_only_what_leaned_on_that_part(leant: Leant, signed_in: SignedIn) -> None:
    health = leant.recorded()
    [education] = leant.like(health, without="health")
    event = take_back(leant, parts=[part(leant, "Health")])
    assert event.kind == "narrowed"
    assert set(todos(event)) == {health.reference}
    notice = WithdrawalNotice.objects.get()
    assert notice.decision_id == health.pk
    assert "withdrawn in part: Health" in notice.text
    page = signed_in(leant.by).get(path(leant, f"withdrawals/{event.pk}/")).content.decode()
    assert health.reference in page
    assert education.reference not in page


def test_to_withdraw_a_recipient_touches_only_what_goes_there(north: People, walked: Walked) -> None:
    leant = Leant(walked, north["practitioner"], also=("The police",))
    school = leant.recorded()
    [police] = leant.like(school, to="THE POLICE")
    event = take_back(leant, parts=[part(leant, "The police")])
    assert set(todos(event)) == {police.reference}
    [notice] = WithdrawalNotice.objects.filter(event=event)
    assert "withdrawn in part: sharing it with you" in notice.text
    rest = take_back(leant, parts=[key for key in load(leant.consent).parts_left if key.startswith("recipient:")])
    assert rest.kind == "withdrawn"
    assert set(todos(rest)) == {school.reference, police.reference}


def test_a_recipient_named_by_itself_who_stays_is_not_touched(north: People, walked: Walked) -> None:
    school = CASES[CASE].told["recipients"][0]["organisation"]
    leant = Leant(walked, north["practitioner"], also=(school,))
    leant.recorded()
    everybody_there = next(key for key, words in load(leant.consent).parts.items() if words == school)
    assert not todos(take_back(leant, parts=[everybody_there]))


def test_what_the_reader_can_not_open_is_counted_and_not_named(
    leant: Leant, north: People, signed_in: SignedIn
) -> None:
    mine = leant.recorded()
    elsewhere, restricted, barred = leant.like(mine, 3, owner=north["practitioner_elsewhere"])
    guardian = north["caldicott_guardian"]
    access.restrict(
        decision=restricted, why="Related", viewers=[guardian], until=timezone.now() + timedelta(days=1), by=guardian
    )
    access.bar(decision=barred, whom=leant.by, kind="relative", why="A cousin", by=guardian)
    client, where = signed_in(leant.by), path(leant, "withdraw/")
    foreseen = client.post(where, said(leant, client)).content.decode()
    event = take_back(leant)
    after = client.get(path(leant, f"withdrawals/{event.pk}/")).content.decode()
    consent = client.get(path(leant)).content.decode()
    for page in (foreseen, after, consent):
        assert mine.reference in page
        assert not [each for each in (elsewhere, restricted, barred) if each.reference in page]
    assert "2 more that you can&#x27;t open" in after.replace("'", "&#x27;")
    assert "2 more that you can&#x27;t open" in foreseen.replace("'", "&#x27;")
    Organisation.objects.update(tells_of_restricted=False)
    after = client.get(path(leant, f"withdrawals/{event.pk}/")).content.decode()
    assert "1 more that you can&#x27;t open" in after.replace("'", "&#x27;")


def test_somebody_of_another_organisation_sees_nothing(leant: Leant, south: People, signed_in: SignedIn) -> None:
    leant.recorded()
    event = take_back(leant)
    [notice] = WithdrawalNotice.objects.all()
    client = signed_in(south["caldicott_guardian"])
    for page in ("", "withdraw/", f"withdrawals/{event.pk}/", f"notices/{notice.pk}/"):
        assert client.get(path(leant, page)).status_code == 404, page


def test_looked_at_again_and_not_agreed_to_leads_to_taking_it_back(leant: Leant, signed_in: SignedIn) -> None:
    client, where = signed_in(leant.by), path(leant, "review/")
    answers = {
        still: client.post(where, {**filled(form_on(client, where)), "still": still}) for still in ("no", "unsure")
    }
    assert answers["no"]["Location"] == path(leant, "withdraw/")
    assert b"It stays due until you have asked them" in answers["unsure"].content


def test_the_page_of_a_consent_names_what_leans_on_it_and_what_was_taken_back(
    leant: Leant, signed_in: SignedIn
) -> None:
    client = signed_in(leant.by)
    page = client.get(path(leant)).content.decode()
    assert path(leant, "withdraw/") in page
    assert leant.first.reference in page
    look = Event.objects.filter(action="list.viewed").latest("pk")
    assert look.facts == {"what": "consent", "references": [leant.first.reference]}
    event = take_back(leant)
    assert path(leant, f"withdrawals/{event.pk}/") in client.get(path(leant)).content.decode()

"""What goes with a record: every row of it and whatever quotes it; its events stay, and tell of nobody."""

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from consent.models import Person
from decisions import summary
from decisions.actions import access
from decisions.actions.disposing import confirm_disposal
from decisions.actions.person_packs import give_up_pack
from decisions.jobs import ISSUE_RECORD, REMOVE_DOCUMENTS, issue_record
from decisions.models import (
    CorrectionOwed,
    Decision,
    Disposal,
    Finding,
    Flow,
    MadePack,
    PersonPack,
    RegisterEntry,
    Sheet,
)
from decisions.models.keeping_register import faults
from decisions.models.retention import Kind
from decisions.tasks import remove_documents
from infoshare.accounts.models import Notice
from infoshare.accounts.policy import Refused
from infoshare.audit import keyed
from infoshare.audit.models import Event, RecordKey
from infoshare.documents import store
from infoshare.documents.issuing import issue
from infoshare.documents.models import Issued
from infoshare.documents.pdf import ToPrint
from infoshare.saving.taking_away import models_about, plan_of
from infoshare.saving.whole import BY_NAME, rows_of
from infoshare.signing_in.models import UnsavedForm
from tests.consent import builders as consents
from tests.consent.people import entered
from tests.decisions.packs import begun
from tests.retention.ageing import aged, disposed, proposed, short_rules
from tests.seeding.flows import ENDED, WAITING
from tests.seeding.keeping import kept_world
from tests.seeding.world import AGAIN, DRAFT, LEANING, RECORDED, SHARED, World

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def place(db: None) -> World:
    made = kept_world(organisations=1, decisions=4)
    short_rules(made.organisations["North"].people["ig_lead"])
    return made


def each_record() -> Iterator[Kind]:
    for kind in (Decision, Flow, Person):
        yield from kind._base_manager.order_by("pk")


def found_by_the_database(record: Kind) -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT saving_rows_of(%s::jsonb, ARRAY[%s::bigint])", [json.dumps(plan_of(type(record))), record.pk]
        )
        told = cursor.fetchone()[0]
    return told if isinstance(told, dict) else json.loads(told)


def test_the_database_finds_the_rows_that_a_record_is_written_with(place: World) -> None:
    tried = 0
    for record in each_record():
        found = {table: set(rows["ids"]) for table, rows in found_by_the_database(record).items() if rows["ids"]}
        wanted = {model._meta.db_table: {row.pk for row in rows} for model, rows in rows_of(record).items()}
        for beside in BY_NAME:
            wanted.pop(apps.get_model(beside)._meta.db_table, None)
        assert found.keys() == wanted.keys()
        for table in found:
            assert found[table] >= wanted[table], table
            assert found[table] == wanted[table] or "historical" in table, table
        tried += 1
    assert tried > 15


def test_every_table_that_leads_to_rows_by_name_is_known() -> None:
    assert {model._meta.label for model in models_about()} == set(BY_NAME)


def test_what_events_told_of_people_is_read_by_nobody_any_more(place: World) -> None:
    north = place.organisations["North"]
    decision = aged(north.decisions[SHARED])
    events = Event.objects.filter(about_type="decisions.decision", about_id=decision.pk)
    before = keyed.said(events)
    assert any("answer" in said for said in before.values())
    disposed(decision, north.people["caldicott_guardian"], north.people["ig_lead"])
    after = keyed.said(events.all())
    assert after.keys() > before.keys()
    assert not any("answer" in said for said in after.values())
    assert not RecordKey.objects.filter(about_type="decisions.decision", about_id=decision.pk).exists()
    assert RecordKey.objects.filter(about_type="decisions.decision").exists()
    connection.check_constraints()


def test_a_record_goes_whole_and_its_events_stay(place: World) -> None:
    north = place.organisations["North"]
    decision = aged(north.decisions[SHARED])
    rows = {model._meta.db_table: len(found) for model, found in rows_of(decision).items()}
    events = Event.objects.filter(about_type="decisions.decision", about_id=decision.pk).count()
    done = disposed(decision, north.people["caldicott_guardian"], north.people["ig_lead"])
    assert not [model for model, found in rows_of(decision).items() if model is not Decision and found]
    assert all(done.rows[table] >= number for table, number in rows.items())
    assert Event.objects.filter(about_type="decisions.decision", about_id=decision.pk).count() == events + 2
    assert not RegisterEntry.objects.filter(pk=decision.pk).exists()
    assert faults() == [], "the register of decisions is right of all that stay"
    connection.check_constraints()


def test_whatever_leads_to_it_goes_too(place: World) -> None:
    north = place.organisations["North"]
    guardian, lead = north.people["caldicott_guardian"], north.people["ig_lead"]
    decision = aged(north.decisions[DRAFT])
    beside = decision.people.get().person
    unsaved(north.people["practitioner"], f"/decisions/{decision.reference}/pages/risks/")
    waits = waiting_form(f"/decisions/{decision.reference}/access/restrict/")
    kept = waiting_form("/decisions/IS-2222-2222/access/restrict/")
    assert Notice.objects.filter(path__contains=decision.reference).exists()
    asked = decision.advicediscussions.values_list("reference", flat=True)
    named = [decision.reference, *asked]
    for pack in PersonPack.objects.filter(person=beside, made=None, given_up=None):
        give_up(pack, guardian)
    disposed(decision, guardian, lead)
    for reference in named:
        assert not Notice.objects.filter(path__contains=reference).exists()
        assert not Notice.objects.filter(sentence__contains=reference).exists()
    assert Notice.objects.exists(), "those about others"
    assert not UnsavedForm.objects.filter(path__contains=decision.reference).exists()
    assert UnsavedForm.objects.exists()
    assert STATE_SESSION_KEY not in SessionStore(waits).load()
    assert STATE_SESSION_KEY in SessionStore(kept).load()
    assert not Finding.objects.exists(), "those that were about it alone"
    assert Person.objects.filter(pk=beside.pk).exists()
    connection.check_constraints()


def test_its_documents_go_from_the_store_and_its_jobs_from_the_queue(
    place: World, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    north = place.organisations["North"]
    by, jobs = north.people["practitioner"], ProcrastinateJob.objects.filter(task_name=ISSUE_RECORD)
    decision, other = aged(north.decisions[SHARED]), north.decisions[LEANING]
    for each in (decision, other):
        summary.issued(each, by=by)
        issue_record(each, by=by)
    mine, theirs = (Issued.objects.get(about_id=each.pk).sha256 for each in (decision, other))
    proposal = proposed(decision, north.people["caldicott_guardian"])
    with django_capture_on_commit_callbacks(execute=True):
        done = confirm_disposal(proposal=proposal, by=north.people["ig_lead"])
    assert done.rows["documents_issued"] == 1
    assert store.get(theirs)
    with pytest.raises(store.Damaged):
        store.get(mine)
    assert not jobs.filter(args__decision=decision.pk).exists()
    assert jobs.filter(args__decision=other.pk).exists()
    assert ProcrastinateJob.objects.get(task_name=REMOVE_DOCUMENTS).args == {"documents": [mine]}
    remove_documents(documents=[mine])
    with pytest.raises(Decision.DoesNotExist):
        issue(lambda: ToPrint("", "x", decision.created_at), about=decision, kind="record", by=by)


def test_printed_ledgers_of_whoever_it_was_about_go_too(place: World) -> None:
    north = place.organisations["North"]
    guardian, decision = north.people["caldicott_guardian"], aged(north.decisions[RECORDED])
    once, other = decision.people.get(), aged(north.decisions[DRAFT]).people.get()
    for link in (once, other):
        page = ToPrint("<p>What went</p>", "Ledger", decision.created_at)
        issue(lambda page=page: page, about=link.person, kind="ledger-1", by=guardian)  # type: ignore[misc]
    access.unlink_person(link=once, why="Another child", by=north.people["practitioner"])
    disposed(aged(north.decisions[AGAIN]), guardian, north.people["ig_lead"])
    disposed(decision, guardian, north.people["ig_lead"])
    assert [each.about_id for each in Issued.objects.filter(kind="ledger-1")] == [other.person_id]


def test_whoever_prints_a_part_of_it_waits_before_the_printed_papers_are_read(place: World) -> None:
    north = place.organisations["North"]
    decision = aged(north.decisions[SHARED])
    parts = [Sheet.objects.filter(decision=decision), CorrectionOwed.objects.filter(wrong__decision=decision)]
    names = [f"issued {each._meta.label_lower} {each.pk}" for rows in parts for each in rows]
    assert names
    proposal = proposed(decision, north.people["caldicott_guardian"])
    with CaptureQueriesContext(connection) as asked:
        confirm_disposal(proposal=proposal, by=north.people["ig_lead"])
    orders = [each["sql"] for each in asked]
    locks = [next(at for at, sql in enumerate(orders) if f"'{name}'" in sql and "advisory" in sql) for name in names]
    goes = next(at for at, sql in enumerate(orders) if "decisions_dispose(" in sql)
    read = max(at for at, sql in enumerate(orders[:goes]) if 'FROM "documents_issued"' in sql)
    assert max(locks) < read


def test_forms_that_wait_are_forgotten_by_whole_names(place: World) -> None:
    north = place.organisations["North"]
    guardian, lead, by = north.people["caldicott_guardian"], north.people["ig_lead"], north.people["practitioner"]
    child = entered(by, born_on=date(1970, 1, 1))
    consent, pack = consents.asked(child, by=by), begun(child, guardian)
    give_up(pack, guardian)
    pages = [f"/retention/person-{child.pk}/hold/", f"/persons/{child.pk}/details/"]
    pages += [f"/{kind}/{each.reference}/x/" for kind, each in (("consents", consent), ("packs", pack))]
    gone = [waiting_form(page) for page in pages]
    over = waiting_form(pages[0])
    Session.objects.filter(pk=over).update(expire_date=timezone.now() - timedelta(days=1))
    others = (f"/retention/person-{child.pk}2/hold/", f"/persons/{child.pk}2/details/", f"/persons/1{child.pk}/")
    kept = [waiting_form(page) for page in others]
    disposed(aged(child), guardian, lead)
    waits = [STATE_SESSION_KEY in Session.objects.get(pk=each).get_decoded() for each in (*gone, over)]
    assert waits == [False] * 5
    assert all(STATE_SESSION_KEY in SessionStore(each).load() for each in kept)


def test_a_form_about_advice_goes_with_its_decision(place: World) -> None:
    north = place.organisations["North"]
    decision = aged(north.decisions[DRAFT])
    for pack in PersonPack.objects.filter(made=None, given_up=None):
        give_up(pack, north.people["caldicott_guardian"])
    waits = waiting_form(f"/caldicott/log/{decision.advicediscussions.all()[0].reference}/")
    disposed(decision, north.people["caldicott_guardian"], north.people["ig_lead"])
    assert STATE_SESSION_KEY not in SessionStore(waits).load()


def unsaved(user: Any, path: str) -> None:
    UnsavedForm.objects.create(user=user, path=path, fields={"sharing": ["She is afraid of him"]})


def waiting_form(path: str) -> str:
    session = SessionStore()
    session[STATE_SESSION_KEY] = {"request": json.dumps({"path": path, "POST": "why=typed"})}
    session.save()
    assert session.session_key
    return session.session_key


def give_up(pack: PersonPack, by: Any) -> None:
    give_up_pack(pack=pack, why="Not wanted", request_key=uuid4(), by=by)


def test_a_pack_that_is_being_made_stops_it_and_one_that_was_made_goes_along(place: World) -> None:
    north = place.organisations["North"]
    guardian, lead = north.people["caldicott_guardian"], north.people["ig_lead"]
    made = MadePack.objects.get()
    decision = aged(north.decisions[LEANING])
    assert any(decision.reference in key for choice in made.pack.choices.all() for key in choice.parts)
    open_ones = PersonPack.objects.filter(person=made.pack.person, made=None, given_up=None)
    assert open_ones.exists()
    with pytest.raises(Refused, match="A pack about somebody in it is being made"):
        proposed(decision, guardian)
    for pack in open_ones:
        give_up(pack, guardian)
    disposed(decision, guardian, lead)
    assert not MadePack.objects.exists()
    assert Person.objects.filter(pk=made.pack.person_id).exists()


def test_what_another_record_rests_on_stays_until_that_is_gone(place: World) -> None:
    north = place.organisations["North"]
    guardian, lead = north.people["caldicott_guardian"], north.people["ig_lead"]
    first, again = aged(north.decisions[RECORDED]), aged(north.decisions[AGAIN])
    with pytest.raises(Refused, match=f"Something that is kept rests on it: {again.reference}"):
        proposed(first, guardian)
    disposed(again, guardian, lead)
    disposed(first, guardian, lead)
    assert {each.reference for each in Disposal.objects.all()} == {first.reference, again.reference}


def test_bulk_sharing_goes_with_its_papers(place: World) -> None:
    north = place.organisations["North"]
    guardian, lead = north.people["caldicott_guardian"], north.people["ig_lead"]
    with pytest.raises(Refused, match="it has not ended"):
        proposed(north.flows[WAITING], guardian)
    flow = north.flows[ENDED]
    proposal = proposed(aged(flow), guardian)
    done = confirm_disposal(proposal=proposal, by=lead)
    assert done.rows["decisions_flowpaper"]
    assert not Flow.objects.filter(pk=flow.pk).exists()
    connection.check_constraints()

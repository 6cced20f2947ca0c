"""The register says how every decision stands, whatever happened to it; the database keeps it, and nobody else."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from django.utils.timezone import localtime

from consent.models import Person
from decisions import actions, words
from decisions.actions import access
from decisions.draft import load
from decisions.models import Conclusion, Decision, Line, PersonConcerned, RegisterEntry, ToDo
from decisions.models.keeping_register import MARK, faults, fill, keep_register
from decisions.models.register_scope import reach_of
from decisions.models.telling import DAYS_AFTER
from decisions.summary.telling import to_tell
from decisions.summary.waits import end_of
from infoshare.accounts.models import User
from infoshare.tenancy import context
from tests.conftest import Walked
from tests.consent.people import entered
from tests.decisions.amending import amended
from tests.decisions.around import child_of, looked, told, untold
from tests.decisions.builders import READY, advise, answer, ask, depart, emergency, look, record, started
from tests.decisions.registered import wrong
from tests.decisions.sharing import rang, sent, sheets
from tests.decisions.test_handing_over import hand_over
from tests.row_security import the_site
from tests.seeding.keeping import kept_world
from tests.seeding.people import People
from tests.seeding.test_record_file import every_trigger

pytestmark = pytest.mark.django_db


def entry(decision: Decision) -> RegisterEntry:
    return RegisterEntry.objects.get(pk=decision.pk)


def test_of_a_draft_it_says_what_is_asked_and_since_when_it_waits(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    assert (entry(decision).state, entry(decision).situation, entry(decision).owner_id) == ("draft", "", by.pk)
    answer(decision, "situation", "request", by=by)
    assert entry(decision).situation == "request"
    answer(decision, "situation", "case", by=by)
    asked = ask(decision, "danger", by=by)
    found = entry(decision)
    assert (found.state, found.situation, found.waiting_since) == ("waiting", "case", asked.asked_at)
    advise(asked, by=by)
    assert (entry(decision).state, entry(decision).waiting_since) == ("draft", None)
    taken_back = ask(decision, "situation", by=by)
    actions.take_back(discussion=taken_back, why="Found in the handbook", by=by)
    assert entry(decision).state == "draft"
    assert wrong() == []


def test_it_follows_the_youngest_whom_a_decision_is_about(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    day = localtime(decision.created_at).date()
    sister = entered(by, "F-1", "Ann Byrne", born_on=day - timedelta(days=3000), ethnicity="white_irish")
    access.link_person(decision=decision, reference="F-1", by=by)
    assert (entry(decision).age, entry(decision).ethnicity) == ("5", "white")
    entered(by, "F-2", "Baby Byrne", born_on=day - timedelta(days=30), ethnicity="mixed_other")
    access.link_person(decision=decision, reference="F-2", by=by)
    assert (entry(decision).age, entry(decision).ethnicity) == ("0", "mixed")
    assert wrong() == []
    baby = Person.objects.get(reference="F-2")
    Person.objects.filter(pk=baby.pk).update(born_on=None)
    assert (entry(decision).age, entry(decision).ethnicity) == ("5", "white")
    Person.objects.filter(pk=sister.pk).update(ethnicity="unsaid")
    assert entry(decision).ethnicity == "unsaid"
    PersonConcerned.objects.filter(decision=decision).delete()
    assert (entry(decision).age, entry(decision).ethnicity) == ("", "")
    assert wrong() == []


def test_it_says_since_when_nobody_has_said_that_a_sheet_arrived(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    sheet = sheets(decision)[0]
    assert (entry(decision).sent_at, entry(decision).unheard_since) == (None, None)
    first = sent(sheet, by=by)
    assert (entry(decision).sent_at, entry(decision).unheard_since) == (first.happened_at, first.happened_at)
    rang(first, by=by, arrived=False, right_person=None, done_with="")
    again = sent(sheet, by=by)
    assert entry(decision).unheard_since == again.happened_at
    rang(first, by=by)
    assert entry(decision).unheard_since == again.happened_at, "the last time counts"
    rang(again, by=by)
    assert (entry(decision).sent_at, entry(decision).unheard_since) == (first.happened_at, None)
    assert wrong() == []


def test_it_says_with_whom_something_was_shared_and_not_who_got_nothing(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    hub, nursery = load(decision).recipients
    assert (hub.sector, nursery.sector) == ("social_care", "education")
    assert entry(decision).sectors == []
    Line.objects.filter(recipient=nursery).update(choice="withhold", redacted="", onward="")
    Conclusion.objects.filter(decision=decision).update(decided="share_part")
    look(decision, by=by)
    kept = record(decision, by=by)
    assert [each["kind"] for each in kept.content["recipients"]] == [
        "Children's social care, or a hub of several agencies",
        "Nursery, school or college",
    ]
    assert entry(decision).sectors == ["social_care"]
    nothing = walked("C21", by, until=READY)
    depart(nothing)
    assert record(nothing, by=by).content["recipients"][0]["sector"] == "health"
    assert entry(nothing).sectors == []
    assert wrong() == []


def test_it_says_when_the_family_is_to_be_told(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    recorded_on = localtime(decision.record.recorded_at).date()
    assert (decision.record.told, entry(decision).to_tell_at) == ("after", end_of(recorded_on + timedelta(DAYS_AFTER)))
    in_a_month = timezone.localdate() + timedelta(days=30)
    looked(decision, by, "not_safe", next_on=in_a_month)
    assert entry(decision).to_tell_at == end_of(in_a_month)
    told(decision, by, others_wait=True)
    told(decision, by, whom="carer", relationship=untold(child_of(decision, by), by))
    assert [each.due_at for each in to_tell(by)] == [end_of(in_a_month)]
    told(decision, by)
    assert entry(decision).to_tell_at is None
    assert to_tell(by) == []
    urgent = actions.share_in_emergency(by=by, request_key=uuid4(), about="AB", values=emergency())
    assert entry(urgent).to_tell_at is None
    looked(urgent, by, "tell", next_on=in_a_month)
    assert entry(urgent).to_tell_at == end_of(in_a_month)
    assert wrong() == []


def test_an_age_is_that_of_the_day_on_which_it_was_started(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    entered(by, "F-1", "Ann Byrne")
    access.link_person(decision=decision, reference="F-1", by=by)
    day, bands = localtime(decision.created_at).date(), set()
    for years in (0, 1, 5, 10, 16, 18):
        for days in (-1, 0, 1):
            born = day.replace(year=day.year - years, day=min(day.day, 28)) + timedelta(days=days)
            Person.objects.filter(reference="F-1").update(born_on=born)
            assert wrong() == []
            bands.add(entry(decision).age)
    assert bands == set(words.AGES)


@pytest.mark.slow
def test_of_a_record_it_says_what_the_record_says(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C21", by, until=READY)
    look(decision, by=by)
    made, found = record(decision, by=by), entry(decision)
    assert (found.state, found.recorded_at, found.decided) == ("recorded", made.recorded_at, made.decided)
    agreed = {row["slug"]: row["value"] for row in made.content["answers"]}
    assert found.agreement == agreed["agreement"] != ""
    assert (found.outcome, found.told, found.amendments) == (made.outcome, made.told, 0)
    amended(decision, "Reasons", "It was otherwise", by=by)
    assert entry(decision).amendments == 1
    assert wrong() == []


@pytest.mark.slow
def test_what_was_answered_off_the_path_is_no_part_of_it(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    answer(decision, "situation", "case", by=by)
    answer(decision, "danger", "no", by=by)
    for slug, value in (("statutory", "no"), ("purpose", "yes"), ("anonymise", "no"), ("at_risk", "no")):
        answer(decision, slug, value, by=by)
    actions.share_in_emergency(by=by, request_key=uuid4(), about="AB", values=emergency(), decision=decision)
    assert entry(decision).agreement == ""
    assert entry(decision).state == "emergency"
    assert wrong() == []


@pytest.mark.slow
def test_an_emergency_leaves_something_to_be_written_down_until_it_is(north: People) -> None:
    by = north["practitioner"]
    decision = actions.share_in_emergency(by=by, request_key=uuid4(), about="AB", values=emergency())
    todos = list(ToDo.objects.filter(decision=decision))
    assert entry(decision).todo_due_at == min(todo.due_at for todo in todos)
    for todo in todos:
        actions.amend(decision=decision, todo=todo, title=todo.title, text="Done", request_key=uuid4(), by=by)
    assert (entry(decision).todo_due_at, entry(decision).amendments) == (None, len(todos))
    assert wrong() == []


def test_it_follows_whoever_carries_the_decision_and_who_is_kept_out(north: People) -> None:
    decision, until = started(north["practitioner"]), timezone.now() + timedelta(days=1)
    hand_over(decision, north["colleague"], by=north["manager"])
    assert entry(decision).owner_id == north["colleague"].pk
    guardian = north["caldicott_guardian"]
    access.restrict(decision=decision, why="Staff", viewers=[north["colleague"]], until=until, by=guardian)
    assert entry(decision).is_restricted
    access.lift_restriction(decision=decision, why="No more", by=guardian)
    assert not entry(decision).is_restricted
    assert wrong() == []


@pytest.mark.slow
def test_many_that_change_hands_at_once_are_worked_out_at_once(north: People) -> None:
    decisions = [started(north["practitioner"]) for _ in range(3)]
    Decision.objects.filter(pk__in=[each.pk for each in decisions]).update(owner=north["colleague"])
    assert set(RegisterEntry.objects.values_list("owner", flat=True)) == {north["colleague"].pk}
    assert wrong() == []


@pytest.mark.slow
def test_in_a_whole_world_it_is_right_and_each_person_finds_what_they_may_open_and_nothing_else(db: None) -> None:
    kept_world(organisations=2, decisions=4)
    states = set(RegisterEntry.objects.values_list("state", flat=True))
    assert {"draft", "waiting", "recorded", "emergency"} <= states
    assert RegisterEntry.objects.filter(is_restricted=True).exists()
    assert wrong() == []
    tried = 0
    for user in User.objects.all():
        opens = set(Decision.objects.visible_to(user).values_list("pk", flat=True))
        reach = reach_of(user)
        assert set(RegisterEntry.objects.visible_to(user).values_list("pk", flat=True)) == opens, user
        branches = reach.branches(RegisterEntry.objects.all())
        assert {pk for rows in branches for pk in rows.values_list("pk", flat=True)} == opens, user
        tried += bool(opens)
    assert tried >= 20


@pytest.mark.slow
def test_carried_on_as_bulk_sharing_it_says_so_until_that_is_gone(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("R19", by, until="items")
    actions.carry_on(decision=decision, by=by)
    assert entry(decision).state == "flow"
    assert wrong() == []
    with connection.cursor() as cursor:  # as it is disposed of: what django-pgtrigger looks after is ignored
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every_trigger()])
        cursor.execute("DELETE FROM decisions_flowpartner; DELETE FROM decisions_flow")
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
    assert entry(decision).state == "draft"
    assert wrong() == []


def test_nobody_but_the_database_writes_it(north: People) -> None:
    decision = started(north["practitioner"])
    for order in (
        "UPDATE decisions_registerentry SET state = 'flow'",
        "DELETE FROM decisions_registerentry",
        "SELECT decisions_register(ARRAY[1]::bigint[])",
    ):
        with (
            the_site(),
            context.organisation(decision.organisation_id),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(order)


def test_what_is_behind_is_told_and_worked_out_anew(north: People) -> None:
    decision = started(north["practitioner"])
    with connection.cursor() as cursor:
        cursor.execute("UPDATE decisions_registerentry SET situation = 'bulk'")
    assert faults() == [decision.pk]
    assert len(wrong()) == 1
    keep_register(connection)
    assert faults() == [decision.pk], "nothing is done where the database keeps it as it should"
    with connection.cursor() as cursor:
        cursor.execute("COMMENT ON FUNCTION decisions_register(bigint[]) IS 'another'")
    keep_register(connection)
    assert faults() == []
    assert len(MARK) == 64
    fill(connection)
    assert wrong() == []

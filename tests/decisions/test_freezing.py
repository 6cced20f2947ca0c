"""Recording freezes a decision: the database itself refuses every later change, and the record says what was shown."""

from html import unescape

import pytest
from django.db import DatabaseError, connection, transaction
from django.template.loader import render_to_string

from decisions import actions, content
from decisions.draft import load
from decisions.guidance import packs
from decisions.models import Decision, DutyToShare
from decisions.policies import Refused
from decisions.summary import record_page
from tests.conftest import Walked
from tests.decisions.builders import READY, answer, ask, emergency, record, undone
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
DRAFT_TABLES = (
    "answer",
    "recipient",
    "item",
    "request",
    "consentstatement",
    "weighing",
    "dutytoshare",
    "legalbasis",
    "conclusion",
    "sharingplan",
    "emergency",
    "advicediscussion",
)
FROZEN = "This decision is recorded: it can be added to, never changed"
KEPT = "are added, never changed or removed"


def sql(statement: str, *values: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def refused(statement: str, *values: int, because: str) -> None:
    with pytest.raises(DatabaseError, match=because), undone():
        sql(statement, *values)


def copied(table: str) -> str:
    """A statement that adds a copy of a decision's first row to its table, under a new id."""
    with connection.cursor() as cursor:
        columns = [each.name for each in connection.introspection.get_table_description(cursor, f"decisions_{table}")]
    names = ", ".join(f'"{name}"' for name in columns if name != "id")
    values = names.replace('"request_key"', "gen_random_uuid()")
    return (
        f"INSERT INTO decisions_{table} ({names}) SELECT {values} FROM decisions_{table} WHERE decision_id = %s LIMIT 1"
    )


@pytest.fixture
def whole(north: People, walked: Walked) -> Decision:
    """A record with a row in every table of a draft: a request, advice, then an emergency."""
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    answer(decision, "situation", "request", by=by)
    walked("R12", north["colleague"], until=READY)
    other = Decision.objects.get(created_by=north["colleague"])
    sql("UPDATE decisions_request SET decision_id = %s WHERE decision_id = %s", decision.pk, other.pk)
    DutyToShare.objects.create(decision=decision, saved_by=by)
    ask(decision, "purpose", by=by)
    actions.share_in_emergency(by=by, request_key=other.request_key, about="", values=emergency(), decision=decision)
    return decision


def test_no_row_of_a_recorded_draft_is_changed_added_or_taken_away_whatever_writes(whole: Decision) -> None:
    for table in DRAFT_TABLES:
        name = f"decisions_{table}"
        assert sql(f"SELECT 1 FROM {name} WHERE decision_id = %s", whole.pk) >= 1, f"nothing to try in {name}"
        refused(f"UPDATE {name} SET saved_at = now() WHERE decision_id = %s", whole.pk, because=FROZEN)
        refused(f"DELETE FROM {name} WHERE decision_id = %s", whole.pk, because=FROZEN)
        refused(copied(table), whole.pk, because=FROZEN)
    refused("UPDATE decisions_decision SET about = 'XY' WHERE id = %s", whole.pk, because=FROZEN)
    refused("DELETE FROM decisions_decision WHERE id = %s", whole.pk, because=FROZEN)


def test_a_row_is_not_moved_into_or_out_of_a_recorded_decision(whole: Decision, north: People, walked: Walked) -> None:
    draft = walked("C26", north["colleague"])
    move = "UPDATE decisions_item SET decision_id = %s WHERE decision_id = %s"
    refused(move, whole.pk, draft.pk, because=FROZEN)
    refused(move, draft.pk, whole.pk, because=FROZEN)


@pytest.mark.parametrize("table", ["decisions_record", "decisions_amendment", "decisions_todo", "audit_event"])
def test_what_is_kept_is_never_changed_removed_or_emptied(table: str, whole: Decision, north: People) -> None:
    actions.amend(decision=whole, request_key=whole.request_key, title="t", text="t", why="w", by=north["practitioner"])
    assert sql(f"SELECT 1 FROM {table}") >= 1
    sql("SET CONSTRAINTS ALL IMMEDIATE")  # a table with checks outstanding is not emptied whatever its triggers say
    refused(f"UPDATE {table} SET id = id", because=KEPT)
    refused(f"DELETE FROM {table}", because=KEPT)
    refused(f"TRUNCATE {table} CASCADE", because=KEPT)


def test_other_drafts_stay_open_to_change(whole: Decision, north: People, walked: Walked) -> None:
    other = walked("C26", north["colleague"])
    for table in ("answer", "recipient", "item", "advicediscussion"):
        assert sql(f"UPDATE decisions_{table} SET saved_at = now() WHERE decision_id = %s", other.pk) >= 1


def test_the_record_keeps_edition_hash_and_every_question_as_shown(north: People, walked: Walked) -> None:
    decision = walked("C01", north["practitioner"], "golden_rules_2008")
    kept, pack = decision.record, packs.get("golden_rules_2008")
    assert kept.content_hash == content.fingerprint(kept.content)
    assert (kept.pack_id, kept.pack_hash) == (pack.id, pack.hash)
    assert kept.content["guidance"]["hash"] == pack.hash
    for said in kept.content["answers"]:
        question = pack.question(said["slug"])
        assert (said["question"], said["answer"]) == (question.text, question.label(said["value"]))
    assert [said["slug"] for said in kept.content["answers"]] == list(load(decision).route.asked)


def test_the_records_hash_notices_one_changed_letter(north: People, walked: Walked) -> None:
    kept = walked("C05", north["practitioner"]).record
    kept.content["answers"][0]["question"] += "."
    assert content.fingerprint(kept.content) != kept.content_hash


def test_answers_off_the_path_stay_in_the_draft_and_out_of_the_record(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, "golden_rules_2008", until=READY)
    answer(decision, "public_interest", "yes", by=by, note="canary-off-the-path")
    answer(decision, "consent", "given", by=by)
    before = content.of(load(decision))
    decision.answers.filter(slug="public_interest").update(note="canary-changed", value="no")
    assert content.of(load(decision)) == before
    assert "public_interest" not in load(decision).counted
    assert decision.answers.get(slug="public_interest").note == "canary-changed"
    assert "canary" not in str(before)


def test_the_pdfs_page_does_not_show_answers_off_the_path(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C08", by, "golden_rules_2008", until=READY)
    answer(decision, "identifiable", "yes", by=by)
    answer(decision, "confidential", "no", by=by, note="canary-off-the-path")
    answer(decision, "identifiable", "no", by=by)
    record(decision, by=by)
    html = render_to_string("decisions/record_pdf.html", record_page(load(decision), by))
    assert packs.get("golden_rules_2008").question("identifiable").text in unescape(html)
    assert "canary" not in html
    assert decision.answers.get(slug="confidential").note == "canary-off-the-path"


def test_a_decision_is_recorded_once_however_often_the_button_is_pressed(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C08", by, until=READY)
    first = record(decision, by=by)
    assert actions.record(decision=decision, seen="anything", by=by) == first


def test_a_page_that_is_out_of_date_records_nothing(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C08", by, until=READY)
    seen = content.fingerprint(content.of(load(decision)))
    decision.lines.update(why="Another reason")
    with pytest.raises(Refused, match="Something changed since this page was opened"):
        actions.record(decision=decision, seen=seen, by=by)
    assert load(decision).record is None


def test_a_recorded_decision_can_change_hands_and_nothing_else_of_it(north: People, walked: Walked) -> None:
    decision = walked("C20", north["practitioner"])
    decision.owner = decision.saved_by = north["colleague"]
    decision.save()
    decision.refresh_from_db()
    assert decision.owner == north["colleague"]
    decision.about = "ZZ"
    with pytest.raises(DatabaseError, match="recorded"), transaction.atomic():
        decision.save()

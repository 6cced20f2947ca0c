"""What events say of people is read with the key of the row alone; once that is destroyed, the chain still holds."""

import hashlib
import json

import pytest
from django.db import DatabaseError, connection, transaction

from infoshare.accounts.models import User
from infoshare.audit import chain, keyed, log
from infoshare.audit.canonical import canonical
from infoshare.audit.models import Event, RecordKey
from infoshare.saving.whole import rows_of
from infoshare.tenancy import context
from tests.audit.chains import link, say
from tests.conftest import Walked
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
FACTS, PERSONAL = {"question": "danger"}, {"answer": "yes"}


def told(by: User) -> Event:
    event = log.record("question.answered", by=by, about=by.organisation, facts=FACTS, personal=PERSONAL)
    link()
    return event


def destroy_keys() -> None:
    """As the disposal of a record does."""
    say("ALTER TABLE audit_recordkey DISABLE TRIGGER USER")
    say("DELETE FROM audit_recordkey")
    say("ALTER TABLE audit_recordkey ENABLE TRIGGER USER")


def test_what_tells_of_somebody_is_read_with_the_key_and_not_without(north: People) -> None:
    by = north["practitioner"]
    event = told(by)
    event.refresh_from_db()
    assert event.facts["question"] == "danger"
    assert keyed.said([event]) == {event.pk: FACTS | PERSONAL}
    [line] = chain.lines_of([event.pk])
    assert '"answer"' not in line
    assert json.loads(line)["facts"]["sealed"]["key"] == hashlib.sha256(RecordKey.objects.get().key).hexdigest()

    destroy_keys()
    assert keyed.said([event]) == {event.pk: FACTS}
    assert chain.lines_of([event.pk]) == [line]
    assert chain.fault(by.organisation_id) == ""


def test_a_row_has_one_key_and_another_row_another(north: People) -> None:
    by = north["practitioner"]
    for _ in range(2):
        told(by)
    log.record("person.joined", by=by, about=by, personal=PERSONAL)
    assert len({bytes(each.key) for each in RecordKey.objects.all()}) == RecordKey.objects.count() == 2


def test_the_same_answer_twice_is_not_the_same_text(north: People) -> None:
    """Else whoever reads the log alone could tell who else answered so."""
    by = north["practitioner"]
    texts = {told(by).facts["sealed"]["text"] for _ in range(3)}
    assert len(texts) == 3


def test_no_other_key_can_be_said_to_be_the_one() -> None:
    sealed = keyed.seal(bytes(32), {"answer": "yes"})
    assert keyed.open_sealed(bytes(32), sealed) == {"answer": "yes"}
    with pytest.raises(ValueError, match="another key"):
        keyed.open_sealed(bytes(31) + b"1", sealed)


@pytest.mark.parametrize(
    "order", ["UPDATE audit_recordkey SET about_id = 7", "DELETE FROM audit_recordkey", "TRUNCATE audit_recordkey"]
)
def test_the_sites_role_takes_no_key_away(order: str, north: People) -> None:
    by = north["practitioner"]
    told(by)
    ours = context.organisation(by.organisation_id)
    with the_site(), ours, pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
        say(order)
    with pytest.raises(DatabaseError, match="Rows of audit_recordkey are added"), transaction.atomic():
        say(order)


def test_a_key_is_32_bytes_and_of_one_row(north: People) -> None:
    by = north["practitioner"]
    where = {"organisation": by.organisation, "about_type": "x", "about_id": 1}
    with pytest.raises(DatabaseError, match="key_is_of_32_bytes"), transaction.atomic():
        RecordKey.objects.create(key=b"short", **where)
    RecordKey.objects.create(key=bytes(32), **where)
    with pytest.raises(DatabaseError, match="one_key_of_each_row"), transaction.atomic():
        RecordKey.objects.create(key=bytes(32), **where)


@pytest.mark.slow
def test_the_log_of_a_recorded_decision_tells_nothing_that_was_answered(north: People, walked: Walked) -> None:
    """Every answer but the first is in some question's event, sealed; with the key the history reads as before."""
    decision = walked("C01", north["practitioner"])
    events = list(log.history(decision))
    kept = canonical([each.facts for each in events])
    assert '"answer"' not in kept
    assert '"outcome"' not in kept
    said = keyed.said(events)
    answered = {said[each.pk]["question"]: said[each.pk]["answer"] for each in events if "question" in said[each.pk]}
    assert answered["situation"] == "case"
    assert len(rows_of(decision)[RecordKey]) == 1


def test_the_site_cannot_have_triggers_left_out(north: People) -> None:
    """The setting counts for the owner of the tables alone: whoever gets in as the site changes nothing by it."""
    by = north["practitioner"]
    told(by)
    every = [name for (name,) in say("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")]
    ignore = f"{{{','.join(every)}}}"
    refused = "SELECT _pgtrigger_should_ignore('pgtrigger_append_only_d8c94')"
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [ignore])
    assert say(refused) == [(True,)]
    with the_site(), context.organisation(by.organisation_id):
        assert say(refused) == [(False,)]

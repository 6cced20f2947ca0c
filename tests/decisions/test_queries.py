"""How often a page asks the database. One question more at every page is seen here first; one less lowers the bar."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from decisions import summary
from decisions.models import Decision
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions.builders import started
from tests.decisions.pages import filled, form_on
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
DOOR = 8  # session, organisation (and out of it again), person, device, roles; the decision, and the look at it
DRAFT = 10  # all that a decision holds (draft.py), where nobody is linked to it and no advice was asked


def asked(get: Callable[[], object], status: int) -> list[str]:
    """What the site asked; not how a test makes itself the site (tests/row_security.py)."""
    with CaptureQueriesContext(connection) as queries:
        answered = get()
    assert isinstance(answered, HttpResponse)
    assert answered.status_code == status
    said = [query["sql"] for query in queries]
    return [sql for sql in said if "ROLE" not in sql[:10] and "SAVEPOINT" not in sql]


def test_a_document_that_was_issued_is_handed_out_again_for_one_question_more_than_the_door(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client = Decision.objects.get(pk=walked("C20", by).pk), signed_in(by)
    path = f"/decisions/{decision.reference}/record.pdf"
    summary.issued(decision, by=by)
    client.get(path)
    assert len(asked(lambda: client.get(path), 200)) == DOOR + 1


def test_a_question_is_shown_for_one_reading_of_the_draft(north: People, signed_in: SignedIn) -> None:
    client, path = _question(north, signed_in)
    assert len(asked(lambda: client.get(path), 200)) == DOOR + DRAFT


def test_an_answer_is_saved_for_three_readings_of_it_and_seven_questions_more(
    north: People, signed_in: SignedIn
) -> None:
    client, path = _question(north, signed_in)
    data = {**filled(form_on(client, path)), "value": "case"}
    saving = 7  # the lock; the answer, and its history; the key of what is sealed: looked for, made, read; the event
    assert len(asked(lambda: client.post(path, data), 302)) == DOOR + 3 * DRAFT + saving


def _question(people: People, signed_in: SignedIn) -> tuple[Client, str]:
    decision, client = started(people["practitioner"]), signed_in(people["practitioner"])
    path = f"/decisions/{decision.reference}/questions/situation/"
    client.get(path)
    return client, path

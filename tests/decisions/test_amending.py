"""A recorded decision is never edited: an amendment says what, why and who, with both texts."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client

from decisions.actions import amending
from decisions.models import Amendment, Decision, Record
from decisions.policies import Refused
from decisions.policies.amending import READS_SO
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.versions import Conflict, fingerprint
from tests.conftest import Walked
from tests.decisions.amending import WHY, amended, passage, recorded_text
from tests.decisions.builders import READY
from tests.decisions.packs import added
from tests.decisions.pages import filled, form_on, problems
from tests.decisions.test_counts import cost
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
RISK = "Risk of sharing"
NEW = "Her aunt may move away"


@pytest.fixture
def by(north: People) -> User:
    return north["practitioner"]


@pytest.fixture
def decision(north: People, by: User, walked: Walked) -> Decision:
    return walked("C01", by)


def page_of(decision: Decision, label: str = RISK) -> str:
    return f"/decisions/{decision.reference}/amend/{passage(decision, label).place}/"


def test_what_was_recorded_stays_and_what_it_reads_instead_stands_beside_it(decision: Decision, by: User) -> None:
    before = Record.objects.get(decision=decision)
    place, old = passage(decision, RISK).place, passage(decision, RISK).text
    made = amended(decision, RISK, NEW, by=by)
    after = Record.objects.get(decision=decision)
    assert (after.content, after.content_hash) == (before.content, before.content_hash)
    assert (made.place, made.stood, made.text, made.why, made.added_by) == (place, old, NEW, WHY, by)
    assert made.title == f"Risk on both sides, and best interests: {RISK}"
    assert (passage(decision, RISK).text, recorded_text(decision, place)) == (NEW, old)


def test_a_second_amendment_begins_with_what_the_first_made_of_it(decision: Decision, by: User) -> None:
    amended(decision, RISK, "One", by=by)
    assert amended(decision, RISK, "Two", by=by).stood == "One"
    assert passage(decision, RISK).text == "Two"


def test_the_event_says_which_passage_and_nothing_that_was_typed(decision: Decision, by: User) -> None:
    made = amended(decision, RISK, NEW, by=by)
    [event] = log.history(decision).filter(action="passage.amended")
    assert (event.by, event.facts) == (by, {"amendment": made.pk, "place": made.place})


def test_the_same_press_amends_once_and_the_same_words_again_are_refused(decision: Decision, by: User) -> None:
    of = passage(decision, RISK)
    press = {"decision": decision, "place": of.place, "text": NEW, "why": WHY, "request_key": uuid4(), "by": by}
    for _ in range(2):
        amending.amend_passage(**press, seen=fingerprint({"text": of.text}))  # type: ignore[arg-type]
    assert Amendment.objects.get(decision=decision, place=of.place)
    with pytest.raises(Refused, match=READS_SO):
        amended(decision, RISK, NEW, by=by)


def test_whoever_amends_an_old_page_is_shown_both_texts(decision: Decision, by: User) -> None:
    old = passage(decision, RISK).text
    amended(decision, RISK, "One", by=by)
    with pytest.raises(Conflict) as found:
        amended(decision, RISK, "Two", by=by, seen=old)
    assert (found.value.stored, found.value.saved_by) == ({"text": "One"}, by)


def test_the_second_tab_keeps_what_was_typed(decision: Decision, by: User, signed_in: SignedIn) -> None:
    client, path = signed_in(by), page_of(decision)
    data = filled(form_on(client, path), "Typed in the second tab")
    amended(decision, RISK, "Typed in the first", by=by)
    response = client.post(path, data)
    page = response.content.decode()
    assert response.status_code == 409
    assert page.count("Typed in the second tab") >= 2  # beside the other text, and in its box
    assert "Typed in the first" in page
    again = {**data, "version": response.context["form"]["version"].value()}
    assert client.post(path, again).status_code == 302
    assert passage(decision, RISK).text == "Typed in the second tab"


def test_only_whoever_may_add_to_the_record_amends_it(
    decision: Decision, north: People, south: People, signed_in: SignedIn, by: User, walked: Walked
) -> None:
    here = f"/decisions/{decision.reference}/amend/"
    place = passage(decision, RISK).place
    for who, answer in ((by, 200), (north["manager"], 200), (south["practitioner"], 404)):
        assert [signed_in(who).get(path).status_code for path in (here, f"{here}{place}/")] == [answer, answer]
    with pytest.raises(Refused, match="somebody who oversees it"):
        amended(decision, RISK, NEW, by=north["colleague"])
    draft = walked("C05", by, until=READY)
    assert signed_in(by).get(f"/decisions/{draft.reference}/amend/").status_code == 403


@pytest.mark.parametrize("place", ["nowhere.at.all", "details.3.text", "decision.label", "items.0.lines.0.choice"])
def test_what_is_no_passage_can_not_be_amended(place: str, decision: Decision, by: User, signed_in: SignedIn) -> None:
    assert signed_in(by).get(f"/decisions/{decision.reference}/amend/{place}/").status_code == 404
    with pytest.raises(Refused, match="one of the passages"):
        amending.amend_passage(decision=decision, place=place, text=NEW, why=WHY, seen="", request_key=uuid4(), by=by)


def test_the_form_says_what_is_missing_and_keeps_what_was_typed(
    decision: Decision, by: User, signed_in: SignedIn
) -> None:
    client, path = signed_in(by), page_of(decision)
    data = filled(form_on(client, path), "Kept")
    assert problems(client.post(path, {**data, "why": ""})) == ["Say why you amend it"]
    assert problems(client.post(path, {**data, "text": ""})) == ["Write how it is to read from now on"]
    assert problems(client.post(path, {**data, "text": passage(decision, RISK).text})) == [READS_SO]
    response = client.post(path, {**data, "text": "a\x00b"})
    assert len(problems(response)) == 1
    assert not decision.amendments.exists()


def test_the_page_shows_both_texts_at_the_passage_and_in_the_sequence(
    decision: Decision, by: User, signed_in: SignedIn
) -> None:
    added(decision, "The receipt came", by)
    old = passage(decision, RISK).text
    for text in (NEW, f"{NEW} <b>soon</b>"):
        amended(decision, RISK, text, by=by)
    page = signed_in(by).get(f"/decisions/{decision.reference}/").content.decode()
    at_it = page[page.index('<h2 class="govuk-heading-m">Risk on both sides') :]
    assert f"Removed: </span>{old}</del>" in at_it
    assert f"Removed: </span>{NEW}</del>" in at_it
    assert '<ins class="app-new">Her aunt may move away &lt;b&gt;soon&lt;/b&gt;</ins>' in at_it
    assert at_it.index("Amendment 1</a>") < at_it.index("Amendment 2</a>")
    top = page[: page.index('<h2 class="govuk-heading-m">Decision and reasons')]
    assert top.index("The receipt came") < top.index("Amendment 1, on") < top.index("Amendment 2, on")
    assert 'Her aunt may move away<ins class="app-new"> &lt;b&gt;soon&lt;/b&gt;</ins>' in top
    assert f"<strong>Why it was amended:</strong> {WHY}" in top
    assert f"Amended the record: Risk on both sides, and best interests: {RISK}" in page


def test_more_amendments_take_no_more_questions(decision: Decision, by: User, signed_in: SignedIn) -> None:
    client, here = signed_in(by), f"/decisions/{decision.reference}"
    amended(decision, RISK, "Text 0", by=by)
    paths = (f"{here}/", f"{here}/amend/", page_of(decision))
    first = [cost(client, path) for path in paths]
    for number in range(1, 5):
        amended(decision, RISK, f"Text {number}", by=by)
    assert [cost(client, path) for path in paths] == first


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"why": ""}, "amendment_says_why"),
        ({"text": ""}, "amendment_of_a_passage_is_whole"),
        ({"text": "As it stood"}, "amendment_of_a_passage_is_whole"),
        ({"place": ""}, "amendment_of_a_passage_is_whole"),
        ({"stood": "Something else"}, "of a passage as it stands"),
        ({"place": "weighing.99.text"}, "of a passage as it stands"),
    ],
)
def test_the_database_keeps_no_half_amendment(
    wrong: dict[str, str], constraint: str, decision: Decision, by: User
) -> None:
    of = passage(decision, RISK)
    values = {"place": of.place, "stood": of.text, "text": NEW, "why": WHY, **wrong}
    if values["text"] == "As it stood":
        values["text"] = of.text
    with pytest.raises((IntegrityError, DatabaseError), match=constraint), transaction.atomic():
        Amendment.objects.create(decision=decision, request_key=uuid4(), title=RISK, added_by=by, **values)


def test_the_database_takes_no_amendment_of_what_a_later_one_replaced(decision: Decision, by: User) -> None:
    of = passage(decision, RISK)
    amended(decision, RISK, "One", by=by)
    values = {"place": of.place, "stood": of.text, "text": "Two", "why": WHY, "title": RISK, "added_by": by}
    with pytest.raises(DatabaseError, match="of a passage as it stands"), transaction.atomic():
        Amendment.objects.create(decision=decision, request_key=uuid4(), **values)


def test_what_answers_a_to_do_is_no_amendment_of_a_passage(decision: Decision, by: User) -> None:
    of, todo = passage(decision, RISK), decision.todos.earliest("pk")
    values = {"place": of.place, "stood": of.text, "text": NEW, "why": WHY, "title": RISK, "added_by": by}
    with pytest.raises(IntegrityError, match="amendment_of_a_passage_is_whole"), transaction.atomic():
        Amendment.objects.create(decision=decision, request_key=uuid4(), todo=todo, **values)

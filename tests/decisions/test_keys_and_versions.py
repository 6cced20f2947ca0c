"""The second save is noticed, the second press changes nothing, a borrowed key tells nothing."""

from uuid import uuid4

import pytest

from decisions import actions
from decisions.actions import Conflict
from decisions.draft import load
from decisions.forms.pages import PAGES
from decisions.models import AdviceDiscussion, Amendment, Answer, Decision, Item, Recipient
from decisions.policies import Refused
from decisions.steps import step
from infoshare.saving.versions import fingerprint, values_of
from tests.conftest import Walked
from tests.decisions.builders import advise, answer, ask, emergency, started
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
RISKS = {"risk_of_sharing": "He may find out", "risk_of_not_sharing": "It goes on"}
RECIPIENT = {"organisation": "School", "role": "Teacher", "name": ""}
ITEM = {
    "text": "A bruise",
    "category": "health",
    "nature": "fact",
    "source": "Seen",
    "about_whom": "",
    "accurate_on": None,
}


def seen_of(decision: Decision, page: str, fields: dict[str, str]) -> str:
    at = PAGES[page]
    return fingerprint(values_of(getattr(load(decision), at.relation) or at.kind(), fields))


def save_risks(decision: Decision, seen: str, north: People, **instead: str) -> None:
    actions.save_page(
        decision=decision,
        step=step("risks"),
        kind=PAGES["risks"].kind,
        values=RISKS | instead,
        seen=seen,
        by=north["practitioner"],
    )


def test_the_second_of_two_tabs_is_told_what_is_stored_and_by_whom(north: People) -> None:
    decision = started(north["practitioner"])
    seen = seen_of(decision, "risks", RISKS)
    save_risks(decision, seen, north)
    with pytest.raises(Conflict) as caught:
        save_risks(decision, seen, north, risk_of_sharing="Nothing much")
    assert caught.value.stored == RISKS
    assert caught.value.saved_by == north["practitioner"]
    assert caught.value.saved_at is not None


def test_the_same_text_twice_is_no_conflict(north: People) -> None:
    decision = started(north["practitioner"])
    seen = seen_of(decision, "risks", RISKS)
    save_risks(decision, seen, north)
    save_risks(decision, seen, north)
    assert load(decision).weighing


def test_saving_over_what_was_shown_replaces_it(north: People) -> None:
    decision = started(north["practitioner"])
    save_risks(decision, seen_of(decision, "risks", RISKS), north)
    save_risks(decision, fingerprint(RISKS), north, risk_of_sharing="Nothing much")
    weighing = load(decision).weighing
    assert weighing is not None
    assert weighing.risk_of_sharing == "Nothing much"


def test_two_tabs_on_one_question_conflict(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    seen = fingerprint(values_of(Answer(), ("value", "note")))
    answer(decision, "situation", "case", by=by)
    with pytest.raises(Conflict) as caught:
        actions.answer(decision=decision, slug="situation", value="request", note="", seen=seen, by=by)
    assert caught.value.stored == {"value": "case", "note": ""}


def test_two_tabs_on_the_details_a_row_or_advice_conflict(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    answer(decision, "situation", "case", by=by)
    with pytest.raises(Conflict):
        actions.save_details(decision=decision, values={"purpose": "Another"}, seen="old", by=by)
    row = decision.recipients.get()
    with pytest.raises(Conflict):
        actions.change_row(decision=decision, row=row, values=RECIPIENT, seen="old", by=by)
    discussion = ask(decision, "danger", by=by)
    with pytest.raises(Conflict):
        actions.record_advice(discussion=discussion, values={"advice_text": "No"}, seen="old", by=by)


def test_starting_twice_with_one_key_starts_once(north: People) -> None:
    key = uuid4()
    assert started(north["practitioner"], key=key) == started(north["practitioner"], key=key)
    assert Recipient.objects.count() == 1


@pytest.mark.parametrize(("kind", "values"), [(Recipient, RECIPIENT), (Item, ITEM)])
def test_adding_twice_with_one_key_adds_once(
    kind: type[Recipient] | type[Item], values: dict[str, object], north: People
) -> None:
    decision, key = started(north["practitioner"]), uuid4()
    for _ in range(2):
        actions.add_row(decision=decision, kind=kind, request_key=key, values=values, by=north["practitioner"])
    assert kind._default_manager.filter(request_key=key).count() == 1


def test_asking_twice_with_one_key_asks_once(north: People) -> None:
    by, key = north["practitioner"], uuid4()
    decision = started(by)
    first, again = (ask(decision, "situation", by=by, key=key, asked_at=decision.created_at) for _ in range(2))
    assert first == again
    assert AdviceDiscussion.objects.count() == 1


def test_adding_to_a_record_twice_with_one_key_adds_once(north: People) -> None:
    by, key = north["practitioner"], uuid4()
    made = actions.share_in_emergency(by=by, request_key=uuid4(), about="AB", values=emergency())
    for _ in range(2):
        actions.amend(decision=made, request_key=key, title="A", text="B", why="C", by=by)
    assert Amendment.objects.count() == 1


@pytest.mark.parametrize("whose", ["colleague", "south"])
def test_a_key_is_its_senders_own_and_another_persons_says_nothing(whose: str, north: People, south: People) -> None:
    key = uuid4()
    theirs = started(north["practitioner"], key=key)
    other = north["colleague"] if whose == "colleague" else south["practitioner"]
    assert started(other, key=key) != theirs
    assert Decision.objects.filter(request_key=key).count() == 2


def test_a_key_used_in_one_decision_says_nothing_in_another(north: People, south: People) -> None:
    by, other, key = north["practitioner"], south["practitioner"], uuid4()
    for decision, whose in ((started(other), other), (started(by), by)):
        actions.add_row(decision=decision, kind=Item, request_key=key, values=ITEM, by=whose)
        ask(decision, "situation", by=whose, key=key)
        assert (decision.items.count(), decision.advicediscussions.count()) == (1, 1)
        recorded = actions.share_in_emergency(by=whose, request_key=uuid4(), about="AB", values=emergency())
        actions.amend(decision=recorded, request_key=key, title="A", text="B", why="C", by=whose)
        assert recorded.amendments.count() == 1


@pytest.mark.slow
def test_nothing_of_a_recorded_decision_is_saved_again(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C08", by)
    row = decision.recipients.first()
    assert row is not None
    for act in (
        lambda: answer(decision, "situation", "bulk", by=by),
        lambda: save_risks(decision, "any", north),
        lambda: actions.save_details(decision=decision, values={"purpose": "x"}, seen="any", by=by),
        lambda: actions.add_row(decision=decision, kind=Item, request_key=uuid4(), values=ITEM, by=by),
        lambda: actions.change_row(decision=decision, row=row, values=RECIPIENT, seen="any", by=by),
        lambda: actions.remove_row(decision=decision, row=row, by=by),
        lambda: ask(decision, "situation", by=by),
    ):
        with pytest.raises(Refused, match="This decision is recorded"):
            act()


def test_advice_written_down_is_changed_by_who_saw_it(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    discussion = ask(decision, "situation", by=by)
    advise(discussion, by=by)
    discussion.refresh_from_db()
    advise(discussion, by=by, followed="no", not_followed_why="New facts")
    discussion.refresh_from_db()
    assert (discussion.followed, discussion.is_open) == ("no", False)

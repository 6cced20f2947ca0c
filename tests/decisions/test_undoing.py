"""Whoever carries a decision takes no guard away alone: not by a link, not by a mark, not by handing it over."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from consent import actions as register
from consent.models import FlagLifted, Person
from decisions import actions, protecting
from decisions.actions import access
from decisions.draft import load
from decisions.models import ClashAsked, ClashSettled, Decision, PersonUnlinked
from decisions.models.approving import standing
from decisions.policies import Refused
from decisions.policies.reviewing import authors
from decisions.summary.waiting import work_list
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.versions import fingerprint, values_of
from tests.conftest import Walked
from tests.decisions.around import change, child_of, father_of, is_kept, item, sorts, to, untold
from tests.decisions.builders import READY, decide, look, record
from tests.decisions.pages import filled, form_on, problems
from tests.decisions.sharing import approved, choose, sent, sheets
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def path(decision: Decision, page: str = "") -> str:
    return f"/decisions/{decision.reference}/{page}"


@pytest.fixture
def by(north: People) -> User:
    return north["practitioner"]


@pytest.fixture
def ready(by: User, walked: Walked) -> Decision:
    """All but recorded."""
    return walked("C01", by, until=READY)


@pytest.fixture
def shared(by: User, walked: Walked) -> Decision:
    """Recorded, and nothing has gone."""
    return walked("C01", by)


def unlink(decision: Decision, by: User, why: str = "Another file") -> None:
    access.unlink_person(link=decision.people.get(), why=why, by=by)


def given_on(decision: Decision, *, to: User) -> None:
    decision.refresh_from_db()
    seen = fingerprint({"owner": decision.owner})
    actions.hand_over(decision=decision, to=to, seen=seen, by=decision.owner)
    decision.refresh_from_db()


def settle(decision: Decision, by: User) -> None:
    mark = protecting.unsettled(load(decision))[0].mark
    actions.settle_clash(decision=decision, mark=mark, why="Another man of that name", by=by)


def done(about: Decision | Person) -> list[str]:
    return list(log.history(about).values_list("action", flat=True))


def test_where_a_mark_stands_whoever_carries_it_does_not_take_the_person_off(
    ready: Decision, by: User, north: People, signed_in: SignedIn
) -> None:
    untold(child_of(ready, by), by)
    to(ready, by, name="Sean Byrne")
    page = path(ready, f"access/person/{ready.people.get().pk}/remove/")
    browser = signed_in(by)
    assert problems(browser.post(page, {"why": ""})) == ["Say why it is not about them"]
    assert "must be protected" in problems(browser.post(page, {"why": "Another file"}))[0]
    given_on(ready, to=north["colleague"])
    for who in ("practitioner", "colleague"):
        with pytest.raises(Refused):
            unlink(ready, north[who])
    assert sorts(ready) == ["name"]
    unlink(ready, north["manager"])
    assert sorts(ready) == []
    is_kept(PersonUnlinked.objects.get())
    assert "Another file" in signed_in(north["manager"]).get(path(ready, "access/")).content.decode()


def test_without_a_mark_a_wrong_link_comes_off_with_a_reason(shared: Decision, by: User, signed_in: SignedIn) -> None:
    child_of(shared, by)
    unlink(shared, by)
    assert PersonUnlinked.objects.get().why == "Another file"
    text = signed_in(by).get(path(shared)).content.decode()
    for did in ("Said which person it is about", "Took off a person whom it was said to be about"):
        assert did in text
    with pytest.raises(DatabaseError, match="says_why"), transaction.atomic():
        PersonUnlinked.objects.create(
            decision=shared, person=PersonUnlinked.objects.get().person, why="", unlinked_by=by
        )


def test_a_sheet_that_waits_goes_on_waiting_whatever_is_undone(shared: Decision, by: User, north: People) -> None:
    father = untold(child_of(shared, by), by)
    (made, *_) = sheets(shared)
    assert standing(made) == "waits"
    father.refresh_from_db()
    values: dict[str, object] = {"must_not_be_told": False}
    seen = fingerprint(values_of(father, values))
    with pytest.raises(Refused, match="Say why it is safe now"):
        register.change_relationship(relationship=father, values=values, seen=seen, by=by)
    register.change_relationship(relationship=father, values=values, seen=seen, lifted_why="He died", by=by)
    lifted = FlagLifted.objects.get()
    assert (lifted.told, lifted.found, lifted.why) == (True, False, "He died")
    assert "flag.lifted" in done(lifted.person)
    assert standing(made) == "waits", "the mark is gone"
    unlink(shared, by)
    assert standing(made) == "waits", "and so is the link"
    with pytest.raises(Refused, match="approves this sheet first"):
        sent(made, by=by)
    approved(made, by=north["manager"])
    sent(made, by=by)


def test_a_mark_that_was_over_before_the_decision_began_asks_for_nothing(
    by: User, walked: Walked, north: People
) -> None:
    earlier = walked("C01", by)
    child = child_of(earlier, by)
    father = untold(child, by)
    values: dict[str, object] = {"must_not_be_told": False}
    father.refresh_from_db()
    seen = fingerprint(values_of(father, values))
    register.change_relationship(relationship=father, values=values, seen=seen, lifted_why="He died", by=by)
    later = walked("S02", by)
    access.link_person(decision=later, reference=child.reference, by=by)
    assert [standing(sheets(each)[0]) for each in (earlier, later)] == ["waits", ""]


def test_the_page_asks_why_where_a_mark_stands(ready: Decision, by: User, signed_in: SignedIn) -> None:
    child, browser = child_of(ready, by), signed_in(by)
    father = untold(child, by)
    page = f"/persons/{child.pk}/relationships/{father.pk}/"
    off = {"must_not_be_told": "", "must_not_be_found": "", "lifted_why": ""}
    typed = {**filled(form_on(browser, page)), **off}
    assert "Say why it is safe now" in problems(browser.post(page, typed))[0]
    browser.post(page, {**typed, "lifted_why": "He died"})
    text = browser.get(f"/persons/{child.pk}/").content.decode()
    assert "who was not to be told: He died" in text
    father.refresh_from_db()
    assert not father.must_not_be_told
    assert "lifted_why" not in form_on(browser, page).fields, "nothing stands any more"


def test_an_approval_does_not_cover_a_mark_that_came_after_it(shared: Decision, by: User, north: People) -> None:
    choose(by, sheets_approved="always")
    child = child_of(shared, by)
    father = father_of(child, by)
    (made, *_) = sheets(shared)
    approved(made, by=north["manager"])
    assert standing(made) == "approved"
    change(father, by, must_not_be_told=True, must_not_be_told_why="He hurt her")
    assert standing(made) == "waits"
    assert made.reference in [row["reference"] for row in work_list(north["manager"])]
    approved(made, by=north["manager"])
    assert standing(made) == "approved"
    other = child_of(shared, by)
    assert standing(made) == "approved", "nobody is marked there"
    untold(other, by)
    assert standing(made) == "waits"


def test_nor_somebody_marked_who_is_linked_after_it(shared: Decision, by: User, north: People, walked: Walked) -> None:
    choose(by, sheets_approved="always")
    child = child_of(walked("S02", by, until=READY), by)
    untold(child, by)
    (made, *_) = sheets(shared)
    approved(made, by=north["manager"])
    access.link_person(decision=shared, reference=child.reference, by=by)
    assert standing(made) == "waits"


def test_whoever_carried_it_does_not_settle_it_and_whoever_settled_it_does_not_countersign(
    ready: Decision, by: User, north: People
) -> None:
    untold(child_of(ready, by), by)
    to(ready, by, name="Sean Byrne")
    given_on(ready, to=north["manager"])
    given_on(ready, to=by)
    with pytest.raises(Refused, match="or carried it before"):
        settle(ready, north["manager"])
    settle(ready, north["caldicott_guardian"])
    assert north["caldicott_guardian"].pk in authors(load(ready))
    assert north["safeguarding_lead"].pk not in authors(load(ready))


def test_the_record_tells_what_was_settled_and_is_still_there(ready: Decision, by: User, north: People) -> None:
    untold(child_of(ready, by), by)
    for name in ("Sean Byrne", "S Byrne"):
        to(ready, by, name=name)
        settle(ready, north["manager"])
    row = ready.recipients.get(name="S Byrne")
    actions.remove_row(decision=ready, row=row, by=by)
    decide(ready, by=by)
    look(ready, by=by)
    [kept] = record(ready, by=by).content["protected"]
    assert "This may be somebody who must not be told. Another man of that name (" in kept["text"]
    assert ClashSettled.objects.count() == 2


@pytest.fixture
def unseen(ready: Decision, by: User, north: People) -> Person:
    """Somebody whom whoever carries the draft can't open, with a father who must not be told and a hidden home."""
    elsewhere = north["practitioner_elsewhere"]
    hidden = {
        "must_not_be_found": True,
        "must_not_be_found_why": "Him",
        "address": "3 Elm Avenue",
        "postcode": "OX9 9ZZ",
    }
    item(ready, by, text="She lives at 3 Elm Avenue")
    return child_of(ready, by, known_to=elsewhere, **hidden)


def test_the_pages_are_no_oracle_for_whoever_can_not_open_the_person(
    ready: Decision, by: User, north: People, signed_in: SignedIn, unseen: Person
) -> None:
    assert sorts(ready) == ["place"]
    assert "clash.found" in done(ready)
    assert "clash.found" in done(unseen)
    told = north["practitioner_elsewhere"].notices.get()
    assert told.path == f"/persons/{unseen.pk}/"
    assert ready.reference not in told.sentence
    number = f"Information {ready.items.count()}"
    decide(ready, by=by)
    for page in ("clashes/", "check/"):
        text = signed_in(by).get(path(ready, page)).content.decode()
        assert "where to find" not in text, page
        assert f"{number}:" not in text, page
    assert "so it is not said what" in signed_in(by).get(path(ready, "clashes/")).content.decode()
    with pytest.raises(Refused, match="^Something in this could reach somebody"):
        record(ready, by=by)
    guardian = signed_in(north["caldicott_guardian"]).get(path(ready, "clashes/")).content.decode()
    assert "It says where to find" in guardian
    with pytest.raises(Refused, match="You can't open"):
        unlink(ready, by)


def test_approval_is_asked_for_and_waits_on_the_list_of_whoever_may_give_it(
    ready: Decision, by: User, north: People, signed_in: SignedIn
) -> None:
    def listed(who: str) -> bool:
        rows = work_list(User.objects.get(pk=north[who].pk))
        return any(row["title"] == "Say whether this harms somebody" for row in rows)

    browser, page = signed_in(by), path(ready, "clashes/")
    browser.post(page)
    assert not ClashAsked.objects.exists(), "there is nothing to ask about"
    untold(child_of(ready, by), by)
    to(ready, by, name="Sean Byrne")
    for _ in range(2):
        browser.post(page)
    assert "asked for approval on" in browser.get(page).content.decode()
    assert ClashAsked.objects.get().asked_by == by
    assert north["manager"].notices.get().path == page
    seen = ("manager", "caldicott_guardian", "practitioner", "colleague", "manager_elsewhere")
    assert [listed(who) for who in seen] == [True, True, False, False, False]
    settle(ready, north["manager"])
    assert not listed("manager")
    assert ClashAsked.objects.get().ended_at


def test_where_nobody_of_the_team_may_open_the_person_somebody_who_may_is_asked(
    ready: Decision, by: User, north: People, unseen: Person
) -> None:
    actions.ask_about_clashes(decision=ready, by=by)
    told = [who for who in north if north[who].notices.filter(path=path(ready, "clashes/")).exists()]
    assert told
    assert set(told) <= {"caldicott_guardian", "ig_lead"}


def test_what_is_asked_about_is_over_once_it_is_put_right(ready: Decision, by: User) -> None:
    untold(child_of(ready, by), by)
    to(ready, by, name="Sean Byrne")
    actions.ask_about_clashes(decision=ready, by=by)
    actions.remove_row(decision=ready, row=ready.recipients.get(name="Sean Byrne"), by=by)
    item(ready, by)
    assert ClashAsked.objects.get().ended_why == "Nothing is left to look at."

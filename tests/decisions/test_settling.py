"""Who may say why what looks like a clash is none, and for how long that counts."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from consent.models import Person
from decisions import actions, protecting
from decisions.draft import load
from decisions.models import ClashSettled, Decision
from decisions.policies import Refused
from infoshare.accounts.models import User
from infoshare.audit import keyed, log
from infoshare.saving.versions import fingerprint, values_of
from tests.conftest import Walked
from tests.decisions.around import child_of, father_of, is_kept, item, sorts, to, untold
from tests.decisions.builders import READY, decide, look, record
from tests.decisions.pages import filled, form_on
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def path(decision: Decision, page: str = "") -> str:
    return f"/decisions/{decision.reference}/{page}"


def ready(walked: Walked, by: User) -> tuple[Decision, Person]:
    """All but recorded, about a child who is known."""
    decision = walked("C01", by, until=READY)
    return decision, child_of(decision, by)


def settled(decision: Decision, by: User, why: str = "Another man of that name") -> None:
    mark = protecting.unsettled(load(decision))[0].mark
    actions.settle_clash(decision=decision, mark=mark, why=why, by=by)


def test_somebody_with_approval_says_why_it_is_no_clash_and_the_record_says_so_too(
    north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision, child = ready(walked, by)
    untold(child, by)
    to(decision, by, name="Sean Byrne")
    decide(decision, by=by)
    for who in ("practitioner", "colleague", "manager_elsewhere"):
        with pytest.raises(Refused):
            settled(decision, north[who])
    settled(decision, north["manager"])
    assert sorts(decision) == []
    is_kept(ClashSettled.objects.get())
    look(decision, by=by)
    kept = record(decision, by=by)
    [row] = kept.content["protected"]
    assert "This may be somebody who must not be told. Another man of that name (North manager, " in row["text"]
    event = log.history(decision).filter(action="clash.settled").get()
    assert keyed.said([event])[event.pk] == {"settled": ClashSettled.objects.get().pk, "sort": "name"}


def test_whoever_carries_it_does_not_settle_it_whatever_their_role(north: People, walked: Walked) -> None:
    by = north["manager"]
    decision, child = ready(walked, by)
    untold(child, by)
    to(decision, by, name="Sean Byrne")
    with pytest.raises(Refused, match="Somebody else has to say why"):
        settled(decision, by)


def test_whoever_can_not_open_the_person_does_not_settle_it(north: People, walked: Walked) -> None:
    elsewhere = north["practitioner_elsewhere"]
    decision = walked("C01", north["practitioner"], until=READY)
    untold(child_of(decision, north["practitioner"], known_to=elsewhere), elsewhere)
    to(decision, north["practitioner"], name="Sean Byrne")
    with pytest.raises(Refused, match="You can't open what is known"):
        settled(decision, north["manager"])
    settled(decision, north["caldicott_guardian"])


def test_what_was_settled_is_a_clash_anew_once_it_reads_differently(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision, child = ready(walked, by)
    untold(child, by)
    to(decision, by, name="Sean Byrne")
    settled(decision, north["manager"])
    row = decision.recipients.get(name="Sean Byrne")
    values = {"role": "Uncle"}
    actions.change_row(decision=decision, row=row, values=values, seen=fingerprint(values_of(row, values)), by=by)
    assert sorts(decision) == ["name"]


def test_what_was_settled_is_asked_anew_once_more_goes_to_them(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision, child = ready(walked, by)
    untold(child, by)
    to(decision, by, name="Sean Byrne")
    settled(decision, north["manager"])
    assert sorts(decision) == []
    where = path(decision, "items/add/")
    data = {**filled(form_on(client, where)), "text": "Her new number", "about_whom": "", "author": ""}
    assert client.post(where, data)["Location"] == path(decision, "clashes/")
    assert sorts(decision) == ["name"]
    again = {**filled(form_on(client, where)), "text": "Her school", "about_whom": "", "author": ""}
    assert client.post(where, again)["Location"] == path(decision, "items/"), "it is on the list already"


def test_an_address_that_was_settled_is_asked_anew_once_more_people_get_it(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision, child = ready(walked, by)
    hidden = {"must_not_be_found": True, "must_not_be_found_why": "His brother", "address": "3 Elm Avenue"}
    father_of(child, by, **hidden)
    item(decision, by, text="He lives at 3 Elm Avenue")
    settled(decision, north["manager"], why="Social care may know it")
    decide(decision, by=by)
    assert sorts(decision) == [], "nothing but what was looked at"
    to(decision, by, organisation="Housing", role="Reception")
    assert sorts(decision) == ["place"]


def test_the_page_that_settles_takes_a_reason_and_a_second_press_changes_nothing(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["manager"])
    decision, child = ready(walked, by)
    untold(child, by)
    to(decision, by, name="Sean Byrne")
    mark = protecting.unsettled(load(decision))[0].mark
    where = path(decision, f"clashes/{mark}/")
    assert "Say why this harms nobody" in client.post(where, {"why": ""}).content.decode()
    for _ in range(2):
        assert client.post(where, {"why": "Another man"})["Location"] == path(decision, "clashes/")
    assert ClashSettled.objects.get().why == "Another man"
    assert client.get(path(decision, f"clashes/{'0' * 32}/")).status_code == 404


@pytest.mark.parametrize("wrong", [{"why": ""}, {"mark": ""}])
def test_the_database_refuses_one_that_is_settled_without_a_reason(
    north: People, walked: Walked, wrong: dict[str, str]
) -> None:
    decision = walked("C01", north["practitioner"], until=READY)
    row = {"decision": decision, "mark": "f" * 32, "why": "Because", "settled_by": north["manager"], **wrong}
    with pytest.raises(DatabaseError, match="says_why"), transaction.atomic():
        ClashSettled.objects.create(**row)

"""Whom a decision must protect is asked at every save; a clash bars the record, and is shown to whoever may see it."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from consent import actions as register
from consent.forms.people import ChangePersonForm, RelateForm
from consent.models import Person, Relationship
from decisions import actions, protecting, sheet
from decisions.draft import load
from decisions.models import ClashSettled, Decision, Item
from decisions.policies import Refused
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.versions import fingerprint, values_of
from tests.conftest import Walked
from tests.decisions.around import change, child_of, father_of, is_kept, item, sorts, to, untold
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


def found(decision: Decision) -> int:
    return log.history(decision).filter(action="clash.found").count()


def test_a_recipient_who_must_not_be_told_bars_the_record_until_they_are_off_the_list(
    north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision, child = ready(walked, by)
    untold(child, by)
    to(decision, by, name="Seán  BYRNE")
    assert sorts(decision) == ["name"]
    assert found(decision) == 1
    decide(decision, by=by)
    for way in (look, record):
        with pytest.raises(Refused, match="could reach somebody who must not be told"):
            way(decision, by=by)
    row = decision.recipients.get(name="Seán  BYRNE")
    actions.remove_row(decision=decision, row=row, by=by)
    look(decision, by=by)
    assert record(decision, by=by)


def test_keeping_everything_back_from_them_puts_it_right(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision, child = ready(walked, by)
    untold(child, by)
    to(decision, by, name="Sean Byrne")
    decide(decision, by=by, choice="withhold")
    assert sorts(decision) == []


def test_a_flag_set_later_is_found_too(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision, child = ready(walked, by)
    father = father_of(child, by)
    to(decision, by, name="Sean Byrne")
    decide(decision, by=by)
    assert sorts(decision) == []
    change(father, by, must_not_be_told=True, must_not_be_told_why="He hurt her")
    with pytest.raises(Refused, match="must not be told"):
        record(decision, by=by)


def test_an_ended_relationship_clashes_with_nothing(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision, child = ready(walked, by)
    father = untold(child, by)
    to(decision, by, name="Sean Byrne")
    register.end_relationship(relationship=father, why="Entered wrongly", by=by)
    assert sorts(decision) == []


def test_whoever_lives_with_them_is_found(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision, child = ready(walked, by)
    untold(child, by, address="14 Mill Lane", postcode="OX4 1AB")
    father_of(child, by, name="Mary Byrne", kind="grandparent", address="14 Mill Ln", postcode="ox41ab")
    to(decision, by, name="Mary Byrne")
    assert sorts(decision) == ["household"]


def test_an_address_in_an_item_is_found_and_gone_once_it_is_left_out_or_kept_back(
    north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision, child = ready(walked, by)
    where = {"address": "3 Elm Avenue", "postcode": "OX9 9ZZ"}
    father_of(child, by, must_not_be_found=True, must_not_be_found_why="His brother", **where)
    item(decision, by, text="He has moved to 3 Elm Ave.")
    assert sorts(decision) == ["place"]
    decide(decision, by=by, choice="redact", redacted="He has moved")
    assert sorts(decision) == []
    Item.objects.filter(decision=decision, text__contains="Elm").update(source="Seen at OX99ZZ")
    assert sorts(decision) == ["place"], "the source goes with it"
    decision.lines.filter(choice="redact").update(choice="withhold", redacted="", onward="")
    assert sorts(decision) == []


def test_saving_how_the_family_is_told_is_asked_too(north: People, walked: Walked, signed_in: SignedIn) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision, child = ready(walked, by)
    untold(child, by)
    where = path(decision, "pages/telling-details/")
    data = {**filled(form_on(client, where)), "told_how": "By telephone to the father"}
    assert client.post(where, data)["Location"] == path(decision, "clashes/")
    assert sorts(decision) == ["role"]


def test_a_save_that_brings_a_clash_leads_to_it_with_names_and_one_that_does_not_goes_on(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision, child = ready(walked, by)
    untold(child, by)
    where = path(decision, "recipients/add/")
    data = {**filled(form_on(client, where)), "name": "Sean Byrne"}
    assert client.post(where, data)["Location"] == path(decision, "clashes/")
    text = client.get(path(decision, "clashes/")).content.decode()
    assert "This may be Sean Byrne (father), who must not be told." in text
    other = {**filled(form_on(client, where)), "name": "Ann Nowak"}
    assert client.post(where, other)["Location"] == path(decision, "recipients/")
    for page in ("", "recipients/", "items/", "who-gets-what/", "sheets/", "check/"):
        assert "clashes/" in client.get(path(decision, page)).content.decode(), page


def test_no_sheet_is_shown_while_somebody_could_come_to_harm(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision, child = ready(walked, by)
    untold(child, by)
    page = path(decision, f"sheets/{sheet.receivers(load(decision))[0].pk}/")
    assert client.get(page).status_code == 200
    to(decision, by, name="Sean Byrne")
    refused = client.get(page)
    assert refused.status_code == 403
    assert "could reach somebody" in refused.content.decode()


def test_whoever_may_not_open_the_person_is_told_that_there_is_something_and_not_what(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, elsewhere = north["practitioner"], north["practitioner_elsewhere"]
    decision = walked("C01", by, until=READY)
    untold(child_of(decision, by, known_to=elsewhere), elsewhere)
    to(decision, by, name="Sean Byrne")
    text = signed_in(by).get(path(decision, "clashes/")).content.decode()
    assert "so it is not said what" in text
    assert "(father)" not in text


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
    assert log.history(decision).filter(action="clash.settled").get().facts == {
        "settled": ClashSettled.objects.get().pk,
        "sort": "name",
    }


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


def test_where_nobody_is_linked_nothing_is_asked_of_the_register(
    north: People, walked: Walked, django_assert_num_queries: Callable[..., object]
) -> None:
    draft = load(walked("C01", north["practitioner"], until=READY))
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert protecting.found(draft) == []


def test_who_must_not_be_found_needs_a_reason_and_is_shown_at_the_top_of_the_person(
    north: People, signed_in: SignedIn, walked: Walked
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    _, child = ready(walked, by)
    form = form_on(client, f"/persons/{child.pk}/details/")
    assert isinstance(form, ChangePersonForm)
    data = {**filled(form), "must_not_be_found": "on", "must_not_be_found_why": "", "must_not_be_told": ""}
    answered = client.post(f"/persons/{child.pk}/details/", data)
    assert "Say by whom they must not be found, and why" in answered.content.decode()
    client.post(f"/persons/{child.pk}/details/", {**data, "must_not_be_found_why": "The father"})
    text = client.get(f"/persons/{child.pk}/").content.decode()
    assert "Must not be found" in text
    assert "The father" in text
    assert Person.objects.get(pk=child.pk).history.count() > 1, "what stood there before stays"
    assert "must_not_be_found" in RelateForm.base_fields
    for row in (Person.objects.filter(pk=child.pk), Relationship.objects.filter(pk=father_of(child, by).pk)):
        with pytest.raises(DatabaseError, match="must_not_be_found_says_why"), transaction.atomic():
            row.update(must_not_be_found=True, must_not_be_found_why="")

"""Whom a decision must protect is asked at every save; a clash bars the record, and is shown to whoever may see it."""

from collections.abc import Callable

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from consent import actions as register
from consent.forms.people import ChangePersonForm, RelateForm
from consent.models import Person, Relationship
from consent.policies.papers import check_nobody_is_kept_from_it
from decisions import actions, protecting, sheet
from decisions.draft import load
from decisions.models import Decision
from decisions.models.approving import flagged
from decisions.policies import Refused
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.audit import log
from tests.conftest import Walked
from tests.decisions.around import change, child_of, father_of, item, sorts, to, untold
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
        with pytest.raises(Refused, match="could reach somebody who must not be told, or say where somebody is"):
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


def test_a_flag_goes_on_counting_when_the_relationship_is_over_until_somebody_lifts_it(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision, child = ready(walked, by)
    father = untold(child, by)
    to(decision, by, name="Sean Byrne")
    where = f"/persons/{child.pk}/relationships/{father.pk}"
    assert "That goes on when this is over." in client.get(f"{where}/end/").content.decode()
    register.end_relationship(relationship=father, why="They separated", by=by)
    assert sorts(decision) == ["name"]
    assert Decision.objects.filter(flagged(), pk=decision.pk).exists()
    with pytest.raises(policy.Refused, match="Sean Byrne must not be told"):
        check_nobody_is_kept_from_it(child)
    page = client.get(f"/persons/{child.pk}/").content.decode()
    assert "Must not be told: Sean Byrne" in page
    assert "They separated" in page
    assert f"{where}/end/" not in page
    form = form_on(client, f"{where}/")
    data = {name: str(form[name].value() or "") for name in form.fields if name != "must_not_be_told"}
    client.post(f"{where}/", {**data, "must_not_be_told_why": "", "lifted_why": "The court says so"})
    assert sorts(decision) == []
    assert not Decision.objects.filter(flagged(), pk=decision.pk).exists()
    assert "Must not be told" not in client.get(f"/persons/{child.pk}/").content.decode()
    assert client.get(f"{where}/").status_code == 404, "over, and nothing to lift"


def test_whoever_was_something_to_them_and_is_not_flagged_clashes_with_nothing(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision, child = ready(walked, by)
    untold(child, by, address="14 Mill Lane")
    nan = father_of(child, by, name="Mary Byrne", kind="grandparent", address="14 Mill Ln")
    to(decision, by, name="Mary Byrne")
    assert sorts(decision) == ["household"]
    register.end_relationship(relationship=nan, why="She moved out", by=by)
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
    item(decision, by, text="He has moved", source="Seen at OX99ZZ")
    assert sorts(decision) == ["place"], "the source goes with it"
    decide(decision, by=by, choice="withhold")
    assert sorts(decision) == []


def test_a_hidden_home_that_stands_with_somebody_else_on_the_page_is_found_too(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision, child = ready(walked, by)
    father_of(child, by, name="Una Byrne", kind="mother", must_not_be_found=True, must_not_be_found_why="The father")
    father_of(child, by, name="Mary Byrne", kind="grandparent", address="3 Elm Avenue")
    untold(child, by, address="14 Mill Lane")
    item(decision, by, text="Seen at 3 Elm Avenue, and at 14 Mill Lane with the father")
    assert sorts(decision) == ["place"]
    item(decision, by, text="The father lives at 14 Mill Lane")
    assert sorts(decision) == ["place"], "where he lives, whom she flees, is not where she is"


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
    for page in ("", "recipients/", "items/", "who-gets-what/", "sheets/", "check/", "questions/situation/advice/"):
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
    assert "could reach somebody who must not be told" in refused.content.decode()


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


def test_a_draft_is_looked_through_once(
    north: People, walked: Walked, django_assert_num_queries: Callable[..., object]
) -> None:
    by = north["practitioner"]
    decision, child = ready(walked, by)
    untold(child, by)
    to(decision, by, name="Sean Byrne")
    draft = load(decision)
    assert protecting.found(draft)
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert protecting.unsettled(draft) == protecting.found(draft)


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

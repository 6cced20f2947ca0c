"""Two tabs on one page: 409, both texts, what was typed kept; saving again takes the place of what stood there."""

from collections.abc import Callable

import pytest
from django.test import Client

from decisions.models import Item
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions.builders import READY, ask, started
from tests.decisions.pages import filled, form_on
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def test_the_second_tab_sees_both_texts_and_may_replace_the_first(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    path = f"/decisions/{decision.reference}/pages/risks/"
    first, second = (filled(form_on(client, path), f"typed in the {tab} tab") for tab in ("first", "second"))
    assert client.post(path, first).status_code == 302
    response = client.post(path, second)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Somebody saved this page while you had it open" in page
    assert f"{north['practitioner'].name} saved it" in page
    assert page.count("typed in the first tab") == 2
    assert page.count("typed in the second tab") >= 4
    again = {name: str(response.context["form"][name].value()) for name in second}
    assert client.post(path, again).status_code == 302
    decision.weighing.refresh_from_db()
    assert decision.weighing.risk_of_sharing == "typed in the second tab"


def test_both_tabs_typing_the_same_is_no_conflict(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    path = f"/decisions/{decision.reference}/pages/risks/"
    data = filled(form_on(client, path))
    assert [client.post(path, data).status_code for _ in range(2)] == [302, 302]


@pytest.mark.parametrize("case", ["C01", "C05"])
def test_every_page_of_a_draft_notices_a_save_in_between(
    case: str, north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client = walked(case, by, "golden_rules_2008", until=READY), signed_in(by)
    here = f"/decisions/{decision.reference}"
    discussion = ask(decision, "danger", by=by)
    pages = {"C01": ["details", "consent-details", "views", "best-interests", "decision", "basis", "how", "telling"]}
    paths = [f"{here}/pages/{slug}/" for slug in pages.get(case, ["grounds", "consent-details"])]
    paths += [f"{here}/items/{decision.items.all()[0].pk}/", f"{here}/advice/{discussion.pk}/"]
    paths += [f"{here}/questions/purpose/"]
    for path in paths:
        data = filled(form_on(client, path), "mine")
        response = client.post(path, {**data, "version": "0" * 32})
        assert response.status_code == 409, path
        assert "Typed by you" in response.content.decode(), path


def test_a_conflict_shows_choices_dates_and_lists_in_words(north: People, walked: Walked, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client = walked("C05", by, "golden_rules_2024", until=READY), signed_in(by)
    here = f"/decisions/{decision.reference}/pages"
    grounds = client.post(f"{here}/grounds/", {"version": "0", "grounds": ["more_harm", "not_verified"]})
    page = grounds.content.decode()
    assert "Sharing would be likely to do more harm than not sharing; We could not be sure who is asking" in page
    data = filled(form_on(client, f"{here}/decision/")) | {
        "version": "0",
        "decided": "do_not_share",
        "review_on_year": "2040",
    }
    assert " 2040</div>" in client.post(f"{here}/decision/", data).content.decode()


def test_the_second_press_of_each_button_that_adds_adds_nothing(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    path = f"/decisions/{decision.reference}/items/add/"
    data = filled(form_on(client, path))
    assert [client.post(path, data)["Location"] for _ in range(2)] == [f"/decisions/{decision.reference}/items/"] * 2
    assert Item.objects.count() == 1


def test_another_organisations_key_starts_ones_own_decision(north: People, south: People, signed_in: SignedIn) -> None:
    client, other = signed_in(north["practitioner"]), signed_in(south["practitioner"])
    for path in ("/decisions/new/", "/decisions/emergency/"):
        data = filled(form_on(other, path), "secret-canary")
        assert other.post(path, data).status_code == 302
        response = client.post(path, {**filled(form_on(client, path)), "request_key": data["request_key"]})
        assert response.status_code == 302
        assert "secret-canary" not in client.get(response["Location"]).content.decode()


def test_what_is_saved_is_kept_for_another_day_and_another_device(north: People, signed_in: SignedIn) -> None:
    decision = started(north["practitioner"])
    path = f"/decisions/{decision.reference}/pages/risks/"
    client = signed_in(north["practitioner"])
    client.post(path, filled(form_on(client, path), "written on a bus"))
    elsewhere = signed_in(north["practitioner"])
    assert elsewhere.get(path).content.decode().count("written on a bus") == 2

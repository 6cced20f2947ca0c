"""Every page of the journey, wrongly filled in: a sentence, everything typed kept, and never a broken page."""

from collections.abc import Callable
from html import unescape
from uuid import uuid4

import pytest
from django import forms
from django.test import Client

from decisions import actions
from decisions.models import Decision
from infoshare.access import ACCESS
from infoshare.accounts.models import User
from tests.accounts.addresses import path_of
from tests.conftest import Walked
from tests.decisions.builders import READY, ask, depart, emergency, started
from tests.decisions.pages import boxes, filled, form_on, problems
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def paths_of(case: str, north: People, walked: Walked) -> list[str]:
    """Every page with a form that this case comes to, one short of its record."""
    by = north["practitioner"]
    decision = walked(case, by, "golden_rules_2008", until=READY)
    here = f"/decisions/{decision.reference}"
    own = {
        "C01": [
            "details",
            "consent-details",
            "views",
            "risks",
            "best-interests",
            "decision",
            "basis",
            "how",
            "telling",
        ],
        "C05": ["consent-details", "grounds"],
        "R12": ["request", "consent", "consent-details"],
        "C21": ["consent-details", "telling-details"],
    }[case]
    pages = [f"{here}/pages/{slug}/" for slug in own]
    if case != "C01":
        return pages
    discussion = ask(decision, "danger", by=by)
    lists = [
        f"{here}/{name}/{rest}/"
        for name, row in (("recipients", decision.recipients.all()[0]), ("items", decision.items.all()[0]))
        for rest in ("add", row.pk)
    ]
    return [
        *pages,
        *lists,
        f"{here}/who-gets-what/{decision.recipients.all()[0].pk}/",
        f"{here}/who-gets-what/{decision.recipients.all()[0].pk}/keep-back/",
        f"{here}/questions/purpose/",
        f"{here}/questions/purpose/advice/",
        f"{here}/questions/purpose/advice/elsewhere/",
        f"{here}/advice/{discussion.pk}/",
        f"{here}/emergency/",
        "/decisions/new/",
        "/decisions/emergency/",
    ]


CASES = pytest.mark.parametrize("case", ["C01", "C05", "R12", "C21"])


@CASES
def test_a_page_left_empty_says_what_is_missing(case: str, north: People, walked: Walked, signed_in: SignedIn) -> None:
    client = signed_in(north["practitioner"])
    for path in paths_of(case, north, walked):
        form = form_on(client, path)
        hidden = {name: filled(form)[name] for name in ("version", "request_key") if name in form.fields}
        said = problems(client.post(path, hidden))
        assert said, path
        assert not any("This field is required" in sentence or "please" in sentence.lower() for sentence in said), path


@CASES
def test_a_page_in_error_keeps_what_was_typed(case: str, north: People, walked: Walked, signed_in: SignedIn) -> None:
    client = signed_in(north["practitioner"])
    for path in paths_of(case, north, walked):
        form = form_on(client, path)
        data = filled(form, "kept-canary <b>&amp;")
        key = "version" if "version" in form.fields else "request_key"
        response = client.post(path, {**data, key: ""})
        assert any("This page is out of date" in sentence for sentence in problems(response)), path
        page = response.content.decode()
        assert "<b>&amp;" not in page, path
        assert unescape(page).count("kept-canary <b>&amp;") >= len(list(boxes(form))), path


@CASES
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("x" * 10_001, "characters or fewer"),
        ("y" * 100_000, "characters or fewer"),
        ("a\x00b", "a character that cannot be stored"),
        ("a\ufffeb", "a character that cannot be stored"),
    ],
    ids=["10,001", "100,000", "NUL", "no character"],
)
def test_text_that_is_too_long_or_cannot_be_stored_gets_a_sentence_in_every_box(
    text: str, sentence: str, case: str, north: People, walked: Walked, signed_in: SignedIn
) -> None:
    client = signed_in(north["practitioner"])
    for path in paths_of(case, north, walked):
        form = form_on(client, path)
        if not list(boxes(form)):
            continue
        response = client.post(path, filled(form, text))
        said = problems(response)
        assert sum(sentence in each for each in said) == len(list(boxes(form))), f"{path}: {said}"


def test_ten_thousand_characters_are_taken(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    path = f"/decisions/{decision.reference}/pages/risks/"
    assert client.post(path, filled(form_on(client, path), "x" * 10_000)).status_code == 302


@CASES
def test_an_answer_that_is_not_offered_is_refused(
    case: str, north: People, walked: Walked, signed_in: SignedIn
) -> None:
    client = signed_in(north["practitioner"])
    for path in paths_of(case, north, walked):
        form = form_on(client, path)
        chosen = [name for name, field in form.fields.items() if isinstance(field, forms.ChoiceField)]
        for name in chosen:
            said = problems(client.post(path, {**filled(form), name: "no-such-answer"}))
            assert "Select one of the answers shown" in said, f"{path} {name}: {said}"


@pytest.mark.parametrize("key", ["", "not-a-uuid", "1", "\x00", "a" * 1000])
def test_a_malformed_key_gets_a_sentence(key: str, north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["practitioner"])
    for path in ("/decisions/new/", "/decisions/emergency/"):
        response = client.post(path, {**filled(form_on(client, path)), "request_key": key})
        assert any("This page is out of date" in each for each in problems(response))
    assert not Decision.objects.exists()


def test_half_of_a_character_is_stored_as_a_mark_or_refused_never_breaks(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    path = f"/decisions/{decision.reference}/pages/risks/"
    version = filled(form_on(client, path))["version"]
    body = f"version={version}&risk_of_sharing=%ED%A0%80&risk_of_not_sharing=%FF".encode()
    response = client.post(path, body, content_type="application/x-www-form-urlencoded")
    assert response.status_code in {200, 302}


@pytest.mark.parametrize("pk", [0, 10**18, 10**30])
def test_a_row_that_cannot_be_there_is_not_found(pk: int, north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    for path in (f"items/{pk}/", f"items/{pk}/remove/", f"recipients/{pk}/", f"advice/{pk}/"):
        for ask_for in (client.get, client.post):
            assert ask_for(f"/decisions/{decision.reference}/{path}").status_code == 404


@pytest.mark.parametrize("path", ["questions/nothing/", "pages/nothing/", "questions/nothing/advice/", "nothing/"])
def test_a_page_that_the_journey_does_not_have_is_not_found_or_refused(
    path: str, north: People, signed_in: SignedIn
) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    for ask_for in (client.get, client.post):
        assert ask_for(f"/decisions/{decision.reference}/{path}").status_code in {403, 404}


def test_a_row_of_another_decision_is_not_reached_through_ones_own(north: People, signed_in: SignedIn) -> None:
    mine, theirs = started(north["practitioner"]), started(north["colleague"])
    row = theirs.recipients.get()
    discussion = ask(theirs, "situation", by=north["colleague"])
    client = signed_in(north["practitioner"])
    for path in (f"recipients/{row.pk}/", f"recipients/{row.pk}/remove/", f"advice/{discussion.pk}/"):
        assert client.post(f"/decisions/{mine.reference}/{path}").status_code == 404
    row.refresh_from_db()


JUNK: tuple[dict[str, str | list[str]], ...] = (
    {},
    {"version": "x" * 65, "request_key": "\x00"},
    {"version": "\x00", "value": "\x00", "note": "\x00", "email": "\x00", "login": "\x00", "password": "\x00"},
    {"value": ["yes", "no"], "decided": ["share", "do_not_share"], "grounds": ["confidentiality"] * 200},
    {"on_day": "31", "on_month": "2", "on_year": "99999999999999999999", "shared_at_time": "25:99"},
    {"request_key": str(uuid4()), "next": "//elsewhere.example/\r\nX: y", "title": "\ufeff" * 300, "text": "🙂" * 300},
)


@pytest.mark.parametrize("junk", JUNK, ids=range(len(JUNK)))
def test_no_junk_breaks_any_page(junk: dict[str, str | list[str]], north: People, signed_in: SignedIn) -> None:
    by = north["caldicott_guardian"]
    made = actions.share_in_emergency(by=by, request_key=uuid4(), about="AB", values=emergency())
    draft = started(by)
    row, client = draft.recipients.get(), signed_in(by)
    for name in (name for name in ACCESS if name != "account_logout"):
        tried = {
            path_of(name, reference=reference, pk=row.pk, slug=slug, name="recipients")
            for reference in (draft.reference, made.reference)
            for slug in ("situation", "risks", "items")
        }
        for path in tried:
            response = client.post(path, junk)
            assert response.status_code < 500, f"{path}: {response.status_code}"
    assert client.post("/accounts/logout/", junk).status_code < 500


def test_the_page_on_departing_says_what_is_missing(north: People, walked: Walked, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, "golden_rules_2008", until=READY)
    depart(decision)
    path, client = f"/decisions/{decision.reference}/pages/departure/", signed_in(by)
    form = form_on(client, path)
    assert problems(client.post(path, {**filled(form), "departure_why": " "})) == ["Say why you decided otherwise"]
    assert client.post(path, filled(form)).status_code == 302

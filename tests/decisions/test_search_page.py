"""The page that searches: names and words, why each was found, nothing that its reader may not open, and every look."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from decisions.actions import access
from decisions.models import Decision, searching
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.consent.people import entered
from tests.decisions.builders import started
from tests.decisions.test_access import bar, let_in, restrict
from tests.decisions.test_searching import WORD, many_like, with_texts
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
SEARCH = "/search/"


def searched(client: Client, wanted: str) -> str:
    response = client.post(SEARCH, {"wanted": wanted})
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).split())


def about(decision: Decision, name: str, by: User, reference: str = "F-1") -> Decision:
    person = entered(by, reference, name)
    access.link_person(decision=decision, reference=person.reference, by=by)
    return decision


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Katherine Jones", "Named: Katherine Jones"),
        ("jones katherine", "Named: Katherine Jones"),
        ("Kathérine", "Named: Katherine Jones"),
        ("Catheryn Joans", "A name that sounds like it: Katherine Jones"),
        ("Kat Jones", "Another form of the name: Katherine Jones"),
        ("kitty", "Another form of the name: Katherine Jones"),
    ],
)
def test_somebody_is_found_by_what_they_are_called(typed: str, why: str, north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision = about(started(by), "Katherine Jones", by)
    about(started(by), "Mary Smith", by, "F-2")
    page = searched(signed_in(by), typed)
    assert f"{decision.reference} Draft" in page
    assert why in page
    assert "Found: 1" in page


def test_a_nickname_on_file_is_found_by_the_full_name(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision = about(started(by), "Liz O'Neill", by)
    for typed in ("Elizabeth O’Neill", "beth oneill", "Oneil liz"):
        assert decision.reference in searched(signed_in(by), typed), typed


def test_each_is_told_why_with_its_words_marked(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    with_texts(by, about="A boy", purpose="So that the nurses of the school <b>know</b>")
    response = signed_in(by).post(SEARCH, {"wanted": "nurse"}).content.decode()
    assert "In the purpose: So that the <mark>nurses</mark> of the school &lt;b&gt;know&lt;/b&gt;" in response
    assert "In what is decided: Whether to tell the <mark>nurse</mark>" in response
    assert "In a recipient: <mark>Nurse</mark>" in response


def test_a_reference_is_found_first_however_it_is_typed(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    wanted = started(by)
    with_texts(by, about=wanted.reference.replace("-", " "))
    for typed in (wanted.reference, wanted.reference.lower().replace("-", " "), wanted.reference.replace("-", "")):
        page = searched(signed_in(by), typed)
        assert page.index(f"{wanted.reference} Draft") < page.index("It has this reference"), typed


def test_a_name_comes_before_a_word_and_the_best_before_the_rest(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    named = about(started(by), f"Ann {WORD}", by)
    texts = [with_texts(by, purpose=WORD), with_texts(by, about=WORD)]
    page = searched(signed_in(by), WORD)
    places = [page.index(each.reference) for each in (named, texts[1], texts[0])]
    assert places == sorted(places)


def test_nothing_is_told_of_what_its_reader_may_not_open(north: People, south: People, signed_in: SignedIn) -> None:
    by, guardian = north["practitioner"], north["caldicott_guardian"]
    closed, barred, theirs, seen = (with_texts(each, purpose=f"{WORD} {name}") for each, name in (
        (by, "canaryone"), (by, "canarytwo"), (south["practitioner"], "canarythree"), (by, "canaryfour"),
    ))  # fmt: skip
    about(closed, "Katherine Jones", by)
    restrict(closed, north["safeguarding_lead"], north["safeguarding_lead"])
    bar(barred, guardian, north["ig_lead"])
    let_in(seen, north["colleague"], by)
    page = searched(signed_in(guardian), WORD)
    assert f"Found: 1 {seen.reference}" in page
    for typed in (WORD, "perywinkle", "canaryone", "canary", "Katherine Jones", closed.reference, barred.reference):
        page = searched(signed_in(guardian), typed)
        for hidden in (closed, barred, theirs):
            assert hidden.reference not in page, typed
        assert "canaryone" not in page.replace('value="canaryone"', "")
    for typed in (WORD, theirs.reference, "Katherine Jones"):
        assert "Nothing found" in searched(signed_in(north["colleague"]), typed), typed


def test_the_look_is_written_down_and_never_what_was_typed(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision = about(with_texts(by, purpose=WORD), f"Ann {WORD}", by)
    client = signed_in(by)
    for typed, references in ((WORD, [decision.reference]), ("nothinglikeit", [])):
        searched(client, typed)
        event = Event.objects.filter(action="decisions.searched").latest("pk")
        assert (event.by, event.facts) == (by, {"references": references})
    assert Event.objects.filter(action="list.viewed", facts__what="search").count() == 1
    assert WORD not in str(list(Event.objects.values_list("facts", flat=True)))
    assert "nothinglikeit" not in client.get(SEARCH).content.decode()


@pytest.mark.parametrize("typed", ["", "   ", "ab", "'’", "?!"])
def test_too_little_is_refused_with_a_sentence(typed: str, north: People, signed_in: SignedIn) -> None:
    page = searched(signed_in(north["practitioner"]), typed)
    assert "Enter at least 3 letters or numbers" in page or "Enter what you are looking for" in page
    assert not Event.objects.filter(action="decisions.searched").exists()


def test_a_word_that_says_nothing_finds_nothing(north: People, signed_in: SignedIn) -> None:
    started(north["practitioner"])
    assert "Nothing found" in searched(signed_in(north["practitioner"]), "the and")


@pytest.mark.slow
def test_too_many_are_said_to_be_and_the_best_are_shown(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    made = [with_texts(by, about="everywhere") for _ in range(26)]
    page = searched(signed_in(by), "everywhere")
    assert "Found: 25" in page
    assert "The best 25 are shown." in page
    many_like(made[0], 1_000)
    page = searched(signed_in(north["caldicott_guardian"]), "everywhere")
    assert "There are too many to look at all of them" in page or "Nothing found" in page
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM decisions_searchtext WHERE decision_id > 1000000")


def test_a_search_that_takes_too_long_is_stopped_and_says_so(
    north: People, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "LONGEST", "100ms")
    client = signed_in(north["practitioner"])
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE OR REPLACE FUNCTION decisions_search_spelt(typed text[], misspelt boolean)"
            " RETURNS TABLE (place integer, stems text[]) LANGUAGE sql SECURITY DEFINER AS"
            " $$ SELECT 1, ARRAY['x'] FROM pg_sleep(5) $$"
        )
    page = searched(client, WORD)
    assert "This search took too long, and was stopped." in page
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('statement_timeout')")
        assert cursor.fetchone() != ("100ms",)


def test_it_asks_the_database_as_often_however_much_it_finds(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    about(with_texts(by, purpose=WORD), f"Ann {WORD}", by)
    client = signed_in(by)
    one = cost(client)
    for number in range(5):
        about(with_texts(by, purpose=WORD), f"Ann {WORD}", by, f"F-1{number}")
    assert cost(client) == one


def cost(client: Client) -> int:
    with CaptureQueriesContext(connection) as queries:
        searched(client, WORD)
    return len(queries)


def test_who_has_no_decisions_to_read_is_refused(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["administrator"])
    assert client.get(SEARCH).status_code == 403
    assert SEARCH not in client.get("/").content.decode()
    assert SEARCH in signed_in(north["practitioner"]).get("/").content.decode()

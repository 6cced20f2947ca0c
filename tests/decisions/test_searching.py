"""What search finds, and for whom: every text, spelt well or badly, of the decisions that somebody may open."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from random import Random
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, models, transaction
from django.test import Client

from consent.models import Person
from consent.names import words
from decisions.actions import access
from decisions.actions.glass import break_glass
from decisions.models import Decision, Emergency, LegalBasis, SecondLook, searched, searching
from decisions.models.keeping_search import faults, fill
from decisions.models.search_people import called
from decisions.models.search_texts import texts_of
from decisions.models.searching import ALIKE, EVERY, SOME, Found
from decisions.models.searching_sql import CALLED, FOUND, INDEXED, LED_TO, LOOKED_AT, NEWEST, NEWEST_OF, PEOPLE
from decisions.summary.search import NOTHING
from infoshare.accounts.models import User
from infoshare.saving import whole
from infoshare.tenancy import context as tenancy
from tests.conftest import Walked
from tests.consent.people import entered
from tests.decisions.amending import amended
from tests.decisions.builders import READY, record, started
from tests.decisions.test_access import bar, let_in, restrict
from tests.row_security import the_site
from tests.seeding.canaries import typed
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
WORD, STEM = "periwinkle", "periwinkl"
[NOTE] = searched.of("Answer")
EVERYTHING = """SELECT decision FROM decisions_search_found('[["%s"]]', true, '{"all": true}', '{}', '{}', 9)"""


@pytest.fixture(autouse=True)
def words_are_right(db: None) -> Iterator[None]:
    """Whatever a test has done to decisions, the database has kept their words."""
    yield
    assert faults() == []


def found(typed: str, user: User) -> Found:
    """As the site asks."""
    user = User.objects.get(pk=user.pk)
    with the_site(), tenancy.organisation(user.organisation_id):
        return searching.find(words(typed), by=user)


def by_words(typed: str, user: User) -> list[Decision]:
    """Best first."""
    return [Decision.objects.get(pk=number) for number in found(typed, user).worth]


def with_texts(by: User, **texts: str) -> Decision:
    decision = started(by)
    Decision.objects.filter(pk=decision.pk).update(**texts)
    decision.refresh_from_db()
    return decision


def in_the_vocabulary(word: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM decisions_searchword WHERE word = %s", [word])
        return int(cursor.fetchone()[0])


def test_words_are_found_in_any_order_case_and_form_with_or_without_accents(north: People) -> None:
    by = north["practitioner"]
    decision = with_texts(by, about="Zoë O’Connor-Łukasz", purpose="Safeguarding the children at their nurseries")
    started(by)
    for wanted in ("zoe", "ZOË", "oconnor", "o'connor", "lukasz zoe", "nursery child", "safeguarded"):
        assert by_words(wanted, by) == [decision], wanted
    assert by_words("zoe hospital", by) == [decision]
    assert (found("zoe lukasz", by).how, found("zoe hospital", by).how) == (EVERY, SOME)
    assert by_words("hospital", by) == []


def test_a_misspelt_word_is_found_and_a_right_one_finds_nothing_else(north: People) -> None:
    by = north["practitioner"]
    right, near = with_texts(by, purpose="Immunisation of a baby"), with_texts(by, purpose="A tenancy")
    assert by_words("imunisation", by) == [right]
    assert found("imunisation", by).how == ALIKE
    assert by_words("tenency", by) == [near]
    like = with_texts(by, purpose="A tendency")
    assert by_words("tenancy", by) == [near]
    assert by_words("tendency", by) == [like]


def test_a_word_that_stands_in_no_text_any_more_stands_for_no_misspelt_one(north: People) -> None:
    by = north["practitioner"]
    decision, other = with_texts(by, purpose=f"Immunisation {WORD}"), with_texts(by, purpose="Immunised")
    assert in_the_vocabulary(STEM) == 1
    Decision.objects.filter(pk=decision.pk).update(purpose="Nothing")
    assert (in_the_vocabulary(STEM), in_the_vocabulary("immunis")) == (0, 1)
    assert by_words("imunised", by) == [other]


def columns() -> list[tuple[str, str]]:
    found = searched.tables().items()
    return [(model, column) for model, columns in found for column in columns]


def looked_at(decision: Decision, by: User) -> None:
    said = {"pack_id": "golden_rules_2024", "came_to": "still_right", "why": WORD}
    SecondLook.objects.create(decision=decision, request_key=uuid4(), looked_by=by, **said)


# What is added to a record, and never changed.
ADDED: Mapping[str, Callable[[Decision, User], object]] = {
    "Amendment": lambda decision, by: amended(decision, "Risk of sharing", WORD, by=by),
    "SecondLook": looked_at,
}


@pytest.mark.slow
@pytest.mark.parametrize(("model", "column"), columns())
def test_each_text_of_a_draft_is_found(model: str, column: str, north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C26" if model == "Request" else "C01", by, until="record" if model in ADDED else "check")
    if model in ADDED:
        ADDED[model](decision, by)
        assert by_words(WORD, by) == [decision]
        return
    table = apps.get_model("decisions", model)
    rows = table._base_manager.filter(**{"pk" if model == "Decision" else "decision_id": decision.pk})
    if not rows.exists():
        made(table, decision, by)
    one = rows.earliest("pk")
    if (model, column) == ("Line", "redacted"):
        rows.filter(pk=one.pk).update(choice="redact", redacted=f"Something of the {WORD}s", onward="no")
    else:
        rows.filter(pk=one.pk).update(**{column: f"Something of the {WORD}s"})
    assert by_words(WORD, by) == [decision]


def made(table: type[models.Model], decision: Decision, by: User) -> None:
    """A row of a page that this case does not come to."""
    texts = dict.fromkeys(searched.tables()[table.__name__], "x")
    more: dict[str, object] = {"saved_by": by}
    if table is Emergency:
        more |= {"shared_at": decision.created_at}
    if table is LegalBasis:
        more |= {"lawful_basis": "public_task", "condition": "none", "common_law": "none"}
    if table.__name__ == "Request":
        more |= {"received_on": date(2026, 3, 2)}
    table._base_manager.create(decision=decision, **texts, **more)


def test_every_text_that_is_typed_about_a_decision_is_searched_or_left_out_with_a_reason() -> None:
    told = {f"{model}.{column}" for model, column in columns()}
    parts = {Decision._meta.label, *(model._meta.label for model, _ in whole.parts(Decision))}
    there = {each.partition(".")[2] for each in typed() if each.rpartition(".")[0] in parts}
    left = {each for each in there if {each, each.partition(".")[0]} & searched.LEFT_OUT.keys()}
    assert there - left == told
    assert not told & left
    used = {name for each in left for name in (each, each.partition(".")[0])}
    assert searched.LEFT_OUT.keys() <= used, "nothing is left out that is not there"


def test_once_it_is_recorded_a_note_off_its_path_is_found_no_more(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    on_its_path = decision.answers.earliest("pk")
    decision.answers.filter(pk=on_its_path.pk).update(note="marigold")
    decision.answers.create(slug="somewhere_else", value="yes", note=WORD, saved_by=by)
    assert by_words(WORD, by) == by_words("marigold", by) == [decision]
    record(decision, by=by)
    assert (by_words(WORD, by), by_words("marigold", by)) == ([], [decision])
    assert texts_of([decision.pk])[decision.pk].get(NOTE) == [
        *decision.answers.exclude(slug="somewhere_else").exclude(note="").order_by("pk").values_list("note", flat=True)
    ]


def test_what_it_is_about_counts_more_than_its_purpose_and_that_more_than_the_rest(north: People) -> None:
    by = north["practitioner"]
    third = started(by)
    third.recipients.update(saved_by=by)
    third.items.create(
        text=WORD, category="health", nature="fact", source="s", request_key=uuid4(), saved_by=by
    )  # fmt: skip
    first, second = with_texts(by, about=WORD), with_texts(by, purpose=WORD)
    assert by_words(WORD, by) == [first, second, third]


def test_whoever_may_not_open_it_does_not_find_it(north: People, south: People) -> None:
    decision = with_texts(north["practitioner"], purpose=WORD)
    finds = {who for who, user in north.items() if by_words(WORD, user)}
    assert finds == {who for who, user in north.items() if Decision.objects.visible_to(user).contains(decision)}
    assert not any(by_words(WORD, user) for user in south.values())
    assert not any(by_words(WORD + "s", user) for user in south.values())


def test_restricted_it_is_found_by_those_named_alone(north: People) -> None:
    decision = with_texts(north["practitioner"], purpose=WORD)
    restrict(decision, north["safeguarding_lead"], north["safeguarding_lead"])
    assert {who for who, user in north.items() if by_words(WORD, user)} == {"safeguarding_lead"}
    break_glass(decision=decision, reason="Danger", request_key=uuid4(), by=north["manager"])
    assert {who for who, user in north.items() if by_words(WORD, user)} == {"safeguarding_lead", "manager"}
    access.lift_restriction(decision=decision, why="Over", by=north["safeguarding_lead"])
    assert by_words(WORD, north["practitioner"]) == [decision]


def test_with_a_conflict_nothing_is_found_and_an_adviser_finds_nothing_of_what_they_are_asked(north: People) -> None:
    decision = with_texts(north["practitioner"], purpose=WORD)
    bar(decision, north["manager"], north["ig_lead"])
    let_in(decision, north["colleague"], north["practitioner"])
    assert by_words(WORD, north["manager"]) == []
    assert by_words(WORD, north["colleague"]) == []


def test_the_site_reads_no_word_and_asks_of_no_other_organisation(north: People, south: People) -> None:
    with_texts(south["practitioner"], purpose=WORD)
    by = north["practitioner"]
    with the_site(), tenancy.organisation(by.organisation_id):
        for column in ("words", "owner_id"):
            assert not can(f"SELECT {column} FROM decisions_searchtext")
        assert not can("SELECT word FROM decisions_searchword")
        assert not can("SELECT decisions_search_keep(ARRAY[1::bigint])")
        assert not can("SELECT decisions_search_indexed('x'::tsquery, 1, '{}', '{}', '{}')")
        assert not can("SELECT decisions_search_newest('x'::tsquery, 1, '{}', '{}', '{}')")
        everything = (
            """SELECT decision FROM decisions_search_found('[["periwinkl"]]', true, '{"all": true}', '{}', '{}', 9)"""
        )
        assert asked(everything) == []
        assert asked("SELECT unnest(stems) FROM decisions_search_spelt(ARRAY['perywinkle'], true)") == ["perywinkl"]
    with the_site(), tenancy.organisation(south["practitioner"].organisation_id):
        assert len(asked(everything)) == 1
        assert "periwinkl" in asked("SELECT unnest(stems) FROM decisions_search_spelt(ARRAY['perywinkle'], true)")
    with the_site(), tenancy.nowhere():
        assert asked(everything) == []


def can(question: str) -> bool:
    try:
        with transaction.atomic():
            asked(question)
    except ProgrammingError as refused:
        return "permission denied" not in str(refused)
    return True


def asked(question: str) -> list[object]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return [value for (value,) in cursor.fetchall()]


def test_nothing_that_is_typed_is_a_condition_of_its_own(north: People) -> None:
    by = north["practitioner"]
    decision = with_texts(by, purpose="A back\\slash and a quote' here")
    for wanted in ("a' | 'b", "slash:*", "!slash", "x\\' | slash", "(", "'", "0/here"):
        found(wanted, by)
    assert by_words("slash quote", by) == [decision]
    with the_site(), tenancy.organisation(by.organisation_id):
        for odd in ("'", "\\", "' | '1", "\\'|(x"):
            quoted = odd.replace("\\", "\\\\").replace('"', '\\"').replace("'", "''")
            asked(EVERYTHING % quoted)


def test_the_longest_texts_are_kept(north: People) -> None:
    by, chance = north["practitioner"], Random(8)  # noqa: S311
    text = " ".join("".join(chance.choices("אבגדהוזחטיכלמנסעפצקרשת", k=2)) + str(n % 997) for n in range(30_000))
    decision = started(by)
    Decision.objects.filter(pk=decision.pk).update(about=WORD, purpose=text)
    for _ in range(4):
        decision.items.create(
            text=text, category="health", nature="fact", source="s", request_key=uuid4(), saved_by=by
        )  # fmt: skip
    assert by_words(WORD, by) == [decision]


@pytest.mark.slow
def test_a_word_that_thousands_have_is_answered_by_the_newest_and_said_to_be_too_many(north: People) -> None:
    by = north["caldicott_guardian"]
    rare = with_texts(north["practitioner"], purpose=f"{WORD} everywhere")
    many_like(rare, 6_000)
    often, seldom = found("everywhere", by), found(WORD, by)
    assert (often.many, len(often.worth)) == (True, searching.MOST)
    assert min(often.worth) > rare.pk
    assert (seldom.many, list(seldom.worth)) == (False, [rare.pk])
    assert not found("nowhere", by).worth
    own = found("everywhere", north["practitioner"])
    assert list(own.worth) == [rare.pk], "what is somebody's own is found however many others have it"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT met FROM decisions_search_indexed("
            """decisions_search_query(%s, '[["everywher"]]', true), %s, '{"all": true}', '{}', '{}')""",
            [by.organisation_id, by.organisation_id],
        )
        assert cursor.fetchone() == (LOOKED_AT,), "and no more rows than that are looked at"


@pytest.mark.slow
def test_however_many_others_have_a_word_a_team_finds_its_own_that_is_not_among_its_newest(
    north: People,
) -> None:
    decision = with_texts(north["practitioner"], purpose="everywhere")
    many_like(decision, 6_000)
    started(north["practitioner"])
    with connection.cursor() as cursor:
        cursor.execute(NEWEST_OF.replace(f"LIMIT {NEWEST}", "LIMIT 1"))
    assert by_words("everywhere", north["manager"]) == [decision]


@pytest.mark.slow
def test_where_not_all_could_be_looked_at_it_is_not_said_that_there_is_nothing(
    north: People, signed_in: Callable[[User], Client]
) -> None:
    others = with_texts(north["practitioner_elsewhere"], purpose="everywhere")
    many_like(others, 50)
    page = partial(signed_in(north["practitioner"]).post, "/search/", {"wanted": "everywhere"})
    assert NOTHING in page().content.decode()
    with connection.cursor() as cursor:
        for order in (INDEXED, FOUND):
            cursor.execute(order.replace(f"ELSE {LED_TO}", "ELSE 5"))
    assert found("everywhere", north["practitioner"]).many
    assert "as too many have these words" in page().content.decode()


@pytest.mark.parametrize("few", [True, False])
def test_those_who_are_called_so_are_found_be_they_few_or_many_and_the_newest_of_very_many(
    north: People, few: bool
) -> None:
    ours, theirs = (north[role] for role in ("practitioner", "practitioner_elsewhere"))
    mine = [entered(ours, f"M-{n}", f"Ann Smith {n}") for n in range(4)]
    others = [entered(theirs, f"O-{n}", f"Ben Smith {n}") for n in range(4)]
    entered(ours, "M-9", "Ann Jones")
    if not few:
        with connection.cursor() as cursor:
            cursor.execute(CALLED.replace(str(LOOKED_AT), "3").replace(str(PEOPLE), "4"))
    assert who_is_called("Smith", ours) == mine
    assert who_is_called("Smith Ann", ours) == mine
    assert who_is_called("Smith", north["caldicott_guardian"]) == ([*mine, *others] if few else others)


def who_is_called(typed: str, user: User) -> list[Person]:
    """As the site asks, in the order in which they were entered."""
    user = User.objects.get(pk=user.pk)
    with the_site(), tenancy.organisation(user.organisation_id):
        numbers = [each.person for each in called(words(typed), by=user)]
        return list(Person.objects.filter(pk__in=numbers).order_by("pk"))


def many_like(decision: Decision, number: int) -> None:
    """Rows of words alone, of a colleague's decisions that nobody opens."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE decisions_searchtext DISABLE TRIGGER words_used")
        cursor.execute(
            "INSERT INTO decisions_searchtext (decision_id, organisation_id, owner_id, is_restricted, words)"
            " SELECT 1000000 + n, organisation_id, owner_id + 1000, false,"
            "  decisions_search_words(organisation_id, 'B', 'everywhere')"
            "  FROM decisions_searchtext, generate_series(1, %s) n WHERE decision_id = %s",
            [number, decision.pk],
        )
        cursor.execute("ALTER TABLE decisions_searchtext ENABLE TRIGGER words_used")


@pytest.fixture(autouse=True)
def no_rows_of_words_alone(words_are_right: None) -> Iterator[None]:
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM decisions_searchtext WHERE decision_id > 1000000")


def test_working_it_all_out_anew_changes_nothing(north: People, south: People) -> None:
    for people in (north, south):
        with_texts(people["practitioner"], about=WORD, purpose="Immunisation")
    before = vocabulary()
    fill(connection)
    assert vocabulary() == before
    assert faults() == []


def vocabulary() -> set[tuple[int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_id, word FROM decisions_searchword")
        return set(cursor.fetchall())

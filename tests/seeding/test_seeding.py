"""The seeding leaves no text unmarked: campaigns that look for tokens look everywhere."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection
from psycopg import sql

from tests.seeding.canaries import CODES, Canaries, ours, place, texts, typed
from tests.seeding.world import world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ORGANISATIONS, DECISIONS = 2, 12  # enough for every box, among them the duty to share
PLANTED_BY_HAND = {"signing_in.UnsavedForm.fields"}


def test_every_text_that_somebody_types_holds_tokens_in_every_organisation() -> None:
    made = world(organisations=ORGANISATIONS, decisions=DECISIONS)
    for name, places in made.canaries.places().items():
        assert places == typed() | PLANTED_BY_HAND, name
    assert len(made.organisations) == len(made.canaries.places()) == ORGANISATIONS
    stand = _tokens_in_the_database(made.canaries)
    assert stand == set(made.canaries.planted), "Every token is where it was planted"


def _tokens_in_the_database(canaries: Canaries) -> set[str]:
    found = set()
    with connection.cursor() as cursor:
        for model in apps.get_models():  # histories too: what was taken away stands there alone
            cursor.execute(sql.SQL("SELECT t::text FROM {} t").format(sql.Identifier(model._meta.db_table)))
            found |= {each.token for (row,) in cursor.fetchall() for each in canaries.found_in(row)}
    return found


def test_what_is_left_out_is_a_column() -> None:
    assert {place(model, column) for model in ours() for column in texts(model)} >= CODES


def test_the_command_says_who_there_is_and_which_token_is_whose(tmp_path: Path) -> None:
    file = tmp_path / "canaries.json"
    call_command("seed_test", "--orgs", "2", "--decisions", "4", "--canaries", str(file))
    told = json.loads(file.read_text())
    assert {each["name"] for each in told["organisations"]} == {"North", "South"}
    also = (
        "handed over",
        "on a consent taken back",
        "in bulk",
        "ready",
        "shared",
        "for new facts",
        "older",
        "looked at",
    )
    assert len(told["organisations"][0]["decisions"]) == 4 + len(also)
    assert len({each["token"] for each in told["canaries"]}) == len(told["canaries"]) > 100
    assert {each["organisation"] for each in told["canaries"]} == {"North", "South"}


def test_nonsense_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="4 decisions"):
        call_command("seed_test", "--orgs", "1", "--decisions", "3", "--canaries", str(tmp_path / "none.json"))

"""A released edition is frozen: records were made on it."""

from dataclasses import fields, replace

import pytest

from decisions.guidance.conditions import Json
from decisions.guidance.pack import All, Any, Is, Pack
from decisions.guidance.packs import DEFAULT_PACK_ID, PACKS, RELEASED

EDITIONS = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
UNWANTED = ("please", "compliant", "lawfully", "unlawful")


def test_every_edition_is_released_as_it_stands() -> None:
    assert {pack_id: pack.hash for pack_id, pack in PACKS.items()} == RELEASED


def test_new_decisions_use_the_2024_edition() -> None:
    assert DEFAULT_PACK_ID == "golden_rules_2024"
    assert DEFAULT_PACK_ID in PACKS


@EDITIONS
def test_a_released_pack_changed_by_one_letter_is_noticed(pack: Pack) -> None:
    first, *others = pack.questions
    changed = replace(pack, questions=(replace(first, text=first.text.replace("i", "l", 1)), *others))
    assert changed.hash != RELEASED[pack.id]


@EDITIONS
def test_a_released_pack_with_one_condition_changed_is_noticed(pack: Pack) -> None:
    first, *others = pack.endings
    changed = replace(pack, endings=(replace(first, when=Is("situation", "case")), *others))
    assert changed.hash != RELEASED[pack.id]


@EDITIONS
def test_the_hash_covers_every_field(pack: Pack) -> None:
    assert list(pack.as_dict()) == [field.name for field in fields(pack)]


def test_one_of_and_all_of_the_same_conditions_have_different_hashes() -> None:
    pack, parts = PACKS[DEFAULT_PACK_ID], (Is("danger", "yes"), Is("purpose", "no"))
    ending = pack.endings[0]
    either = replace(pack, endings=(replace(ending, when=Any(*parts)),))
    both = replace(pack, endings=(replace(ending, when=All(*parts)),))
    assert either.hash != both.hash


def test_a_pack_holds_only_what_can_be_hashed() -> None:
    broken = replace(PACKS[DEFAULT_PACK_ID])
    object.__setattr__(broken, "note", 1.5)
    with pytest.raises(TypeError, match="cannot hold a float"):
        broken.as_dict()


@EDITIONS
def test_no_word_of_an_edition_pleads_or_gives_a_verdict(pack: Pack) -> None:
    found = [text for text in texts(pack.as_dict()) if any(word in text.lower() for word in UNWANTED)]
    assert found == []


@EDITIONS
def test_lawful_is_only_ever_said_of_a_basis(pack: Pack) -> None:
    said = [text.lower().replace("lawful bas", "").replace("lawful_basis", "") for text in texts(pack.as_dict())]
    assert [text for text in said if "lawful" in text] == []


def texts(value: Json) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts(inner)]
    return [value] if isinstance(value, str) else []

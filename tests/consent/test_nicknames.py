"""Other forms of a name are known both ways, and the list holds what it should."""

import pytest

from consent import names, nicknames


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("liz", "elizabeth"),
        ("kat", "katherine"),
        ("beth", "elizabeth"),
        ("bill", "william"),
        ("mohamed", "muhammad"),
        ("peggy", "margaret"),
        ("zoe", "zoey"),
    ],
)
def test_each_form_leads_to_the_other(one: str, other: str) -> None:
    assert other in nicknames.also(one)
    assert one in nicknames.also(other)
    assert one not in nicknames.also(one)


def test_case_and_accents_do_not_matter_and_an_unknown_name_has_no_other_form() -> None:
    assert nicknames.also("Zoë") == nicknames.also("zoe") != frozenset()
    assert nicknames.also("Xyzzy") == frozenset()


def test_the_list_is_written_as_names_are_compared() -> None:
    lines = [line.split() for line in nicknames.LIST.read_text().splitlines() if not line.startswith("#")]
    assert len(lines) > 150
    for line in lines:
        assert all(names.words(name) == [name] for name in line), line
        assert len(set(line)) == len(line), line

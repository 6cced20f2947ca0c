"""The sentences that teach, beside one item for one recipient: each where it is called for, and nowhere else."""

from datetime import date

import pytest

from decisions import cautions
from decisions.models import Item, Recipient

TODAY = date(2026, 11, 26)
PLAIN = {"text": "She reads well", "category": "education", "nature": "fact", "accurate_on": date(2026, 11, 1)}
TEACHER = {"organisation": "Hill Primary School", "role": "Class teacher"}
POLICE = {"organisation": "The police", "role": "Duty officer"}
HELP, READING = "To keep her safe", "To help her with her reading"


TABLE: list[tuple[str, dict[str, object], dict[str, str], str, str]] = [
    ("another person", {"about_whom": "Her father"}, TEACHER, HELP, "somebody else"),
    ("the child", {"about_whom": "The child "}, TEACHER, HELP, ""),
    ("nobody named", {"about_whom": ""}, TEACHER, HELP, ""),
    ("a conviction for a teacher", {"category": "criminal"}, TEACHER, HELP, "A crime"),
    ("a conviction for schooling", {"category": "criminal"}, POLICE, READING, "A crime"),
    ("a conviction for the police", {"category": "criminal"}, POLICE, HELP, ""),
    ("health for a teacher", {"category": "health"}, TEACHER, READING, ""),
    ("an opinion of nobody", {"nature": "opinion"}, TEACHER, HELP, "Say whose it is"),
    ("an allegation of nobody", {"nature": "allegation"}, TEACHER, HELP, "Say who makes it"),
    ("an opinion of somebody", {"nature": "opinion", "author": "Her nurse"}, TEACHER, HELP, ""),
    ("a fact of nobody", {"nature": "fact"}, TEACHER, HELP, ""),
    ("a year and a day old", {"accurate_on": date(2025, 11, 25)}, TEACHER, HELP, "25 November 2025, more than a year"),
    ("a year old to the day", {"accurate_on": date(2025, 11, 26)}, TEACHER, HELP, ""),
    ("no date", {"accurate_on": None}, TEACHER, HELP, ""),
    ("a whole file", {"text": "The whole file on the family"}, TEACHER, HELP, "whole file"),
    ("full records", {"text": "Her full records"}, TEACHER, HELP, "whole file"),
    ("case notes", {"text": "case notes since 2020"}, TEACHER, HELP, "whole file"),
    ("everything", {"text": "Everything we have on him"}, TEACHER, HELP, "whole file"),
    ("a line from a file", {"text": "What the file says of her hearing"}, TEACHER, HELP, ""),
    ("a full explanation", {"text": "Her mother gave a full account"}, TEACHER, HELP, ""),
    ("classified", {"category": "criminal"}, {"organisation": "Unclassified", "role": "Officer"}, HELP, ""),
]


@pytest.mark.parametrize(
    ("item", "to", "purpose", "sentence"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE]
)
def test_a_caution_comes_where_it_is_called_for_and_nowhere_else(
    item: dict[str, object], to: dict[str, str], purpose: str, sentence: str
) -> None:
    given = cautions.Given(Item(**{**PLAIN, **item}), Recipient(**to), purpose, TODAY)
    found = cautions.of(given)
    assert len(found) == bool(sentence), found
    assert all(sentence in caution.text and caution.rule for caution in found)


def test_an_item_can_call_for_all_of_them_at_once() -> None:
    worst = {"text": "The whole file", "category": "criminal", "nature": "allegation", "about_whom": "Her father"}
    item = Item(**{**worst, "accurate_on": date(2024, 1, 1)})
    given = cautions.Given(item, Recipient(**TEACHER), HELP, TODAY, found_wrong="FW-2222-2222")
    assert len(cautions.of(given)) == len(cautions.LOOKS)

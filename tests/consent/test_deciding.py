"""Who can give consent: a competent child, somebody of 16 or over, or who holds parental responsibility."""

from datetime import date, timedelta

import pytest

from consent.deciding import ASSESSMENTS, CAPACITY, GILLICK, Assessed, assessment_for, others_say, own_say
from consent.standing import WEIGHTS
from consent.words import RESPONSIBILITY

BORN = date(2012, 2, 29)
SIXTEEN, ADULT = date(2028, 2, 29), date(2030, 3, 1)
A_DAY = timedelta(days=1)


def assessed(kind: str, *but: str) -> Assessed:
    return Assessed(kind, {item: item not in but for item in ASSESSMENTS[kind]})


@pytest.mark.parametrize("item", GILLICK)
def test_a_child_is_competent_only_where_every_item_is_met(item: str) -> None:
    told = own_say(born=BORN, on=date(2026, 1, 1), assessed=assessed("gillick", item))
    assert told.weight == "view"
    assert GILLICK[item].label in told.why
    left_out = Assessed("gillick", {each: True for each in GILLICK if each != item})
    assert not left_out.is_able, "an item that nobody looked at is not met"
    assert own_say(born=BORN, on=date(2026, 1, 1), assessed=assessed("gillick")).weight == "own"


def test_a_child_whom_nobody_assessed_is_heard_but_does_not_decide() -> None:
    assert own_say(born=BORN, on=SIXTEEN - A_DAY, assessed=None).weight == "view"
    assert own_say(born=None, on=SIXTEEN, assessed=None).weight == "view"


def test_from_the_sixteenth_birthday_on_somebody_is_presumed_able() -> None:
    assert own_say(born=BORN, on=SIXTEEN, assessed=None).weight == "own"
    assert (assessment_for(BORN, SIXTEEN - A_DAY), assessment_for(BORN, SIXTEEN)) == ("gillick", "capacity")


@pytest.mark.parametrize("item", CAPACITY)
def test_unless_this_decision_was_found_to_be_beyond_them(item: str) -> None:
    told = own_say(born=BORN, on=SIXTEEN, assessed=assessed("capacity", item))
    assert told.weight == "view"
    assert CAPACITY[item].label in told.why


def test_an_assessment_of_the_other_kind_says_nothing() -> None:
    """Found not competent at 15, presumed able at 16; and capacity is not asked of a child of 12."""
    assert own_say(born=BORN, on=SIXTEEN, assessed=assessed("gillick", "weighing")).weight == "own"
    assert own_say(born=BORN, on=date(2024, 3, 1), assessed=assessed("capacity")).weight == "view"


def test_parental_responsibility_decides_until_the_eighteenth_birthday() -> None:
    assert others_say(responsibility="yes", born=BORN, on=ADULT - A_DAY).weight == "responsible"
    assert others_say(responsibility="yes", born=BORN, on=ADULT).weight == "view"
    assert others_say(responsibility="yes", born=None, on=ADULT).weight == "responsible"


@pytest.mark.parametrize("responsibility", [value for value in RESPONSIBILITY if value != "yes"])
def test_without_it_or_while_it_is_not_known_somebody_is_only_heard(responsibility: str) -> None:
    assert others_say(responsibility=responsibility, born=BORN, on=SIXTEEN).weight == "view"


def test_every_say_is_a_weight() -> None:
    says = [own_say(born=BORN, on=SIXTEEN, assessed=None), others_say(responsibility="yes", born=BORN, on=SIXTEEN)]
    assert {each.weight for each in says} <= set(WEIGHTS)

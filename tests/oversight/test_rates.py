"""How often something was shared: between what chance and rounding leave, and nothing where that is too wide."""

import pytest

from decisions.oversight.rates import Between, beside, rate, wilson
from decisions.oversight.suppression import Told

FEW = Told(None, is_few=True)


@pytest.mark.parametrize(
    ("some", "of", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (0, 20, 0, 0.1611), (20, 20, 0.8389, 1), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_that_of_wilson(some: int, of: int, low: float, high: float) -> None:
    """The last is from R. G. Newcombe, Statistics in Medicine 17, 1998, table I."""
    found = wilson(some, of)
    assert [found.low, found.high] == pytest.approx([low, high], abs=5e-5)


def test_of_none_it_is_everything() -> None:
    assert wilson(0, 0) == Between(0, 1)


def test_it_holds_for_every_number_that_could_have_been_rounded_so() -> None:
    between = rate(Told(40), Told(20))
    assert between
    for shared in range(36, 45):
        for kept in range(16, 25):
            one = wilson(shared, shared + kept)
            assert between.low <= one.low
            assert one.high <= between.high


def test_nothing_is_said_where_it_could_be_most_or_few() -> None:
    assert rate(FEW, FEW) is None
    assert rate(Told(10), Told(10)) is None
    assert rate(Told(None), Told(100)) is None
    assert beside(None, Between(0.4, 0.5)) == "Too few to say"


def test_a_difference_is_said_where_nothing_is_in_common() -> None:
    whole = Between(0.4, 0.6)
    assert beside(Between(0.61, 0.9), whole) == "More often"
    assert beside(Between(0.1, 0.39), whole) == "Less often"
    assert beside(Between(0.1, 0.4), whole) == beside(Between(0.6, 0.9), whole) == "No clear difference"


def test_it_reads_as_of_a_hundred() -> None:
    assert Between(0.554, 0.808).text == "55 to 81 in 100"

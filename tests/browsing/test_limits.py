"""Every number of the look-out has its reason, and the page that explains them says the same."""

from dataclasses import astuple, replace
from datetime import timedelta
from pathlib import Path

import pytest

from decisions.browsing import LIMITS, Limit
from decisions.browsing.limits import reasons

PAGE = Path(__file__).parents[2] / "docs" / "look-out.md"


@pytest.mark.parametrize("name", reasons())
def test_the_page_says_each_limit_and_why(name: str) -> None:
    [row] = [line for line in PAGE.read_text().splitlines() if line.startswith(f"| `{name}` |")]
    assert row.endswith(f"| {reasons()[name]} |")
    value = getattr(LIMITS, name)
    for limit in value if isinstance(value, tuple) else (value,):
        assert _words(limit) in row


def test_every_limit_has_a_reason_in_a_sentence() -> None:
    assert len(reasons()) == len(astuple(LIMITS))
    assert all(why.endswith(".") and len(why.split()) > 7 for why in reasons().values())


def test_the_window_reaches_further_back_when_a_limit_does() -> None:
    longer = replace(LIMITS, again=(Limit(9, timedelta(weeks=20)),))
    assert longer.window >= longer.told + longer.quiet + timedelta(weeks=20)
    assert replace(LIMITS, surname_quiet=timedelta(weeks=50)).window > timedelta(weeks=50)
    assert LIMITS.window < timedelta(weeks=12)


def _words(limit: Limit | timedelta | int) -> str:
    if isinstance(limit, Limit):
        return f"{limit.times} in {_span(limit.within, a='a ')}"
    return _span(limit) if isinstance(limit, timedelta) else f"{limit} times"


def _span(time: timedelta, a: str = "") -> str:
    weeks, minutes = time // timedelta(weeks=1), time // timedelta(minutes=1)
    if weeks:
        return f"{weeks} weeks" if weeks > 1 else f"{a}week"
    return {60: "1 hour", 24 * 60: f"{a}day"}.get(minutes, f"{minutes} minutes")

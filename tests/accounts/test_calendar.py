"""Bank holidays: each nation has its own, and substitute days are named where a holiday falls on a weekend."""

from datetime import date

import pytest

from infoshare.accounts.calendar import NATIONS, bank_holidays, next_bank_holidays

CHRISTMAS = date(2026, 12, 25)


@pytest.mark.parametrize(
    ("on", "who"),
    [
        (CHRISTMAS, {*NATIONS}),
        (date(2026, 4, 3), {*NATIONS}),  # Good Friday
        (date(2026, 4, 6), {"england", "wales", "northern_ireland"}),  # Easter Monday
        (date(2026, 1, 2), {"scotland"}),
        (date(2026, 3, 17), {"northern_ireland"}),  # St Patrick's Day
        (date(2026, 7, 13), {"northern_ireland"}),  # for the Battle of the Boyne, on a Sunday
        (date(2026, 8, 3), {"scotland"}),
        (date(2026, 8, 31), {"england", "wales", "northern_ireland"}),
        (date(2026, 11, 30), {"scotland"}),  # St Andrew's Day
        (date(2026, 12, 28), {*NATIONS}),  # for Boxing Day, on a Saturday
        (date(2026, 12, 24), set()),
    ],
)
def test_each_nation_keeps_its_own_days(on: date, who: set[str]) -> None:
    assert {nation for nation in NATIONS if on in bank_holidays(nation)} == who


def test_a_year_far_off_has_its_holidays_too() -> None:
    assert date(2041, 12, 25) in bank_holidays("wales")


def test_the_next_ones_are_days_on_which_an_office_would_be_open() -> None:
    england = next_bank_holidays("england", after=date(2026, 11, 26))
    assert england == [CHRISTMAS, date(2026, 12, 28), date(2027, 1, 1)]
    scotland = next_bank_holidays("scotland", after=date(2026, 11, 26))
    assert scotland == [date(2026, 11, 30), CHRISTMAS, date(2026, 12, 28)]
    assert next_bank_holidays("england", after=CHRISTMAS)[0] == date(2026, 12, 28), "the day itself is not a next one"

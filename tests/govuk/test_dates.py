"""Dates and times typed into boxes: what is read, what is refused, and which box is marked."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from infoshare.govuk.dates import LONDON, Unreadable, read_date, read_moment
from infoshare.govuk.fields import BoxError, GovDateField, GovDateTimeField
from infoshare.govuk.widgets import DateBoxes, DateTimeBoxes

YEAR = 365 * 24 * 60  # minutes; the test of every minute starts in 1972, after the years of summer time all round


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (["29", "2", "2024"], date(2024, 2, 29)),
        (["01", "01", "1900"], date(1900, 1, 1)),
        (["5", "June", "2026"], date(2026, 6, 5)),
        (["5", "SEPT", "2026"], date(2026, 9, 5)),
    ],
)
def test_a_real_date_is_read(typed: Sequence[str], found: date) -> None:
    assert read_date(typed) == found


@pytest.mark.parametrize(
    ("typed", "problem", "boxes"),
    [
        (["29", "2", "2023"], "must be a real date", (0, 1, 2)),
        (["31", "6", "2024"], "must be a real date", (0, 1, 2)),
        (["0", "6", "2024"], "must be a real date", (0,)),
        (["1", "13", "2024"], "must be a real date", (1,)),
        (["ab", "cd", "2024"], "must be a real date", (0, 1)),
        (["-1", "6", "2024"], "must be a real date", (0,)),
        (["\u0661", "6", "2024"], "must be a real date", (0,)),
        (["9" * 5000, "6", "2024"], "must be a real date", (0,)),
        (["1", "6", "0"], "must have a year of 4 numbers, like 2024", (2,)),
        (["1", "6", "24"], "must have a year of 4 numbers, like 2024", (2,)),
        (["1", "6", "year"], "must have a year of 4 numbers, like 2024", (2,)),
        (["1", "6", "0000"], "must have a year from 1900 to 2100", (2,)),
        (["1", "6", "1899"], "must have a year from 1900 to 2100", (2,)),
        (["1", "6", "2101"], "must have a year from 1900 to 2100", (2,)),
        (["1", "", "2024"], "must include a month", (1,)),
        (["", "", "2024"], "must include a day and month", (0, 1)),
        (["1", "6", ""], "must include a year", (2,)),
    ],
)
def test_what_is_not_a_date_is_refused_and_the_box_named(
    typed: Sequence[str], problem: str, boxes: tuple[int, ...]
) -> None:
    with pytest.raises(Unreadable) as refusal:
        read_date(typed)
    assert (refusal.value.problem, refusal.value.boxes) == (problem, boxes)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_every_date_comes_back_as_it_went_into_the_boxes(day: date) -> None:
    assert read_date(DateBoxes().decompress(day)) == day


@pytest.mark.slow
@given(st.lists(st.text(max_size=8), min_size=3, max_size=3))
def test_whatever_is_typed_gives_a_date_or_a_sentence(typed: list[str]) -> None:
    class OneDate(forms.Form):
        day = GovDateField(required=False)

    form = OneDate(dict(zip(("day_day", "day_month", "day_year"), typed, strict=True)))
    assert form.is_valid() or str(form.errors["day"][0]).startswith("The date must ")


@pytest.mark.parametrize(
    ("clock", "hour", "minute"),
    [
        ("14:30", 14, 30),
        ("9.05", 9, 5),
        ("2:30pm", 14, 30),
        ("12am", 0, 0),
        ("12:15 PM", 12, 15),
        ("00:00", 0, 0),
    ],
)
def test_a_time_is_read_in_the_ways_people_write_it(clock: str, hour: int, minute: int) -> None:
    assert read_moment(["5", "6", "2026", clock]) == datetime(2026, 6, 5, hour, minute, tzinfo=LONDON)


@pytest.mark.parametrize("clock", ["24:00", "9", "9:60", "13pm", "0am", "noon", "14:30:00"])
def test_what_is_not_a_time_is_refused(clock: str) -> None:
    with pytest.raises(Unreadable, match="must have a time like 14:30") as refusal:
        read_moment(["5", "6", "2026", clock])
    assert refusal.value.boxes == (3,)


def test_an_hour_that_the_clocks_skipped_is_refused() -> None:
    with pytest.raises(Unreadable, match="the clocks went forward"):
        read_moment(["29", "3", "2026", "01:30"])


def test_an_hour_that_happened_twice_is_asked_about_and_both_can_be_meant() -> None:
    night = ["25", "10", "2026"]
    with pytest.raises(Unreadable, match="BST or GMT"):
        read_moment([*night, "01:30"])
    first, second = read_moment([*night, "01:30 BST"]), read_moment([*night, "1:30am gmt"])
    assert first.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)


def test_gmt_in_summer_is_refused_and_not_quietly_moved() -> None:
    with pytest.raises(Unreadable, match="clocks in the UK showed: BST"):
        read_moment(["5", "6", "2026", "14:30 GMT"])


@given(st.integers(min_value=2 * YEAR, max_value=130 * YEAR))
def test_every_minute_comes_back_as_it_went_into_the_boxes(minutes: int) -> None:
    minute = datetime.fromtimestamp(minutes * 60, UTC)
    assert read_moment(DateTimeBoxes().decompress(minute)).astimezone(UTC) == minute


@pytest.mark.parametrize("hour", [0, 1])
def test_each_of_two_equal_times_comes_back_as_itself(hour: int) -> None:
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    assert read_moment(DateTimeBoxes().decompress(moment)).astimezone(UTC) == moment


def test_a_moment_is_aware_and_shown_in_uk_time() -> None:
    new_york = datetime(2026, 6, 5, 9, 30, tzinfo=ZoneInfo("America/New_York"))
    assert DateTimeBoxes().decompress(new_york) == ["5", "6", "2026", "14:30"]


def test_past_and_future_both_allow_today_and_refuse_the_other_side() -> None:
    today = GovDateField().now()
    assert GovDateField(past=True).clean(today) == GovDateField(future=True).clean(today) == today
    with pytest.raises(BoxError, match="must be today or in the past"):
        GovDateField(past=True).clean(today + timedelta(days=1))
    with pytest.raises(BoxError, match="must be today or in the future"):
        GovDateField(future=True).clean(today - timedelta(days=1))
    with pytest.raises(BoxError, match="in the past"):
        GovDateTimeField(past=True).clean(GovDateTimeField().now() + timedelta(minutes=2))


@pytest.mark.parametrize("nothing", [None, [], ["", "", ""], [None, None, None], [" ", "", ""]])
def test_empty_boxes_are_no_answer(nothing: Sequence[str | None] | None) -> None:
    assert GovDateField(required=False).clean(nothing) is None
    with pytest.raises(ValidationError):
        GovDateField().clean(nothing)

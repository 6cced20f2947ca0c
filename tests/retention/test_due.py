"""When a record is due: the longest rule wins, what is not known is never due, and no day is a day too early."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions.retention.due import NO_RULE, NOBODY, Facts, Kept, Whom, after, begun_by, kept
from decisions.retention.schedule import (
    BIRTH,
    DECISION,
    ENDED,
    FLOW,
    LAST,
    PERSON,
    RECORDED,
    SET_BY_LAW,
    SHIPPED,
    SLOTS,
    Rule,
    in_force,
    is_shorter,
)

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 12, 31))
RULES = in_force([])
CHILD = date(2014, 5, 6)
RECORDED_ON = date(2026, 3, 4)


def of(*people: Whom, recorded: date | None = RECORDED_ON) -> Kept:
    return kept(Facts(DECISION, people, {RECORDED: recorded, LAST: recorded}), RULES)


def by(found: Kept) -> str:
    assert found.rule
    return found.rule.slot.slug


def test_a_decision_about_children_is_kept_by_the_youngest() -> None:
    found = of(Whom(born_on=date(2009, 1, 1)), Whom(born_on=CHILD))
    assert (found.due_on, found.from_on, by(found)) == (date(2039, 5, 6), CHILD, "decision-birth")


def test_the_longest_rule_wins() -> None:
    grown_up = of(Whom(born_on=date(1970, 1, 1)))
    assert (grown_up.due_on, by(grown_up)) == (date(2032, 3, 4), "decision-recorded")
    looked_after = of(Whom(born_on=CHILD, looked_after=True), Whom(born_on=date(2020, 1, 1)))
    assert (looked_after.due_on, by(looked_after)) == (date(2089, 5, 6), "decision-looked_after-birth")
    adopted = of(Whom(born_on=CHILD, looked_after=True, adopted=True, adopted_on=date(2018, 7, 1)))
    assert (adopted.due_on, by(adopted)) == (date(2118, 7, 1), "decision-adopted-adoption")


def test_a_looked_after_child_who_died_is_kept_fifteen_years_and_no_shorter_than_any_child() -> None:
    a_child = Whom(born_on=CHILD, died_on=date(2031, 9, 9), looked_after=True)
    found = of(a_child)
    assert (found.due_on, by(found)) == (date(2046, 9, 9), "decision-died-death")
    on_the_birthday = Whom(born_on=CHILD, died_on=date(2032, 5, 6), looked_after=True)
    assert by(of(on_the_birthday)) == "decision-looked_after-birth"
    assert by(of(Whom(born_on=CHILD, died_on=date(2015, 1, 1), looked_after=True))) == "decision-birth"


@pytest.mark.parametrize(
    ("people", "lacks"),
    [
        ((), NOBODY),
        ((Whom(),), "birth"),
        ((Whom(born_on=CHILD), Whom()), "birth"),
        ((Whom(born_on=CHILD, adopted=True),), "adoption"),
    ],
)
def test_what_is_not_known_is_never_due_and_says_what_is_lacking(people: tuple[Whom, ...], lacks: str) -> None:
    found = of(*people)
    assert (found.due_on, found.lacks) == (None, lacks)
    assert not found.is_due(date(2999, 1, 1))


def test_bulk_sharing_is_kept_from_its_end_and_not_due_while_it_runs() -> None:
    assert kept(Facts(FLOW, (), {ENDED: None}), RULES).lacks == ENDED
    assert kept(Facts(FLOW, (), {ENDED: date(2025, 1, 31)}), RULES).due_on == date(2031, 1, 31)


def test_where_no_rule_is_left_nothing_is_due() -> None:
    none = [Rule(SLOTS["flow-ended"], 0, 0, "Us", row=1, holds=False)]
    assert kept(Facts(FLOW, (), {ENDED: date(1990, 1, 1)}), in_force(none)).lacks == NO_RULE


def test_an_own_rule_takes_the_place_of_the_shipped_one() -> None:
    own = Rule(SLOTS["decision-recorded"], 10, 6, "Our schedule", row=7)
    found = kept(Facts(DECISION, [Whom(born_on=date(1950, 1, 1))], {RECORDED: RECORDED_ON}), in_force([own]))
    assert (found.due_on, found.rule) == (date(2036, 9, 4), own)
    last = Rule(SLOTS["decision-last"], 12, 0, "Our schedule", row=8)
    moments = {RECORDED: RECORDED_ON, LAST: date(2027, 1, 1)}
    people = [Whom(born_on=date(1950, 1, 1))]
    assert kept(Facts(DECISION, people, moments), in_force([own, last])).due_on == date(2039, 1, 1)


def test_what_a_law_sets_is_known_from_what_is_our_choice() -> None:
    assert {
        f"{about}-{what}"
        for about in (DECISION, PERSON)
        for what in ("looked_after-birth", "died-death", "adopted-adoption")
    } == SET_BY_LAW
    shipped = SHIPPED["decision-looked_after-birth"]
    assert is_shorter(Rule(shipped.slot, 74, 11, "Us"), shipped)
    assert is_shorter(Rule(shipped.slot, 0, 0, "Us", holds=False), shipped)
    assert not is_shorter(Rule(shipped.slot, 75, 0, "Us"), shipped)


@pytest.mark.parametrize(
    ("day", "years", "months", "then"),
    [
        (date(2012, 2, 29), 25, 0, date(2037, 3, 1)),
        (date(2012, 2, 29), 4, 0, date(2016, 2, 29)),
        (date(2012, 2, 29), 88, 0, date(2100, 3, 1)),
        (date(2025, 1, 31), 0, 1, date(2025, 3, 1)),
        (date(2024, 1, 30), 0, 1, date(2024, 3, 1)),
        (date(2025, 11, 30), 0, 3, date(2026, 3, 1)),
        (date(2025, 12, 31), 0, 1, date(2026, 1, 31)),
        (date(2025, 8, 31), 1, 1, date(2026, 10, 1)),
    ],
)
def test_a_day_that_a_month_does_not_have_is_the_first_of_the_next(
    day: date, years: int, months: int, then: date
) -> None:
    assert after(day, years=years, months=months) == then


@given(day=DAYS, years=st.integers(0, 100), months=st.integers(0, 11))
def test_no_time_is_ever_shorter_than_it_says(day: date, years: int, months: int) -> None:
    then = after(day, years=years, months=months)
    assert (then.year * 12 + then.month) - (day.year * 12 + day.month) in {
        years * 12 + months,
        years * 12 + months + 1,
    }
    assert then.day in {day.day, 1}
    rule = Rule(SLOTS["decision-birth"], years, months, "Us")
    assert day <= begun_by(then, rule), "what is due then is among those first chosen"


@given(births=st.lists(st.none() | DAYS, max_size=4), recorded=DAYS)
def test_a_decision_is_never_due_while_any_rule_keeps_it(births: list[date | None], recorded: date) -> None:
    found = of(*(Whom(born_on=each) for each in births), recorded=recorded)
    if not births or None in births:
        assert found.due_on is None
    else:
        youngest = max(each for each in births if each)
        assert found.due_on == max(after(youngest, years=25), after(recorded, years=6))
        assert not found.is_due(found.due_on - timedelta(days=1))
        assert found.is_due(found.due_on)


def test_every_shipped_rule_names_its_source_and_can_be_counted() -> None:
    assert all(rule.source and rule.years and rule.slot.slug in SLOTS for rule in SHIPPED.values())
    assert {rule.slot.trigger for rule in SHIPPED.values()} >= {BIRTH, RECORDED, ENDED}

"""What holds of every history of a consent, however strange, on every day."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from consent.standing import EVENTS, STANDINGS, STANDS, WEIGHTS, YES, Event, standing
from consent.status import ELEMENTS, FORMS

FIRST = date(2026, 1, 1)
WHO = ("a", "b", "c")
DAYS = st.integers(0, 1_500).map(lambda days: FIRST + timedelta(days=days))
EVENT = st.builds(
    Event,
    number=st.just(0),
    kind=st.sampled_from(list(EVENTS)),
    on=DAYS,
    by=st.sampled_from(["", *WHO]),
    form=st.sampled_from([*FORMS, "implied"]),
    explained=st.sampled_from([frozenset(ELEMENTS), frozenset(ELEMENTS), frozenset(["purpose"])]),
    until=st.none() | DAYS,
    look_again_on=st.none() | DAYS,
)
HISTORY = st.lists(EVENT, max_size=12).map(lambda rows: [_numbered(number, row) for number, row in enumerate(rows)])
WEIGHING = st.fixed_dictionaries({who: st.sampled_from(list(WEIGHTS)) for who in WHO})
BORN = st.none() | st.integers(0, 7_000).map(lambda days: date(2006, 2, 28) + timedelta(days=days))


def _numbered(number: int, row: Event) -> Event:
    values = {name: getattr(row, name) for name in Event.__slots__}
    return Event(**values | {"number": number, "by": row.by or ("a" if row.kind in {"given", "refused"} else "")})


@settings(max_examples=300)
@given(HISTORY, DAYS, WEIGHING, BORN)
def test_withdrawn_consent_is_never_valid_again_without_a_new_giving(
    events: list[Event], on: date, weights: dict[str, str], born: date | None
) -> None:
    told = standing(events, on, weights=weights, born=born)
    in_order = sorted((each for each in events if each.on <= on), key=lambda each: (each.on, each.number))
    for who, status in told.answers.items():
        own = [each for each in in_order if each.by in {who, ""}]
        last_withdrawal = max((at for at, each in enumerate(own) if each.kind == "withdrawn"), default=-1)
        if status in YES:
            assert any(each.kind == "given" for each in own[last_withdrawal + 1 :])
    if told.stands:
        assert any(status in YES for status in told.answers.values())


@settings(max_examples=300)
@given(HISTORY, DAYS, WEIGHING, BORN, st.randoms())
def test_the_same_events_always_give_the_same_status(
    events: list[Event], on: date, weights: dict[str, str], born: date | None, chance: object
) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    told = standing(events, on, weights=weights, born=born)
    assert told == standing(shuffled, on, weights=weights, born=born)
    assert told.status in STANDINGS


@settings(max_examples=300)
@given(HISTORY, DAYS, DAYS, WEIGHING, BORN)
def test_what_happens_later_changes_no_earlier_day(
    events: list[Event], on: date, later: date, weights: dict[str, str], born: date | None
) -> None:
    past = [each for each in events if each.on <= on]
    after = [each for each in events if each.on <= max(on, later)]
    assert standing(past, on, weights=weights, born=born) == standing(after, on, weights=weights, born=born)


@settings(max_examples=300)
@given(HISTORY, DAYS, WEIGHING, BORN)
def test_it_stands_only_while_nobody_who_decides_says_no_and_nothing_was_left_out(
    events: list[Event], on: date, weights: dict[str, str], born: date | None
) -> None:
    told = standing(events, on, weights=weights, born=born)
    if told.status in STANDS:
        deciding = {status for who, status in told.answers.items() if weights[who] != "view"}
        assert not deciding & {"refused", "withdrawn"}
        assert deciding & set(YES)
        assert not told.missing
        assert told.until is None or told.until >= on

"""What a consent comes to on a day: a table of histories, each with the status expected on some days."""

from datetime import date

import pytest

from consent.standing import BECAUSE, STANDINGS, Call, standing
from consent.status import ELEMENTS
from tests.consent.histories import WEIGHTS, day, history

BORN = date(2012, 6, 15)  # 13 until 15 June 2026, then 14; 16 in 2028, 18 in 2030
# A history, and what it comes to: day -> status, with "due" where it is to be looked at again.
TABLE: dict[str, dict[str, str]] = {
    # One answer, or none
    "": {"01-01": "none"},
    "01-10 given mother": {"01-09": "none", "01-10": "given", "12-31": "given"},
    "01-10 refused mother": {"01-09": "none", "01-10": "refused", "12-31": "refused"},
    "01-10 given child": {"01-10": "given", "06-14": "given"},
    "01-10 refused child": {"01-10": "refused"},
    "01-10 given aunt": {"01-10": "none"},
    "01-10 refused aunt": {"01-10": "none"},
    "01-10 not_sought": {"01-09": "none", "01-10": "not_sought"},
    "01-10 could_not": {"01-10": "could_not"},
    "01-10 withdrawn mother": {"01-10": "none"},
    "01-10 renewed mother until=12-31": {"01-10": "none"},
    "01-10 reviewed mother": {"01-10": "none"},
    "01-10 found_invalid": {"01-10": "none"},
    # What they were told
    "01-10 given mother untold=withdrawal": {"01-10": "not_informed"},
    "01-10 given mother untold=purpose,use,recipients,method,retention,limits,withdrawal": {"01-10": "not_informed"},
    "01-10 given mother form=implied": {"01-10": "implied"},
    "01-10 given mother form=implied untold=purpose": {"01-10": "implied"},
    "01-10 given mother untold=limits; 01-20 given mother": {"01-15": "not_informed", "01-20": "given"},
    "01-10 given mother; 01-20 given mother untold=limits": {"01-15": "given", "01-20": "not_informed"},
    "01-10 given mother untold=limits; 01-20 renewed mother until=12-31": {"01-20": "not_informed"},
    "01-10 given mother; 01-20 given father untold=limits": {"01-20": "not_informed"},
    "01-10 given mother; 01-20 given father form=implied untold=limits": {"01-20": "given"},
    "01-10 given mother form=implied; 01-20 given father form=implied": {"01-20": "implied"},
    # How long
    "01-10 given mother until=03-01": {"03-01": "given", "03-02": "expired"},
    "01-10 given mother until=01-10": {"01-10": "given", "01-11": "expired"},
    "01-10 given mother until=03-01; 02-20 renewed mother until=05-01": {"03-02": "given", "05-02": "expired"},
    "01-10 given mother until=03-01; 03-20 renewed mother until=05-01": {"03-10": "expired", "03-20": "given"},
    "01-10 given mother until=03-01; 03-20 given mother": {"03-10": "expired", "03-20": "given"},
    "01-10 given mother until=03-01; 02-01 renewed mother": {"03-02": "given"},
    "01-10 given mother until=03-01; 02-01 reviewed mother": {"03-02": "expired"},
    "01-10 given mother until=03-01; 03-20 reviewed mother": {"03-20": "expired"},
    "01-10 given mother until=03-01; 01-10 given father until=02-01": {"02-01": "given", "02-02": "given"},
    # Withdrawn
    "01-10 given mother; 02-01 withdrawn mother": {"01-31": "given", "02-01": "withdrawn", "12-31": "withdrawn"},
    "01-10 given mother; 01-10 withdrawn mother": {"01-09": "none", "01-10": "withdrawn"},
    "01-10 given mother; 02-01 withdrawn mother; 03-01 renewed mother until=12-31": {"03-01": "withdrawn"},
    "01-10 given mother; 02-01 withdrawn mother; 03-01 reviewed mother": {"03-01": "withdrawn"},
    "01-10 given mother; 02-01 withdrawn mother; 03-01 found_invalid": {"03-01": "withdrawn"},
    "01-10 given mother; 02-01 withdrawn mother; 03-01 given mother": {"02-15": "withdrawn", "03-01": "given"},
    "01-10 given mother; 02-01 withdrawn mother; 03-01 refused mother": {"03-01": "refused"},
    "01-10 given mother; 02-01 withdrawn mother; 03-01 not_sought": {"03-01": "withdrawn"},
    "01-10 given mother until=03-01; 03-10 withdrawn mother": {"03-05": "expired", "03-10": "withdrawn"},
    "01-10 refused mother; 02-01 withdrawn mother": {"02-01": "refused"},
    "01-10 given mother; 02-01 withdrawn father": {"02-01": "given"},
    "01-10 given mother; 02-01 withdrawn": {"02-01": "withdrawn"},
    "01-10 given mother; 01-20 given father; 02-01 withdrawn": {"02-01": "withdrawn"},
    # Refused, then not; and the other way round
    "01-10 refused mother; 02-01 given mother": {"01-20": "refused", "02-01": "given"},
    "01-10 given mother; 02-01 refused mother": {"02-01": "refused"},
    "01-10 refused mother; 02-01 renewed mother until=12-31": {"02-01": "refused"},
    # Found not to be valid
    "01-10 given mother; 02-01 found_invalid": {"01-31": "given", "02-01": "invalid"},
    "01-10 given mother; 02-01 found_invalid; 03-01 renewed mother until=12-31": {"03-01": "invalid"},
    "01-10 given mother; 02-01 found_invalid; 03-01 given mother": {"03-01": "given"},
    "01-10 given mother; 02-01 found_invalid; 03-01 withdrawn mother": {"03-01": "invalid"},
    "01-10 given mother; 01-20 given father; 02-01 found_invalid mother": {"02-01": "given"},
    # Several who answer
    "01-10 given mother; 01-20 given father": {"01-20": "given"},
    "01-10 refused mother; 01-20 refused father": {"01-20": "refused"},
    "01-10 given mother; 01-20 refused father": {"01-15": "given", "01-20": "conflict"},
    "01-10 given mother; 01-20 refused child": {"01-20": "conflict"},
    "01-10 refused mother; 01-20 given child": {"01-20": "conflict"},
    "01-10 given mother; 01-20 given father; 02-01 withdrawn father": {"02-01": "conflict"},
    "01-10 given mother; 01-20 refused father; 02-01 given father": {"02-01": "given"},
    "01-10 given mother; 01-20 refused father; 02-01 withdrawn mother": {"02-01": "withdrawn"},
    "01-10 given mother; 01-20 refused aunt": {"01-20": "given"},
    "01-10 given mother until=03-01; 01-20 refused father": {"02-01": "conflict", "03-02": "refused"},
    "01-10 not_sought; 02-01 given mother": {"01-20": "not_sought", "02-01": "given"},
    "01-10 given mother; 02-01 not_sought": {"02-01": "given"},
    "01-10 could_not; 02-01 refused mother": {"02-01": "refused"},
    "01-10 not_sought; 02-01 could_not": {"02-01": "could_not"},
    "01-10 could_not; 01-20 given aunt": {"01-20": "could_not"},
    # Looking again
    "01-10 given mother look=03-01": {"02-28": "given", "03-01": "given due", "04-01": "given due"},
    "01-10 given mother look=03-01; 03-01 reviewed mother look=05-01": {"03-01": "given", "05-01": "given due"},
    "01-10 given mother look=03-01; 03-01 reviewed mother": {"05-01": "given"},
    "01-10 given mother look=03-01; 02-01 withdrawn mother": {"03-01": "withdrawn"},
    "01-10 given mother look=03-01 until=02-01": {"03-01": "expired"},
    "01-10 given mother form=implied look=03-01": {"03-01": "implied due"},
    # Birthdays: 14 is none on which somebody else decides; 16 is; at 18 only the person themselves does
    "2027-01-10 given mother": {"2027-06-15": "given", "2028-06-14": "given", "2028-06-15": "given due"},
    "2028-06-15 given mother": {"2028-06-15": "given", "2030-06-14": "given", "2030-06-15": "came_of_age"},
    "2028-06-15 refused mother": {"2030-06-14": "refused", "2030-06-15": "came_of_age"},
    "2028-06-15 given child": {"2030-06-14": "given", "2030-06-15": "given due"},
    "2028-06-15 refused mother; 2028-06-16 given child": {"2030-06-14": "conflict", "2030-06-15": "given due"},
    "2028-06-15 given mother; 2028-06-16 refused child": {"2030-06-14": "conflict", "2030-06-15": "refused"},
    "2028-06-15 given mother; 2030-06-15 given child": {"2030-06-15": "given"},
}
ROWS = [(text, on, expected) for text, days in TABLE.items() for on, expected in days.items()]


@pytest.mark.parametrize(("text", "on", "expected"), ROWS)
def test_the_events_up_to_a_day_give_its_status(text: str, on: str, expected: str) -> None:
    told = standing(history(text), day(on), weights=WEIGHTS, born=BORN)
    assert f"{told.status}{' due' if told.is_due else ''}" == expected


def test_the_table_is_long_and_reaches_every_status() -> None:
    assert len(TABLE) >= 60
    assert {expected.split()[0] for days in TABLE.values() for expected in days.values()} == set(STANDINGS)


@pytest.mark.parametrize("element", ELEMENTS)
def test_an_element_that_was_left_out_is_named(element: str) -> None:
    told = standing(history(f"01-10 given mother untold={element}"), day("01-10"), weights=WEIGHTS)
    assert (told.status, told.missing, told.stands) == ("not_informed", (element,), False)


def test_in_a_conflict_a_child_who_can_decide_is_weighed_first() -> None:
    told = standing(history("01-10 given mother; 01-20 refused child"), day("01-20"), weights=WEIGHTS)
    assert (told.status, told.weighed_first) == ("conflict", "child")
    assert dict(told.answers) == {"mother": "given", "child": "refused"}


def test_between_parents_nobody_is_weighed_first() -> None:
    told = standing(history("01-10 given mother; 01-20 refused father"), day("01-20"), weights=WEIGHTS)
    assert (told.status, told.weighed_first) == ("conflict", "")


def test_of_several_who_agree_it_lasts_as_long_as_the_shortest_and_is_looked_at_when_the_first_is_due() -> None:
    text = "01-10 given mother until=05-01 look=04-01; 01-20 given father until=06-01 look=03-01"
    told = standing(history(text), day("02-01"), weights=WEIGHTS)
    assert (told.until, told.look_again_on, told.since) == (day("05-01"), day("03-01"), day("01-20"))


# A history, and what calls for another look on 1 July 2026 or before: the day, and why.
CALLS: dict[str, list[str]] = {
    "01-10 given mother": [],
    "01-10 given mother look=03-01": ["03-01 set"],
    "01-10 given mother look=08-01": [],
    "01-10 given mother look=03-01; 02-01 called_for_review reason=carer": ["02-01 carer", "03-01 set"],
    "01-10 given mother; 02-01 called_for_review": ["02-01 other"],
    "01-10 given mother; 02-01 called_for_review reason=case; 02-01 reviewed look=06-01": ["06-01 set"],
    "01-10 given mother; 02-01 called_for_review reason=case; 02-01 given mother": [],
    "01-10 given mother; 02-01 called_for_review reason=case; 03-01 withdrawn mother": [],
    "01-10 given mother; 02-01 called_for_review reason=case; 03-01 refused father": [],
    "02-01 called_for_review reason=case; 03-01 given mother": [],
    "01-10 given mother look=03-01 until=02-01; 01-10 given father look=04-01": ["04-01 set"],
    "01-10 given mother look=03-01; 01-10 given father look=03-01": ["03-01 set"],
    "01-10 given aunt look=03-01": [],
    "2024-01-10 given mother look=03-01": ["2024-06-15 turned_12", "2025-06-15 turned_13", "03-01 set"],
    "2024-06-15 given mother": ["2025-06-15 turned_13"],
    "2024-01-10 given mother; 2025-07-01 reviewed": [],
}


@pytest.mark.parametrize(("text", "expected"), CALLS.items())
def test_what_calls_for_another_look_is_named_the_first_first(text: str, expected: list[str]) -> None:
    today = day("07-01")
    told = standing(history(text), today, weights=WEIGHTS, born=BORN)
    calls = [Call(day(on), because) for on, because in map(str.split, expected)]
    assert [call for call in told.calls if call.on <= today] == calls
    assert told.due_on == (told.calls[0].on if told.calls else None)
    assert {call.because for call in told.calls} <= set(BECAUSE)


def test_a_view_is_kept_but_decides_nothing() -> None:
    told = standing(history("01-10 given mother; 01-20 refused aunt"), day("01-20"), weights=WEIGHTS)
    assert dict(told.answers) == {"mother": "given", "aunt": "refused"}

"""On the pages too a day begins at midnight in London: where it runs out, is due, and on birthdays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from consent.models import Consent
from infoshare.accounts.models import User
from tests.consent.builders import answered, asked, assessed, person, related
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
LONDON = ZoneInfo("Europe/London")
A_SECOND = timedelta(seconds=1)
# Both nights of the clock changes of 2027 (28 March, 31 October), one in winter, one in summer, and 29 February 2028.
LAST_DAYS = [date(2027, 3, 27), date(2027, 3, 28), date(2027, 10, 30), date(2027, 10, 31), date(2027, 12, 31),
             date(2027, 7, 14), date(2028, 2, 28), date(2028, 2, 29)]  # fmt: skip


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with time_machine.travel(moment, tick=False):
        yield


def midnight(day: date) -> datetime:
    """The first moment of a day in London."""
    return datetime(day.year, day.month, day.day, tzinfo=LONDON)


def agreed(by: User, born_on: date | None, on: date, until: date | None = None) -> Consent:
    girl = person(by, born_on=born_on)
    consent = asked(girl, by=by)
    answered(consent, related(girl, "Her mother", by=by), by=by, on=on, look_again_on=None, until=until)
    return consent


def shown(signed_in: SignedIn, by: User, path: str, moment: datetime) -> str:
    with at(moment):
        return signed_in(by).get(path).content.decode()


@pytest.mark.parametrize("last", LAST_DAYS)
def test_consent_runs_out_at_midnight_after_its_last_day(north: People, signed_in: SignedIn, last: date) -> None:
    by, after = north["practitioner"], midnight(last + timedelta(days=1))
    consent = agreed(by, None, last - timedelta(days=40), until=last)
    path = f"/consents/{consent.reference}/"
    assert "Consent stands" in shown(signed_in, by, path, after - A_SECOND)
    assert "Consent has run out" in shown(signed_in, by, path, after)
    assert consent.reference in shown(signed_in, by, "/consents/due/", after - A_SECOND)
    assert consent.reference not in shown(signed_in, by, "/consents/due/", after)


@pytest.mark.parametrize(
    ("born", "turns"),
    [
        (date(2012, 2, 29), date(2028, 2, 29)),
        (date(2011, 3, 28), date(2027, 3, 28)),
        (date(2011, 10, 31), date(2027, 10, 31)),
        (date(2011, 7, 14), date(2027, 7, 14)),
    ],
)
def test_at_16_it_is_due_from_midnight_and_the_young_person_decides(
    north: People, signed_in: SignedIn, born: date, turns: date
) -> None:
    by = north["practitioner"]
    consent = agreed(by, born, turns - timedelta(days=40))
    path = f"/consents/{consent.reference}/"
    before, after = (shown(signed_in, by, path, midnight(turns) - gap) for gap in (A_SECOND, timedelta(0)))
    assert "To be looked at again since" not in before
    assert "has not been looked at" in before
    assert "To be looked at again since" in after
    assert "From 16 on somebody is presumed able to decide" in after


@pytest.mark.parametrize(
    ("born", "turns"), [(date(2009, 3, 28), date(2027, 3, 28)), (date(2012, 2, 29), date(2030, 3, 1))]
)
def test_at_18_a_parents_consent_ends_at_midnight(north: People, signed_in: SignedIn, born: date, turns: date) -> None:
    by = north["practitioner"]
    consent = agreed(by, born, turns - timedelta(days=40))
    path = f"/consents/{consent.reference}/"
    before, after = (shown(signed_in, by, path, midnight(turns) - gap) for gap in (A_SECOND, timedelta(0)))
    assert "Consent stands" in before
    assert "They are 18 now, and decide themselves" in after
    assert "Ask the young person themselves" in after
    assert "Consent ended that day" in shown(signed_in, by, "/consents/due/", midnight(turns))


@pytest.mark.parametrize("day", [date(2027, 3, 28), date(2027, 10, 31), date(2028, 2, 29)])
def test_what_is_written_down_just_after_midnight_is_of_the_new_day(
    north: People, signed_in: SignedIn, day: date
) -> None:
    """In summer UTC is still on the day before: the form suggests today, and takes no tomorrow."""
    by = north["practitioner"]
    with at(midnight(day)):
        consent = asked(person(by, born_on=day.replace(year=day.year - 14, day=1)), by=by)
        client = signed_in(by)
        form = client.get(f"/consents/{consent.reference}/answers/themselves/").context["form"]
        assert form["on"].value() == day
        assert form["look_again_on"].value() == date(
            day.year + (day.month > 6), (day.month + 5) % 12 + 1, min(day.day, 30)
        )
        assert assessed(consent, by=by).kind == "gillick"

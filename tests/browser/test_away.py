"""Somebody says when they are away, and an administrator gives a role as deputy. By keyboard, without scripts."""

from datetime import date, timedelta

import pytest

from tests.browser import people
from tests.browser.accessibility import problems
from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OWNER, STAND_IN = "amara.cole@oakfield.example", "ewan.fraser@oakfield.example"


def days(first_on: date, last_on: date) -> dict[str, str | list[str]]:
    boxes: dict[str, str | list[str]] = {}
    for name, day in (("first_on", first_on), ("last_on", last_on)):
        boxes |= {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}
    return boxes


def test_days_away_are_put_down_changed_and_taken_out_and_the_stand_in_is_told(visit: Open) -> None:
    device, other = visit(scripts=False), visit(scripts=False).keyboard
    person = device.keyboard
    first_on = date.today() + timedelta(days=40)  # noqa: DTZ011  the day of this computer will do
    person.sign_in(OWNER)
    person.go("/away/")
    person.go("/away/add/")
    person.fill({**days(first_on, first_on - timedelta(days=1)), "stand_in": STAND_IN})
    assert "The last day can't be before the first" in person.page.text
    person.fill(days(first_on, first_on + timedelta(days=4)))
    assert "Ewan Fraser stands in" in person.page.text
    other.sign_in(STAND_IN)
    assert "You stand in for a colleague" in other.page.text
    [[pk]] = device.site.ask("SELECT id FROM accounts_absence WHERE first_on = %s", first_on)
    person.go(f"/away/{pk}/")
    person.fill({"stand_in": "Grace Obi"})
    assert "Grace Obi stands in" in person.page.text
    person.go(f"/away/{pk}/end/")
    person.send()
    assert "No days are put down" in person.page.text


def test_an_administrator_gives_a_role_as_deputy(visit: Open) -> None:
    device = visit(scripts=False)
    person = device.keyboard
    [[pk]] = device.site.ask("SELECT id FROM accounts_user WHERE email = %s", OWNER)
    person.sign_in(people.ADMINISTRATOR)
    for end in ("/organisation/", "/people/", f"/people/{pk}/", "/roles/give/"):
        person.go(end)
    person.fill({"role": "caldicott_guardian", "deputy": "on"})
    assert "Caldicott Guardian (deputy)" in person.page.text
    [[held]] = device.site.ask("SELECT id FROM accounts_membership WHERE user_id = %s AND deputy", pk)
    person.go(f"/roles/{held}/end/")
    person.send()
    assert "Role ended: Caldicott Guardian (deputy)" in person.page.text


def test_no_page_about_being_away_shuts_anybody_out(visit: Open) -> None:
    device = visit()
    device.sign_in(people.ADMINISTRATOR)
    [[pk]] = device.site.ask("SELECT id FROM accounts_user WHERE email = %s", OWNER)
    paths = ("/away/", "/away/add/", f"/people/{pk}/", f"/people/{pk}/away/", "/organisation/mail/", "/settings/")
    assert [wrong for path in paths for wrong in problems(device, path)] == []

"""Somebody is entered, found to be known already, and told of, by keyboard alone; and the pages shut nobody out."""

import pytest

from tests.browser.accessibility import problems
from tests.browser.conftest import Open
from tests.browser.site import Site

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OWNER, GUARDIAN = "amara.cole@oakfield.example", "grace.obi@oakfield.example"


def test_a_child_entered_twice_is_noticed_by_the_sound_of_the_name(visit: Open) -> None:
    person = visit(scripts=False).keyboard
    person.sign_in(OWNER)
    person.go("/persons/")
    person.go("/persons/enter/")
    born = {"born_on_day": "11", "born_on_month": "2", "born_on_year": "2019"}
    person.fill({"reference": "OP-3000", "name": "Freyja Marsh Bell", **born})
    assert "Is it one of these?" in person.page.text
    assert "Freya Marsh-Bell" in person.page.text
    person.fill({"reference": "OP-3000", "name": "Freyja Marsh Bell", **born, "is_another": "on"})
    assert "They are entered" in person.page.text
    person.go("relationships/add/")
    person.fill({"name": "Ida Bell", "kind": "mother", "responsibility": "yes"})
    assert "Choose what it rests on" in person.page.text
    person.fill({"basis": "birth"})
    assert "Ida Bell, mother" in person.page.text


def test_no_page_about_people_shuts_anybody_out(visit: Open, site: Site) -> None:
    device = visit()
    device.sign_in(OWNER)
    [[child, row]] = site.ask(
        "SELECT person_id, min(r.id) FROM consent_relationship r JOIN consent_person p ON p.id = person_id"
        " WHERE p.reference = 'OP-1877' GROUP BY person_id"
    )
    of = f"/persons/{child}/"
    pages = ("", "details/", "relationships/add/", f"relationships/{row}/", f"relationships/{row}/end/")
    found = problems(device, "/persons/") + problems(device, "/persons/enter/")
    found += [wrong for page in pages for wrong in problems(device, f"{of}{page}")]
    device.context.clear_cookies()
    device.sign_in(GUARDIAN)
    assert found + problems(device, of) == []

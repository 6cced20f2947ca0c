"""How long records are kept: axe finds nothing on its pages, and no page is wider than a small telephone."""

import re

import pytest

from tests.browser import people
from tests.browser.accessibility import look, problems
from tests.browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OF_ALL = ("/retention/", "/retention/rules/", "/retention/rules/choose/", "/retention/disposed/")
OF_ONE = ("", "hold/", "keep/")


def test_the_pages_of_how_long_records_are_kept(visit: Open) -> None:
    device = visit()
    device.sign_in(people.KEEPS_2024)
    device.open("/retention/")
    [held] = set(re.findall(r"/retention/(IS-[\w-]+)/", device.html))
    device.open("/persons/")
    person = re.findall(r"/persons/(\d+)/", device.html)[0]
    paths = [*OF_ALL, *(f"/retention/{held}/{page}" for page in OF_ONE)]
    paths += [f"/retention/person-{person}/", f"/decisions/{held}/"]
    found = [wrong for path in paths for wrong in problems(device, path)]
    device.open(f"/retention/person-{person}/kept-as/")  # where nothing has to be said
    assert found + look(device.tab, "what counts") == []

"""The first sign-in in a real browser: an app or a security key is set up and used, and its pages suit everybody."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import authenticator
from tests.browser.accessibility import look, press, problems
from tests.browser.conftest import Open
from tests.browser.site import Site
from tests.browser.visit import Visit, device

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WITH_APP = "ben.hughes@oakfield.example"
WITH_KEY = "carys.lloyd@oakfield.example"
WITHOUT_SCRIPT = "deepa.nair@oakfield.example"


@pytest.fixture
def named(browser: Browser, site: Site) -> Iterator[Visit]:
    """The same site by its name: a security key belongs to a name, not to a number."""
    visit = device(browser, replace(site, address=site.address.replace("127.0.0.1", "localhost")))
    yield visit
    visit.close()
    visit.check()


def test_an_app_is_set_up_at_the_first_sign_in_and_asked_for_at_the_next(visit: Open) -> None:
    person = visit()
    authenticator.type_password(person, WITH_APP)
    found = look(person.tab, "begin")
    person.open("/decisions/new/")
    assert person.tab.url.endswith("/accounts/second-step/")
    person.tab.get_by_role("button", name="Set up an app").click()
    found += problems(person, "/accounts/second-step/app/")
    person.open("/accounts/second-step/app/")
    secret = authenticator.scan(person)
    authenticator.type_code(person, secret)
    found += problems(person, "/accounts/second-step/codes/")
    codes = authenticator.keep_codes(person)
    expect(person.tab).to_have_title("Your decisions - Infoshare")
    for page in ("", "second-step/", "second-step/codes/new/", "sessions/", "unsaved/", "password/change/"):
        found += problems(person, f"/accounts/{page}")
    person.tab.locator("header button").click()

    authenticator.type_password(person, WITH_APP)
    found += look(person.tab, "asked")
    authenticator.type_code(person, "A" * 8)
    expect(person.tab).to_have_title("Error: Show your second step - Infoshare")
    found += look(person.tab, "asked, and answered wrongly")
    authenticator.type_code(person, secret, later=1)
    expect(person.tab).to_have_title("Your decisions - Infoshare")
    person.tab.locator("header button").click()

    authenticator.type_password(person, WITH_APP)
    person.tab.locator("[name=code]").fill(codes[0])
    person.tab.locator("form:has([name=code]) button").click()
    expect(person.tab).to_have_title("Your decisions - Infoshare")
    person.open("/accounts/second-step/")
    assert "9 left to use" in person.words
    assert found == []


def test_a_security_key_is_set_up_named_used_and_confirms(named: Visit) -> None:
    authenticator.plug_in(named)
    authenticator.type_password(named, WITH_KEY)
    press(named.tab.get_by_role("button", name="Set up a key"))
    found = look(named.tab, "key")
    named.tab.locator("[name=name]").fill("Blue key")
    named.tab.get_by_role("button", name="Add this key").click()
    named.tab.wait_for_url("**/codes/")
    authenticator.keep_codes(named)
    named.open("/accounts/second-step/")
    assert "Blue key" in named.words
    press(named.tab.get_by_role("link", name="Rename Blue key"))
    found += look(named.tab, "rename")
    key = named.tab.url.split("/")[-3]
    named.tab.locator("[name=name]").fill("Green key")
    press(named.tab.get_by_role("button", name="Save"))
    named.open(f"/accounts/second-step/{key}/remove/")
    found += look(named.tab, "remove")
    named.open("/accounts/second-step/")
    assert "Green key" in named.words
    named.tab.locator("header button").click()

    authenticator.type_password(named, WITH_KEY)
    found += look(named.tab, "asked for the key")
    named.tab.get_by_role("button", name="Use your key").click()
    expect(named.tab).to_have_title("Your decisions - Infoshare")
    for page in ("confirm/", "confirm/code/"):
        found += problems(named, f"/accounts/{page}")
    named.open("/accounts/confirm/key/?next=/accounts/sessions/")
    found += look(named.tab, "confirm by key")
    named.tab.get_by_role("button", name="Use your key").click()
    expect(named.tab).to_have_title("Where you are signed in - Infoshare")
    assert found == []


def test_a_key_that_does_not_answer_is_said_and_loses_nobody(named: Visit) -> None:
    authenticator.type_password(named, "ewan.fraser@oakfield.example")
    named.tab.get_by_role("button", name="Set up a key").click()
    named.tab.evaluate("() => { navigator.credentials.create = () => Promise.reject(new Error('stopped')); }")
    named.tab.get_by_role("button", name="Add this key").click()
    expect(named.tab.get_by_role("alert")).to_contain_text("Your key did not answer")
    assert look(named.tab, "no answer") == []


def test_without_script_an_app_works_and_a_key_says_that_it_does_not(visit: Open) -> None:
    person = visit(scripts=False)
    authenticator.type_password(person, WITHOUT_SCRIPT)
    person.open("/accounts/second-step/key/")
    assert "A key works only in a browser that runs this page's script" in person.words
    person.open("/accounts/second-step/app/")
    authenticator.type_code(person, authenticator.scan(person))
    authenticator.keep_codes(person)
    expect(person.tab).to_have_title("Your decisions - Infoshare")

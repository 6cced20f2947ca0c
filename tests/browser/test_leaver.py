"""Somebody is invited, starts a draft and leaves; the draft is handed over. By keyboard, without scripts."""

from urllib.parse import urlsplit

import pytest

from tests.browser import people
from tests.browser.accessibility import problems
from tests.browser.conftest import Open
from tests.browser.keyboard import Keyboard
from tests.browser.mail import link_in_mail
from tests.browser.script import script
from tests.browser.visit import Visit
from tests.browser.walk import start

pytestmark = [pytest.mark.browser, pytest.mark.slow]
PASSWORD = "four quite other words"
TEAM = "Oakfield Secondary"  # whose manager is people.NEW_2024


def number_of(device: Visit, question: str, *values: object) -> str:
    return str(device.site.ask(question, *values)[0][0])


def join(device: Visit, person: Keyboard, email: str) -> None:
    """The administrator invites them; they open the link and make their account."""
    team = number_of(device, "SELECT id FROM accounts_team WHERE name = %s", TEAM)
    person.sign_in(people.ADMINISTRATOR)
    for end in ("/organisation/", "/people/", "/people/invite/"):
        person.go(end)
    person.fill({"email": email, "name": "Nina Frost", "role": "practitioner", "team": team})
    assert "The invitation is on its way" in person.page.text
    person.sign_out()
    device.open(link_in_mail(device, "/accounts/invitation/"))
    person.fill({"name": "Nina Frost", "password1": PASSWORD, "password2": PASSWORD})
    assert "Your account is ready" in person.page.text


def see_out(device: Visit, person: Keyboard, email: str) -> None:
    leaver = number_of(device, "SELECT id FROM accounts_user WHERE email = %s", email)
    person.sign_in(people.ADMINISTRATOR)
    for end in ("/organisation/", "/people/", f"/people/{leaver}/", "/leaving/"):
        person.go(end)
    assert "Open drafts 1" in person.page.text
    (takes,) = person.page.controls.values()
    manager = number_of(device, "SELECT id FROM accounts_user WHERE email = %s", people.NEW_2024)
    assert takes.value == manager, "the manager of the team is suggested"
    person.fill({takes.name: manager})
    assert "They have left" in person.page.text
    person.sign_out()


def test_what_a_leaver_has_begun_is_carried_on_by_the_manager_of_the_team(visit: Open) -> None:
    device, other = visit(scripts=False, allowed=("404",)), visit(scripts=False)
    person, email = device.keyboard, "nina.frost@oakfield.example"
    join(device, person, email)
    other.keyboard.sign_in(email)
    draft = start(other.keyboard, script("C05", "2024"))
    see_out(device, person, email)
    other.open(draft)
    assert urlsplit(other.tab.url).path == "/accounts/login/", "signed out everywhere, at once"
    assert email not in other.keyboard.page.hidden.values()

    person.sign_in(people.NEW_2024)
    person.go(draft)
    assert "Continue" in person.page.text, "it is theirs to change"
    person.go("/hand-over/")
    guardian = number_of(device, "SELECT id FROM accounts_user WHERE email = %s", "grace.obi@oakfield.example")
    person.fill({"owner": guardian})
    assert "is handed over" in person.page.text
    person.sign_out()
    person.sign_in("grace.obi@oakfield.example")
    person.go(draft)
    assert "Continue" in person.page.text


def test_the_pages_of_administration(visit: Open) -> None:
    device = visit(allowed=("403",))
    device.sign_in(people.ADMINISTRATOR)
    paths = ["/organisation/", "/people/", "/people/?status=left", "/people/invite/", "/teams/", "/teams/add/"]
    named = "SELECT id FROM accounts_user WHERE name = %s"
    leaver, left = (number_of(device, named, name) for name in ("Ben Hughes", "Xavier Boyd"))
    invited = number_of(device, "SELECT id FROM administration_invitation WHERE name = %s", "Zara Kaya")
    held = number_of(device, "SELECT id FROM accounts_membership WHERE user_id = %s", leaver)
    team = number_of(device, "SELECT id FROM accounts_team WHERE name = %s", TEAM)
    paths += [
        f"/people/{leaver}/{page}"
        for page in ("", "details/", "roles/give/", f"roles/{held}/end/", "second-step/lost/")
    ]
    paths += [f"/people/{left}/", f"/people/{left}/back/"]
    paths += [f"/invitations/{invited}/{page}" for page in ("", "again/", "withdraw/")]
    paths += [f"/teams/{team}/", f"/teams/{team}/close/", "/who-may-do-what/"]
    assert [wrong for path in paths for wrong in problems(device, path)] == []


def test_the_pages_of_handing_over(visit: Open) -> None:
    """The page of leaving opens on a suggestion; with none chosen it says so."""
    device = visit()
    device.sign_in(people.ADMINISTRATOR)
    leaver = number_of(device, "SELECT id FROM accounts_user WHERE name = %s", "Ben Hughes")
    found = problems(device, f"/people/{leaver}/leaving/")
    draft = number_of(
        device,
        "SELECT reference FROM decisions_decision d WHERE owner_id = %s"
        " AND NOT EXISTS (SELECT 1 FROM decisions_record r WHERE r.decision_id = d.id)",
        leaver,
    )
    device.open("/accounts/logout/")
    device.tab.locator("main form button").click()
    device.sign_in("ben.hughes@oakfield.example")
    assert found + problems(device, f"/decisions/{draft}/hand-over/") == []


def test_the_page_of_an_invitation(visit: Open) -> None:
    device = visit()
    device.sign_in(people.ADMINISTRATOR)
    device.open("/people/invite/")
    for name, text in (("email", "opal.reed@oakfield.example"), ("name", "Opal Reed")):
        device.tab.locator(f"[name={name}]").fill(text)
    device.tab.locator("[value=ig_lead]").check()
    device.tab.locator("main form button").click()
    path = link_in_mail(device, "/accounts/invitation/")
    device.open("/accounts/logout/")
    device.tab.locator("main form button").click()
    assert problems(device, path) + problems(device, "/accounts/invitation/made-up/") == []

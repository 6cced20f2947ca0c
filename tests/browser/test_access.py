"""Access to one decision in a real browser: the glass is broken and reviewed by keyboard; no page shuts anybody out."""

import pytest

from tests.browser import people
from tests.browser.accessibility import look, press, problems
from tests.browser.conftest import Open
from tests.browser.site import Site
from tests.browser.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OWNER, GUARDIAN, BREAKER = "amara.cole@oakfield.example", "grace.obi@oakfield.example", "ben.hughes@oakfield.example"
REASON = "The child is missing and nobody at the school answers"


def reference_of(site: Site, email: str) -> str:
    """A decision that this person carries."""
    [[found], *_] = site.ask(
        "SELECT d.reference FROM decisions_decision d JOIN accounts_user u ON u.id = d.owner_id WHERE u.email = %s"
        " ORDER BY d.id",
        email,
    )
    return str(found)


def test_the_glass_is_broken_told_of_and_reviewed_by_keyboard_alone(visit: Open, site: Site) -> None:
    reference = reference_of(site, OWNER)
    breaker = visit(scripts=False).keyboard
    breaker.sign_in(BREAKER)
    breaker.go("/find/")
    breaker.fill({"reference": reference})
    assert "There is nothing with that reference that you can open" in breaker.page.text
    breaker.go("/break-glass/")
    breaker.fill({"reference": reference, "reason": REASON})
    assert "Tick that you have read what will happen" in breaker.page.text
    breaker.to("[name=understood]")
    breaker.tab.keyboard.press("Space")
    breaker.send()
    assert breaker.path == f"/decisions/{reference}/"
    assert "The glass is broken for 60 minutes" in breaker.page.text

    guardian = visit(scripts=False).keyboard
    guardian.sign_in(GUARDIAN)
    assert f"Somebody broke the glass to open {reference}" in guardian.page.text
    guardian.press_enter(".govuk-notification-banner a")  # the newest is first
    assert "Ben Hughes broke the glass" in guardian.page.text
    assert REASON in guardian.page.text
    guardian.fill({"found": "justified", "text": "I rang the police: she was found an hour later"})
    assert "The review is closed" in guardian.page.text

    owner = visit(scripts=False).keyboard
    owner.sign_in(OWNER)
    owner.press_enter(".govuk-notification-banner a[href$='/looks/']")
    assert "after breaking the glass" in owner.page.text


def sent_empty(device: Visit, path: str, button: str) -> list[str]:
    """A page whose only button warns: as it opens, and sent empty."""
    device.open(path)
    found = look(device.tab, path)
    press(device.tab.get_by_role("button", name=button))
    return found + look(device.tab, f"{path} sent empty")


def test_no_page_about_access_shuts_anybody_out(visit: Open, site: Site) -> None:
    device, own = visit(allowed=("403",)), reference_of(site, OWNER)
    device.sign_in(OWNER)
    found = problems(device, "/find/") + problems(device, "/who-may-do-what/")
    found += sent_empty(device, "/break-glass/", "Break the glass")
    for page in ("access/", "access/adviser/", "access/person/", "access/my-conflict/", "looks/"):
        found += problems(device, f"/decisions/{own}/{page}")
    device.context.clear_cookies()
    device.sign_in(GUARDIAN)
    for page in ("access/restrict/", "access/conflict/", "access/"):
        found += problems(device, f"/decisions/{own}/{page}")
    for path in ("/", "/broken-glass/", "/look-out/", "/settings/"):
        found += problems(device, path)
    device.open("/broken-glass/")
    press(device.tab.locator("main a.govuk-task-list__link").last)
    found += look(device.tab, "a review of broken glass")
    assert found == []


def test_a_restricted_decision_is_looked_after_without_being_seen(visit: Open) -> None:
    device = visit(allowed=("404",))
    device.sign_in(people.GUARDIAN_2024)
    link = device.tab.locator("h2:has-text('Restricted decisions you look after') ~ ul a").first
    path = str(link.get_attribute("href"))
    found = problems(device, path)
    for page in ("viewer/", "lift/"):
        found += problems(device, f"{path}{page}")
    device.tab.goto(f"{device.site.address}{path.removesuffix('access/')}")
    assert "not found" in device.tab.title()
    assert found == []

"""An authenticator app, and a security key that Chromium makes believe it has."""

from playwright.sync_api import CDPSession

from tests.browser.visit import Visit
from tests.signing_in.people import code

PASSWORD = "correct-horse-battery-staple"  # of everybody in the demonstration
KEY = {
    "protocol": "ctap2",
    "transport": "usb",
    "hasResidentKey": False,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def type_password(visit: Visit, email: str) -> None:
    visit.open("/accounts/login/")
    visit.tab.locator("[name=login]").fill(email)
    visit.tab.locator("[name=password]").fill(PASSWORD)
    visit.tab.locator("form:has([name=password]) button").last.click()
    visit.tab.wait_for_url("**/second-step/**")


def type_code(visit: Visit, secret: str, *, later: int = 0) -> None:
    visit.tab.locator("[name=code]").fill(code(secret, later=later))
    visit.tab.locator("form:has([name=code]) button").click()


def scan(visit: Visit) -> str:
    """The key that the square holds, as it is written out for who has no camera."""
    visit.tab.get_by_text("I can't use a camera").click()
    return visit.tab.locator(".app-code").inner_text().replace(" ", "")


def keep_codes(visit: Visit) -> list[str]:
    codes = visit.tab.locator(".app-codes li").all_inner_texts()
    visit.tab.locator("[name=kept]").check()
    visit.tab.locator("main form button").click()
    return codes


def plug_in(visit: Visit) -> CDPSession:
    """A security key, for this tab."""
    session = visit.context.new_cdp_session(visit.tab)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})
    return session

"""Reads the mail the site writes to files under var/mail."""

import re
from pathlib import Path

from tests.browser.visit import Visit
from tests.databases import ROOT


def reset_link(device: Visit, email: str) -> str:
    """Ask for a new password; the address in the mail that comes."""
    device.open("/accounts/password/reset/")
    device.tab.locator("[name=email]").fill(email)
    device.tab.locator("main form button").click()
    device.tab.wait_for_url("**/done/")
    return link_in_mail(device, "/accounts/password/reset/key/")


def link_in_mail(device: Visit, start: str) -> str:
    """The address that starts so, in the newest mail that this site sent. The mail is thrown away."""
    found = re.compile(re.escape(device.site.address) + rf"({re.escape(start)}\S+)")
    for path in sorted((ROOT / "var" / "mail").glob("*.log"), key=_age, reverse=True):
        if link := found.search(path.read_text(encoding="utf-8")):
            path.unlink()
            return link[1]
    raise AssertionError("No mail came")


def _age(path: Path) -> float:
    return path.stat().st_mtime

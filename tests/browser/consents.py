"""A girl of 14, her mother, and a consent about her, entered by whoever drives a browser."""

import re
from datetime import date
from itertools import count

from consent.deciding import GILLICK
from consent.status import ELEMENTS
from tests.browser.client import Client
from tests.browser.controls import Fields
from tests.browser.walk import Driver

OWNER = "amara.cole@oakfield.example"
GIRL, MOTHER = "Zofia Nowak", "Ewa Nowak"
TOLD: Fields = {
    "use": "The nurse plans help with her",
    "method": "By secure email",
    "retention": "Until she leaves school, in her school file",
    "limits": "If somebody could be seriously harmed",
    "withdrawal": "By telling her teacher, at any time",
}
RECIPIENTS = (("The school nursing service", "Named nurse"), ("The youth club", ""))
AGREES: Fields = {"kind": "given", "form": "spoken", "explained": list(ELEMENTS)}
REFUSES: Fields = {"kind": "refused"}
ABLE: Fields = dict.fromkeys(GILLICK, "yes")
_number = count(1)


def girl_of_14(driver: Driver, mark: str) -> str:
    """Enter her, and her mother; where her page is."""
    driver.go("/persons/")
    driver.go("/persons/enter/")
    born = {"born_on_day": "1", "born_on_month": "1", "born_on_year": str(date.today().year - 14)}  # noqa: DTZ011
    known: Fields = {"reference": f"{mark}-{next(_number)}", "name": GIRL, **born}
    driver.fill(known)
    if "Is it one of these?" in driver.page.text:
        driver.fill({**known, "is_another": "on"})
    person = driver.path
    driver.go("relationships/add/")
    driver.fill({"name": MOTHER, "kind": "mother", "responsibility": "yes", "basis": "birth"})
    assert driver.path == person, driver.page.text
    return person


def ask(driver: Driver, *, without: str = "") -> str:
    """From her page through every page of what is asked; where the consent is. One element can be left empty."""
    driver.go("consents/ask/")
    driver.fill({"kind": "share", "between": "other", "purpose": "So that the nurse can help her at school"})
    found = re.match("/consents/CO-[^/]+/", driver.path)
    assert found, driver.page.text
    _tell(driver, "use", without)
    for organisation, role in RECIPIENTS:
        driver.fill({"organisation": organisation, "role": role})
    driver.go("/asked/information/")
    driver.fill({"categories": ["welfare", "health"]})
    for slug in ("method", "retention", "limits", "withdrawal"):
        _tell(driver, slug, without)
    assert driver.path == found[0], driver.path
    return found[0]


def _tell(driver: Driver, slug: str, without: str) -> None:
    assert driver.path.endswith(f"/asked/{slug}/"), driver.path
    driver.fill({slug: "" if slug == without else TOLD[slug]})


def save(client: Client, path: str, fields: Fields) -> None:
    """Fill a page about a consent, leaving what stands in it, and come back to the consent."""
    client.get(path)
    standing: Fields = {each.name: each.value for each in client.page.controls.values() if each.value}
    client.fill({**standing, **fields})
    assert path.startswith(client.path), client.page.text


def mothers(consent: str, links: list[str]) -> str:
    """Where her mother's answer is written down, from the page of the consent."""
    own = f"{consent}answers/themselves/"
    return next(link for link in links if link.startswith(f"{consent}answers/") and link != own)

"""axe finds nothing on any page, clean and in error, wide and narrow; and no page is wider than a small telephone."""

from collections.abc import Callable

import pytest

from decisions.guidance import packs
from tests.browser import people
from tests.browser.accessibility import look, press, problems
from tests.browser.client import Client
from tests.browser.conftest import Open
from tests.browser.mail import reset_link
from tests.browser.script import EDITIONS, Script, script
from tests.browser.walk import start, walk

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SignIn = Callable[[str], Client]
EARLY = ("", "check/", "items/", "items/add/", "recipients/", "recipients/add/", "emergency/", "pages/details/")
# Each edition has one way past nearly all of its questions; the rest lie on another.
WAYS = {"2008": ["C05"], "2024": ["C05", "C01"]}


def test_the_pages_of_signing_in(visit: Open) -> None:
    device = visit(allowed=("404",))
    paths = ["login/", "login/?why=again", "login/?why=elsewhere"]
    paths += [
        "password/reset/",
        "password/reset/done/",
        "password/reset/key/done/",
        "signup/",
        "inactive/",
    ]
    found = [wrong for path in paths for wrong in problems(device, f"/accounts/{path}")]
    found += problems(device, "/nowhere/")
    device.sign_in(people.ADMINISTRATOR)
    found += problems(device, "/accounts/password/change/") + problems(device, "/accounts/logout/")
    assert found == []


def test_the_page_after_too_many_tries(visit: Open) -> None:
    device = visit(allowed=("429",))
    for _ in range(6):
        device.open("/accounts/password/reset/")
        device.tab.locator("[name=email]").fill("nobody@nowhere.example")
        press(device.tab.locator("main form button"))
    assert device.tab.title().startswith("Too many tries")
    assert look(device.tab, "too many tries") == []


def test_a_new_password_after_a_forgotten_one(visit: Open) -> None:
    device = visit()
    assert problems(device, reset_link(device, people.ADMINISTRATOR)) == []


@pytest.mark.parametrize("email", [people.ADMINISTRATOR, people.NEW_2024, people.OTHER_2008, people.GUARDIAN_2024])
def test_the_pages_of_the_whole(visit: Open, email: str) -> None:
    device = visit(allowed=("403",))
    device.sign_in(email)
    paths = ["/", "/advice/", "/advice/?show=waiting", "/decisions/new/", "/decisions/emergency/"]
    paths += ["/decisions/", "/decisions/?state=open&sort=waiting", "/decisions/?state=nonsense&since_day=31"]
    paths += ["/figures/", "/figures/advice-waiting/", "/figures/organisation/", "/figures/year/"]
    paths += ["/decisions/filters/save/?state=open", "/decisions/export/?state=done"]
    found = [wrong for path in paths for wrong in problems(device, path)]
    assert found == []


@pytest.mark.parametrize("edition", EDITIONS.values())
def test_the_guidance(visit: Open, edition: str) -> None:
    device = visit()
    device.sign_in(people.NEW_2024)
    assert problems(device, f"/guidance/{edition}/") == []


def test_the_editions_and_what_changed_between_two(visit: Open) -> None:
    device = visit()
    device.sign_in(people.NEW_2024)
    assert problems(device, "/guidance/") + problems(device, "/guidance/golden_rules_2008/golden_rules_2024/") == []


@pytest.mark.parametrize(("edition", "email"), [("2008", people.PRACTITIONER_2008), ("2024", people.PRACTITIONER_2024)])
def test_every_question(visit: Open, client: SignIn, edition: str, email: str) -> None:
    device, person = visit(), client(email)
    device.sign_in(email)
    seen: set[str] = set()
    found: list[str] = []
    for case in WAYS[edition]:
        person.get("/")
        decision = walk(person, script(case, edition, other_basis="yes", protect_identity="no", tell_family="after"))
        person.get(decision)
        for link in person.page.links:
            slug = link.rstrip("/").rpartition("/")[2]
            if "/questions/" in link and slug not in seen:
                seen.add(slug)
                found += problems(device, link)
    assert found == []
    assert seen == {question.slug for question in packs.get(EDITIONS[edition]).questions}


@pytest.mark.parametrize("case", ["R12", "C01"])
def test_every_page_of_a_draft_and_of_its_record(visit: Open, client: SignIn, case: str) -> None:
    """R12 is a request, not shared, against the guidance; C01 is shared. What both have is looked at once."""
    device, person = visit(), client(people.PRACTITIONER_2024)
    device.sign_in(people.PRACTITIONER_2024)
    said = script(case, "2024", purpose="yes", anonymise="no", at_risk="yes", lawful_basis="yes",
                  protect_identity="no", tell_family="after")  # fmt: skip
    decision = start(person, said)
    found = [wrong for page in EARLY for wrong in problems(device, f"{decision}{page}") if case == "R12"]
    person.get("/")
    decision = walk(person, said)
    late = {link for link in _links(person, f"{decision}check/") if link.startswith(f"{decision}pages/")}
    if case == "R12":
        rows = {link for name in ("items", "recipients") for link in _links(person, f"{decision}{name}/")}
        late |= {decision, f"{decision}check/", *(row for row in rows if row.count("/") > 4)}
    found += [wrong for page in sorted(late) for wrong in problems(device, page)]
    person.get(f"{decision}check/")
    person.fill({})
    found += problems(device, decision) + problems(device, f"{decision}add/")
    assert found == []


def _links(person: Client, path: str) -> list[str]:
    person.get(path)
    return person.page.links


AT_RISK = script("S02", "2024", at_risk="yes", lawful_basis="yes", protect_identity="no", tell_family="not_safe")
CONSENTS = dict.fromkeys(("given", "implied", "refused", "not_sought", "cannot_give"), AT_RISK)


@pytest.mark.parametrize(("status", "said"), [*CONSENTS.items(), ("not_needed", script("R05", "2024"))])
def test_the_pages_of_consent_of_every_status(visit: Open, client: SignIn, status: str, said: Script) -> None:
    """Where a child is at risk, or nobody is identified, the questions do not ask for consent: its own page does."""
    device, person = visit(), client(people.PRACTITIONER_2024)
    device.sign_in(people.PRACTITIONER_2024)
    decision = walk(person, said, until="consent")
    found = problems(device, f"{decision}pages/consent/")
    person.fill({"status": status})
    assert person.path == f"{decision}pages/consent-details/", person.page.text
    assert found + problems(device, person.path) == []


def test_the_pages_of_advice_and_of_what_is_refused(visit: Open, client: SignIn) -> None:
    device, person = visit(allowed=("403",)), client(people.PRACTITIONER_2024)
    device.sign_in(people.PRACTITIONER_2024)
    unsure = script("C05", "2024", statutory="unsure")
    decision = walk(person, unsure, until="statutory/advice")
    ask = f"{decision}questions/statutory/advice/"
    found = problems(device, f"{decision}questions/statutory/") + problems(device, ask)
    found += problems(device, f"{ask}elsewhere/")
    person.go("/elsewhere/")
    person.fill(unsure.page("ask"))
    paths = [person.path, f"{decision}questions/statutory/", decision, f"{decision}check/", "/advice/"]
    refused = [f"{decision}questions/purpose/", f"{decision}pages/decision/", f"{decision}add/"]
    found += [wrong for path in paths + refused for wrong in problems(device, path)]
    assert found == []


def test_an_emergency_and_its_to_dos(visit: Open, client: SignIn) -> None:
    device, person = visit(), client(people.PRACTITIONER_2024)
    device.sign_in(people.PRACTITIONER_2024)
    person.post("/decisions/emergency/", script("C20", "2024").page("emergency"))
    todo = next(link for link in person.page.links if "/add/" in link)
    assert problems(device, person.path) + problems(device, todo) + problems(device, "/") == []


def test_two_saves_of_one_page(visit: Open, client: SignIn) -> None: ...


def test_a_draft_somebody_else_reads(visit: Open, client: SignIn) -> None:
    person = client(people.PRACTITIONER_2024)
    decision = start(person, script("C05", "2024"))
    device = visit()
    device.sign_in(people.GUARDIAN_2024)
    assert problems(device, decision) == []

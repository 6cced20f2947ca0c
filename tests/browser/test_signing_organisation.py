"""Signing in with an organisation's own account, at a real OpenID Connect provider run on this computer."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser import provider
from tests.browser.accessibility import look, press, problems
from tests.browser.site import Site, free_port, running
from tests.browser.visit import Visit, device

pytestmark = [pytest.mark.browser, pytest.mark.slow]
REFUSED = "We could not sign you in with your organisation's account"


@pytest.fixture(scope="module")
def port() -> int:
    return free_port()


@pytest.fixture(scope="module")
def federated(tmp_path_factory: pytest.TempPathFactory, worker_id: str, port: int) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("federated")
    file = str(provider.listed(folder, port))
    with (
        running(f"{worker_id}_federated", folder, INFOSHARE_OIDC_FILE=file) as serving,
        provider.providing(port, serving.address),
    ):
        yield serving


@pytest.fixture
def visit(browser: Browser, federated: Site, port: int) -> Iterator[Visit]:
    opened = device(browser, federated, allowed=(f"request: http://127.0.0.1:{port}/",))
    yield opened
    opened.close()
    opened.check()


def arrive(visit: Visit, email: str) -> None:
    """At the provider, from the sign-in page."""
    visit.open("/accounts/login/")
    visit.tab.get_by_role("link", name="Sign in with your organisation's account").click()
    visit.tab.locator("[name=email]").fill(email)
    press(visit.tab.get_by_role("button", name="Go on"))
    visit.tab.get_by_role("button", name=re.compile("Go on to")).click()


def choose(visit: Visit, account: str) -> str:
    """Where that leads, once the provider has signed that account in."""
    visit.tab.get_by_role("button", name=account, exact=True).click()
    visit.tab.wait_for_url(f"{visit.site.address}/**")
    return visit.tab.url.removeprefix(visit.site.address)


def signed_in(site: Site) -> list[tuple[object, ...]]:
    facts = "SELECT action, facts::jsonb->'by' FROM audit_event WHERE action = 'person.signed_in' ORDER BY id DESC"
    return site.ask(facts)


def test_where_its_second_step_counts_and_was_taken_one_is_in(visit: Visit, federated: Site) -> None:
    arrive(visit, "rosa.lima@harbour.example")
    asked = visit.tab.url
    assert choose(visit, "rosa-mfa") == "/"
    assert "Rosa Lima" in visit.tab.locator("header").inner_text()
    assert signed_in(federated)[0] == ("person.signed_in", ["socialaccount"])
    assert federated.count("SELECT count(*) FROM socialaccount_socialaccount") == 0
    assert "/choose/" in asked


def test_where_it_was_not_taken_ours_is_asked(visit: Visit) -> None:
    arrive(visit, "rosa.lima@harbour.example")
    assert choose(visit, "rosa") == "/accounts/second-step/"
    assert "Set up a second step" in visit.words


def test_where_it_does_not_count_ours_is_asked_though_it_was_taken(visit: Visit) -> None:
    arrive(visit, "isla.grant@riverside.example")
    assert choose(visit, "isla-mfa") == "/accounts/second-step/"


@pytest.mark.parametrize("account", ["nobody", "unverified", "elsewhere", "rosa-mfa"])
def test_nobody_else_is_let_in_and_all_get_the_same_sentence(account: str, visit: Visit, federated: Site) -> None:
    """No account; an address not verified; one of an organisation without a provider; one of another's provider."""
    before = federated.count("SELECT count(*) FROM accounts_user")
    arrive(visit, "isla.grant@riverside.example")
    assert choose(visit, account) == "/accounts/login/?why=elsewhere"
    assert REFUSED in visit.words
    assert "Sign out" not in visit.tab.locator("header").inner_text()
    assert federated.count("SELECT count(*) FROM accounts_user") == before


def test_it_is_asked_with_state_nonce_and_proof_and_answers_one_question_once(visit: Visit) -> None:
    arrive(visit, "rosa.lima@harbour.example")
    sent: list[str] = []
    visit.context.on("request", lambda request: sent.append(request.url))
    visit.open("/accounts/organisation/harbour/")
    asked = next(url for url in sent if "/auth?" in url)
    for part in ("state=", "nonce=", "code_challenge=", "code_challenge_method=S256", "prompt=login"):
        assert part in asked
    choose(visit, "rosa-mfa")
    answered = next(url for url in sent if "/harbour/back/?code=" in url)
    visit.tab.locator("header button").click()
    visit.tab.goto(answered)
    assert visit.tab.url.endswith("/accounts/login/?why=elsewhere")


def test_an_answer_planted_in_somebody_elses_browser_signs_in_nobody(visit: Visit, browser: Browser) -> None:
    arrive(visit, "rosa.lima@harbour.example")
    answer = f"{visit.tab.url}/done?sub=rosa-mfa"
    while not answer.startswith(visit.site.address):
        answer = visit.context.request.get(answer, max_redirects=0).headers["location"]
    victim = device(browser, visit.site)
    victim.tab.goto(answer)
    assert victim.tab.url.endswith("/accounts/login/?why=elsewhere")
    victim.close()
    visit.tab.goto(answer)
    assert "Rosa Lima" in visit.tab.locator("header").inner_text()


def test_an_address_of_no_such_organisation_is_told_so(visit: Visit) -> None:
    visit.open("/accounts/organisation/")
    visit.tab.locator("[name=email]").fill("somebody@unknown.example")
    press(visit.tab.get_by_role("button", name="Go on"))
    assert "That organisation has no accounts here" in visit.words


def test_its_pages_are_for_everybody(visit: Visit) -> None:
    assert problems(visit, "/accounts/organisation/") == []
    visit.tab.locator("[name=email]").fill("rosa.lima@harbour.example")
    press(visit.tab.get_by_role("button", name="Go on"))
    assert look(visit.tab, "going on") == []

"""Somebody chooses the consent a decision rests on, by keyboard alone; and a withdrawal at that moment comes first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.browser.accessibility import problems
from tests.browser.client import Client
from tests.browser.conftest import Open
from tests.browser.script import Script, script
from tests.browser.site import Site
from tests.browser.walk import go_on

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OWNER = "deepa.nair@oakfield.example"
PURPOSE = "So that the school nurse can test how well Freya hears."
AT_ONCE = 1  # seconds in which a page that waits for nobody has long answered


@pytest.fixture
def decision(site: Site) -> str:
    """The draft of the demonstration that can rest on a consent, and rests on none yet."""
    [[pk, reference]] = site.ask("SELECT id, reference FROM decisions_decision WHERE deciding LIKE '%%hearing'")
    site.ask(
        "UPDATE decisions_consentstatement SET relied_on_id = NULL, same_purpose = false WHERE decision_id = %s"
        " RETURNING id",
        pk,
    )
    return f"/decisions/{reference}/"


@pytest.fixture
def consent(site: Site) -> str:
    [[reference]] = site.ask("SELECT reference FROM consent_consent WHERE purpose = %s", PURPOSE)
    return str(reference)


def test_the_page_shuts_nobody_out(visit: Open, decision: str) -> None:
    device = visit()
    device.sign_in(OWNER)
    assert problems(device, f"{decision}pages/consent-relied-on/") == []


def test_a_consent_is_chosen_by_keyboard_and_the_record_would_say_which(
    visit: Open, decision: str, consent: str
) -> None:
    person = visit(scripts=False).keyboard
    person.sign_in(OWNER)
    person.tab.goto(f"{person.address}{decision}")
    person.go("/pages/consent-relied-on/")
    assert "The answers conflict." in person.page.text
    assert PURPOSE in person.page.text
    person.fill({"consent": consent})
    assert "Say whether it is the same purpose" in person.page.text
    person.fill({"consent": consent, "same": "yes"})
    assert "There is a problem" not in person.page.text
    person.tab.goto(f"{person.address}{decision}check/")
    assert f"{consent}, given by Hannah Marsh" in person.page.text


def test_a_withdrawal_under_way_is_waited_for_and_then_bars_the_record(
    site: Site, client: Callable[[str], Client], decision: str, consent: str
) -> None:
    person = client(OWNER)
    person.post(f"{decision}pages/consent-relied-on/", {"consent": consent, "same": "yes"})
    go_on(person, ABOUT, decision)
    assert person.path == f"{decision}check/"
    assert "Record this decision" in person.html
    with psycopg.connect(site.database) as opened, ThreadPoolExecutor(1) as pool:
        opened.execute("SELECT 1 FROM consent_consent WHERE reference = %s FOR UPDATE", [consent])
        pressed = pool.submit(person.fill, {})
        with pytest.raises(TimeoutError):
            pressed.result(AT_ONCE)
        opened.execute(WITHDRAWN, [consent])
        opened.commit()
        pressed.result(60)
    assert f"This rests on {consent}, which does not cover it now. Consent was withdrawn." in person.page.text
    records = "SELECT count(*) FROM decisions_record r JOIN decisions_decision d ON d.id = decision_id"
    assert site.count(f"{records} WHERE reference = %s", decision.split("/")[2]) == 0
    site.ask(GIVEN_AGAIN, consent)


ABOUT: Script = script("C01", "2024")
# As consent.actions.take_back writes it, by a colleague at the same moment; and their giving it again.
WITHDRAWN = """
    INSERT INTO consent_consentevent (consent_id, request_key, kind, "on", by_themselves, relationship_id,
        responsibility, basis, form, explained, parts, reason, why, recorded_at, recorded_by_id)
    SELECT consent_id, gen_random_uuid(), 'withdrawn', current_date, false, relationship_id,
        responsibility, basis, '', '{}', '{}', '', 'She rang', now(), recorded_by_id
    FROM consent_consentevent JOIN consent_consent c ON c.id = consent_id
    WHERE c.reference = %s AND consent_consentevent.kind = 'given'
    ORDER BY consent_consentevent.id LIMIT 1
"""
GIVEN_AGAIN = """
    INSERT INTO consent_consentevent (consent_id, request_key, kind, "on", by_themselves, relationship_id,
        responsibility, basis, form, explained, parts, reason, why, recorded_at, recorded_by_id)
    SELECT consent_id, gen_random_uuid(), 'given', current_date, false, relationship_id,
        responsibility, basis, form, explained, '{}', '', 'She thought better of it', now(), recorded_by_id
    FROM consent_consentevent JOIN consent_consent c ON c.id = consent_id
    WHERE c.reference = %s AND consent_consentevent.kind = 'given'
    ORDER BY consent_consentevent.id LIMIT 1
    RETURNING 1
"""

"""A manager reads, comments and asks for an addition; the practitioner adds it; somebody else countersigns."""

from collections.abc import Iterator

import pytest

from tests.browser.accessibility import look, problems
from tests.browser.conftest import Open
from tests.browser.pdfs import packed, text
from tests.browser.site import Site
from tests.browser.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
OWNER, MANAGER, GUARDIAN = "ben.hughes@oakfield.example", "ewan.fraser@oakfield.example", "grace.obi@oakfield.example"
WANTED, SAID, ADDED = "Say who rang the police", "Was the mother there?", "The head rang them at ten"
DANGER = {"about": "TK", "danger": "He has a knife", "told_whom": "The police", "shared": "Where he is"}


@pytest.fixture
def signing(site: Site) -> Iterator[None]:
    """Oakfield asks for a second signature after an emergency; what other tests find is as it was."""
    set_to = "UPDATE accounts_organisation SET countersign = %s WHERE name LIKE 'Oakfield%%' RETURNING id"
    site.ask(set_to, ["emergency"])
    yield
    site.ask(set_to, [])


def shared_in_an_emergency(owner: Visit) -> str:
    """The address of the record."""
    owner.open("/decisions/emergency/")
    for name, typed in {**DANGER, "channel": "By telephone"}.items():
        owner.tab.locator(f"[name={name}]").fill(typed)
    for part, typed in {"day": "25", "month": "11", "year": "2025", "time": "10:30"}.items():
        owner.tab.locator(f"[name=shared_at_{part}]").fill(typed)
    owner.keyboard.send()
    return owner.keyboard.path


def test_a_record_is_read_commented_added_to_and_countersigned_by_keyboard(visit: Open, signing: None) -> None:
    owner = visit(scripts=False, allowed=("403",))
    owner.sign_in(OWNER)
    record = shared_in_an_emergency(owner)
    reference = record.split("/")[2]
    assert "Waits for a countersignature" in owner.keyboard.page.text

    manager = visit(scripts=False).keyboard
    manager.sign_in(MANAGER)
    manager.go("/review/")
    manager.go(record)
    manager.press_enter("main section a[href*='/comment/']")
    manager.fill({"text": SAID})
    manager.go("/ask-for-addition/")
    manager.fill({"what": WANTED})
    assert "The addition is asked for" in manager.page.text
    manager.press_enter("main form[action='/review/read/'] button")
    assert "Marked as read" in manager.page.text

    owner.open("/")
    assert f"There is a comment on {reference}" in owner.keyboard.page.text
    owner.open(record)
    assert SAID in owner.keyboard.page.text
    owner.tab.get_by_role("link", name=WANTED).click()
    owner.keyboard.fill({"text": ADDED})
    owner.open(f"{record}countersign/")
    assert "Your role does not let you do this" in owner.keyboard.page.text
    assert sent_anyhow(owner, f"{record}countersign/") == 403

    guardian = visit(scripts=False)
    guardian.sign_in(GUARDIAN)
    guardian.open(f"{record}countersign/")
    for shown in (ADDED, SAID, "Shared at once"):
        assert shown in guardian.keyboard.page.text
    guardian.keyboard.fill({"agreed": "yes"})
    assert "Countersigned By Grace Obi" in guardian.keyboard.page.text
    printed = packed(text(guardian.pdf(record)))
    for said in ("Countersigned by Grace Obi", SAID, ADDED):
        assert packed(said) in printed

    manager.tab.goto(f"{manager.address}/review/")
    assert "Changed since you read it" in manager.page.text


def sent_anyhow(device: Visit, path: str) -> int:
    """The form of a page that is not shown, sent with a token of another."""
    device.open("/decisions/new/")
    token = str(device.tab.locator("main [name=csrfmiddlewaretoken]").first.get_attribute("value"))
    sent: dict[str, str | float | bool] = {"csrfmiddlewaretoken": token, "agreed": "yes", "reasons": "", "seen": "1"}
    sent["request_key"] = "0b9f6c0a-52d0-4a83-9f0c-3a4c1f0b6a55"
    address = f"{device.site.address}{path}"
    return device.context.request.post(address, form=sent, headers={"Referer": address}).status


def test_no_page_of_a_review_shuts_anybody_out(visit: Open, signing: None) -> None:
    owner = visit()
    owner.sign_in(OWNER)
    record = shared_in_an_emergency(owner)
    manager = visit()
    manager.sign_in(MANAGER)
    found = problems(manager, "/review/")
    manager.tab.locator("summary").first.click()
    found += look(manager.tab, "the filter of the list")
    for page in ("", "comment/", "ask-for-addition/", "countersign/"):
        found += problems(manager, f"{record}{page}")
    manager.open("/review/?since_day=40&since_month=1&since_year=2026")
    found += look(manager.tab, "a filter that can't be read")
    assert found == []

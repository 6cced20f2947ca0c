"""A Guardian and an IG lead go through the inbox, the log and the yearly report, and take both files away."""

import csv
from io import BytesIO, StringIO

import pytest
from pypdf import PdfReader

from tests.browser.accessibility import problems
from tests.browser.conftest import Open
from tests.browser.site import Site
from tests.browser.visit import Visit

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOG = "/caldicott/log/"


def download(device: Visit, link: str) -> bytes:
    with device.tab.expect_download() as waiting:
        device.tab.get_by_role("button", name=link).click()
    return waiting.value.path().read_bytes()


def holder(site: Site, role: str) -> str:
    """Who holds the role where a Guardian has been asked."""
    [[email], *_] = site.ask(
        "SELECT u.email FROM accounts_user u JOIN accounts_membership m ON m.user_id = u.id"
        " JOIN decisions_decision d ON d.organisation_id = u.organisation_id"
        " JOIN decisions_advicediscussion a ON a.decision_id = d.id AND a.role = 'caldicott_guardian'"
        " WHERE m.role = %s AND a.advice <> '' AND u.is_active ORDER BY u.id",
        role,
    )
    return str(email)


@pytest.mark.parametrize("role", ["caldicott_guardian", "ig_lead"])
def test_the_inbox_the_log_and_the_report_are_one_click_apart_and_both_files_come_down(
    visit: Open, site: Site, role: str
) -> None:
    device = visit()
    device.sign_in(holder(site, role))
    device.tab.get_by_role("link", name="Caldicott inbox, log and yearly report").click()
    assert device.tab.title().startswith("Caldicott inbox")
    device.tab.get_by_role("link", name="Log", exact=True).click()
    assert device.tab.locator("tbody tr").count() > 0
    device.tab.get_by_label("State").select_option("closed")
    device.tab.get_by_role("button", name="Show these").click()
    assert "state=closed" in device.tab.url
    assert {each.split()[0] for each in device.tab.locator("tbody tr td:last-child").all_inner_texts()} == {"Closed"}
    device.tab.locator("tbody th a").first.click()
    assert device.tab.get_by_text("Response time").or_(device.tab.get_by_text("Outcome")).count()
    device.open("/caldicott/report/")
    device.tab.get_by_role("button", name="Show this year").click()
    assert "Key figures" in device.html
    pdf = PdfReader(BytesIO(download(device, "Download the PDF")))
    assert "Caldicott report" in pdf.pages[0].extract_text()
    figures = list(csv.reader(StringIO(download(device, "Download the figures (CSV)").decode("utf-8-sig"))))
    assert figures[0] == ["section", "measure", "value"]


def test_a_note_is_written_by_keyboard_without_scripts_and_no_page_shuts_anybody_out(visit: Open, site: Site) -> None:
    guardian = holder(site, "caldicott_guardian")
    device = visit(scripts=False)
    device.sign_in(guardian)
    device.open(LOG)
    device.tab.locator("tbody th a").first.click()
    entry = device.keyboard.path
    device.keyboard.go("note/")
    device.keyboard.fill({"text": "The school changed its form since"})
    assert device.keyboard.path == entry
    assert "The school changed its form since" in device.keyboard.page.text
    looking = visit()
    looking.sign_in(guardian)
    pages = ("/caldicott/", LOG, entry, f"{entry}note/", f"{entry}precedent/", "/caldicott/report/")
    assert [each for page in pages for each in problems(looking, page)] == []

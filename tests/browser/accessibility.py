"""Looks at one page, as it opens and with its form sent empty, wide and narrow: axe, and no wider than the screen."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator
from playwright.sync_api import Page as Tab

from tests.browser.keyboard import whole
from tests.browser.visit import NARROW, WIDE, Visit

AXE = Axe()
RUN = "() => axe.run({resultTypes: ['violations']}).then(found => found.violations)"
WIDTH = "() => document.documentElement.scrollWidth"
EMPTY = """() => {
  for (const box of document.querySelectorAll("main input[type=text], main input[type=email], main textarea"))
    box.value = "";
  for (const choice of document.querySelectorAll("main :checked")) choice.checked = false;
  for (const list of document.querySelectorAll("main select")) list.selectedIndex = 0;
}"""
FORM = "main form[novalidate] button:not(.govuk-button--warning)"
ASKS = "main form[novalidate] :is(input:not([type=hidden]), textarea, select)"


def problems(device: Visit, path: str) -> list[str]:
    """Everything wrong with the page, clean and in error."""
    device.open(path)
    found = look(device.tab, path)
    if device.tab.locator(ASKS).count():
        device.tab.evaluate(EMPTY)
        press(device.tab.locator(FORM).last)
        found += look(device.tab, f"{path} sent empty")
        if not device.tab.title().startswith("Error: "):
            found.append(f"{path} sent empty: no error")
    return found


def press(button: Locator) -> None:
    """Press what opens another page, and wait for that page: a click alone comes back while it is still arriving."""
    with button.page.expect_navigation():
        button.click()


def look(tab: Tab, where: str) -> list[str]:
    """Everything wrong with the page as it stands."""
    found: list[str] = []
    whole(tab).evaluate(AXE.axe_script)
    for width in (WIDE, NARROW):
        tab.set_viewport_size({"width": width, "height": 900})
        results = tab.evaluate(RUN)
        found += [
            f"{where} at {width}: {each['id']}, {node['target']}: {node['failureSummary']}"
            for each in results
            for node in each["nodes"]
        ]
        reached = tab.evaluate(WIDTH)
        if reached > width:
            found.append(f"{where} at {width}: is {reached} wide")
    tab.set_viewport_size({"width": WIDE, "height": 900})
    return found

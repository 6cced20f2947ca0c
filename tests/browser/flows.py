"""A flow of bulk sharing, from a draft to its submission, entered by whoever drives a browser."""

from django.utils import timezone

from decisions.demonstration import flows
from decisions.demonstration.paper import PAPER
from tests.browser.controls import Fields
from tests.browser.keyboard import Keyboard
from tests.browser.script import as_fields, script
from tests.browser.walk import start

SAID = script("R19", "2024")
PDF = {"name": "signed.pdf", "mimeType": "application/pdf", "buffer": PAPER}
PARTNER: Fields = {"part": "joint", "contact": "The coordinator of the charity"}


def carry_on(person: Keyboard) -> str:
    """From the home page to the form for bulk sharing, by way of the first question; where the flow is."""
    decision = start(person, SAID)
    person.fill(SAID.question("situation"))
    assert person.path == decision, person.page.text
    person.send()
    assert person.path.startswith("/flows/BF-"), person.path
    return person.path


def fill_in(person: Keyboard, flow: str) -> None:
    """Every page of the form, from its task list on."""
    today = timezone.localdate()
    pages = {slug: as_fields(values) for slug, values in flows.pages(SAID.case, today).items()}
    _list(person, flow, "partners", as_fields(PARTNER), there=True)
    _list(person, flow, "data-sets", as_fields(flows.data_set(SAID.case)))
    for slug, fields in pages.items():
        person.go(f"{flow}pages/{slug}/") if person.path == flow else None
        assert person.path == f"{flow}pages/{slug}/", person.path
        if slug in {"agreement", "dpia"}:
            _keep(person, slug, as_fields(flows.papers(today)[slug]))
        person.fill(fields)
        person.tab.goto(f"{person.address}{flow}")


def _list(person: Keyboard, flow: str, listed: str, row: Fields, *, there: bool = False) -> None:
    """Add a row, or say more of the one that came with the draft; and back to the task list."""
    person.go(f"{flow}{listed}/")
    here = f"{flow}{listed}/"
    change = next((link for link in person.page.links if link.startswith(here) and "add" not in link), "")
    person.go(change if there else f"{here}add/")
    person.fill(row)
    assert person.path == here, person.page.text
    person.go(flow)


def _keep(person: Keyboard, kind: str, fields: Fields) -> None:
    person.go(f"papers/{kind}/add/")
    person.tab.set_input_files("input[type=file]", PDF)  # type: ignore[arg-type]
    person.fill(fields)


def submit(person: Keyboard, flow: str) -> None:
    person.go(f"{flow}check/")
    person.fill({"to_role": "ig_lead"})
    assert person.path == flow, person.page.text

"""Real records: valid for archives and for reading aloud, whole as data, and made in good time at any length."""

import json
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256

import pytest
import rfc8785

from tests.browser import pdfs, people
from tests.browser.client import Client
from tests.browser.controls import Control
from tests.browser.insistent import Insistent, room
from tests.browser.script import script
from tests.browser.site import Site
from tests.browser.walk import add_recipients, go_on, let_advice_stand, walk
from tests.verapdf import validate

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SignIn = Callable[[str], Client]
# Of work, for anything anybody types: three times the bound of the requirement, as work takes longer on a busy machine.
SECONDS = 30
TOO_MUCH = 100_000  # characters
# A family of joined emoji, and two words of Arabic.
STRANGE = "\U0001f469\u200d\U0001f467 \u0633\u0644\u0627\u0645\u0629 \u0627\u0644\u0637\u0641\u0644 "


def as_much_as_fits(control: Control) -> str:
    """Emoji and Arabic, then one word with no place to break it."""
    return STRANGE + control.name[:1] * (room(control) - len(STRANGE))


def test_the_shortest_a_typical_and_the_longest_record_are_valid_pdfs_that_carry_their_data(
    site: Site, client: SignIn, capsys: pytest.CaptureFixture[str]
) -> None:
    person = client(people.PRACTITIONER_2024)
    typical = walk(person, script("C01", "2024"))
    person.fill({})
    person.post("/decisions/emergency/", script("C20", "2024").page("emergency"))
    shortest = person.path
    longest = write_the_longest(site)
    files = [person.get(f"{decision}record.pdf") for decision in (shortest, typical)]
    began = site.processor_time
    files.append(person.get(f"{longest}record.pdf"))
    took = site.processor_time - began
    with capsys.disabled():
        sys.stdout.write(f"\nThe longest record: {len(files[-1]):,} bytes of PDF in {took:.1f} s\n")
    assert took < SECONDS

    for verdict in validate(*files):
        assert verdict.pdfa_3a, verdict.failures
        assert verdict.pdfua_1, verdict.failures
    for decision, pdf in zip((shortest, typical, longest), files, strict=True):
        check_data(site, decision, pdf)


def write_the_longest(site: Site) -> str:
    person = Insistent(site, people.PRACTITIONER_2024, as_much_as_fits)
    said = script("C01", "2024", situation="request")
    decision = walk(person, said, until="statutory")
    person.post(f"{decision}questions/statutory/advice/elsewhere/", said.page("ask"))
    person.fill(said.page("advice"))
    go_on(person, said, decision)
    add_recipients(person, said)
    let_advice_stand(person)
    person.fill({})
    assert person.path == decision, person.page.text[:1000]
    return decision


def check_data(site: Site, decision: str, pdf: bytes) -> None:
    """The attachment is what was recorded, and what was recorded has the hash it says."""
    [[content, content_hash]] = site.ask(
        "SELECT content, content_hash FROM decisions_record r JOIN decisions_decision d ON d.id = r.decision_id"
        " WHERE reference = %s",
        decision.split("/")[2],
    )
    assert pdfs.attached(pdf)["record"] == content
    assert sha256(rfc8785.dumps(json.loads(json.dumps(content)))).hexdigest() == content_hash


def pages_with_boxes(person: Client) -> Iterator[str]:
    """Every page where something can be typed: of a draft, of a record, of neither."""
    said = script("C01", "2024", situation="request")
    decision = walk(person, said, until="statutory")
    person.post(f"{decision}questions/statutory/advice/elsewhere/", said.page("ask"))
    advice = person.path
    person.fill(said.page("advice"))
    go_on(person, said, decision)
    links = [link for link in person.page.links if link.startswith(decision)]
    rows = ["items/add/", "recipients/add/", "questions/statutory/advice/elsewhere/", "emergency/"]
    yield from ["/decisions/new/", "/decisions/emergency/", advice, *links, *(decision + row for row in rows)]
    person.get(f"{decision}check/")
    person.fill({})
    yield from (f"{decision}add/", f"{decision}amend/weighing.0.text/")


def test_a_hundred_thousand_characters_in_any_box_give_a_sentence_and_stay_in_the_box(
    site: Site, client: SignIn
) -> None:
    person = Insistent(site, people.PRACTITIONER_2024, lambda control: control.name[:1] * TOO_MUCH)
    slowest, boxes = 0.0, 0
    for path in pages_with_boxes(client(people.PRACTITIONER_2024)):
        person.get(path)
        person.said.clear()
        began = site.processor_time
        person.fill({})
        slowest = max(slowest, site.processor_time - began)
        boxes += len(person.said)
        kept = [each.value for each in person.page.controls.values() if each.is_typed and len(each.value) == TOO_MUCH]
        assert (kept, person.path) == (person.said, path)
        assert person.html.count("characters or fewer") >= len(person.said), path
    assert boxes > 40
    assert slowest < SECONDS

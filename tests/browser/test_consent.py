"""Consent is asked for, given, refused, weighed and looked at again, by keyboard alone and without JavaScript."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from psycopg.conninfo import conninfo_to_dict

from consent.status import ELEMENTS
from tests.browser.accessibility import look, problems
from tests.browser.client import Client
from tests.browser.conftest import Open
from tests.browser.consents import ABLE, AGREES, GIRL, MOTHER, OWNER, REFUSES, ask, girl_of_14, mothers, save
from tests.browser.keyboard import Keyboard
from tests.browser.site import Site
from tests.databases import ROOT, environment

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SignIn = Callable[[str], Client]
PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


@pytest.fixture
def person(visit: Open) -> Keyboard:
    """Somebody without a mouse, whose browser runs no scripts."""
    someone = visit(scripts=False).keyboard
    someone.sign_in(OWNER)
    return someone


def test_a_mother_agrees_after_everything_was_explained_and_it_stands(person: Keyboard) -> None:
    girl_of_14(person, "B-AGREES")
    consent = ask(person)
    assert "Nobody has answered yet" in person.page.text
    for shown in ("The school nursing service, Named nurse", "The youth club", "By secure email"):
        assert shown in person.page.text
    person.go(mothers(consent, person.page.links))
    person.fill(AGREES)
    assert person.path == consent
    assert "Consent stands" in person.page.text
    assert "Somebody has answered, so this is kept as it was." in person.page.text


def test_it_is_looked_at_again_with_one_choice(person: Keyboard) -> None:
    """Two minutes: what has changed, whether they still agree, and a next day that is there already."""
    girl_of_14(person, "B-REVIEW")
    consent = ask(person)
    person.go(mothers(consent, person.page.links))
    person.fill(AGREES)
    person.go(f"{consent}changed/")
    person.fill({"reason": "case"})
    assert "their case was closed or opened again" in person.page.text
    person.tab.goto(f"{person.address}/")
    person.go("/consents/due/")
    assert "their case was closed or opened again" in person.page.text
    person.go(f"{consent}review/")
    person.fill({})
    assert "Say whether they still agree" in person.page.text
    person.fill({"still": "unsure", "why": "She moves in March"})
    assert "It stays due until you have asked them" in person.page.text
    assert person.page.controls["why"].value == "She moves in March"
    person.fill({"still": "yes"})
    assert person.path == consent
    assert "She moves in March" in person.page.text
    assert "looked at again: they still agree" in person.page.text
    assert "To be looked at again since" not in person.page.text
    person.tab.goto(f"{person.address}/consents/due/")
    assert consent.split("/")[2] not in person.page.text


def test_a_mother_who_says_no_is_heard(person: Keyboard) -> None:
    girl_of_14(person, "B-REFUSES")
    consent = ask(person)
    person.go(mothers(consent, person.page.links))
    person.fill({**REFUSES, "why": "She told us herself that she does not want it"})
    assert "Consent was refused" in person.page.text
    assert "Respect it" in person.page.text
    assert "She told us herself" in person.page.text


def test_a_girl_of_14_found_able_who_refuses_against_her_mother_is_a_conflict(person: Keyboard) -> None:
    girl_of_14(person, "B-CONFLICT")
    consent = ask(person)
    person.go(f"{consent}answers/themselves/")
    assert "has not been looked at" in person.page.text
    person.go(f"{consent}assessment/")
    person.fill({**ABLE, "weighing_note": "She named what speaks for it and against it"})
    assert "able to decide this" in person.page.text
    person.go(f"{consent}answers/themselves/")
    assert "They were found able to decide this themselves." in person.page.text
    person.fill(REFUSES)
    person.go(mothers(consent, person.page.links))
    person.fill(AGREES)
    for shown in (
        "The answers conflict",
        f"{GIRL}: consent was refused",
        f"{MOTHER}: consent stands",
        f"Weigh first what {GIRL} decided",
        "Nobody outvotes anybody. Weigh each answer, and ask for advice.",
    ):
        assert shown in person.page.text
    assert f"{consent}review/" not in person.page.links  # there is nothing to look at again until they are weighed


def test_an_element_left_empty_is_named_before_and_after_the_answer(person: Keyboard) -> None:
    girl_of_14(person, "B-UNTOLD")
    consent = ask(person, without="retention")
    left_out = ELEMENTS["retention"].label
    assert f"Nothing is written about: {left_out}".lower() in person.page.text.lower()
    person.go(mothers(consent, person.page.links))
    assert f"Nothing is written about: {left_out}".lower() in person.page.text.lower()
    person.fill({**AGREES, "explained": [each for each in ELEMENTS if each != "retention"]})
    assert "Consent was given, but it was not informed" in person.page.text
    assert f"They were not told: {left_out}" in person.page.text


def test_a_paper_is_kept_and_comes_back_as_a_download_alone(person: Keyboard, tmp_path: Path) -> None:
    girl_of_14(person, "B-PAPER")
    consent = ask(person)
    paper = tmp_path / "Zofia Nowak signed.pdf"
    paper.write_bytes(PDF)
    person.go(f"{consent}papers/")
    person.to("[name='what']")
    person.tab.keyboard.type("The form she signed")
    person.to("[name='paper']")
    with person.tab.expect_file_chooser() as chooser:
        person.tab.keyboard.press("Space")
    chooser.value.set_files(paper)
    person.send()
    assert "The form she signed" in person.page.text
    kept = next(link for link in person.page.links if link.startswith(f"{consent}papers/") and link[-2].isdigit())
    person.to(f"main a[href='{kept}']")
    with person.tab.expect_download() as coming:
        person.tab.keyboard.press("Enter")
    assert Path(coming.value.path()).read_bytes() == PDF
    number = kept.split("/")[-2]
    assert coming.value.suggested_filename == f"{consent.split('/')[2]}-{number}.pdf"
    assert person.path == consent


def test_every_page_in_error_keeps_what_was_typed(client: SignIn) -> None:
    person = client(OWNER)
    child = girl_of_14(person, "B-KEPT")
    consent = ask(person)
    save(person, mothers(consent, person.page.links), AGREES)
    boxes = 0
    pages = ("answers/themselves/", "not-answered/", "assessment/", "longer/", "invalid/", "review/", "changed/")
    for path in (f"{child}consents/ask/", *(f"{consent}{page}" for page in (*pages, "papers/"))):
        person.get(path)
        texts = {
            each.name: f"Typed into {each.name}"
            for each in person.page.controls.values()
            if each.is_typed and not each.name.endswith(("_day", "_month", "_year"))
        }
        person.fill(texts)
        assert "There is a problem" in person.page.text, path
        for name, text in texts.items():
            assert person.page.controls[name].value == text, (path, name)
        boxes += len(texts)
    assert boxes >= 14


def test_no_page_of_consent_shuts_anybody_out(visit: Open, client: SignIn) -> None:
    """Clean, in error, and full of long words."""
    maker = client(OWNER)
    child = girl_of_14(maker, "B-AXE")
    begun = ask(maker)
    maker.get(child)
    full = ask(maker)
    long = {"use": f"{'Longword' * 30} " * 3, "method": "M" * 200}
    for slug, text in long.items():
        maker.post(f"{full}asked/{slug}/", {slug: text})
    save(maker, f"{full}assessment/", ABLE)
    maker.get(full)
    mother = mothers(full, maker.page.links)
    save(maker, mother, {**AGREES, "why": "W" * 300})
    save(maker, f"{full}changed/", {"reason": "other", "why": "Z" * 300})
    device = visit()
    device.sign_in(OWNER)
    found: list[str] = []
    for path in (begun, full, f"{begun}recipients/", f"{begun}asked/purpose/", f"{begun}asked/information/"):
        found += problems(device, path)
    pages = ("not-answered/", "assessment/", "longer/", "invalid/", "review/", "changed/", "papers/")
    for path in (f"{child}consents/ask/", mother, f"{full}answers/themselves/", *(f"{full}{page}" for page in pages)):
        found += problems(device, path)
    optional = [f"{begun}asked/{slug}/" for slug in ("use", "method", "retention", "limits", "withdrawal")]
    for path in ("/consents/due/", child, *optional):
        device.open(path)
        found += look(device.tab, path)
    save(maker, f"{full}answers/themselves/", REFUSES)
    found += problems(device, full)  # now a conflict
    assert found == []


def test_two_runs_of_the_reminder_at_once_tell_once(site: Site, client: SignIn) -> None:
    person = client(OWNER)
    girl_of_14(person, "B-REMIND")
    consent = ask(person)
    save(person, mothers(consent, person.page.links), AGREES)
    save(person, f"{consent}changed/", {"reason": "case"})
    env = environment(str(conninfo_to_dict(site.database)["dbname"]))
    order = [sys.executable, "manage.py", "remind_of_consents"]
    runs = [subprocess.Popen(order, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    said = sorted(run.communicate()[0] for run in runs)
    assert [run.returncode for run in runs] == [0, 0, 0]
    assert [line.split(" people")[0] for line in said] == ["0", "0", "1"]
    reminders = "SELECT count(*) FROM consent_consentreminder r JOIN consent_consent c ON c.id = consent_id"
    assert site.count(f"{reminders} WHERE reference = %s", consent.split("/")[2]) == 1
    person.get("/")
    assert "to be looked at again" in person.page.text

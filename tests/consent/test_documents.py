"""The copies for the family: to keep, to be read aloud, in plain words, and never where they put somebody at risk."""

import re
import subprocess
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.template.loader import render_to_string
from pypdf import PageObject

from consent.documents import easy_read, family, record
from consent.documents.answers import somebody_agreed
from consent.standing import EVENTS, STANDINGS, WEIGHTS
from consent.status import ELEMENTS, WAYS
from consent.words import KINDS
from tests.browser.pdfs import packed
from tests.consent.written import KEEPER, WHY, written
from tests.documents.reading import opened
from tests.verapdf import Verdict, validate

ON = date(2026, 3, 3)
AT = datetime(2026, 3, 3, 9, tzinfo=UTC)
TEXTS = ("purpose", "use", "method", "retention", "limits", "withdrawal")
LONG: dict[str, Any] = {name: f"{name} begins {'and so on ' * 997} ends"[:10_000] for name in TEXTS}
HISTORIES = {
    "no answer yet": written("", use="", method="", retention="", limits="", withdrawal="", categories=[]),
    "typical": written("01-10 given mother form=spoken until=07-10"),
    "much has happened": written(
        "01-10 given mother form=spoken until=07-10; 01-12 given father untold=use; 01-20 reviewed;"
        "02-01 narrowed mother; 02-02 refused aunt; 02-03 renewed mother; 02-04 called_for_review;"
        "02-05 found_invalid father",
        parts=["recipient:2", "category:health"],
    ),
    "ten thousand characters in each text": written("01-10 given mother", **LONG),
    "one word of ten thousand letters": written("01-10 given mother", purpose="x" * 10_000, limits="ŵ" * 10_000),
    "other alphabets": written(
        "01-10 given mother",
        name="مريم 李小龍 Ωmega Ćwiąkała 🦄",
        purpose="مرحبا 中文 ŵŷ 👨‍👩‍👧 \u202e \x01",
        use="ภาษาไทย",
    ),
}
MADE = {"record": record.to_print, "easy read": easy_read.to_print}


@pytest.fixture(scope="module")
def files() -> dict[tuple[str, str], bytes]:
    return {(of, name): make(held, on=ON, at=AT).pdf() for of, held in HISTORIES.items() for name, make in MADE.items()}


@pytest.fixture(scope="module")
def verdicts(files: dict[tuple[str, str], bytes]) -> dict[tuple[str, str], Verdict]:
    return dict(zip(files, validate(*files.values()), strict=True))


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("of", HISTORIES)
def test_whatever_it_holds_it_is_for_the_archive_and_for_the_screen_reader(
    verdicts: dict[tuple[str, str], Verdict], of: str, name: str
) -> None:
    assert verdicts[of, name] == Verdict(pdfa_3a=True, pdfua_1=True, failures=())


def read(pdf: bytes) -> str:
    """In the order in which it is read, without spaces and line ends."""
    done = subprocess.run(["pdftotext", "-raw", "-nopgbrk", "-", "-"], input=pdf, capture_output=True, check=True)
    return packed(done.stdout.decode())


@pytest.mark.slow
@pytest.mark.parametrize("of", ["typical", "ten thousand characters in each text"])
def test_each_text_stands_in_the_record_once_and_in_the_order_in_which_it_was_asked(
    files: dict[tuple[str, str], bytes], of: str
) -> None:
    consent = HISTORIES[of].consent
    whole = _without_edges(read(files[of, "record"]))
    order = [consent.purpose, consent.use, "The police", "Health", consent.method, consent.retention, consent.limits]
    places = [whole.find(packed(each)) for each in (*order, consent.withdrawal)]
    assert -1 not in places
    assert places == sorted(places)
    assert [whole.count(packed(getattr(consent, name))) for name in TEXTS] == [1] * len(TEXTS)


def _without_edges(whole: str) -> str:
    """Without what stands at the head and foot of each page, which cuts a text in two."""
    return re.sub(r"private:keepitsafe(?!what)|co-2345-6789,northschool(page\d+of\d+)?|page\d+of\d+", "", whole)


@pytest.mark.slow
def test_the_easy_read_copy_has_what_with_whom_until_when_and_how_to_stop_once_each(
    files: dict[tuple[str, str], bytes],
) -> None:
    whole = read(files["typical", "easy read"])
    consent = HISTORIES["typical"].consent
    said = [
        "This is about Aoife Byrne.",
        "The answer is yes.",
        "Health",
        "The school nursing service, Named nurse",
        consent.purpose,
        "until 10 July 2026",
        consent.limits,
        consent.withdrawal,
        "Amara Cole, Class teacher, North School",
        "Say this number: CO-2345-6789",
        "Telephone:",
    ]
    places = [whole.find(packed(each)) for each in said]
    assert -1 not in places
    assert places == sorted(places)
    assert [whole.count(packed(each)) for each in said] == [1] * len(said)


@pytest.mark.slow
@pytest.mark.parametrize("of", ["typical", "much has happened"])
def test_the_easy_read_copy_is_in_large_type_on_two_pages_at_most(files: dict[tuple[str, str], bytes], of: str) -> None:
    pages = opened(files[of, "easy read"]).pages
    assert len(pages) <= 2
    assert min(size for page in pages for size in sizes(page)) >= 16


def sizes(page: PageObject) -> set[float]:
    """The sizes of type, in points."""
    found: set[float] = set()

    def look(text: str, cm: list[float], tm: list[float], font: object, size: float) -> None:
        if text.strip():
            found.add(round(size * abs(tm[3] * cm[3]), 1))

    page.extract_text(visitor_text=look)
    return found


@pytest.mark.slow
def test_small_type_would_be_noticed(files: dict[tuple[str, str], bytes]) -> None:
    assert min(sizes(opened(files["typical", "record"]).pages[0])) < 16


@pytest.mark.slow
def test_each_picture_says_what_it_shows(files: dict[tuple[str, str], bytes]) -> None:
    html = render_to_string("consent/easy_read_pdf.html", easy_read.easy_read(HISTORIES["much has happened"], ON))
    assert html.count("<svg") == html.count("<title>Picture: ") == html.count("</h2>")


@pytest.mark.slow
@pytest.mark.parametrize("name", MADE)
def test_what_a_practitioner_wrote_and_what_others_said_of_it_is_nowhere(
    files: dict[tuple[str, str], bytes], name: str
) -> None:
    whole = read(files["much has happened", name])
    for kept in (WHY, KEEPER.email, "F-1", "risk_of_harm", "recipient:2"):
        assert packed(kept) not in whole


@pytest.mark.parametrize("name", ["record", "easy_read"])
def test_no_reason_for_not_asking_is_printed(name: str) -> None:
    held = written("01-05 not_sought; 01-10 given mother; 01-11 called_for_review")
    context = record.record(held, ON) if name == "record" else easy_read.easy_read(held, ON)
    html = render_to_string(f"consent/{name}_pdf.html", context)
    assert "not asked for" not in html
    assert "harm, prejudice" not in html
    assert "Something changed" not in html


@pytest.mark.parametrize("name", ["record", "easy_read"])
def test_nothing_is_fetched_whatever_was_typed(name: str) -> None:
    typed = '<img src="http://127.0.0.1/x"><style>@import "file:///etc/passwd";</style>'
    everywhere: dict[str, Any] = dict.fromkeys(("name", *TEXTS), typed)
    held = written("01-10 given mother", **everywhere)
    context = record.record(held, ON) if name == "record" else easy_read.easy_read(held, ON)
    html = render_to_string(f"consent/{name}_pdf.html", context).replace('xmlns="http://www.w3.org/2000/svg"', "")
    assert "<img" not in html
    assert not re.search(r"(src|href)=\"|url\(|@import \"", html)


def test_everything_that_can_be_said_has_plain_words() -> None:
    assert list(family.STANDS) == list(STANDINGS)
    assert set(family.DID) <= set(EVENTS)
    assert (set(family.HOW), set(family.KINDS), set(family.COUNTS)) == (set(WAYS), set(KINDS), {*WEIGHTS, ""})
    assert set(ELEMENTS) <= set(family.TITLES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_yes_to_help_is_never_printed_as_a_yes_to_sharing(kind: str) -> None:
    held = written("01-10 given mother", kind=kind)
    shares = kind in {"share", "data_protection"}
    assert family.follows(held, held.standing(ON)) == f"We may {'share' if shares else 'do'} what is written here."


def test_a_copy_of_what_does_not_stand_says_so_first() -> None:
    held = written("01-10 given mother; 02-01 withdrawn mother")
    assert record.record(held, ON)["stands"] == "The yes was taken back"
    assert [line.says for line in easy_read.easy_read(held, ON)["lines"]][1] == "The yes was taken back."  # type: ignore[attr-defined]
    assert "It counts until" not in str(easy_read.easy_read(held, ON))


def test_somebody_who_has_left_is_not_whom_to_call() -> None:
    held = written("01-10 given mother")
    assert family.keeper(held.consent.begun_by)["name"] == "Amara Cole"
    gone = type(KEEPER)(name="Amara Cole", organisation=KEEPER.organisation, is_active=False)
    assert family.keeper(gone) == {"name": "", "role": "", "organisation": "North School"}


@pytest.mark.parametrize(
    ("events", "agreed"),
    [
        ("", False),
        ("01-10 refused mother", False),
        ("01-10 given aunt", False),
        ("06-10 given mother", False),
        ("01-10 not_sought", False),
        ("01-10 given mother", True),
        ("01-10 given mother form=implied", True),
        ("01-10 given mother; 02-01 withdrawn mother", True),
        ("01-10 given mother until=02-01", True),
    ],
)
def test_there_is_a_copy_only_of_what_somebody_who_decides_agreed_to(events: str, agreed: bool) -> None:
    assert somebody_agreed(written(events), ON) is agreed

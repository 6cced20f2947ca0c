"""How hard each letter and each mail to somebody outside is to read: the Flesch-Kincaid grade, printed with its bar."""

from collections.abc import Callable, Iterable, Iterator

import pytest
from django.template.loader import render_to_string

from decisions import words
from decisions.letters import sentences
from decisions.letters.telling import VARIANTS
from tests.campaigns.results import FIGURES
from tests.decisions.in_letters import TOLD, letter, of_case, refused, request
from tests.decisions.reading_age import grade
from tests.decisions.test_letters import HARDEST, kept_back, prose

# The hardest grade of letters that professionals get: of a school year, so about age 11, 13 and 16.
REFUSAL, CORRECTION, NOTICE, MAIL = 6.0, 6.0, 8.0, 6.0
MAILS = ("advice/mail.txt", "sheets/mail.txt", "correcting/mail.txt")


def to_the_family() -> Iterator[tuple[str, float, float]]:
    for variant in VARIANTS:
        found = [grade(prose(letter(of_case(case), variant, already=it))) for case in TOLD for it in (False, True)]
        yield f"to the family: {variant}", max(found), HARDEST[variant]


def refusals() -> Iterator[tuple[str, float, float]]:
    for guarded in (False, True):
        asked = request(own_data=True)
        found = [grade(prose(refused(kept_back(ground), asked, guarded=guarded))) for ground in words.GROUNDS]
        yield f"refusal{', guarded' if guarded else ''}", max(found), REFUSAL


def corrections() -> Iterator[tuple[str, float, float]]:
    said = sentences.sentences("correction")
    yield "correction", _grade(text if text.endswith(".") else f"{text}." for text in said.values()), CORRECTION


def notices() -> Iterator[tuple[str, float, float]]:
    """The draft of a notice that consent was withdrawn, whatever it says."""
    filled = {"to": "A nurse", "reference": "IS-2222-3333", "day": "3 March 2026", "name": "Amara Cole", "role": ""}
    every = [
        render_to_string("decisions/withdrawal/notice.txt", {**filled, "organisation": "Oakfield", **chosen})
        for chosen in ({}, {"invalid": True}, {"parts": "sharing it with you"}, {"rests_on_more": True})
    ]
    yield "notice that consent was withdrawn", max(map(_of_text, every)), NOTICE


def mails() -> Iterator[tuple[str, float, float]]:
    for name in MAILS:
        yield f"mail: {name.split('/')[0]}", _of_text(render_to_string(f"decisions/{name}", {"until": "3 March"})), MAIL


def _of_text(text: str) -> float:
    return _grade(line for line in text.splitlines() if line.strip())


def _grade(texts: Iterable[str]) -> float:
    return grade(list(texts))


@pytest.mark.parametrize("read", [to_the_family, refusals, corrections, notices, mails])
def test_each_letter_can_be_read_by_whom_it_is_for(
    read: Callable[[], Iterator[tuple[str, float, float]]], record_property: Callable[[str, object], None]
) -> None:
    found = list(read())
    assert found
    for what, hardest, bar in found:
        figures = {"name": f"Reading age of {what}", "figure": round(hardest, 1), "bar": bar, "unit": "grade"}
        record_property(FIGURES, figures)
    assert not [each for each in found if each[1] > each[2]]

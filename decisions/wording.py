"""How the record words things: dates, choices, and the rows of its lists."""

from collections.abc import Mapping

from consent.status import Term
from decisions import words
from decisions.models import Item, Recipient
from infoshare.govuk.moments import clock as clock
from infoshare.govuk.moments import day as day
from infoshare.govuk.moments import moment as moment


def label(vocabulary: Mapping[str, Term], value: str) -> str:
    return vocabulary[value].label if value else ""


def rows(*pairs: tuple[str, str]) -> list[dict[str, str]]:
    """Labelled texts, without the ones that say nothing."""
    return [{"label": name, "text": text} for name, text in pairs if text]


def item(row: Item) -> dict[str, str]:
    """One piece of information, in words."""
    return {
        "text": row.text,
        "category": words.CATEGORIES[row.category].label,
        "nature": words.NATURES[row.nature].label,
        "source": row.source,
        "about_whom": row.about_whom,
        "accurate_on": day(row.accurate_on),
        "choice": row.choice,
        "choice_label": words.CHOICES[row.choice].label,
        "why": row.why,
    }


def recipient(row: Recipient) -> dict[str, str]:
    return {"name": row.name, "role": row.role, "organisation": row.organisation}


# What took a consent away, in the words of to-dos and notices.
LOST = {
    "withdrawn": "Consent was withdrawn",
    "narrowed": "Consent was withdrawn in part",
    "refused": "Consent was refused after all",
    "found_invalid": "Consent was found not to be valid",
}

"""How the record words things: dates, choices, and the rows of its lists."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from consent.status import Term
from decisions import words, words_of_sharing
from decisions.models import Acknowledgement, Item, Line, Recipient, receipts
from infoshare.govuk.moments import clock as clock
from infoshare.govuk.moments import day as day
from infoshare.govuk.moments import moment as moment


def label(vocabulary: Mapping[str, Term], value: str) -> str:
    return vocabulary[value].label if value else ""


def came_back(said: Sequence[Acknowledgement]) -> str:
    """How one sending stands, with what they did with it; "" where no word came."""
    if not said:
        return ""
    now, done = receipts.came_back(said), said[-1].done_with
    what = words_of_sharing.CAME_BACK[now]
    return f"{what}. {words_of_sharing.DONE_WITH_THEIRS[done]}" if now == words_of_sharing.ARRIVED else what


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
        "author": row.author,
        "about_whom": row.about_whom,
        "accurate_on": day(row.accurate_on),
    }


UNDECIDED = "Not decided yet"
SHORT = {"share": "Share", "redact": "In part", "withhold": "Keep back"}


def line(row: Line | None, to: Recipient) -> dict[str, str]:
    """What one recipient gets of one piece of information, in words."""
    row = row or Line()
    return {
        "to": str(to),
        "choice": row.choice,
        "choice_label": label(words.CHOICES, row.choice) or UNDECIDED,
        "why": row.why,
        "redacted": row.redacted,
        "onward": label(words.ONWARD, row.onward),
    }


COUNTED = {"share": "to share", "redact": "to share in part", "withhold": "kept back"}


def counted(choices: Iterable[str]) -> str:
    """How many of each choice there are: "2 to share, 1 kept back"."""
    found = Counter(choices)
    return ", ".join(f"{found[choice]} {called}" for choice, called in COUNTED.items() if found[choice])


def recipient(row: Recipient) -> dict[str, str]:
    """Of what kind it is only where that is said: records from before it was asked stay what they are."""
    said = {"sector": row.sector, "kind": words.SECTORS[row.sector].label} if row.sector else {}
    return {"name": row.name, "role": row.role, "organisation": row.organisation, **said}


def with_kind(row: Recipient) -> str:
    return f"{row} ({words.SECTORS[row.sector].label})" if row.sector else str(row)


# What took a consent away, in the words of to-dos and notices.
LOST = {
    "withdrawn": "Consent was withdrawn",
    "narrowed": "Consent was withdrawn in part",
    "refused": "Consent was refused after all",
    "found_invalid": "Consent was found not to be valid",
}

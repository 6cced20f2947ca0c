"""What is worth a second thought before one piece of information goes to one recipient. It teaches, and never bars."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from decisions.models import Item, Recipient
from decisions.the_child import is_the_child
from infoshare.govuk.moments import day, months_from

SCHOOLING = re.compile(
    r"\b(schools?|schooling|teach(er|ers|ing)?|class(es|room)?|nurser(y|ies)|college|pupils?|lessons?|learn(ing)?"
    r"|reading|homework|attendance|education|exams?|tutor|senco)\b",
    re.IGNORECASE,
)
WHOLE_FILE = re.compile(
    r"\b((whole|entire|full|complete)\s+(case\s+)?(file|files|record|records|history|notes|report)"
    r"|(case|medical|clinical)\s+(notes|records|files?)|all\s+(the\s+|her\s+|his\s+|their\s+)?(records|notes|files)"
    r"|everything\s+(we|i)\s+(have|hold|know))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Caution:
    """Why to think again, and the rule that it stands on."""

    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Given:
    """One piece of information, to whom it would go, for what, on which day.

    `about` is what the child is called there; `found_wrong` the reference under which it was found wrong in a record
    that the decision looks at again.
    """

    item: Item
    to: Recipient
    purpose: str
    today: date
    about: str = ""
    found_wrong: str = ""


def of(given: Given) -> list[Caution]:
    return [caution for look in LOOKS if (caution := look(given))]


def _found_wrong(given: Given) -> Caution | None:
    if not given.found_wrong:
        return None
    return Caution(
        f"This was found wrong since the first decision: see {given.found_wrong}. Put it right in the list of "
        "information, or take it off.",
        "2024, rule 6: accurate",
    )


def _somebody_else(given: Given) -> Caution | None:
    if is_the_child(given.item.about_whom, given.about):
        return None
    return Caution(
        "This is about somebody else, who has a right to privacy too. Share it only if this recipient can't help the "
        "child without it. Often a few words less will do.",
        "2024, rule 6: only what they need",
    )


def _crime_at_school(given: Given) -> Caution | None:
    about = " ".join((given.purpose, given.to.organisation, given.to.role))
    if given.item.category != "criminal" or not SCHOOLING.search(about):
        return None
    return Caution(
        "A crime or an allegation of one is probably not needed to help a child at school. The law guards such "
        "information closely. Think about what this recipient would do with it.",
        "Practice document: it may not be necessary to share everything",
    )


def _no_author(given: Given) -> Caution | None:
    if given.item.nature == "fact" or given.item.author:
        return None
    what, who = ("An opinion", "whose it is") if given.item.nature == "opinion" else ("An allegation", "who makes it")
    return Caution(
        f"{what} reads like a fact where nobody stands behind it. Say {who}, so that the reader can weigh it.",
        "2024, rule 6: accurate. 2008, question 6: fact apart from opinion",
    )


def _old(given: Given) -> Caution | None:
    """What has no date at all is said once for the page: below each piece it would be read no more."""
    on = given.item.accurate_on
    if on is None or on >= months_from(given.today, -12):
        return None
    return Caution(
        f"It was last known to be true on {day(on)}, more than a year ago. Check whether it still holds before you "
        "share it.",
        "2024, rule 6: accurate",
    )


def _whole_file(given: Given) -> Caution | None:
    if not WHOLE_FILE.search(given.item.text):
        return None
    return Caution(
        "This looks like a whole file. A file holds much that this recipient does not need, about others too. List "
        "what they need, one piece at a time.",
        "2024, rule 6: rarely a whole file",
    )


LOOKS: tuple[Callable[[Given], Caution | None], ...] = (
    *(_found_wrong, _somebody_else, _crime_at_school, _no_author, _old, _whole_file),
)

"""The letter that puts right what one recipient was told: the line as it went to them, what is right, what to do.

It is built from the sheet as it was frozen, never from the piece of information: what was left out stays out.
"""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from decisions.draft import Draft
from decisions.letters.sentences import Voice
from decisions.models import CorrectionOwed, FoundWrong, Sheet
from decisions.sheet import Content
from infoshare.govuk.moments import day
from infoshare.saving.versions import fingerprint

SAY = Voice("correction")
ASKS = {
    "wrong": ("do.replace", "do.decided", "do.pass_on", "do.tell", "do.not_yours"),
    "withdrawn": ("do.remove", "do.decided", "do.pass_on", "do.tell", "do.not_yours"),
}


class Version(NamedTuple):
    """A letter as it is with the words that somebody wrote then. Each word stays, so each letter can be made again."""

    since: datetime
    content: Content

    @property
    def mark(self) -> str:
        return mark(self.content)

    @property
    def right(self) -> str:
        return str(self.content["right"])


def mark(content: Content) -> str:
    """Stands for what a letter says, on whatever day it is made; "" where there is none."""
    return fingerprint({name: said for name, said in content.items() if name != "date"}) if content else ""


def versions(draft: Draft, owed: CorrectionOwed, now: datetime) -> list[Version]:
    """Every letter that there was until now, the newest last; none in words alone, or before there are words."""
    sheet = owed.sharing.sheet if owed.sharing else None
    if sheet is None:
        return []
    said = [(owed.wrong.written_at, ""), *((each.written_at, each.text) for each in owed.worded.all())]
    there = [(since, text) for since, text in said if right(draft, sheet, owed, text)]
    return [Version(since, of(draft, sheet, owed, worded=text, now=now)) for since, text in there]


def position(draft: Draft, sheet: Sheet, wrong: FoundWrong) -> int:
    """Which line of the sheet it is, from 0: a sheet's lines are what went to its recipient, in their order."""
    return [line.item_id for line in draft.goes_to(sheet.recipient)].index(wrong.item_id or 0)


def in_part(draft: Draft, sheet: Sheet, wrong: FoundWrong) -> bool:
    """Whether this recipient got other words than those of the piece: then what is right needs words for them, too."""
    return draft.goes_to(sheet.recipient)[position(draft, sheet, wrong)].choice == "redact"


def right(draft: Draft, sheet: Sheet, owed: CorrectionOwed, worded: str) -> str:
    """What they read as right: words written for them; else, where they got the whole piece, what is right of it.

    "" where somebody has to write words for them first.
    """
    if owed.wrong.kind == "withdrawn":
        return SAY("withdrawn.text")
    return worded or ("" if in_part(draft, sheet, owed.wrong) else owed.wrong.right)


def of(draft: Draft, sheet: Sheet, owed: CorrectionOwed, *, worded: str, now: datetime) -> Content:
    """What the letter says. Its title is the sheet's reference: they know no other."""
    wrong, sharing, owner = owed.wrong, owed.sharing, draft.decision.owner
    assert sharing
    content = sheet.content
    return {
        "sheet": sheet.reference,
        "date": day(timezone.localdate(now)),
        "organisation": content["organisation"],
        "to": content["to"],
        "title": SAY("title"),
        "sent": SAY("sent", day=day(timezone.localdate(sharing.happened_at)), sheet=sheet.reference),
        "told": SAY("sent.told"),
        "line": content["lines"][position(draft, sheet, wrong)],
        "heading": SAY(wrong.kind),
        "right": right(draft, sheet, owed, worded),
        "do": SAY("do"),
        "asks": [SAY(each) for each in ASKS[wrong.kind]],
        "ring": SAY("ring"),
        "call": {
            "name": owner.name if owner.is_active else "",
            "role": owner.role_title if owner.is_active else "",
            "contact": draft.decision.organisation.contact or content["call"]["contact"],
        },
    }

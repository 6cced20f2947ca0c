"""The editions of the guidance: when each was in force and what is decided on it, and two of them side by side."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.urls import reverse
from django.utils import timezone

from decisions import wording
from decisions.guidance import changes, comparable, editions, otherwise
from decisions.guidance.changes import Change
from decisions.guidance.drawing import svg
from decisions.guidance.editions import Edition
from decisions.guidance.otherwise import Answers, Fork
from decisions.guidance.pack import Pack
from decisions.guidance.packs import PACKS
from decisions.guidance.parts import ANSWER
from decisions.guidance.words import either
from decisions.models import Decision
from decisions.summary.drafts import Context
from infoshare.accounts import policy
from infoshare.accounts.models import Organisation, User
from infoshare.govuk.difference import difference
from infoshare.govuk.moments import month

MOST = 1000  # counted; more are "more than"


def editions_page(user: User) -> Context:
    """A page of a few queries, however many drafts there are."""
    held = [each for each in editions.EDITIONS if each.pack_id]
    return {
        "rows": [_row(each, user) for each in editions.newest_first()],
        "pairs": [_compared(older, newer) for older, newer in pairwise(held)],
        "used_since": wording.day(_used_since(user.organisation)),
        "may_look": policy.may(user, "guidance.look-again"),
        "back_url": "/",
    }


def _row(edition: Edition, user: User) -> Context:
    replaced, replaced_by = editions.before(edition), editions.after(edition)
    return {
        "title": edition.title,
        "pack": PACKS.get(edition.pack_id),
        "since": month(edition.published),
        "until": month(replaced_by.published) if replaced_by else "",
        "replaced": replaced.year if replaced else "",
        "is_used": edition.pack_id == user.organisation.default_pack,
        "drafts": _drafts_on(edition.pack_id, user) if edition.pack_id else "",
    }


def _drafts_on(pack_id: str, user: User) -> str:
    """How many drafts that this person may open follow it; counted no further than anybody would read."""
    drafts = Decision.objects.visible_to(user).filter(pack_id=pack_id, record__isnull=True, flow__isnull=True)
    found = len(drafts.order_by().values_list("pk")[: MOST + 1])
    return f"More than {MOST:,}" if found > MOST else str(found or "None")


def _used_since(organisation: Organisation) -> date | None:
    """The day since which new decisions have followed the edition that they follow now."""
    since = None
    for saved in organisation.history.order_by("-history_date", "-history_id").values("default_pack", "history_date"):
        if saved["default_pack"] != organisation.default_pack:
            break
        since = timezone.localdate(saved["history_date"])
    return since


def _compared(older: Edition, newer: Edition) -> Context:
    return {
        "title": f"What changed from {older.year} to {newer.year}",
        "url": reverse("editions-compared", args=[older.pack_id, newer.pack_id]),
    }


def compared_page(before: Pack, after: Pack) -> Context:
    rules, questions = changes.of_rules(before, after), changes.of_questions(before, after)
    known = comparable.of(before, after)
    return {
        "before": before,
        "after": after,
        "years": (editions.of(before).year, editions.of(after).year),
        "pictures": _pictures(before, after, questions),
        "drawn": [_drawn(each) for each in questions],
        "rules": [_change(each) for each in rules],
        "questions": [_change(each) for each in questions],
        "forks": [fork_in_words(before, after, each) for each in otherwise.forks(before, after)],
        "held": [each.held for each in known.questions if each.held] if known else [],
        "back_url": reverse("editions"),
    }


def guidance_page(pack: Pack) -> Context:
    others = [each for each in PACKS.values() if each.id != pack.id]
    return {"pack": pack, "others": others, "picture": svg(pack), "back_url": reverse("editions")}


def _pictures(before: Pack, after: Pack, questions: list[Change]) -> list[Context]:
    was = {each.before: each.tab for each in questions if each.before and each.tab}
    now = {each.after: each.tab for each in questions if each.after and each.tab}
    return [
        {"title": pack.title, "svg": svg(pack, prefix=pack.id, tabs=tabs)}
        for pack, tabs in ((before, was), (after, now))
    ]


def _drawn(change: Change) -> Context:
    asked = change.texts[0]
    return {"before": asked.before, "after": asked.after, "tab": change.tab or "As it was"}


def _change(change: Change) -> Context:
    return {
        "label": change.label,
        "marks": change.marks,
        "texts": list(_texts(change)),
        "same": list(dict.fromkeys(_label(text.label) for text in change.texts if text.before == text.after)),
    }


def _texts(change: Change) -> Iterator[Context]:
    """Those that differ; of what is new or gone, what it says, once."""
    for text in change.texts:
        pieces = difference(text.before, text.after)
        if text.before != text.after:
            yield {
                "label": _label(text.label),
                "before": [piece for piece in pieces if piece.kind != "added"],
                "after": [piece for piece in pieces if piece.kind != "removed"],
            }


def _label(label: str) -> str:
    return "An answer" if label.startswith(ANSWER) else label


def fork_in_words(before: Pack, after: Pack, fork: Fork) -> Context:
    """Such as: where … , the edition of 2008 ended in “Do not share”. That of 2024 can end in “Share”, where … ."""
    then, now = editions.of(before).year, editions.of(after).year
    how = "ends" if fork.is_certain else "can end"
    return {
        "where": _answers(before, fork.answers),
        "was": f"The {then} edition ended in: {before.outcome(fork.outcome).title}.",
        "ends": [
            {
                "is": f"The {now} edition {how} in: {after.outcome(each.outcome).title}.",
                "where": _answers(after, each.answers),
            }
            for each in fork.others
        ],
    }


def _answers(pack: Pack, answers: Answers) -> list[str]:
    return [f"{pack.question(slug).text} {either(pack.question(slug), values)}." for slug, values in answers]

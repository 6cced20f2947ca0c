"""The pages of telling the child or the family, and the letters; and what of it waits for whoever carries a record."""

from datetime import date, datetime

from django.db.models import OuterRef, Subquery
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from consent.models import Person, Relationship
from consent.models.person import STANDING
from consent.words import RELATIONSHIPS
from decisions import telling, wording, words
from decisions.draft import Draft
from decisions.letters import telling as letters
from decisions.letters.sentences import Letter
from decisions.letters.telling import VARIANTS, Variant
from decisions.models import Decision, LookedAgain, Told
from decisions.policies import telling as rules
from decisions.summary.navigation import url
from decisions.summary.waits import MOST, Waits, end_of
from decisions.telling import Stands, Telling
from infoshare.accounts.models import User
from infoshare.accounts.policy import refusal_of
from infoshare.documents.pdf import ToPrint

Context = dict[str, object]
NAMES = {
    "child": ("To the person it is about", "In plain words."),
    "child-easy-read": ("To the person it is about, easy read", "Large print, short lines and pictures."),
    "family": ("To the family", "In plain words."),
    "family-easy-read": ("To the family, easy read", "Large print, short lines and pictures."),
}
PLAN = {
    "before": "It was decided to tell them before it is shared.",
    "after": "It was decided to tell them after it is shared.",
    "not": "It was decided not to tell them yet.",
    "emergency": "It was shared in an emergency. Tell them, or say why it is not safe yet.",
}
FOUND = {
    "tell": "Somebody looked again: it is safe to tell them.",
    "not_safe": "Somebody looked again: it is still not safe to tell them.",
}
TOLD = "They were told."
OTHERS_WAIT = "Somebody was told. Somebody else is still to be told."


def telling_page(draft: Draft, user: User) -> Context:
    found = telling.of(draft)
    return {
        "reference": draft.decision.reference,
        **rows_of(found),
        **_now(found.now),
        "recorded": draft.record is not None,
        **_letters(draft, user),
        "back_url": url(draft, "decision"),
    }


def _now(now: Stands) -> Context:
    """What holds now, not what was planned once; and which of the two buttons comes first."""
    due = "" if not now.due_on else f"{_next(now)} {wording.day(now.due_on)}."
    return {"stands": _sentence(now), "next": due, "look_first": not now.is_safe and not now.is_told}


def _sentence(now: Stands) -> str:
    if now.is_told:
        return TOLD
    looked = FOUND.get(now.found, PLAN[now.plan])
    return looked if now.others_wait is None else f"{OTHERS_WAIT} {looked}"


def _next(now: Stands) -> str:
    return "To be told by" if now.is_safe else "To be looked at again on"


def rows_of(now: Telling) -> Context:
    """Who was told, and each look at it since; for the record and its PDF too."""
    return {"told": [told_row(row) for row in now.told], "looked": [_looked(row) for row in now.looked]}


def told_row(row: Told) -> dict[str, str | bool]:
    """The carer by name where somebody wrote it, and by who they are to the child where the register has them."""
    whom = row.carer or (_kind(row.relationship) if row.relationship else words.TOLD_WHOM["child"].label)
    return {
        "whom": whom,
        "on": wording.day(row.on),
        "how": row.how,
        "teller": row.teller,
        "said": row.said,
        "wrongly": row.wrongly,
        "others_wait": row.others_wait,
        "by": row.written_by.name,
        "at": wording.moment(row.written_at),
    }


def _kind(row: Relationship) -> str:
    return RELATIONSHIPS[row.kind].label


def _looked(row: LookedAgain) -> dict[str, str]:
    return {
        "found": words.LOOKED_AGAIN[row.found].label,
        "why": row.why,
        "next": wording.day(row.next_on),
        "by": row.looked_by.name,
        "at": wording.moment(row.looked_at),
    }


def _letters(draft: Draft, user: User) -> Context:
    """The letters there are; or the sentence why there is none."""
    if refused := refusal_of(rules.check_can_write_letter, draft, user):
        return {"refused": refused}
    offered = [
        {"url": url(draft, "letter", variant=slug), "title": title, "hint": hint}
        for slug, (title, hint) in NAMES.items()
    ]
    return {"letters": offered, "nobody_known": not draft.people}


def carers(draft: Draft, user: User) -> list[Relationship]:
    """Whom the register knows, of people the reader may open; who was one too, while they must not be told or found."""
    people = Person.objects.visible_to(user).filter(pk__in=draft.people)
    return list(Relationship.objects.filter(STANDING, person__in=people).order_by("pk"))


def telling_form(draft: Draft, title: str, *, back: str = "telling") -> Context:
    """Of what happened with whoever is told, or with whoever asked."""
    return {"reference": draft.decision.reference, "title": title, "back_url": url(draft, back)}


def letter_of(draft: Draft, variant: str) -> Letter:
    """As it reads now: what went is spoken of as what is over, whatever the plan was."""
    return letters.letter(draft, VARIANTS[variant], got=telling.got(draft))


def letter_page(draft: Draft, variant: str) -> Context:
    return {
        "reference": draft.decision.reference,
        "letter": letter_of(draft, variant),
        "name": NAMES[variant][0],
        "easy": VARIANTS[variant].easy,
        "nobody_known": not draft.people,
        "nothing_sent": draft.told == telling.AFTER and not telling.got(draft),
        "pdf_url": url(draft, "letter-pdf", variant=variant),
        "text_url": url(draft, "letter-text", variant=variant),
        "back_url": url(draft, "telling"),
    }


def letter_print(draft: Draft, variant: str, *, at: datetime) -> ToPrint:
    kind: Variant = VARIANTS[variant]
    template = "decisions/letters/easy_read_pdf.html" if kind.easy else "decisions/letters/letter_pdf.html"
    on = wording.day(timezone.localtime(at).date())
    html = render_to_string(template, {"letter": letter_of(draft, variant), "on": on})
    return ToPrint(html, title=f"Letter {draft.decision.reference}", created_at=at, printed_on=on)


TO_DO = {True: "Tell the child or the family", False: "Look again at telling the child or the family"}
# What of a decision says how telling stands, in the order that `_waits` reads it.
COLUMNS = ("record__told", "record__recorded_at", "sharingplan__look_again_on", "found", "next_on", "others_wait")


def to_tell(user: User) -> list[Waits]:
    """Records of one's own whose family was to be told and is not yet, or where somebody looks again at telling."""
    looked = LookedAgain.objects.filter(decision=OuterRef("pk")).order_by("-pk")
    right = Told.objects.filter(decision=OuterRef("pk"), wrongly=False).order_by("-pk")
    mine = Decision.objects.visible_to(user).filter(entry__owner=user, entry__to_tell_at__isnull=False)
    found = mine.annotate(
        found=Subquery(looked.values("found")[:1]),
        next_on=Subquery(looked.values("next_on")[:1]),
        others_wait=Subquery(right.values("others_wait")[:1]),
    )
    rows = found.order_by("entry__to_tell_at", "pk").values_list("reference", *COLUMNS)
    return [_waits(*row) for row in rows[:MOST]]


def _waits(
    reference: str,
    plan: str,
    recorded_at: datetime,
    look_on: date | None,
    found: str | None,
    next_on: date | None,
    others_wait: bool | None,
) -> Waits:
    planned_on = telling.planned_on(plan, recorded_at, look_on)
    now = Stands(plan or telling.EMERGENCY, planned_on, found or "", next_on, others_wait)
    due_at = end_of(now.due_on) if now.due_on else None
    return Waits(TO_DO[now.is_safe], reference, reverse("telling", args=[reference]), recorded_at, due_at)

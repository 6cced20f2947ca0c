"""The pages of telling the child or the family, and the letters; and what of it waits for whoever carries a record."""

from datetime import date, datetime, time

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce, TruncDate
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from consent.models import Person, Relationship
from consent.words import RELATIONSHIPS
from decisions import policies, telling, wording, words
from decisions.draft import Draft
from decisions.letters import telling as letters
from decisions.letters.sentences import Letter
from decisions.letters.telling import VARIANTS, Variant
from decisions.models import Decision, LookedAgain, Told
from decisions.policies import telling as rules
from decisions.summary.navigation import url
from decisions.summary.waits import MOST, Waits
from decisions.telling import Telling
from infoshare.accounts.models import User
from infoshare.documents.pdf import render

Context = dict[str, object]
NAMES = {
    "child": ("To the child", "In plain words."),
    "child-easy-read": ("To the child, easy read", "Large print, short lines and pictures."),
    "family": ("To the family", "In plain words."),
    "family-easy-read": ("To the family, easy read", "Large print, short lines and pictures."),
}
PLAN = {"before": "They are told before it is shared.", "after": "They are told after it is shared."}


def telling_page(draft: Draft, user: User) -> Context:
    now = telling.of(draft)
    return {
        "reference": draft.decision.reference,
        **rows_of(now),
        "plan": PLAN.get(now.plan, "It was decided not to tell them yet."),
        "is_safe": now.is_safe,
        "next": "" if not now.next_on else f"{_next(now)} {wording.day(now.next_on)}.",
        "recorded": draft.record is not None,
        **_letters(draft, user),
        "back_url": url(draft, "decision"),
    }


def _next(now: Telling) -> str:
    return "To be told by" if now.is_safe else "To be looked at again on"


def rows_of(now: Telling) -> Context:
    """Who was told, and each look at it since; for the record and its PDF too."""
    return {"told": [told_row(row) for row in now.told], "looked": [_looked(row) for row in now.looked]}


def told_row(row: Told) -> dict[str, str]:
    """The carer by name where somebody wrote it, and by who they are to the child where the register has them."""
    whom = row.carer or (_kind(row.relationship) if row.relationship else words.TOLD_WHOM["child"].label)
    return {
        "whom": whom,
        "on": wording.day(row.on),
        "how": row.how,
        "teller": row.teller,
        "said": row.said,
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
    try:
        rules.check_can_write_letter(draft, user)
    except policies.Refused as refused:
        return {"refused": str(refused)}
    offered = [
        {"url": url(draft, "letter", variant=slug), "title": title, "hint": hint}
        for slug, (title, hint) in NAMES.items()
    ]
    return {"letters": offered, "nobody_known": not draft.people}


def carers(draft: Draft, user: User) -> list[Relationship]:
    """Whom the register knows, of people the reader may open."""
    people = Person.objects.visible_to(user).filter(pk__in=draft.people)
    return list(Relationship.objects.filter(person__in=people, ended_at=None).order_by("pk"))


def told_page(draft: Draft, title: str) -> Context:
    return {"reference": draft.decision.reference, "title": title, "back_url": url(draft, "telling")}


def letter_of(draft: Draft, variant: str) -> Letter:
    """As it reads now: whether it is shared already is what the plan says."""
    return letters.letter(draft, VARIANTS[variant], shared_already=draft.told == telling.AFTER)


def letter_page(draft: Draft, variant: str) -> Context:
    return {
        "reference": draft.decision.reference,
        "letter": letter_of(draft, variant),
        "name": NAMES[variant][0],
        "easy": VARIANTS[variant].easy,
        "nobody_known": not draft.people,
        "nothing_sent": draft.told == telling.AFTER and _waits_to_go(draft.decision),
        "pdf_url": url(draft, "letter-pdf", variant=variant),
        "text_url": url(draft, "letter-text", variant=variant),
        "back_url": url(draft, "telling"),
    }


def _waits_to_go(decision: Decision) -> bool:
    """Whether there are sheets, of which none went yet."""
    return decision.sheets.exists() and not decision.sharings.exists()


def letter_pdf(draft: Draft, variant: str, *, at: datetime) -> bytes:
    kind: Variant = VARIANTS[variant]
    template = "decisions/letters/easy_read_pdf.html" if kind.easy else "decisions/letters/letter_pdf.html"
    context = {"letter": letter_of(draft, variant), "on": wording.day(timezone.localtime(at).date()), "private": True}
    return render(render_to_string(template, context), title=f"Letter {draft.decision.reference}", created_at=at)


def to_tell(user: User) -> list[Waits]:
    """Records of one's own whose family was to be told and is not yet, or where somebody looks again at telling."""
    last = LookedAgain.objects.filter(decision=OuterRef("pk")).order_by("-pk")
    mine = Decision.objects.visible_to(user).filter(owner=user, record__told__in=words.TOLD)
    found = mine.exclude(Exists(Told.objects.filter(decision=OuterRef("pk")))).annotate(
        found=Subquery(last.values("found")[:1]), next_on=Subquery(last.values("next_on")[:1])
    )
    soonest = Coalesce("next_on", "sharingplan__look_again_on", TruncDate("record__recorded_at"))
    columns = ("record__told", "record__recorded_at", "sharingplan__look_again_on", "found", "next_on")
    rows = found.order_by(soonest, "pk").values_list("reference", *columns)
    return [_waits(*row) for row in rows[:MOST]]


def _waits(
    reference: str, plan: str, recorded_at: datetime, look_on: date | None, found: str | None, next_on: date | None
) -> Waits:
    """What somebody found at another look counts before the plan."""
    is_safe = found == "tell" if found else plan != telling.NOT
    planned = telling.tell_by(plan, recorded_at) if is_safe or not look_on else look_on
    title = "Tell the child or the family" if is_safe else "Look again at telling the child or the family"
    return Waits(title, reference, reverse("telling", args=[reference]), recorded_at, end_of(next_on or planned))


def end_of(day: date) -> datetime:
    """A day is kept until it is over."""
    return timezone.make_aware(datetime.combine(day, time(23, 59)))

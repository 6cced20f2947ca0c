"""The consent record for a family to keep: what was asked, who answered, how it stands, how to change one's mind."""

from datetime import date, datetime

from django.template.loader import render_to_string

from consent import words
from consent.asking import PAGES, Page
from consent.documents import family
from consent.documents.answers import ANSWERS, Happened, happened, relation
from consent.register import THEMSELVES, Held
from infoshare.documents.pdf import ToPrint
from infoshare.govuk.moments import day

Context = dict[str, object]
NOT_WRITTEN = "Nothing was written down about this, so nobody can have told you."


def to_print(held: Held, *, on: date, at: datetime) -> ToPrint:
    """As it stands on that day; `at` is the moment it is made."""
    html = render_to_string("consent/record_pdf.html", record(held, on))
    return ToPrint(html, title=f"Consent record {held.consent.reference}", created_at=at, printed_on=day(on))


def record(held: Held, on: date) -> Context:
    now = held.standing(on)
    *asked, changing = PAGES.values()  # how to change one's mind stands by itself, at the end
    return {
        "reference": held.consent.reference,
        "organisation": held.consent.organisation.name,
        "about": family.about(held),
        "kind": family.KINDS[held.consent.kind],
        "on": day(on),
        "stands": family.STANDS[now.status].label,
        "follows": family.follows(held, now),
        "since": day(now.since),
        "until": family.until(now),
        "missing": [family.TITLES[each] for each in now.missing],
        "asked": [_part(held, page) for page in asked],
        "answers": [_answer(held, each) for each in happened(held, on) if each.row.kind in ANSWERS],
        "taken_back": family.taken_back(held, now),
        "changing": _part(held, changing),
        "keeper": family.keeper(held.consent.begun_by),
    }


def _part(held: Held, page: Page) -> Context:
    return {"title": family.TITLES[page.slug], "text": _text(held, page)}


def _text(held: Held, page: Page) -> str:
    """In the words in which it was asked."""
    if page.slug == "recipients":
        return "\n".join(map(str, held.recipients)) or NOT_WRITTEN
    if page.slug == "information":
        return "\n".join(words.CATEGORIES[each].label for each in held.consent.categories) or NOT_WRITTEN
    return str(getattr(held.consent, page.column)) or NOT_WRITTEN


def _answer(held: Held, each: Happened) -> Context:
    row = each.row
    return {
        "who": family.called(held, each.by),
        "relation": relation(held, each.by) if each.by and each.by != THEMSELVES else "",
        "did": family.DID[row.kind].label,
        "on": day(row.on),
        "how": family.HOW.get(row.form, ""),
        "until": day(row.until),
        "parts": [held.parts.get(part, "") for part in row.parts],
        "counts": family.COUNTS[each.weight],
    }

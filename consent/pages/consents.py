"""What the pages of a consent show, as plain values."""

from datetime import date

from django.urls import reverse
from django.utils import timezone

from consent import asking, deciding, standing, status, words
from consent.models import Assessment, Consent, ConsentEvent, Person, Relationship
from consent.pages import papers
from consent.register import Held, held, key_of, who
from consent.standing import Standing
from infoshare.govuk.moments import day, moment

Context = dict[str, object]

# What to do where a consent can't be leaned on.
TODO = {
    "none": "Nobody has answered yet. Ask them, and write down what they say.",
    "not_informed": "Tell them what they were not told, and write down how they answer then.",
    "refused": "Respect it, unless somebody is at risk, the law requires it, or the public interest is greater.",
    "withdrawn": "Share nothing more on this consent. What was shared before stays as it was.",
    "conflict": "Nobody outvotes anybody. Weigh each answer, and ask for advice.",
    "expired": "Ask again, if the information is still needed.",
    "came_of_age": "Ask the young person themselves: they decide now.",
    "invalid": "Treat it as if there were no consent, and look again at what was shared on it.",
}


def url(held: Held) -> str:
    return reverse("consent", args=[held.consent.reference])


def terms_url(held: Held, slug: str) -> str:
    name, arguments = ("consent-recipients", []) if slug == "recipients" else ("consent-terms", [slug])
    return reverse(name, args=[held.consent.reference, *arguments])


def consents_of(person: Person, today: date) -> list[Context]:
    """The consents about somebody, the last first, and how each stands."""
    rows = held(Consent.objects.filter(person=person).order_by("-pk"))
    return [
        {
            "reference": each.consent.reference,
            "purpose": each.consent.purpose,
            "kind": words.KINDS[each.consent.kind].label,
            "status": standing.STANDINGS[(now := each.standing(today)).status].label,
            "stands": now.stands,
            "is_due": now.is_due,
            "due": day(now.due_on),
        }
        for each in rows
    ]


def ask_page(person: Person) -> Context:
    return {"caption": person.reference, "back_url": reverse("known-person", args=[person.pk])}


def _of(held: Held) -> Context:
    return {"caption": held.consent.reference, "reference": held.consent.reference, "back_url": url(held)}


def terms_page(held: Held, slug: str) -> Context:
    order = list(asking.PAGES)
    place = order.index(slug)
    before = terms_url(held, order[place - 1]) if place else url(held)
    following = asking.after(held, slug)
    return {
        **_of(held),
        "page": asking.PAGES[slug],
        "number": place + 1,
        "of": len(order),
        "recipients": held.recipients,
        "back_url": before,
        "next_url": terms_url(held, following.slug) if following else url(held),
    }


def event_page(held: Held, title: str, button: str) -> Context:
    return {**_of(held), "title": title, "button": button}


def assess_page(held: Held, kind: str) -> Context:
    return {**_of(held), "kind": kind, "purpose": held.consent.purpose}


def review_page(held: Held, today: date) -> Context:
    return {**_of(held), **_terms(held), "now": _standing(held, held.standing(today))}


def answer_page(held: Held, relationship: Relationship | None) -> Context:
    today = timezone.localdate()
    person = held.consent.person
    if relationship:
        say = deciding.others_say(responsibility=relationship.responsibility, born=person.born_on, on=today)
    else:
        say = held.own_say(today)
    return {
        **_of(held),
        **_terms(held),
        "name": relationship.name if relationship else _called(person),
        "themselves": relationship is None,
        "counts_as": standing.WEIGHTS[say.weight].label,
        "why": say.why,
        "can_assess": relationship is None and say.weight == "view",
        "not_written": asking.not_written(held),
    }


def consent_page(held: Held, *, today: date, day: date | None) -> Context:
    """`day` is another day that somebody asked about."""
    now = held.standing(today)
    return {
        **_of(held),
        **_terms(held),
        "back_url": reverse("known-person", args=[held.consent.person_id]),
        "person": held.consent.person,
        "now": _standing(held, now),
        "then": _standing(held, held.standing(day)) if day else None,
        "then_on": _day(day),
        "begun": f"{moment(held.consent.begun_at)}, by {held.consent.begun_by.name}",
        "can_change": not held.events,
        "not_written": asking.not_written(held),
        "lacks": _lacks(held),
        "agreed": bool(held.agreed),
        "can_review": now.status in standing.YES,
        "respondents": _respondents(held, today),
        "events": [_event(held, row) for row in sorted(held.events, key=lambda row: (row.on, row.pk))],
        "assessments": [_assessment(row) for row in held.assessments],
        "copies": papers.copies(held, today),
        "evidence": list(held.consent.evidence.defer("data").select_related("added_by")),
    }


def _day(on: date | None) -> str:
    return day(on)


def _lacks(held: Held) -> list[Context]:
    """What must be there before anybody can answer."""
    needed = [each for slug in ("recipients", "information") if not asking.is_written(held, each := asking.PAGES[slug])]
    return [{"title": each.title, "url": terms_url(held, each.slug)} for each in needed]


def _terms(held: Held) -> Context:
    consent = held.consent
    rows = [
        {
            "slug": page.slug,
            "title": page.title,
            "text": _text(held, page),
            "url": terms_url(held, page.slug),
            "element": bool(page.element),
        }
        for page in asking.PAGES.values()
    ]
    return {
        "kind": words.KINDS[consent.kind].label,
        "between": words.BETWEEN[consent.between].label,
        "terms": rows,
    }


def _text(held: Held, page: asking.Page) -> str:
    if page.slug == "recipients":
        return "\n".join(map(str, held.recipients))
    if page.slug == "information":
        return "\n".join(words.CATEGORIES[each].label for each in held.consent.categories)
    return str(getattr(held.consent, page.column))


def _standing(held: Held, now: Standing) -> Context:
    taken_back = [label for key, label in held.parts.items() if key in now.without]
    return {
        "status": now.status,
        "label": standing.STANDINGS[now.status].label,
        "stands": now.stands,
        "since": day(now.since),
        "until": day(now.until),
        "is_due": now.is_due,
        "due": day(now.due_on),
        "because": _because(now),
        "missing": [status.ELEMENTS[each].label for each in now.missing],
        "taken_back": taken_back,
        "todo": TODO.get(now.status, ""),
        "weighed_first": held.called(now.weighed_first) if now.weighed_first else "",
        "answers": [
            {"name": held.called(key), "status": standing.STANDINGS[each].label} for key, each in now.answers.items()
        ],
    }


def _because(now: Standing) -> str:
    """What calls for it on the first day, such as: their 16th birthday."""
    labels = [standing.BECAUSE[call.because].label for call in now.calls if call.on == now.due_on]
    return "; ".join(f"{label[0].lower()}{label[1:]}" for label in labels)


def _respondents(held: Held, today: date) -> list[Context]:
    """Everybody who can be asked: the person, and who is something to them now; what the answer of each counts as."""
    person = held.consent.person
    own, answers = held.own_say(today), held.standing(today).answers
    rows = [_respondent(held, None, _called(person), "Themselves", own)]
    for row in person.relationships.filter(ended_at=None).order_by("pk"):
        say = deciding.others_say(responsibility=row.responsibility, born=person.born_on, on=today)
        rows.append(_respondent(held, row, row.name, words.RELATIONSHIPS[row.kind].label, say))
    return [{**row, "answer": _answer(answers.get(str(row["key"])))} for row in rows]


def _answer(status: str | None) -> str:
    return standing.STANDINGS[status].label if status else ""


def _respondent(held: Held, row: Relationship | None, name: str, relation: str, say: deciding.Say) -> Context:
    reference = held.consent.reference
    own = reverse("own-answer", args=[reference])
    return {
        "name": name,
        "relation": relation,
        "counts_as": standing.WEIGHTS[say.weight].label,
        "why": say.why,
        "url": reverse("consent-answer", args=[reference, row.pk]) if row else own,
        "key": key_of(row),
        "answered": key_of(row) in held.answered_by,
        "can_assess": row is None,
    }


def _event(held: Held, row: ConsentEvent) -> Context:
    reasons = {**status.REASONS_NOT_SOUGHT, **words.CALLS}
    not_told = status.not_explained(row.explained) if row.kind == "given" and row.form != "implied" else []
    return {
        "kind": row.kind,
        "label": standing.EVENTS[row.kind].label,
        "on": day(row.on),
        "whose": held.called(who(row)) if who(row) else "",
        "by_right": words.BASES[row.basis].label if row.basis else "",
        "form": status.WAYS[row.form].label if row.form else "",
        "not_told": not_told,
        "until": day(row.until),
        "look_again": day(row.look_again_on),
        "parts": [held.parts.get(each, "") for each in row.parts],
        "reason": reasons[row.reason].label if row.reason else "",
        "why": row.why,
        "recorded": f"{moment(row.recorded_at)}, by {row.recorded_by.name}",
    }


def _assessment(row: Assessment) -> Context:
    terms = deciding.ASSESSMENTS[row.kind]
    items = list(row.items.all())
    return {
        "title": "Gillick assessment" if row.kind == "gillick" else "Assessment of capacity",
        "on": day(row.on),
        "able": all(item.met for item in items),
        "items": [{"label": terms[item.item].label, "met": item.met, "note": item.note} for item in items],
        "by": f"{moment(row.assessed_at)}, by {row.assessed_by.name}",
    }


def _called(person: Person) -> str:
    return person.name or person.reference

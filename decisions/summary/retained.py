"""The page of one record: until when it is kept, by which rule, what holds it, and what was said of its disposal."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from consent.models import Person
from decisions import kept_until, wording
from decisions import words_of_retention as words
from decisions.kept_until import called, last_said
from decisions.models import Decision, DisposalProposal, Flow, KeptLonger, LegalHold, PersonKept
from decisions.models.holding import holds_on
from decisions.models.retention import Kind
from decisions.policies import retention as rules
from decisions.summary.drafts import Context
from decisions.summary.retention import RESTRICTED, opened, why
from infoshare.accounts.models import User
from infoshare.accounts.policy import allows, refusal_of


def retained_page(record: Kind, user: User) -> Context:
    kept, open_url = kept_until.of_one(record), opened(record, user)
    asked = rules.proposed(record)
    return {
        **frame(record, ""),
        "about": words.ABOUT[kept_until.about(record)].label,
        "due_on": wording.day(kept.due_on),
        "is_due": kept.is_due(timezone.localdate()),
        "why": why(kept) if open_url or kept.lacks else RESTRICTED,
        "source": kept.rule.source if kept.rule and kept.due_on and open_url else "",
        "open_url": open_url,
        **_holds(record, open_url),
        "lifted": [_lifted(each) for each in record.legalholds.exclude(ended_at=None).select_related("ended_by")],
        "kept_longer": [_kept_longer(each) for each in record.keptlongers.select_related("kept_by")],
        "asked": asked and _proposal(asked),
        "answered": [_proposal(each) for each in _proposals(record) if each != asked],
        "cant": refusal_of(rules.check_can_propose, record, user) if not asked else "",
        "may_confirm": bool(asked and allows(rules.check_can_answer, asked, user)),
        "cant_confirm": refusal_of(rules.check_can_confirm, asked, user) if asked else "",
        "may_take_back": bool(asked and allows(rules.check_can_take_back, asked, user)),
        "people": _people(record, user) if open_url else [],
        "back_url": reverse("retention"),
    }


def frame(record: Kind, title: str) -> Context:
    """What every page of a record has."""
    return {
        "called": called(record),
        "reference": record.reference,
        "title": title,
        "back_url": reverse("retained", args=[called(record)]),
    }


def _proposals(record: Kind) -> "QuerySet[DisposalProposal]":
    return record.disposalproposals.select_related("proposed_by", "answer__answered_by").order_by("-pk")


def _holds(record: Kind, open_url: str) -> Context:
    """Of a decision that the reader may not open a hold on a person says nothing but that it is held."""
    holds = list(holds_on(record).select_related("began_by", "person"))
    shown = [each for each in holds if open_url or not each.person_id]
    return {"holds": [_hold(each, record) for each in shown], "held_otherwise": len(shown) < len(holds)}


def _hold(hold: LegalHold, record: Kind) -> Context:
    """One on a person also holds the decisions about them; it is lifted on their own page."""
    of_person = hold.person if hold.person_id and not isinstance(record, Person) else None
    return {
        "pk": hold.pk,
        "why": hold.why,
        "authority": ", ".join(filter(None, (hold.authority, hold.authority_reference))),
        "by": hold.began_by.name,
        "at": wording.moment(hold.began_at),
        "review_on": wording.day(hold.review_on),
        "overdue": hold.review_on <= timezone.localdate(),
        "of_person": of_person and {"reference": of_person.reference, "called": called(of_person)},
    }


def _lifted(hold: LegalHold) -> Context:
    assert hold.ended_by
    return {
        "authority": hold.authority,
        "by": hold.ended_by.name,
        "at": wording.moment(hold.ended_at),
        "why": hold.ended_why,
    }


def _kept_longer(row: KeptLonger) -> Context:
    return {
        "why": row.why,
        "until": wording.day(row.until),
        "by": row.kept_by.name,
        "at": wording.moment(row.kept_at),
    }


def _proposal(row: DisposalProposal) -> Context:
    answer = getattr(row, "answer", None)
    return {
        "why": row.why,
        "by": row.proposed_by.name,
        "at": wording.moment(row.proposed_at),
        "lapses_on": wording.day(row.lapses_on),
        "answer": words.ANSWERS[answer.answer].label if answer else "Lapsed",
        "answered_by": answer.answered_by.name if answer else "",
        "answered_why": answer.why if answer else "",
    }


def _people(record: Kind, user: User) -> list[Context]:
    """Of whom the time counts, and what is said of them for it; only those the reader looks after."""
    rows = rules.theirs(user, Person)
    found = rows.filter(decisions__decision=record) if isinstance(record, Decision) else rows.filter(pk=record.pk)
    wanted = found if not isinstance(record, Flow) else rows.none()
    people = list(wanted.order_by("pk"))
    said = last_said(people)
    return [_person(each, said.get(each.pk)) for each in people]


def _person(person: Person, said: PersonKept | None) -> Context:
    marks = [words.PEOPLE_KEPT[kind].label for kind in said.kinds] if said else []
    days = [("Adopted by an order of", said.adopted_on), ("Died on", said.died_on)] if said else []
    return {
        "reference": person.reference,
        "called": called(person),
        "marks": [*marks, *(f"{what} {wording.day(day)}" for what, day in days if day)],
        "born": wording.day(person.born_on),
    }


def said_of(person: Person) -> Context:
    """What was said last, for the form that says it anew."""
    said = last_said([person]).get(person.pk)
    return {"kinds": said.kinds, "died_on": said.died_on, "adopted_on": said.adopted_on} if said else {}

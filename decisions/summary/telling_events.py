"""An event as a sentence, with who it was and a link to the part that it is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from consent.models import Person
from decisions import steps, wording, words, words_of_sharing
from decisions.guidance import packs
from decisions.models import AdviceDiscussion, Decision
from decisions.policies.reach import reaches
from decisions.policies.timeline import History
from decisions.summary.access import BY_RIGHT, THROUGH
from decisions.summary.drafts import Context
from decisions.words_of_history import AGREED, KINDS, OUTSIDE, SAID, SENT, Said
from infoshare.accounts.models import User
from infoshare.audit import keyed
from infoshare.audit.keyed import Facts
from infoshare.audit.models import Event

# What a page is called in the log, and how one says that it was opened; any other is called a page of it.
OPENED = {
    "decision": "the decision",
    "PDF": "the PDF",
    "check page": "the page to check before recording",
    "question": "a question",
    "page": "a page of the draft",
    "list": "a list of the draft",
    "sheet": "a sheet",
    "sheets": "the sheets",
    "timeline": "its history",
    "comparison": "two versions side by side",
    "person": "their page",
    "details": "what is known of them",
    "consent": "the consent",
}
RECORDED = "decision.recorded"
SOMEBODY = "somebody"
GONE = "one that you can't open"


@dataclass(frozen=True)
class Named:
    """What facts name by number, read at once for many events."""

    user: User
    history: History
    said: Mapping[int, Facts]
    users: Mapping[int, User]
    people: Mapping[int, Person]
    discussions: Mapping[int, AdviceDiscussion]
    decisions: Mapping[int, Decision]


def named(events: Iterable[Event], history: History, user: User) -> Named:
    said = keyed.said(events)
    return Named(
        user,
        history,
        said,
        users=User.objects.in_bulk(_numbers(said, "user", "to")),
        people=Person.objects.unbarred(user).in_bulk(_numbers(said, "person")),
        discussions=AdviceDiscussion.objects.in_bulk(_numbers(said, "discussion")),
        decisions=Decision.objects.visible_to(user).in_bulk(_numbers(said, "again")),
    )


def _numbers(said: Mapping[int, Facts], *names: str) -> list[int]:
    return [facts[name] for facts in said.values() for name in names if isinstance(facts.get(name), int)]


def days(events: Iterable[Event], of: Named) -> list[Context]:
    """In their order, by day."""
    by_day = groupby(events, key=lambda event: timezone.localdate(event.at))
    return [{"on": wording.day(day), "lines": [line(event, of) for event in rows]} for day, rows in by_day]


def line(event: Event, of: Named) -> Context:
    said = SAID[event.action]
    decision = _decision(event, of)
    return {
        "at": wording.clock(event.at),
        "sentence": _sentence(event, said, of),
        "role": _role(event, said),
        "kind": KINDS[said.kind].label,
        "part": _part(event, decision, of),
        "of": _of(event, decision, of),
    }


def _sentence(event: Event, said: Said, of: Named) -> str:
    by = event.by.name
    words = {**_facts(event, of), "by": OUTSIDE.format(by=by) if _is_outside(event) else by}
    return said.sentence.format_map(words).removesuffix(", ").removesuffix(": ")


def _is_outside(event: Event) -> bool:
    """Of what somebody outside read or said, the event names whoever let them in."""
    return bool(event.facts.get("outside")) and event.action in {"advice.viewed", "advice.given", "advice.replied"}


def _role(event: Event, said: Said) -> str:
    """By what right somebody looked; else what they are now. Nothing where the sentence is not about them."""
    if not said.sentence.startswith("{by}") or _is_outside(event):
        return ""
    through = BY_RIGHT.get(event.action) or THROUGH.get(event.facts.get("through", ""), "")
    return ", ".join(filter(None, [event.by.role_title, through]))


def _facts(event: Event, of: Named) -> dict[str, str]:
    """The words for each that a sentence may name; "" for what this event does not say, or nobody can read any more."""
    facts = of.said[event.pk]
    discussion = of.discussions.get(facts.get("discussion", 0))
    channel = words_of_sharing.CHANNELS.get(facts.get("channel", ""))
    return {
        "page": _page(event),
        "question": _question(event, facts, of),
        "decided": wording.label(words.DECISIONS, facts.get("decided", "")) if event.action == RECORDED else "",
        "to": _name(of.users, facts.get("to")),
        "user": _name(of.users, facts.get("user")),
        "until": _until(facts.get("until")),
        "person": str(of.people.get(facts.get("person", 0), SOMEBODY)),
        "advice": discussion.reference if discussion else "",
        "again": str(of.decisions.get(facts.get("again", 0), GONE)),
        "channel": f": {channel.label.lower()}" if channel else "",
        "agreed": AGREED[bool(facts.get("agreed"))],
        "sent": SENT[bool(facts.get("sent"))],
        "what": OPENED.get(facts.get("what", ""), f"a page of it ({facts.get('what', '')})"),
        **{name: str(facts.get(name, "")) for name in ("sheet", "incident", "wrong", "consent")},
    }


def _name(users: Mapping[int, User], number: object) -> str:
    return users[number].name if isinstance(number, int) and number in users else SOMEBODY


def _until(said: object) -> str:
    """A grant ends at a moment, and what is kept longer on a day."""
    if not isinstance(said, str):
        return ""
    ends = datetime.fromisoformat(said)
    return wording.moment(ends) if ends.tzinfo else wording.day(ends.date())


def _page(event: Event) -> str:
    return steps.step(event.facts["page"]).title if event.action == "draft.saved" else ""


def _question(event: Event, facts: Facts, of: Named) -> str:
    """Without the answer, where the key that it is sealed with is gone."""
    decision = of.history.decisions.get(event.about_id)
    if event.action != "question.answered" or not decision:
        return ""
    question = packs.get(decision.pack_id).question(facts["question"])
    return f"{question.text} {question.label(facts['answer'])}" if "answer" in facts else question.text


def _is_about(event: Event, model: type[Model]) -> bool:
    return event.about_type == model._meta.label_lower


def _decision(event: Event, of: Named) -> Decision | None:
    return of.history.decisions.get(event.about_id) if _is_about(event, Decision) else None


def _of(event: Event, decision: Decision | None, of: Named) -> Context | None:
    """Which decision or consent it is."""
    if decision:
        return {"text": decision.reference, "url": reverse("decision", args=[decision.reference])}
    consent = None if _is_about(event, Person) else of.history.consents.get(event.about_id)
    if consent and event.about_type == consent._meta.label_lower:
        return {"text": consent.reference, "url": reverse("consent", args=[consent.reference])}
    return None


def _part(event: Event, decision: Decision | None, of: Named) -> Context | None:
    """The page of the part that it is about, where the reader may open that."""
    if not decision:
        return None
    facts, here = of.said[event.pk], decision.reference
    if "{sheet}" in SAID[event.action].sentence:
        return _link("Open the sheet", "sheet", here, facts["sheet"])
    if "wrong" in facts:
        return _link("Open what was found wrong", "found-wrong", here, facts["wrong"])
    if "incident" in facts and reaches(of.user, "incident.handle", decision):
        return _link("Open the incident", "incident", facts["incident"])
    if (again := of.decisions.get(facts.get("again", 0))) and event.action == "decision.reopened":
        return _link("Open that decision", "decision", again.reference)
    discussion = of.discussions.get(facts.get("discussion", 0))
    if discussion and discussion.is_closed:
        return _link("Open the advice", "review-advice", here, discussion.pk)
    return None


def _link(text: str, name: str, *args: object) -> Context:
    return {"text": text, "url": reverse(name, args=args)}

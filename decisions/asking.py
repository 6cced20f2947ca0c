"""What an adviser is shown of a draft, and what their advice rests on: both are frozen when the question is put."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from decisions import amending, content, identities, steps
from decisions.advising.resting import Change, Parts, Row, changes
from decisions.advising.withheld import marked
from decisions.draft import Draft
from decisions.models import AdviceDiscussion

PARTS: Mapping[str, str] = {
    "details": "The case",
    "answers": "The way so far",
    "reopens": "What is new",
    "request": "The request",
    "recipients": "Who it would go to",
    "items": "The information",
    "lines": "Who gets what",
    "consent": "Consent",
    "views": "What the child and the carer say",
    "weighing": "Risks, and what is best for the child",
    "duty": "The duty to share",
    "decision": "The decision",
    "basis": "The law relied on",
    "sharing": "How it would be shared",
}


@dataclass(frozen=True)
class Question:
    """What somebody wants to ask about a place of a draft, and how much of who it is about they let be seen."""

    place: str
    text: str
    names_withheld: bool
    also: tuple[str, ...] = ()


def rests_on(draft: Draft, place: str) -> dict[str, list[Row]]:
    """Each part of the draft that holds anything, as labelled texts.

    At a question that is what was said before it: its own answer is what the advice is for. After the record it is the
    record.
    """
    return of_content(_content(draft, place))


def of_content(whole: Mapping[str, Any]) -> dict[str, list[Row]]:
    """Each part of a content that holds anything, as labelled texts."""
    parts = {part: _rows(part, whole.get("items" if part == "lines" else part)) for part in PARTS}
    return {part: rows for part, rows in parts.items() if rows}


def shown(draft: Draft, question: Question) -> dict[str, Any]:
    """What the adviser sees, as plain data; with each name and number withheld unless the asker lifts that."""
    withhold = _withhold(draft, question)
    parts = [
        {"title": PARTS[part], "rows": [{**row, "text": withhold(row["text"])} for row in rows]}
        for part, rows in rests_on(draft, question.place).items()
    ]
    return {**_asked(draft, question, withhold), "parts": parts}


def talked_about(draft: Draft, question: Question) -> dict[str, Any]:
    """What somebody sees who is asked to confirm a talk elsewhere: what they were asked, and nothing of the draft.

    They were not shown it then, and nobody has read what of it would be withheld.
    """
    return {**_asked(draft, question, _withhold(draft, question)), "parts": []}


def _withhold(draft: Draft, question: Question) -> Callable[[str], str]:
    if not question.names_withheld:
        return str
    known = identities.known(draft)
    return lambda text: marked(text, known, also=question.also).shown


def _asked(draft: Draft, question: Question, withhold: Callable[[str], str]) -> dict[str, Any]:
    return {
        "guidance": draft.pack.title,
        "place": steps.place(draft.pack, question.place),
        "question": withhold(question.text),
        "names_withheld": question.names_withheld,
    }


def withheld(draft: Draft, text: str, also: Iterable[str]) -> str:
    """A message to an adviser who is not told who it is about."""
    return marked(text, identities.known(draft), also=also).shown


def written_down(draft: Draft, discussion: AdviceDiscussion) -> dict[str, str]:
    """What somebody is said to have advised, as they see it who are asked to confirm it."""
    said = {"advice": discussion.advice, "text": discussion.advice_text, "conditions": discussion.conditions}
    if not discussion.identity_withheld:
        return said
    return {name: withheld(draft, text, discussion.also) if name != "advice" else text for name, text in said.items()}


def changed_since(draft: Draft, discussion: AdviceDiscussion) -> list[Change]:
    """What the advice rested on and reads differently now; nothing once the decision is recorded."""
    if draft.record:
        return []
    found = changes(cast("Parts", discussion.rested_on), rests_on(draft, discussion.question))
    return [replace(each, part=PARTS[each.part]) for each in found]


def is_stale(draft: Draft, discussion: AdviceDiscussion) -> bool:
    """Whether something changed since, of which nobody has said that the advice still holds."""
    if not changed_since(draft, discussion):
        return False
    return discussion.still_holds_of != content.fingerprint(rests_on(draft, discussion.question))


def stale(draft: Draft) -> list[AdviceDiscussion]:
    """The advice that a record can't rest on as it is: at a place this draft still comes by."""
    closed = [row for row in draft.discussions if row.is_closed and not row.about_record]
    return [row for row in closed if content.is_on_the_way(draft, row) and is_stale(draft, row)]


def _content(draft: Draft, place: str) -> Mapping[str, Any]:
    if draft.record:
        return amending.noted(draft.record.content, draft.decision.amendments.all())
    if place.startswith(steps.PAGE):
        return content.of(draft)
    earlier = draft.route.asked[: draft.route.asked.index(place)] if place in draft.route.asked else draft.route.asked
    answered = {slug: answer for slug, answer in draft.answered.items() if slug in earlier}
    return content.of(replace(draft, answered=answered, conclusion=None))


def _rows(part: str, said: Any) -> list[Row]:
    """One part of the record's content as labelled texts."""
    if not said:
        return []
    if part == "answers":
        return [Row(label=each["question"], text=_joined(each["answer"], each["note"])) for each in said]
    if part == "recipients":
        return [Row(label="", text=_listed(each["name"], each["role"], each["organisation"])) for each in said]
    if part == "items":
        return [Row(label=each["nature"], text=_item(each)) for each in said]
    if part == "lines":
        return [row for each in said for row in _lines(each)]
    if part == "decision":
        return _decision(said)
    return [Row(label=each["label"], text=each["text"]) for each in said]


def _item(item: Mapping[str, str]) -> str:
    about = f"About: {item['about_whom']}" if item["about_whom"] else ""
    whose = f"Whose opinion or allegation: {item['author']}" if item.get("author") else ""
    on = f"True on {item['accurate_on']}" if item["accurate_on"] else ""
    return _stacked(item["text"], _joined(item["category"], item["source"], on), whose, about)


def _lines(item: Mapping[str, Any]) -> list[Row]:
    """What is decided of one piece of information. Before format 2 that was said once, for all recipients.

    Names stand in the text alone: there they are withheld.
    """
    if "choice" in item:
        return [Row(label=item["choice_label"], text=_stacked(item["text"], item["why"]))]
    return [Row(label=each["choice_label"], text=_line(item["text"], each)) for each in item["lines"] if each["choice"]]


def _line(text: str, line: Mapping[str, str]) -> str:
    instead = f"They read instead: {line['redacted']}" if line["redacted"] else ""
    onward = f"May be passed on: {line['onward']}" if line["onward"] else ""
    return _stacked(f"{line['to']}: {text}", instead, line["why"], onward)


def _decision(said: Mapping[str, Any]) -> list[Row]:
    rows = [Row(label=said["label"], text=said["reasons"])]
    rows += [Row(label="Ground", text=ground) for ground in said["grounds"]]
    if said["departure_why"]:
        rows.append(Row(label="Why it differs from the guidance", text=said["departure_why"]))
    return rows


def _listed(*texts: str) -> str:
    return ", ".join(text for text in texts if text)


def _stacked(*texts: str) -> str:
    return "\n".join(text for text in texts if text)


def _joined(*texts: str) -> str:
    return ". ".join(text for text in texts if text)

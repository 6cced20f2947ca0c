"""Two versions side by side: what differs, word by word, and what is the same, folded away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from django.http import QueryDict
from django.urls import reverse

from consent.models import Consent, ConsentRecipient, Person, Relationship
from decisions import content, versions, wording
from decisions.draft import Draft
from decisions.forms.timeline import CompareForm
from decisions.models import Item, Recipient
from decisions.summary import fields_compared as fields
from decisions.summary.drafts import Context
from decisions.summary.navigation import url
from decisions.versions import Past, Version
from infoshare.govuk.difference import difference

SECTIONS = {
    "details": "The case",
    "reopens": "Looks again at an earlier record",
    "request": "The request",
    "consent": "Consent",
    "views": "What the child and the carer say",
    "weighing": "Risk on both sides, and best interests",
    "duty": "The duty to share",
    "basis": "The law relied on",
    "sharing": "How it is shared",
    "emergency": "The emergency",
}

FEW = 3  # pages that a version names


class Said(NamedTuple):
    """One thing that a version says. Two with the same place are the same thing; what it is called may have changed."""

    place: tuple[object, ...]
    label: str
    text: str


def compare_decision(draft: Draft, query: QueryDict) -> Context:
    past = versions.of_decision(draft.decision)

    def says(version: Version) -> list[Said]:
        return list(_said(versions.draft_at(draft, past, version)))

    return {
        **_compared(past, says, query),
        "caption": draft.decision.reference,
        "back_url": url(draft, "timeline"),
    }


def compare_person(person: Person, query: QueryDict) -> Context:
    past = versions.past({Person: {"id": person.pk}, Relationship: {"person_id": person.pk}})

    def says(version: Version) -> list[Said]:
        rows = past.standing(Person, version) + past.standing(Relationship, version)
        return [Said((type(row), row.pk, label), _called(row, label), text) for row in rows for label, text in _of(row)]

    context = _compared(past, says, query)
    return {**context, "caption": person.reference, "back_url": reverse("person-timeline", args=[person.pk])}


def compare_consent(consent: Consent, query: QueryDict) -> Context:
    past = versions.past({Consent: {"id": consent.pk}, ConsentRecipient: {"consent_id": consent.pk}})

    def says(version: Version) -> list[Said]:
        terms = [Said((label,), label, text) for row in past.standing(Consent, version) for label, text in _of(row)]
        recipients = past.standing(ConsentRecipient, version)
        return terms + [Said(("to", row.pk), "Who may receive it", str(row)) for row in recipients]

    context = _compared(past, says, query)
    return {**context, "caption": consent.reference, "back_url": reverse("consent", args=[consent.reference])}


def _of(row: Any) -> Iterator[tuple[str, str]]:
    return fields.of(row)


def _called(row: Any, label: str) -> str:
    return label if isinstance(row, Person) else f"{row.name}: {label}"


def _compared(past: Past, says: Any, query: QueryDict) -> Context:
    """The last version and the one before it, unless two others are asked for; the older of two is always first."""
    every = past.versions
    form = CompareForm(_asked(query, every), versions=[(str(each.number), _name(each)) for each in every])
    if not form.is_valid():
        return {"form": form, "rows": [], "same": [], "several": len(every) > 1, "compared": False}
    numbers = sorted(int(form.cleaned_data[name]) for name in ("one", "other"))
    before, after = (every[number - 1] for number in numbers)
    rows = list(_rows(says(before), says(after)))
    return {
        "form": form,
        "compared": True,
        "several": len(every) > 1,
        "before": {"number": before.number, "when": _when(before)},
        "after": {"number": after.number, "when": _when(after)},
        "rows": [row for row in rows if row["differs"]],
        "same": [row for row in rows if not row["differs"]],
    }


def _asked(query: QueryDict, every: Sequence[Version]) -> Mapping[str, str]:
    if "one" in query or "other" in query:
        return query.dict()  # type: ignore[return-value]
    last = len(every)
    return {"one": str(max(last - 1, 1)), "other": str(last)}


def _name(version: Version) -> str:
    pages = list(dict.fromkeys(fields.TABLES[table] for table in version.tables))
    more = [f"{len(pages) - FEW} more"] if len(pages) > FEW else []
    return f"{version.number}: {_when(version)} ({', '.join([*pages[:FEW], *more])})"


def _when(version: Version) -> str:
    return wording.moment(version.until) + (f", {version.by.name}" if version.by else "")


def _rows(before: Iterable[Said], after: Iterable[Said]) -> Iterator[Context]:
    """In the order of the later version; what only the earlier one says comes after that."""
    one, other = ({said.place: said for said in version} for version in (before, after))
    for place in dict.fromkeys([*other, *one]):
        old, new = one.get(place), other.get(place)
        texts = [each.text if each else "" for each in (old, new)]
        pieces = difference(*texts)
        yield {
            "label": cast("Said", new or old).label,
            "differs": texts[0] != texts[1],
            "text": texts[1],
            "before": [piece for piece in pieces if piece.kind != "added"],
            "after": [piece for piece in pieces if piece.kind != "removed"],
        }


def _said(draft: Draft) -> Iterator[Said]:
    """All that a record would say of the pages that somebody fills in, part by part."""
    whole: dict[str, Any] = content.of(draft)
    yield from _pairs("details", whole)
    for number, to in enumerate(draft.recipients, 1):
        yield Said((Recipient, to.pk), f"Who it goes to, {number}", wording.with_kind(to))
    yield from (said for part in ("reopens", "request") for said in _pairs(part, whole))
    yield from _answers(whole)
    for number, item in enumerate(draft.items, 1):
        yield from _item(draft, item, f"Information {number}")
    for part in ("consent", "views", "weighing", "duty", "basis"):
        yield from _pairs(part, whole)
    yield from _decided(whole["decision"])
    yield from (said for part in ("sharing", "emergency") for said in _pairs(part, whole))


def _pairs(part: str, whole: Mapping[str, Any]) -> Iterator[Said]:
    for row in whole[part]:
        yield Said((part, row["label"]), f"{SECTIONS[part]}: {row['label'].lower()}", row["text"])


def _answers(whole: Mapping[str, Any]) -> Iterator[Said]:
    for row in whole["answers"]:
        said = "\n".join(filter(None, [row["answer"], row["note"]]))
        yield Said(("answer", row["slug"]), row["question"], said)


def _item(draft: Draft, item: Item, called: str) -> Iterator[Said]:
    said = wording.item(item)
    kind = [said["category"], said["nature"], said["source"], said["author"], said["about_whom"], said["accurate_on"]]
    yield Said((Item, item.pk), called, said["text"])
    yield Said((Item, item.pk, "kind"), f"{called}: what it is, and where it is from", ". ".join(filter(None, kind)))
    for to in draft.recipients:
        line = wording.line(draft.line(item, to), to)
        text = "\n".join(filter(None, [line["choice_label"], line["redacted"], line["why"], line["onward"]]))
        yield Said((Item, item.pk, to.pk), f"{called}, for {to}", text)


def _decided(decision: Mapping[str, Any] | None) -> Iterator[Said]:
    said = decision or {}
    pairs = {
        "The decision": said.get("label", ""),
        "The decision: reasons": said.get("reasons", ""),
        "The decision: grounds for not sharing": "; ".join(said.get("grounds", ())),
        "The decision: why it departs from the guidance": said.get("departure_why", ""),
        "The decision: look at it again on": said.get("review_on", ""),
    }
    yield from (Said((label,), label, text) for label, text in pairs.items() if text)

"""The pages of a pack: for whom it is, what was chosen, each text as it would go, and its papers."""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from consent.models import Person
from decisions import pack_files, packing, wording
from decisions import words_of_packs as words
from decisions.advising.withheld import Marked
from decisions.models import PersonPack
from decisions.packing import Offer
from decisions.person_pack import HeldPack
from decisions.policies import person_packs as rules
from decisions.policies.ledger import decisions_of
from decisions.redacting import Goes
from decisions.summary.drafts import Context
from decisions.summary.waits import MOST, Waits, end_of
from decisions.words_of_packs import Part
from infoshare.accounts.models import User
from infoshare.documents.pdf import render
from infoshare.documents.seal import seal

SECONDS_A_PAPER = 1  # about what drawing one takes (docs/decisions/0025)


def packs_page(person: Person, user: User) -> Context:
    """Those of which the reader may open everything."""
    rows = person.packs.select_related("made", "given_up").defer("made__data", "made__manifest").order_by("-pk")
    return {
        "person": person.pk,
        "reference": person.reference,
        "rows": [_listed(each) for each in rules.opened(rows, user)],
        "back_url": reverse("known-person", args=[person.pk]),
    }


def _listed(pack: PersonPack) -> Context:
    return {
        "reference": pack.reference,
        "made_for": words.PACK_FOR[pack.made_for].label,
        "due_on": wording.day(pack.due_on),
        "is_made": hasattr(pack, "made"),
        "given_up": hasattr(pack, "given_up"),
    }


def packs_due(user: User) -> list[Waits]:
    """Copies that somebody asked for and that are not made yet, for those who make them; the soonest first."""
    if not rules.may_make(user):
        return []
    people = Person.objects.visible_to(user).values("pk")
    rows = PersonPack.objects.filter(person__in=people, made=None, given_up=None, due_on__isnull=False)
    return [_waits(each) for each in rules.opened(rows.order_by("due_on", "pk"), user)[:MOST]]


def _waits(pack: PersonPack) -> Waits:
    assert pack.due_on
    path = reverse("person-pack", args=[pack.reference])
    return Waits("Make a copy that somebody asked for", pack.reference, path, pack.started_at, end_of(pack.due_on))


def pack_frame(pack: PersonPack, title: str = "", back: str = "person-pack") -> Context:
    """What every page of one pack shows."""
    here = reverse("person-packs", args=[pack.person_id]) if not title else reverse(back, args=[pack.reference])
    return {"title": title, "reference": pack.reference, "back_url": here}


def pack_page(held: HeldPack) -> Context:
    pack, made = held.pack, held.made
    return {
        **pack_frame(pack),
        "facts": wording.rows(
            ("What it is for", words.PACK_FOR[pack.made_for].label),
            ("Who asked", pack.asked_by),
            ("Who they are, and for whom", pack.asked_as),
            ("They asked on", wording.day(pack.received_on)),
            ("Due by", wording.day(pack.due_on)),
            ("Why it may go to them", pack.exposed_why),
            ("Started", f"{wording.moment(pack.started_at)}, by {pack.started_by.name}"),
            *_given_up(held),
        ),
        "parts": [part.title for part in held.chosen],
        "why": held.choice.why if held.choice else "",
        "exposed_why": held.choice.exposed_why if held.choice else "",
        "given_up": held.given_up is not None,
        "not_chosen": pack_files.not_chosen(held) if held.choice else [],
        "never_in": words.NEVER_IN,
        "made": made
        and {
            "at": wording.moment(made.made_at),
            "by": made.made_by.name,
            "sha256": made.sha256,
            "left_out": made.manifest["left_out"],
        },
    }


def _given_up(held: HeldPack) -> list[tuple[str, str]]:
    row = held.given_up
    if not row:
        return []
    return [("Given up", f"{wording.moment(row.given_up_at)}, by {row.given_up_by.name}"), ("Why", row.why)]


def offers(pack: PersonPack, user: User) -> list[Offer]:
    """What may be chosen: of the decisions that the reader may open."""
    return packing.offered(decisions_of(pack.person, user))


def texts_page(held: HeldPack) -> Context:
    places = {each.mark: each for each in reversed(held.goes)}  # the same text may stand twice: the first is led to
    return {
        **pack_frame(held.pack, "Read what goes"),
        "first": [_text(each) for each in places.values() if each.exposes],
        "same_name": held.known.same_name,
        "parts": [
            {"title": part.title, "rows": [{**_text(each), "is_first": places[each.mark] is each} for each in rows]}
            for part, rows in held.parts.items()
        ],
        "seconds": _seconds(held),
        "version": held.fingerprint,
        "is_closed": bool(held.made or held.given_up),
    }


def _seconds(held: HeldPack) -> str:
    found = max(1, round(SECONDS_A_PAPER * len(held.chosen)))
    return "a second" if found == 1 else f"{found} seconds"


def text_page(held: HeldPack, text: Goes) -> Context:
    return {**pack_frame(held.pack, "What is taken out of this text?", "pack-texts"), "row": _text(text)}


def stored(text: Goes) -> dict[str, Any]:
    """What the form of one text shows at first: everything found is taken out, or what was said last."""
    said = text.said
    left = set(said.left) if said else set()
    return {
        "out": [str(place) for place, found in enumerate(text.found) if found not in left],
        "also": "\n".join(said.also) if said else "",
        "whole": said.whole if said else False,
        "category": said.category if said else "",
        "why": said.why if said else "",
    }


def _text(each: Goes) -> Context:
    return {
        "mark": each.mark,
        "heading": each.of.heading,
        "label": each.of.label,
        "pieces": list(_pieces(each)),
        "left": each.said.left if each.said else [],
        "why": each.said.why if each.said else "",
        "finds": bool(each.out.marks) or bool(each.said),
    }


def _pieces(each: Goes) -> Iterator[dict[str, object]]:
    """The text as it was, in pieces that stay and pieces that go."""
    if each.said and each.said.whole:
        yield {"text": each.of.text, "out": True}
        return
    yield from _cut(each.out)


def _cut(out: Marked) -> Iterator[dict[str, object]]:
    last = 0
    for mark in out.marks:
        yield {"text": out.text[last : mark.start], "out": False}
        yield {"text": out.text[mark.start : mark.end], "out": True}
        last = mark.end
    yield {"text": out.text[last:], "out": False}


def papers(held: HeldPack, *, at: datetime) -> dict[str, bytes]:
    """A PDF/A-3a for each part, drawn from what goes and from nothing else: what is taken out was never in it."""
    ours = held.pack.person.organisation_id
    return {part.file: seal(_paper(held, part, rows, at), ours) for part, rows in held.parts.items()}


def _paper(held: HeldPack, part: Part, rows: list[Goes], at: datetime) -> bytes:
    title = part.title
    sections = [
        {"heading": heading, "rows": [{"label": each.of.label, "text": each.text} for each in found]}
        for heading, found in groupby(rows, key=lambda each: each.of.heading)
    ]
    context = {"pack": held.pack.reference, "title": title, "sections": sections, "on": wording.moment(at)}
    return render(render_to_string("decisions/packs/part_pdf.html", context), title=title, created_at=at)

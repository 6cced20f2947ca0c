"""The letter that tells a child or a family what is shared: broad words, no names, nothing about anybody else."""

from collections.abc import Iterator
from dataclasses import dataclass

from decisions.draft import Draft
from decisions.letters.sentences import Letter, Part, Voice
from decisions.models import Decision, Item, Recipient
from decisions.the_child import is_the_child

FILES = {False: "telling_standard", True: "telling_easy_read"}
PICTURES = {"who": "person", "what": "paper", "whom": "talk", "why": "why", "can": "yes", "ring": "telephone"}
CAN = ("can.ask", "can.see", "can.wrong", "can.no", "can.complain")


@dataclass(frozen=True, slots=True)
class Variant:
    """To whom, and how: the four letters there are."""

    reader: str  # child or family
    easy: bool

    @property
    def slug(self) -> str:
        return f"{self.reader}-easy-read" if self.easy else self.reader


VARIANTS = {
    each.slug: each for each in (Variant(reader, easy) for reader in ("child", "family") for easy in (False, True))
}


def letter(draft: Draft, variant: Variant, *, shared_already: bool) -> Letter:
    """From the lines that leave the building, and from nothing else of the case."""
    say, when = Voice(FILES[variant.easy], variant.reader), "after" if shared_already else "before"
    to = told_of(draft)
    whom = tuple(dict.fromkeys(say("whom.one", role=_begun(row.role), organisation=row.organisation) for row in to))
    why = "why.law" if draft.route.outcome == "share_required" else "why.help"
    organisation = draft.decision.organisation.name
    return Letter(
        reference=draft.decision.reference,
        organisation=organisation,
        title=say(f"title.{when}"),
        parts=(
            _part(say, "who", say("who.we", organisation=organisation), say("who.for")),
            _part(say, "what", say(f"what.{when}"), things=_kinds(draft, say), after=(say("what.more"),)),
            _part(say, "whom", say(f"whom.{when}"), things=whom),
            _part(say, "why", say(why)),
            _part(say, "can", things=tuple(map(say, CAN))),
            _part(say, "ring", *_ring(say, draft.decision)),
        ),
        by_hand=not draft.decision.organisation.contact,
    )


def told_of(draft: Draft) -> list[Recipient]:
    """Those who get something about the child: the only ones that a letter names, by role and organisation."""
    return [to for to in draft.recipients if any(_is_about_the_child(draft, line.item) for line in draft.goes_to(to))]


def _kinds(draft: Draft, say: Voice) -> tuple[str, ...]:
    return tuple(dict.fromkeys(say(f"kind.{category}") for category in _categories(draft)))


def _categories(draft: Draft) -> Iterator[str]:
    for to in draft.recipients:
        for line in draft.goes_to(to):
            if _is_about_the_child(draft, line.item):
                yield line.item.category


def _is_about_the_child(draft: Draft, item: Item) -> bool:
    """An allegation is about somebody else, or may be; so is what the list says is about them."""
    return is_the_child(item.about_whom, draft.decision.about) and item.nature != "allegation"


def _part(say: Voice, name: str, *sentences: str, things: tuple[str, ...] = (), after: tuple[str, ...] = ()) -> Part:
    return Part(say(name), sentences, things, after, PICTURES[name])


def _ring(say: Voice, decision: Decision) -> Iterator[str]:
    """Somebody who has left is not named."""
    owner, contact = decision.owner, decision.organisation.contact
    yield say("ring.name", name=owner.name, role=_begun(owner.role_title)) if owner.is_active else say("ring.nobody")
    if contact:
        yield say("ring.contact", contact=contact)
    yield say("ring.number", reference=decision.reference)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]

"""The letter that tells a child or a family what is shared: broad words, no names, nothing about anybody else."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from decisions.draft import Draft
from decisions.letters.sentences import Letter, Part, Voice
from decisions.models import Decision, Item, Recipient
from decisions.the_child import is_the_child

FILES = {False: "telling_standard", True: "telling_easy_read"}
PICTURES = {"who": "person", "what": "paper", "whom": "talk", "why": "why", "can": "yes", "ring": "telephone"}
CAN = ("can.ask.{when}", "can.see", "can.wrong", "can.no.{when}", "can.complain")


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


def letter(draft: Draft, variant: Variant, *, got: Collection[int]) -> Letter:
    """From the lines that leave the building, and from nothing else of the case.

    `got` are the numbers of the recipients who have theirs (`telling.got`): it speaks of what went as of what is over,
    and names apart whoever is still to get it.
    """
    say, to = Voice(FILES[variant.easy], variant.reader), told_of(draft)
    went = [row for row in to if row.pk in got]
    when, now = ("after", went) if went else ("before", to)
    still = "; ".join(_people(say, [row for row in to if row not in now]))
    why = "law" if draft.route.outcome == "share_required" else "help"
    organisation = draft.decision.organisation.name
    return Letter(
        reference=draft.decision.reference,
        organisation=organisation,
        title=say(f"title.{when}"),
        parts=(
            Part(say("who"), (say("who.we", organisation=organisation), say("who.for")), picture=PICTURES["who"]),
            Part(
                say(f"what.{when}"),
                (say(f"things.{when}"),),
                _kinds(draft, now, say),
                (say("things.more"),),
                PICTURES["what"],
            ),
            Part(
                say(f"whom.{when}"),
                (say(f"people.{when}"),),
                _people(say, now),
                (say("people.still", people=still),) if still else (),
                PICTURES["whom"],
            ),
            Part(say(f"why.{when}"), (say(f"{why}.{when}"),), picture=PICTURES["why"]),
            Part(say("can"), (), tuple(say(each.format(when=when)) for each in CAN), picture=PICTURES["can"]),
            Part(say("ring"), tuple(_ring(say, draft.decision)), picture=PICTURES["ring"]),
        ),
        by_hand=not draft.decision.organisation.contact,
    )


def told_of(draft: Draft) -> list[Recipient]:
    """Those who get something about the child: the only ones that a letter names, by role and organisation."""
    return [to for to in draft.recipients if any(_is_about_the_child(draft, line.item) for line in draft.goes_to(to))]


def _people(say: Voice, to: Iterable[Recipient]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(say("people.one", role=_begun(row.role), organisation=row.organisation) for row in to))


def _kinds(draft: Draft, recipients: Iterable[Recipient], say: Voice) -> tuple[str, ...]:
    return tuple(dict.fromkeys(say(f"kind.{category}") for category in _categories(draft, recipients)))


def _categories(draft: Draft, recipients: Iterable[Recipient]) -> Iterator[str]:
    for to in recipients:
        for line in draft.goes_to(to):
            if _is_about_the_child(draft, line.item):
                yield line.item.category


def _is_about_the_child(draft: Draft, item: Item) -> bool:
    """An allegation is about somebody else, or may be; so is what the list says is about them."""
    return is_the_child(item.about_whom, draft.decision.about) and item.nature != "allegation"


def _ring(say: Voice, decision: Decision) -> Iterator[str]:
    """Somebody who has left is not named."""
    owner, contact = decision.owner, decision.organisation.contact
    yield say("ring.name", name=owner.name, role=_begun(owner.role_title)) if owner.is_active else say("ring.nobody")
    if contact:
        yield say("ring.contact", contact=contact)
    yield say("ring.number", reference=decision.reference)


def _begun(text: str) -> str:
    return text[:1].upper() + text[1:]

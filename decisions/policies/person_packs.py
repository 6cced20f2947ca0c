"""Who may make a pack of what is kept of a person, what may go into it, and what goes with a reason alone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from consent.models import Person
from decisions import protecting
from decisions.clashes import Known, To, is_reached
from decisions.models import Decision, MadePack, PackChoice, PackGivenUp, PersonPack
from decisions.policies.requests import answer_by
from decisions.words_of_packs import Part
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

FOR_WHOM = r"\b(?:for|of|on behalf|and|from|at)\b|[,;()]"
EXPOSES = (
    "Somebody around them must not be found, or whoever asks looks like somebody who must not be told. "
    "Say why it may go to them."
)
EXPOSES_SINCE = (
    "Somebody was marked since as one who must not be told or found. "
    "Choose again, and say why it may go to them. If the pack is made, start another."
)
CHANGED = "Something in this pack changed since you opened the page. Read it again; then make it."


def due_on(made_for: str, received_on: date) -> date | None:
    """Whoever asks for a copy of their own has a right to it by then."""
    return answer_by(received_on) if made_for == "subject_access" else None


def opened(packs: Iterable[PersonPack], user: User) -> list[PersonPack]:
    """Those of which the reader may open everything that was ever chosen, in two queries. Others are not there."""
    packs = list(packs)
    wanted: dict[int, set[str]] = {pack.pk: set() for pack in packs}
    for number, parts in PackChoice.objects.filter(pack__in=packs).values_list("pack", "parts"):
        wanted[number] |= {Part.of(part).decision for part in parts}
    every = set().union(*wanted.values())
    seen = set(Decision.objects.visible_to(user).filter(reference__in=every).values_list("reference", flat=True))
    return [pack for pack in packs if wanted[pack.pk] <= seen]


def opens(pack: PersonPack, user: User) -> bool:
    return bool(opened([pack], user))


def check_opens(pack: PersonPack, user: User) -> None:
    """Asked again where it is written: a decision may have been restricted meanwhile."""
    policy.check_may(user, "pack.make")
    if not opens(pack, user):
        raise Refused("You can't open everything in this pack.")


def people_of(person: Person, references: Iterable[str] = ()) -> list[Person]:
    """Whom it is for, and everybody whom these decisions are about."""
    linked = Person.objects.filter(
        decisions__decision__reference__in=list(references), organisation=person.organisation
    )
    found = Person.objects.filter(pk__in=[person.pk, *linked.values_list("pk", flat=True)])
    return list(found.order_by("pk").prefetch_related("relationships"))


def exposed(people: Iterable[Person], asked_by: str, asked_as: str) -> set[str]:
    """Who around these people must not be told and looks like whoever asks; and who must not be found: their keys."""
    everybody = [each for person in people for each in protecting.around(person)]
    askers = list(_askers(asked_by, asked_as))
    untold = {each.key for each in everybody if each.must_not_be_told and _is_reached(askers, each, everybody)}
    return untold | {each.key for each in everybody if each.must_not_be_found}


def _askers(asked_by: str, asked_as: str) -> Iterator[To]:
    """Each name, and each word for somebody, also in "solicitor for Mr S Byrne"."""
    said = [part.strip() for text in (asked_by, asked_as) for part in re.split(FOR_WHOM, text)]
    for part in filter(None, (asked_by, asked_as, *said)):
        yield To("pack", "", name=part)
        yield To("pack", "", role=part)


def _is_reached(askers: Iterable[To], who: Known, everybody: Iterable[Known]) -> bool:
    only = [replace(each, must_not_be_told=each == who) for each in everybody]
    return any(is_reached(asker, only) for asker in askers)


def check_may_go_to(now: set[str], *, known: Iterable[str] = (), why: str) -> None:
    """`now` are those whom it could expose, `known` those for whom a reason was given before."""
    if now - set(known) and not why:
        raise Refused(EXPOSES)


def check_exposes_nobody_else(now: set[str], known: Iterable[str]) -> None:
    """Asked again when it is made, and when it is taken: somebody may have been marked meanwhile."""
    if now - set(known):
        raise Refused(EXPOSES_SINCE)


def check_is_open(pack: PersonPack) -> None:
    if MadePack.objects.filter(pack=pack).exists():
        raise Refused("This pack is made, and stays as it is. Start another.")
    if PackGivenUp.objects.filter(pack=pack).exists():
        raise Refused("This pack was given up. Start another.")


def check_choice(parts: Sequence[str], *, offered: Iterable[str]) -> None:
    """`offered` are keys of parts that the reader may open now."""
    if set(parts) - set(offered):
        raise Refused("Something that you chose is not there any more. Choose again.")


def check_restricted(now: Iterable[str], *, why: str) -> None:
    if set(now) and not why:
        raise Refused("Some of what you chose is restricted. Say why it goes in.")


def check_restricted_since(now: Iterable[str], known: Iterable[str]) -> None:
    """A reason counts for what was restricted when it was given."""
    if set(now) - set(known):
        raise Refused(
            "Something in this pack was restricted since it was chosen. Choose again, and say why it goes in."
        )


def check_text(
    *, left: Sequence[str], also: Sequence[str], whole: bool, category: str, why: str, missing: Sequence[str]
) -> None:
    """What is left in takes a reason; what is taken out by hand, its category. `missing` are not in the text."""
    if whole and (left or also):
        raise Refused("Either take out the whole text, or say which words of it.")
    if left and not why:
        raise Refused("Say why these words stay in.")
    if (whole or also) and not category:
        raise Refused("Choose why it is taken out.")
    if missing:
        raise Refused(f"These words are not in the text: {', '.join(missing)}. Copy them as they stand.")


def check_is_chosen(choice: PackChoice | None) -> PackChoice:
    if choice is None:
        raise Refused("Choose first what goes into the pack.")
    return choice


def check_reads_the_same(now: str, read: str) -> None:
    if now != read:
        raise Refused(CHANGED)


def may_make(user: User) -> bool:
    return policy.may(user, "pack.make")

"""Who may make a pack of what is kept of a person, what may go into it, and what goes with a reason alone."""

from collections.abc import Iterable, Sequence
from datetime import date

from consent.models import Person
from decisions import protecting
from decisions.clashes import To, is_reached
from decisions.models import Decision, MadePack, PackChoice, PersonPack
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused
from infoshare.govuk.moments import months_from

MONTHS_FOR_A_COPY = 1  # UK GDPR, Article 12(3)
CHANGED = "Something in this pack changed since you opened the page. Read it again; then make it."


def due_on(made_for: str, received_on: date) -> date | None:
    """Whoever asks for a copy of their own has a right to it by then."""
    return months_from(received_on, MONTHS_FOR_A_COPY) if made_for == "subject_access" else None


def opened(packs: Iterable[PersonPack], user: User) -> list[PersonPack]:
    """Those of which the reader may open everything that was ever chosen, in two queries. Others are not there."""
    packs = list(packs)
    wanted: dict[int, set[str]] = {pack.pk: set() for pack in packs}
    for number, parts in PackChoice.objects.filter(pack__in=packs).values_list("pack", "parts"):
        wanted[number] |= {part.split(" ")[1] for part in parts}
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


def check_may_go_to(person: Person, asked_by: str, exposed_why: str) -> None:
    """Whoever asks may be somebody who must not be told: by name, or as who they say they are."""
    askers, everybody = (To("pack", "", name=asked_by), To("pack", "", role=asked_by)), protecting.around(person)
    if not exposed_why and any(is_reached(asker, everybody) for asker in askers):
        raise Refused("Whoever asks looks like somebody who must not be told. Say why it may go to them.")


def check_is_open(pack: PersonPack) -> None:
    if MadePack.objects.filter(pack=pack).exists():
        raise Refused("This pack is made, and stays as it is. Start another.")


def check_choice(parts: Sequence[str], *, offered: Iterable[str], restricted: Iterable[str], why: str) -> None:
    """`offered` and `restricted` are keys of parts that the reader may open now."""
    if set(parts) - set(offered):
        raise Refused("Something that you chose is not there any more. Choose again.")
    if set(parts) & set(restricted) and not why:
        raise Refused("Some of what you chose is restricted. Say why it goes in.")


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


def check_is_chosen(choice: PackChoice | None) -> None:
    if choice is None:
        raise Refused("Choose first what goes into the pack.")


def check_reads_the_same(now: str, read: str) -> None:
    if now != read:
        raise Refused(CHANGED)


def may_make(user: User) -> bool:
    return policy.may(user, "pack.make")

"""When people may be entered and changed."""

from consent.models import Person
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

SAY_WHY = "You take off a mark that protects somebody. Say why it is safe now."
TAKEN = "Somebody in your organisation is known by that reference already. Check it."


def check_can_enter(user: User) -> None:
    policy.check_may(user, "person.enter")


def check_can_change(user: User, person: Person) -> None:
    """Whoever may open them; asked again where it is written, since a role may have ended meanwhile."""
    if not policy.reaches(user, "person.know", owner_id=person.owner_id, team_id=person.team_id):
        raise Refused(f"Only {person.owner.name}, or somebody who oversees it, can change what is known of them.")


def check_reference_is_free(reference: str, *, of: int, but: int | None = None) -> None:
    """`of` is the organisation; `but`, the person whom it may belong to."""
    theirs = Person.objects.filter(organisation_id=of, reference=reference)
    if (theirs.exclude(pk=but) if but else theirs).exists():
        raise Refused(TAKEN)


def check_says_why_it_is_safe(why: str) -> None:
    """Whoever takes off a mark that protects somebody says why."""
    if not why:
        raise Refused(SAY_WHY)

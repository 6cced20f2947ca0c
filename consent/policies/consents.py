"""When a consent may be asked for, answered, taken back and looked at again."""

from collections.abc import Collection
from datetime import date

from consent import status
from consent.deciding import ASSESSMENTS
from consent.models import Person, Relationship
from consent.register import THEMSELVES, Held, key_of
from consent.standing import YES
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

ANSWERED = "Somebody has answered, so what they were asked can't be changed. Write down a new consent instead."
NOT_TOLD = "You ticked something that this consent says nothing about. Write it down on its page first."


def check_can_ask(user: User, person: Person) -> None:
    """Whoever may open the person; asked again where it is written, since a role may have ended meanwhile."""
    if not policy.reaches(user, "consent.keep", owner_id=person.owner_id, team_id=person.team_id):
        raise Refused(f"Only {person.owner.name}, or somebody who oversees it, can write down consent about them.")


def check_can_keep(user: User, held: Held) -> None:
    check_can_ask(user, held.consent.person)


def check_can_change_terms(user: User, held: Held) -> None:
    """What people are asked can be changed until the first of them answers."""
    check_can_keep(user, held)
    if held.events:
        raise Refused(ANSWERED)


def check_is_whole(held: Held) -> None:
    """Nobody can agree to a consent that does not say to whom, and what."""
    if not held.recipients:
        raise Refused("Say first who may receive it.")
    if not held.consent.categories:
        raise Refused("Say first which information it is about.")


def check_can_answer(held: Held, relationship: Relationship | None, *, explained: Collection[str] = ()) -> None:
    """The person themselves, or one of those who are something to them now."""
    check_is_whole(held)
    if relationship and (relationship.person_id != held.consent.person_id or relationship.ended_at):
        raise Refused("That person is no longer on the list of who others are to them. Look there first.")
    if not set(explained) <= set(held.told):
        raise Refused(NOT_TOLD)


def check_implied(held: Held, form: str) -> None:
    """Implied consent is for one organisation or a care relationship (S4)."""
    if form == "implied" and not status.implied_is_open(held.consent.between):
        raise Refused(
            "Consent can be implied only inside one organisation or a care relationship, and this goes further. "
            "Ask them, and choose how they answered."
        )


def check_can_end(held: Held, relationship: Relationship | None, *, on: date) -> None:
    """Only what somebody agreed to can be taken back, given for longer or found not to be valid."""
    who = key_of(relationship)
    answers = held.standing(on).answers
    if answers.get(who) not in (*YES, "expired"):
        whose = "they" if who == THEMSELVES else relationship.name if relationship else ""
        raise Refused(f"On that day there is no consent that {whose} gave. Check the date, and who it was.")


def check_can_change_what(held: Held, parts: Collection[str]) -> None:
    if not set(parts) <= set(held.parts):
        raise Refused("Choose from the parts of this consent.")


def check_stands_for_review(held: Held, on: date) -> None:
    if held.standing(on).status not in YES:
        raise Refused("There is no consent on that day to look at again. Write down how they answer now instead.")


def check_is_assessed_whole(kind: str, items: Collection[str]) -> None:
    """Each item is looked at, of the assessment that fits the person's age that day."""
    if set(items) != set(ASSESSMENTS[kind]):
        raise Refused("On that day another assessment fits their age. Check the date of the assessment.")

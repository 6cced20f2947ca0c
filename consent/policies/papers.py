"""When a copy of a consent may be printed for the family: where somebody agreed, and it puts nobody at risk."""

from datetime import date

from consent.documents.answers import somebody_agreed
from consent.models import Person
from consent.register import Held
from infoshare.accounts.policy import Refused

NOBODY_AGREED = "Nobody who can decide has agreed yet, so there is no copy to give. Ask them first, and write it down."


def check_can_print(held: Held, on: date) -> None:
    """Asked again whenever a copy is made: somebody may have been marked since the page was opened."""
    check_nobody_is_kept_from_it(held.consent.person)
    if not somebody_agreed(held, on):
        raise Refused(NOBODY_AGREED)


def check_nobody_is_kept_from_it(person: Person) -> None:
    """Paper is found and read by others, so there is none where somebody must not be told, whatever is over."""
    kept_from = person.relationships.filter(must_not_be_told=True).order_by("pk")
    if names := " and ".join(kept_from.values_list("name", flat=True)):
        raise Refused(
            f"{names} must not be told, and could find a copy on paper, so none is printed. The page of the person "
            "says why. Talk it through instead, and write down what was said."
        )

"""Who a draft is about and who else it names, as far as it is known: what is withheld from an adviser by default."""

import re

from consent.models import Person
from consent.names import words
from decisions.advising.withheld import Known
from decisions.draft import Draft

INITIALS = re.compile(r"[^\W\d_](?:[.\s]?[^\W\d_]){0,3}\.?")
# What the boxes that ask "who" hold where no name was given.
NOBODYS_NAME = frozenset(
    words(
        """a an and both brother carer child children dad daughter family father foster girl boy grandfather grandmother
    grandparent guardian he her his mother mum my other our parent parents person pupil she sister son step stepfather
    stepmother the their them they young"""
    )
)


def known(draft: Draft) -> Known:
    """Everybody whose name stands in a box of its own, be it here or with the people the organisation knows."""
    people = list(Person.objects.filter(pk__in=draft.people).prefetch_related("relationships")) if draft.people else []
    about = draft.decision.about
    initials = bool(INITIALS.fullmatch(about))
    return Known(
        names=tuple(
            name
            for name in (*_people(people), *_in_the_draft(draft), *([] if initials else [about]))
            if is_a_name(name)
        ),
        initials=(about,) if initials else (),
        born=tuple(person.born_on for person in people if person.born_on),
        numbers=tuple(
            number
            for number in (
                about if _is_a_reference(about) else "",
                draft.decision.reference,
                draft.reopening.reopens.reference if draft.reopening else "",
                *_numbers(people),
            )
            if number
        ),
    )


def _people(people: list[Person]) -> list[str]:
    others = [each.name for person in people for each in person.relationships.all()]
    return [*(person.name for person in people), *others]


def _numbers(people: list[Person]) -> list[str]:
    return [number for person in people for number in (person.reference, person.local_number, person.national_number)]


def _in_the_draft(draft: Draft) -> list[str]:
    return [
        *(row.name for row in draft.recipients),
        *(name for row in draft.items for name in (row.about_whom, row.author)),
        draft.request.requester if draft.request else "",
        draft.consent.given_by if draft.consent else "",
    ]


def _is_a_reference(about: str) -> bool:
    """Not initials, and not words such as "the child, 3"."""
    return not INITIALS.fullmatch(about) and (about != about.lower() or " " not in about)


def is_a_name(text: str) -> bool:
    """Whether somebody is named: a word with a capital letter that is not one of those above."""
    found = re.findall(r"[^\W\d_]+", text)
    return any(word[0].isupper() and word.casefold() not in NOBODYS_NAME for word in found)

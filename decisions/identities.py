"""Who a draft is about and who else it names, as far as it is known: what is withheld from an adviser by default."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from consent.models import Person, Relationship
from consent.names import words
from decisions.advising.withheld import Known
from decisions.draft import Draft
from decisions.models import ConsentStatement, Decision, Item, PersonConcerned, Recipient, Request

INITIALS = re.compile(r"[^\W\d_](?:[.\s]?[^\W\d_]){0,3}\.?")
# What the boxes that ask "who" hold where no name was given.
NOBODYS_NAME = frozenset(
    words(
        """a an and both brother carer child children dad daughter family father foster girl boy grandfather grandmother
    grandparent guardian he her his mother mum my other our parent parents person pupil she sister son step stepfather
    stepmother the their them they young"""
    )
)
# In small letters these tell that no name is meant: "school nurse", "unknown".
IN_SMALL_LETTERS = NOBODYS_NAME | frozenset(
    words(
        """all anonymous at aunt baby by case client cousin doctor everybody friend from gp headteacher health in infant
    manager midwife neighbour nobody none not nurse of officer partner patient police practitioner professional relative
    resident school sibling siblings social somebody someone staff student teacher team teenager twins uncle unknown
    visitor we who with worker"""
    )
)
# Boxes that ask who somebody is, each with its column.
BOXES: tuple[tuple[Any, str], ...] = (
    (Recipient, "name"),
    (Item, "about_whom"),
    (Item, "author"),
    (Request, "requester"),
    (ConsentStatement, "given_by"),
)


def known(draft: Draft) -> Known:
    """Everybody whose name stands, or ever stood, in a box of its own, here or with the people the organisation knows.

    What was taken off since is withheld still: it may stand in a text of then.
    """
    return known_of([draft])


def known_of(drafts: Sequence[Draft]) -> Known:
    """The same of several at once, in a number of queries that does not grow with them."""
    numbers = [draft.decision.pk for draft in drafts]
    people = _people(drafts)
    before = Decision.history.filter(id__in=numbers).values_list("about", flat=True)
    abouts = {*(draft.decision.about for draft in drafts), *before}
    initials = {about for about in abouts if INITIALS.fullmatch(about)}
    named = {about for about in abouts - initials if is_a_name(about)}
    first = {draft.reopening.reopens.reference for draft in drafts if draft.reopening}
    references = {*(draft.decision.reference for draft in drafts), *first, *filter(_is_a_reference, abouts)}
    return Known(
        names=_each({*named, *_names(people), *filter(is_a_name, _in_boxes(drafts))}),
        initials=_each(initials),
        born=tuple(sorted({person.born_on for person in people if person.born_on})),
        numbers=_each({*references, *_numbers(people)}),
    )


def _each(found: Iterable[str]) -> tuple[str, ...]:
    """Each once, in an order that stays: what an adviser is shown has one mark."""
    return tuple(sorted(filter(None, found)))


def _people(drafts: Sequence[Draft]) -> list[Any]:
    """Those they are about, or were, as they are and as they were."""
    decisions = [draft.decision.pk for draft in drafts]
    linked = PersonConcerned.history.filter(decision_id__in=decisions).values_list("person_id", flat=True)
    numbers = {number for draft in drafts for number in draft.people} | set(linked)
    return [*Person.objects.filter(pk__in=numbers), *Person.history.filter(id__in=numbers)] if numbers else []


def _names(people: list[Any]) -> Iterator[str]:
    """A name stands there in whatever letters, unless it says only who somebody is to somebody."""
    numbers = {person.pk if isinstance(person, Person) else person.id for person in people}
    related = [rows.filter(person_id__in=numbers) for rows in (Relationship.objects, Relationship.history)]
    others = [name for rows in related for name in rows.values_list("name", flat=True)] if numbers else []
    return (name for name in (*(person.name for person in people), *others) if set(words(name)) - NOBODYS_NAME)


def _numbers(people: list[Any]) -> list[str]:
    return [number for person in people for number in (person.reference, person.local_number, person.national_number)]


def _in_boxes(drafts: Sequence[Draft]) -> list[str]:
    now = [name for draft in drafts for name in _boxes_of(draft)]
    numbers = [draft.decision.pk for draft in drafts]
    before = [
        said
        for model, column in BOXES
        for said in model.history.filter(decision_id__in=numbers).values_list(column, flat=True)
    ]
    return [*now, *before]


def _boxes_of(draft: Draft) -> list[str]:
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
    """Whether somebody is named: by a word that is none of NOBODYS_NAME, with a capital letter or in a script without.

    In small letters, by words of which none tells that no name is meant: "kyra thompson", not "kyra's other teacher".
    """
    said = re.findall(r"[^\W\d_]+", text)
    if any(word[0] == word[0].upper() and word.casefold() not in NOBODYS_NAME for word in said):
        return True
    return bool(said) and not any(word.casefold() in IN_SMALL_LETTERS for word in said)

"""Whom a draft must protect: those known to it who must not be told or found, and what of it clashes with that.

What is read is what stands on the sheets, by the tables of sheet.py, as if what is undecided went whole.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from consent.models import Person, Relationship
from consent.models.person import Placed
from consent.words import RELATIONSHIPS
from decisions import clashes, sheet
from decisions.clashes import Clash, Known, Said, To
from decisions.draft import Draft
from decisions.identities import is_a_name
from decisions.models import Item, Line, Recipient, Told
from decisions.places import Place

NOWHERE = Place()
# What a page calls the fields of a sheet; that of whom it is for is called as they are.
CALLED = {
    "organisation": "The name of your organisation",
    "purpose": "What it is for",
    "conditions": "The conditions of a sheet",
    "call": "Whom to ring",
}


def known(draft: Draft) -> list[Known]:
    """The people it is about, and who others are to them today."""
    if not draft.people:
        return []
    people = Person.objects.filter(pk__in=draft.people).order_by("pk").prefetch_related("relationships")
    return [each for person in people for each in _around(person)]


def around(person: Person) -> list[Known]:
    """Who a person is, and who others are to them today."""
    return list(_around(person))


def found(draft: Draft) -> list[Clash]:
    """Every clash as the draft stood when it was loaded, settled or not: looked for once."""
    if "clashes" not in draft.looked_up:
        draft.looked_up["clashes"] = _found(draft)
    found: list[Clash] = draft.looked_up["clashes"]
    return found


def _found(draft: Draft) -> list[Clash]:
    everybody = known(draft)
    if not any(each.must_not_be_told or each.must_not_be_found for each in everybody):
        return []
    might_go = _might_go(draft)
    return clashes.of(everybody, _tos(might_go), _saids(might_go))


def unsettled(draft: Draft) -> list[Clash]:
    """Those that bar the record: of which nobody with approval said why they are none."""
    return open_of(found(draft), draft)


def open_of(clashes: Iterable[Clash], draft: Draft) -> list[Clash]:
    settled = {row.mark for row in draft.settled}
    return [each for each in clashes if each.mark not in settled]


def is_told_wrongly(draft: Draft, told: Told) -> bool:
    """Whether it is somebody who must not be told: as the register knows them, or by the name or the role written."""
    if told.relationship:
        return told.relationship.must_not_be_told
    tos = (To("told", "", name=told.carer), To("told", "", role=told.carer))
    return any(each.sort in {"name", "role"} for each in clashes.of(known(draft), tos, ()) if told.carer)


def _around(person: Person) -> Iterator[Known]:
    """A flag goes on counting when the relationship is over, until somebody lifts it."""
    rows = [row for row in person.relationships.all() if not row.ended_at or row.is_flagged]
    everybody = [_themselves(person), *map(_related, rows)]
    yield from (_wherever(each, everybody) for each in everybody)


def _wherever(who: Known, everybody: list[Known]) -> Known:
    """Somebody who must not be found and whose home is not said lives, as far as we know, with anybody of the page."""
    if not who.must_not_be_found or who.place != NOWHERE:
        return who
    homes = (each.place for each in everybody if not each.must_not_be_told and each.place != NOWHERE)
    return replace(who, maybe_at=tuple(dict.fromkeys(homes)))


def _themselves(person: Person) -> Known:
    return Known(
        key=f"person {person.pk}",
        person=person.pk,
        called=person.name or person.reference,
        name=person.name if is_a_name(person.name) else "",
        place=_place(person),
        must_not_be_found=person.must_not_be_found,
    )


def _related(row: Relationship) -> Known:
    return Known(
        key=f"relationship {row.pk}",
        person=row.person_id,
        called=f"{row.name} ({RELATIONSHIPS[row.kind].label.lower()})",
        name=row.name if is_a_name(row.name) else "",
        kind=row.kind,
        place=_place(row),
        must_not_be_told=row.must_not_be_told,
        must_not_be_found=row.must_not_be_found,
    )


def _place(row: Placed) -> Place:
    return Place(row.address, row.postcode)


def _might_go(draft: Draft) -> Draft:
    """The draft as if each undecided piece went whole; where nobody is on the list yet, to somebody."""
    to = draft.recipients or [Recipient(saved_at=draft.decision.saved_at)]
    lines = [draft.line(item, each) or _whole(item, each) for item in draft.items for each in to]
    return replace(draft, recipients=to, lines=lines)


def _whole(item: Item, to: Recipient) -> Line:
    return Line(item=item, recipient=to, choice="share", onward="no", saved_at=max(item.saved_at, to.saved_at))


def _tos(draft: Draft) -> Iterator[To]:
    """Everybody to whom something goes, or may yet; and the family, where it is told."""
    for row in _receivers(draft):
        if row.pk:
            gets = sheet.hash_of({"purpose": draft.decision.purpose, "lines": list(_lines(draft, row))})
            yield To(f"recipient {row.pk}", str(row), row.name, row.organisation, row.role, gets=gets)
    if draft.shares and draft.told in {"before", "after"}:
        gets = sheet.hash_of({"lines": [list(_lines(draft, row)) for row in _receivers(draft)]})
        yield To("telling", "Telling the family", role=_told_how(draft), family=True, gets=gets)


def _receivers(draft: Draft) -> list[Recipient]:
    return [row for row in draft.recipients if not draft.items or draft.goes_to(row)]


def _saids(draft: Draft) -> Iterator[Said]:
    """Each text that somebody gets, or may yet, once; what is kept back from everybody is not read."""
    getting: dict[Said, list[str]] = {}
    for to in _receivers(draft):
        for said in (*_of_fields(draft, to), *_of_lines(draft, to)):
            getting.setdefault(said, []).append(f"{to.pk} {to}")
    yield from (replace(said, to=tuple(sorted(whom))) for said, whom in getting.items())
    if draft.shares and (how := _told_how(draft)):
        yield Said("telling", "How the family is told", how)


def _of_fields(draft: Draft, to: Recipient) -> Iterator[Said]:
    """What stands on the sheet beside its pieces of information."""
    for field in sheet.FIELDS:
        for text in _texts(field.take(draft, to)) if field.name != "lines" else ():
            called = CALLED.get(field.name, str(to))
            yield Said(f"{field.name} {to.pk if field.name == 'to' else ''}", called, text)


def _texts(value: object) -> Iterator[str]:
    """Every text in it, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def _of_lines(draft: Draft, to: Recipient) -> Iterator[Said]:
    numbers = {item.pk: number for number, item in enumerate(draft.items, 1)}
    for line, marks in zip(draft.goes_to(to), _lines(draft, to), strict=True):
        tells_who = line.item.category == "identity" and line.choice == "share"
        beside = tuple(text for name, text in marks.items() if name not in {"text", "about"})
        yield Said(
            key=f"item {line.item.pk}",
            called=f"Information {numbers[line.item.pk]}",
            text=marks["text"],
            about_whom=marks["about"],
            is_identity=tells_who,
            beside=beside,
        )


def _lines(draft: Draft, to: Recipient) -> Iterator[dict[str, str]]:
    """As on the sheet, but for whether it may be passed on: that is no word of anybody."""
    for line in draft.goes_to(to):
        yield {mark.name: mark.take(line) for mark in sheet.MARKS if mark.name != "onward"}


def _told_how(draft: Draft) -> str:
    return draft.sharing.told_how if draft.sharing and draft.told != "not" else ""

"""Whom a draft must protect: those known to it who must not be told or found, and what of it clashes with that."""

from collections.abc import Iterator

from consent.models import Person, Relationship
from consent.models.person import Placed
from consent.words import RELATIONSHIPS
from decisions import clashes
from decisions.clashes import Clash, Known, Said, To
from decisions.draft import Draft
from decisions.identities import is_a_name
from decisions.models import Item, Told
from decisions.places import Place


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
    """Every clash as the draft stands, whether it is settled or not."""
    everybody = known(draft)
    if not any(each.must_not_be_told or each.must_not_be_found for each in everybody):
        return []
    return clashes.of(everybody, _tos(draft), _saids(draft))


def unsettled(draft: Draft) -> list[Clash]:
    """Those that bar the record: of which nobody with approval said why they are none."""
    settled = {row.mark for row in draft.settled}
    return [each for each in found(draft) if each.mark not in settled]


def is_told_wrongly(draft: Draft, told: Told) -> bool:
    """Whether it is somebody who must not be told: as the register knows them, or by the name or the role written."""
    if told.relationship:
        return told.relationship.must_not_be_told
    tos = (To("told", "", name=told.carer), To("told", "", role=told.carer))
    return any(each.sort in {"name", "role"} for each in clashes.of(known(draft), tos, ()) if told.carer)


def _around(person: Person) -> Iterator[Known]:
    yield Known(
        key=f"person {person.pk}",
        person=person.pk,
        called=person.name or person.reference,
        name=person.name if is_a_name(person.name) else "",
        place=_place(person),
        must_not_be_found=person.must_not_be_found,
    )
    yield from (_related(row) for row in person.relationships.all() if not row.ended_at)


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


def _tos(draft: Draft) -> Iterator[To]:
    """Everybody to whom something goes, or may yet; and the family, where it is told."""
    for row in draft.recipients:
        if not draft.items or draft.goes_to(row) or any(to == row for _, to in draft.undecided):
            yield To(f"recipient {row.pk}", str(row), row.name, row.organisation, row.role)
    if draft.shares and draft.told in {"before", "after"}:
        yield To("telling", "Telling the family", role=_told_how(draft), family=True)


def _saids(draft: Draft) -> Iterator[Said]:
    """Every text that somebody gets, or may yet; what is kept back from everybody is not read."""
    for number, row in enumerate(draft.items, 1):
        for text in _read(draft, row):
            tells_who = row.category == "identity" and text == row.text
            said = " | ".join((text, row.source, row.author))
            yield Said(f"item {row.pk}", f"Information {number}", said, row.about_whom, is_identity=tells_who)
    if draft.shares and (how := _told_how(draft)):
        yield Said("telling", "How the family is told", how)


def _read(draft: Draft, row: Item) -> list[str]:
    """The item as it stands, and what is read instead of it: each that goes to anybody."""
    lines = [draft.line(row, to) for to in draft.recipients]
    whole = not lines or any(line is None or line.choice == "share" for line in lines)
    instead = [line.redacted for line in lines if line and line.choice == "redact"]
    return [*([row.text] if whole else []), *dict.fromkeys(instead)]


def _told_how(draft: Draft) -> str:
    return draft.sharing.told_how if draft.sharing and draft.told != "not" else ""

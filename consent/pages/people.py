"""What the pages about people show, as plain values."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils import timezone

from consent import birthdays, names, words
from consent.models import FlagLifted, Person, Relationship
from consent.models.person import Placed
from consent.pages.consents import consents_of
from consent.pages.reviews import how_many
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.govuk.moments import day, moment

Context = dict[str, object]
MOST = 25  # of a list; more are found by reference or name


def known_to(user: User, wanted: str) -> tuple[list[Person], bool]:
    """The people entered last that the reader may open, or those who are called so or sound like it; are there more?"""
    people = Person.objects.visible_to(user).order_by("-pk")
    if wanted:
        sounds = names.keys(wanted)
        by_sound = Q(name_keys__contains=sounds) if sounds else Q(pk__in=[])
        people = people.filter(Q(reference__iexact=wanted) | Q(name__icontains=wanted) | by_sound)
    rows = list(people[: MOST + 1])
    return rows[:MOST], len(rows) > MOST


def known_page(user: User, people: Iterable[Person], *, more: bool, wanted: str) -> Context:
    return {
        "rows": [_row(each) for each in people],
        "more": more,
        "most": MOST,
        "wanted": wanted,
        "can_enter": policy.may(user, "person.enter"),
        "consents_due": how_many(user, timezone.localdate()),
        "back_url": "/",
    }


def _row(person: Person) -> Context:
    return {"pk": person.pk, "reference": person.reference, "name": person.name, "born": _born(person.born_on)}


def _born(born_on: date | None) -> str:
    return f"{day(born_on)}, {_age(birthdays.age(born_on, timezone.localdate()))}" if born_on else ""


def _age(years: int) -> str:
    return {0: "under 1 year old", 1: "1 year old"}.get(years, f"{years} years old")


def person_page(person: Person) -> Context:
    rows = person.relationships.select_related("ended_by").order_by("pk")
    now = [_relationship(row) for row in rows if not row.ended_at or row.is_flagged]
    return {
        "shown": person,
        "born": _born(person.born_on),
        "needs": _needs(person),
        "ethnicity": _ethnicity(person.ethnicity),
        "relationships": now,
        "ended": [_ended(row) for row in rows if row.ended_at and not row.is_flagged],
        "must_not_be_told": [row["name"] for row in now if row["must_not_be_told"]],
        "must_not_be_found": [
            *([person.name or person.reference] if person.must_not_be_found else []),
            *(row["name"] for row in now if row["must_not_be_found"]),
        ],
        "lifted": [_lifted(row) for row in person.flags_lifted.select_related("lifted_by", "relationship")],
        "lives": _lives(person),
        "entered": f"{moment(person.entered_at)}, by {person.owner.name}",
        "consents": consents_of(person, timezone.localdate()),
    }


def _lives(row: Placed) -> str:
    return ", ".join(part for part in (row.address, row.postcode) if part)


def _needs(person: Person) -> list[str]:
    said = [f"Language: {person.language}" if person.language else "", person.other_needs]
    return [each for each in ("Easy read" if person.needs_easy_read else "", *said) if each]


def _ethnicity(said: str) -> str:
    if not said:
        return ""
    term, group = words.ETHNICITIES[said], words.ETHNIC_GROUPS[words.ethnic_group(said)]
    return term.label if term.label == group.label else f"{group.label}: {term.label}"


def _relationship(row: Relationship) -> Context:
    rests_on = words.BASES[row.basis].label if row.basis else ""
    return {
        "pk": row.pk,
        "name": row.name,
        "kind": words.RELATIONSHIPS[row.kind].label,
        "responsibility": words.RESPONSIBILITY[row.responsibility].label,
        "rests_on": rests_on,
        "known_how": row.basis_known_how,
        "court_orders": row.court_orders,
        "must_not_be_told": row.must_not_be_told,
        "why": row.must_not_be_told_why,
        "lives": _lives(row),
        "must_not_be_found": row.must_not_be_found,
        "hidden_why": row.must_not_be_found_why,
        "over": f"{row.ended_why} ({_ended_by(row)})" if row.ended_at else "",
    }


def _ended(row: Relationship) -> Context:
    kind = words.RELATIONSHIPS[row.kind].label
    return {"name": row.name, "kind": kind, "why": row.ended_why, "by": _ended_by(row)}


def _ended_by(row: Relationship) -> str:
    return f"{moment(row.ended_at)}, by {row.ended_by.name}" if row.ended_at and row.ended_by else ""


def still_guarded(row: Relationship) -> str:
    """What the page that ends a relationship says where somebody must be protected."""
    if not row.is_flagged:
        return row.name
    flags = ("told",) * row.must_not_be_told + ("found",) * row.must_not_be_found
    return (
        f"{row.name} must not be {' or '.join(flags)}. That goes on when this is over. Once it is safe, somebody can "
        "change that on the page of the person."
    )


def _lifted(row: FlagLifted) -> Context:
    what = " and ".join(word for word, off in (("told", row.told), ("found", row.found)) if off)
    name = row.relationship.name if row.relationship else row.person.name or row.person.reference
    return {"name": name, "what": what, "why": row.why, "by": f"{moment(row.lifted_at)}, by {row.lifted_by.name}"}

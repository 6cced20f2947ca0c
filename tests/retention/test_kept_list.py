"""The list of what is due looks through those alone that are old enough, and finds what going through all would."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from consent.models import Person
from decisions import kept_until
from decisions.actions import access
from decisions.models import Decision, Flow, KeptLonger, PersonConcerned
from decisions.models.retention import Kind
from decisions.models.retention_entries import RETENTION
from decisions.policies.retention import theirs
from decisions.retention.due import begun_by
from decisions.retention.schedule import ANYBODY, BIRTH, RECORDED
from decisions.retention.schedule import ENDED as BY_END
from decisions.summary.retention import KINDS, SOON, retention_page
from infoshare.accounts.models import User
from tests.consent.people import entered
from tests.decisions.builders import started
from tests.retention.ageing import aged, choose, short_rules
from tests.seeding.flows import ENDED
from tests.seeding.keeping import kept_world
from tests.seeding.people import People
from tests.seeding.test_record_file import every_trigger

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MOST = 500


def slow(kind: type[Kind], user: User, on: date) -> list[int]:
    """By going through all records of the kind, the oldest first."""
    about = kept_until.ABOUT[kind]
    longer = KeptLonger.objects.filter(until__gt=timezone.localdate(), **{about: OuterRef("pk")})
    found = theirs(user, kind).exclude(Exists(longer))
    for rule in kept_until.rules_of(user.organisation, timezone.localdate()):
        if rule.slot.about == about and rule.slot.whom == ANYBODY:
            found = found.filter(_begun(kind, rule.slot.trigger, begun_by(on, rule)))
    return list(found.order_by("pk").values_list("pk", flat=True)[:MOST])


def _begun(kind: type[Kind], trigger: str, by: date) -> Q:
    moment = timezone.make_aware(datetime.combine(by, time.max))
    if trigger == BIRTH and kind is Decision:
        return ~Q(Exists(PersonConcerned.objects.filter(decision=OuterRef("pk"), person__born_on__gt=by)))
    if trigger == BIRTH:
        return Q(born_on__isnull=True) | Q(born_on__lte=by)
    if trigger == RECORDED:
        return Q(record__recorded_at__lte=moment) | Q(record=None, saved_at__lte=moment)
    return Q(end__ended_at__lte=moment) if trigger == BY_END else Q(saved_at__lte=moment)


def fast(kind: type[Kind], user: User, on: date) -> list[int]:
    found = kept_until.first_that_could_be_due(theirs(user, kind), user.organisation, on, MOST)
    return [each.pk for each in found]


def agree(*users: User) -> int:
    many, on = 0, timezone.localdate() + SOON
    for user in users:
        for kind in KINDS:
            wanted = slow(kind, user, on)
            assert fast(kind, user, on) == wanted, (kind, user)
            many += len(wanted)
    return many


def years_ago(chance: random.Random) -> timedelta:
    return timedelta(days=chance.randrange(0, 12 * 365))


def by_chance(chance: random.Random, north: People) -> None:
    """Decisions of up to twelve years ago, about nobody, or about people of any age, some of it not known."""
    by = north["practitioner"]
    people = []
    for number in range(30):
        person = entered(by, f"P-{number}")
        born = date(2026, 1, 1) - timedelta(days=chance.randrange(0, 40 * 365))
        ago = years_ago(chance)
        known = None if number % 5 == 0 else date(1895, 3, 1) if number == 7 else born
        Person.objects.filter(pk=person.pk).update(born_on=known, saved_at=F("saved_at") - ago)
        people.append(person)
    for _ in range(30):
        decision, ago = started(by), years_ago(chance)
        for person in chance.sample(people, chance.choice((0, 1, 1, 2))):
            access.link_person(decision=decision, reference=person.reference, by=by)
        Decision.objects.filter(pk=decision.pk).update(created_at=F("created_at") - ago, saved_at=F("saved_at") - ago)


@pytest.mark.parametrize("seed", [1, 2])
def test_it_finds_what_going_through_all_would_by_whatever_rules(north: People, south: People, seed: int) -> None:
    chance, lead = random.Random(seed), north["ig_lead"]
    by_chance(chance, north)
    readers = (lead, north["caldicott_guardian"], south["ig_lead"])
    assert agree(*readers) > 0
    barred = Decision.objects.order_by("pk")[3]
    access.bar(decision=barred, whom=north["caldicott_guardian"], kind="relative", why="x", by=lead)
    for slot, years in (("decision-recorded", 2), ("decision-birth", 15), ("person-last", 1), ("decision-last", 4)):
        choose(lead, slot, years=years)
        agree(*readers)
    choose(lead, "decision-birth")
    choose(lead, "person-birth")
    assert agree(*readers) > 20
    short_rules(lead)
    agree(*readers)


def test_so_it_is_after_whatever_changes(north: People) -> None:
    chance, lead, by = random.Random(5), north["ig_lead"], north["practitioner"]
    by_chance(chance, north)
    choose(lead, "decision-recorded", years=1)
    for _ in range(10):
        link = chance.choice(PersonConcerned.objects.select_related("person", "decision"))
        change = chance.choice(("born", "not known", "linked", "unlinked"))
        if change in {"born", "not known"}:
            born = None if change == "not known" else date(2026, 1, 1) - timedelta(days=chance.randrange(0, 40 * 365))
            Person.objects.filter(pk=link.person_id).update(born_on=born)
        elif change == "linked":
            other = chance.choice(Decision.objects.exclude(people__person=link.person))
            access.link_person(decision=other, reference=link.person.reference, by=by)
        else:
            with connection.cursor() as cursor:  # as it is disposed of
                cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every_trigger()])
                cursor.execute("DELETE FROM decisions_personconcerned WHERE id = %s", [link.pk])
                cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
        assert RETENTION.faults() == [], change
        agree(lead)


def test_more_than_are_looked_at_at_once_are_found_part_by_part(north: People, monkeypatch: pytest.MonkeyPatch) -> None:
    by_chance(random.Random(6), north)
    short_rules(north["ig_lead"])
    for part in (1, 2, 7):
        monkeypatch.setattr("decisions.kept_until.PART", part)
        assert agree(north["ig_lead"]) > 10


def test_of_many_the_oldest_are_shown(north: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("decisions.summary.retention.MOST", 2)
    lead = north["ig_lead"]
    short_rules(lead)
    old = [aged(started(north["practitioner"])).reference for _ in range(3)]
    due: Any = retention_page(lead)["due"]
    assert [row["reference"] for row in due] == old[:2]


def test_bulk_sharing_that_has_ended_is_found_as_before() -> None:
    north = kept_world(organisations=1, decisions=4).organisations["North"]
    lead = north.people["ig_lead"]
    short_rules(lead)
    aged(north.flows[ENDED])
    assert north.flows[ENDED].pk in slow(Flow, lead, timezone.localdate() + SOON)
    assert agree(lead) > 0
    assert RETENTION.faults() == []

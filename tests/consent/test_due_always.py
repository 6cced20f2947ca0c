"""Consents to look at again are listed as going through all would find them: by chance, on many days, after changes."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from uuid import uuid4

import pytest
from django.db import connection

from consent.birthdays import ADULT, turns
from consent.models import Assessment, AssessmentItem, Consent, ConsentEvent, Person, Relationship
from consent.models.keeping_looks import LOOKS
from consent.models.looks import of_organisation
from consent.register import Held, held
from consent.reviews import Group, due, is_due, is_overdue, is_soon, review, to_tell, waiting
from consent.status import ELEMENTS
from infoshare.accounts.models import User
from tests.seeding.people import People
from tests.seeding.test_record_file import every_trigger

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIRST = date(2026, 1, 1)
CONSENTS, DAYS = 100, 24
Listed = dict[str, set[tuple[int, date]]]
KINDS = ("given", "given", "given", "renewed", "reviewed", "reviewed", "called_for_review", "narrowed", "refused",
         "withdrawn", "found_invalid")  # fmt: skip


def by_chance(chance: random.Random, *, by: User) -> None:
    """Children born on and around days that matter, with two parents and an aunt, and up to six events each."""
    for number in range(CONSENTS):
        day = FIRST + timedelta(days=chance.randrange(700))
        years = chance.choice((12, 13, 16, 18))
        born = chance.choice((None, date(2008, 2, 29), date(2012, 2, 29), day.replace(day=min(day.day, 28))))
        born = born.replace(year=born.year - years) if born and born.year > 2020 else born
        common = {"organisation": by.organisation, "request_key": uuid4()}
        child = Person.objects.create(reference=f"P{number}", owner=by, saved_by=by, born_on=born, **common)
        family = [
            Relationship.objects.create(
                person=child, request_key=uuid4(), saved_by=by, name=name, kind="other",
                responsibility=responsibility, basis="married" if responsibility == "yes" else "",
            )
            for name, responsibility in (("A", "yes"), ("B", "yes"), ("C", "no"))
        ]  # fmt: skip
        consent = Consent.objects.create(
            person=child, kind="share", between="care", purpose="Help", begun_by=by, saved_by=by, **common
        )
        events = [_event(chance, consent, family, by) for _ in range(chance.randrange(1, 7))]
        ConsentEvent.objects.bulk_create(events)
        if chance.random() < 0.4:
            _assess(chance, consent, by)


def _event(chance: random.Random, consent: Consent, family: list[Relationship], by: User) -> ConsentEvent:
    kind, on = chance.choice(KINDS), FIRST + timedelta(days=chance.randrange(500))
    whose = chance.choice([None, *family])
    everybodys = kind in {"reviewed", "called_for_review"} or (kind == "found_invalid" and chance.random() < 0.5)
    agrees = kind in {"given", "renewed"}

    def later(likely: float) -> date | None:
        return on + timedelta(days=chance.randrange(300)) if chance.random() < likely else None

    return ConsentEvent(
        consent=consent,
        request_key=uuid4(),
        kind=kind,
        on=on,
        by_themselves=not everybodys and whose is None,
        relationship=None if everybodys else whose,
        responsibility="" if everybodys or whose is None else whose.responsibility,
        basis="" if everybodys or whose is None else whose.basis,
        form=chance.choice(("spoken", "written", "implied")) if kind == "given" else "",
        explained=list(ELEMENTS) if agrees else [],
        until=later(0.3) if agrees else None,
        look_again_on=later(0.8) if agrees or kind == "reviewed" else None,
        parts=["category:health"] if kind == "narrowed" else [],
        reason="carer" if kind == "called_for_review" else "",
        why="Said so",
        recorded_by=by,
    )


def _assess(chance: random.Random, consent: Consent, by: User) -> None:
    kind, on = chance.choice(("gillick", "capacity")), FIRST + timedelta(days=chance.randrange(500))
    made = Assessment.objects.create(consent=consent, request_key=uuid4(), kind=kind, on=on, assessed_by=by)
    AssessmentItem.objects.create(assessment=made, item="question", met=chance.random() < 0.7)


@pytest.fixture(autouse=True)
def all_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for most in ("MOST", "MOST_COUNTED"):
        monkeypatch.setattr(f"consent.reviews.{most}", CONSENTS)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_list_is_what_going_through_all_consents_would_find(north: People, seed: int) -> None:
    chance, by = random.Random(seed), north["practitioner"]
    by_chance(chance, by=by)
    everything, found, read = held(Consent.objects.order_by("pk")), 0, 0
    for today in days(chance):
        wanted = slow(everything, today)
        assert listed(due(by, today)) == wanted, (seed, today)
        told = {each.held.consent.pk for each in to_tell(by.organisation, today)}
        assert told == {number for number, _ in wanted["overdue"] | wanted["due"]}
        assert waiting(by, today) == (len(told), False)
        found += len(told)
        read += len(of_organisation(by.organisation_id, until=today, today=today))
    assert found > 100
    assert found > read / 3  # and hardly more than what calls for it is read


@pytest.mark.parametrize(("size", "spare", "seed"), [(1, 1, 5), (1, 3, 6), (2, 1, 7), (4, 2, 8)])
def test_page_by_page_each_is_shown_once_and_none_is_left_out(
    north: People, size: int, spare: int, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance, by, pages = random.Random(seed), north["practitioner"], 0
    by_chance(chance, by=by)
    everything = held(Consent.objects.order_by("pk"))
    monkeypatch.setattr("consent.reviews.MOST", size)
    monkeypatch.setattr("consent.reviews.SPARE", spare)
    for today in days(chance)[: DAYS // 2]:
        wanted = slow(everything, today)
        for slug in wanted:
            read = list(page_by_page(by, today, slug))
            numbers = [(each.held.consent.pk, each.on) for group in read for each in group.reviews]
            assert len(numbers) == len(set(numbers))
            assert set(numbers) == wanted[slug], (slug, today)
            assert all(len(group.reviews) <= size for group in read)
            assert all(each.last < other.last for each, other in pairwise(read[:-1]) if each.last and other.last)
            pages += len(read) - 1
    assert pages > 10


def page_by_page(by: User, today: date, slug: str) -> Iterator[Group]:
    [group] = due(by, today, group=slug)
    yield group
    while group.last:
        [group] = due(by, today, group=slug, after=group.last)
        yield group


@pytest.mark.parametrize("seed", [3, 4])
def test_so_it_is_after_whatever_changes(north: People, seed: int) -> None:
    chance, by, today = random.Random(seed), north["practitioner"], FIRST + timedelta(days=250)
    by_chance(chance, by=by)
    team = north["practitioner_elsewhere"].memberships.get().team
    for _ in range(12):
        consent = chance.choice(Consent.objects.select_related("person"))
        change = chance.choice(("born", "team", "keeper", "event", "disposed"))
        if change == "born":
            born = FIRST - timedelta(days=chance.randrange(12 * 365, 19 * 365))
            Person.objects.filter(pk=consent.person_id).update(born_on=born)
        elif change == "team":
            Person.objects.filter(pk=consent.person_id).update(team=team, owner=north["practitioner_elsewhere"])
        elif change == "keeper":
            unguarded("UPDATE consent_consent SET begun_by_id = %s WHERE id = %s", north["manager"].pk, consent.pk)
        elif change == "event":
            _event(chance, consent, list(consent.person.relationships.order_by("pk")), by).save()
        else:
            unguarded("DELETE FROM consent_consentevent WHERE consent_id = %s", consent.pk)
        assert LOOKS.faults() == [], change
        for user in north.values():
            theirs = held(Consent.objects.visible_to(user).order_by("pk"))
            assert listed(due(user, today)) == slow(theirs, today), (change, user)
            kept = sum(each.consent.begun_by_id == user.pk for each in late(theirs, today))
            assert waiting(user, today) == (kept, False), (change, user)


def days(chance: random.Random) -> list[date]:
    """Any, and in the two weeks before and after somebody comes of age."""
    births = Person.objects.filter(born_on__isnull=False).values_list("born_on", flat=True)
    grown = [turns(born, ADULT) + timedelta(days=chance.randrange(-14, 15)) for born in births if born]
    anyhow = [FIRST + timedelta(days=chance.randrange(900)) for _ in range(DAYS)]
    return [*anyhow, *(each for each in grown if each > FIRST)][: 2 * DAYS]


def slow(everything: list[Held], today: date) -> Listed:
    """By going through all consents, one by one: each by its number, with the day that calls for it."""
    reviews = [each for one in everything if (each := review(one, today))]
    groups = {"overdue": is_overdue, "due": is_due, "soon": is_soon}
    return {
        slug: {(each.held.consent.pk, each.on) for each in reviews if which(each, today)}
        for slug, which in groups.items()
    }


def late(everything: list[Held], today: date) -> list[Held]:
    reviews = [each for one in everything if (each := review(one, today))]
    return [each.held for each in reviews if is_overdue(each, today) or is_due(each, today)]


def listed(groups: list[Group]) -> Listed:
    return {group.slug: {(each.held.consent.pk, each.on) for each in group.reviews} for group in groups}


def unguarded(order: str, *values: int) -> None:
    """As disposal does it: what django-pgtrigger looks after is ignored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every_trigger()])
        cursor.execute(order, values)
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")

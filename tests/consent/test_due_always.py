"""The database leaves out no consent that calls for another look: hundreds of histories by chance, on many days."""

import random
from datetime import date, timedelta
from uuid import uuid4

import pytest

from consent.models import Assessment, AssessmentItem, Consent, ConsentEvent, Person, Relationship
from consent.models.due import may_call
from consent.register import held
from consent.reviews import SOON, is_due, is_overdue, is_soon, review
from consent.status import ELEMENTS
from infoshare.accounts.models import User
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
FIRST = date(2026, 1, 1)
CONSENTS, DAYS = 100, 24
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


@pytest.mark.parametrize("seed", [1, 2])
def test_whatever_calls_for_another_look_is_found_by_the_database(north: People, seed: int) -> None:
    chance = random.Random(seed)
    by_chance(chance, by=north["practitioner"])
    everything, found, candidates = held(Consent.objects.order_by("pk")), 0, 0
    for today in (FIRST + timedelta(days=chance.randrange(900)) for _ in range(DAYS)):
        reviews = [each for one in everything if (each := review(one, today))]
        windows = (
            (is_overdue, None, today - timedelta(days=15)),
            (is_due, today - timedelta(days=14), today),
            (is_soon, today, today + SOON),
        )
        for which, since, until in windows:
            called = {each.held.consent.pk for each in reviews if which(each, today)}
            may = may_call(Consent.objects.all(), since=since, until=until, today=today)
            kept = set(may.values_list("pk", flat=True))
            assert called <= kept, (seed, today, which.__name__, called - kept)
            found, candidates = found + len(called), candidates + len(kept)
    assert found > 100
    assert found > candidates / 4  # and hardly more than what calls for it is read

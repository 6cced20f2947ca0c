"""A sample of records is drawn so that anybody can draw it again, from what its maker may open and had no part in."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from decisions.actions import access
from decisions.actions.quality import draw_sample
from decisions.models import Decision, QualityPick, QualitySample, Record
from decisions.models.keeping_register import fill
from decisions.models.risks import CONDITIONS
from decisions.policies import Refused
from decisions.policies.quality import Wanted, risks_of
from decisions.quality import drawing
from decisions.quality.drawing import RANDOM, RISK
from decisions.quality.risks import RISKS
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.decisions.sampling import drawn, pick_of, references, reviewed, wanted
from tests.seeding.people import People
from tests.seeding.test_record_file import every_trigger

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CASES = ("C01", "C05", "C20", "R12", "R05")


@pytest.fixture
def records(north: People, walked: Walked) -> dict[str, Decision]:
    return {case: walked(case, north["practitioner"]) for case in CASES}


def of_event(sample: QualitySample) -> dict[str, object]:
    facts: dict[str, object] = Event.objects.get(action="quality.sampled", about_id=sample.pk).facts
    return facts


def test_anybody_draws_the_same_again_from_what_was_written_down(north: People, records: dict[str, Decision]) -> None:
    """Worked out here by hand: of the references, those with the lowest SHA-256 of the seed and the reference."""
    sample = drawn(north["manager"], how_many=3)
    facts, frame = of_event(sample), sorted(each.reference for each in records.values())
    assert facts["frame"] == sample.frame == len(frame) == 5
    assert facts["frame_mark"] == hashlib.sha256("\n".join(frame).encode()).hexdigest()
    places = {each: hashlib.sha256(f"{facts['seed']} {each}".encode()).hexdigest() for each in frame}
    again = sorted(frame, key=lambda each: places[each])[:3]
    assert references(sample) == facts["references"] == again
    assert [list(pick.why) for pick in sample.picks.all()] == [[], [], []]


def test_every_seed_is_another_and_every_record_is_drawn_by_some(north: People, records: dict[str, Decision]) -> None:
    found = [drawn(north["manager"], how_many=1) for _ in range(40)]
    assert len({each.seed for each in found}) == 40
    assert {each.picks.get().decision_id for each in found} == {each.pk for each in records.values()}


def test_at_random_every_record_is_as_likely_as_any_other() -> None:
    frame = [f"IS-{number:04}-AAAA" for number in range(20)]
    times = dict.fromkeys(frame, 0)
    for number in range(2_000):
        for each in drawing.at_random(frame, seed=f"{number:032x}", wanted=5):
            times[each] += 1
    assert sum((count - 500) ** 2 / 500 for count in times.values()) < 43.8  # chi-squared, 19 degrees, p = 0.001


def test_the_same_press_draws_once_and_asking_otherwise_is_told(north: People, records: dict[str, Decision]) -> None:
    key, due = uuid4(), timezone.localdate() + timedelta(days=9)
    manager = north["manager"]
    made = [draw_sample(wanted=wanted(), due_on=due, request_key=key, by=manager) for _ in range(2)]
    assert made[0] == made[1]
    assert QualitySample.objects.count() == 1
    with pytest.raises(Refused, match="out of date"):
        draw_sample(wanted=wanted(how_many=2), due_on=due, request_key=key, by=manager)


@pytest.mark.parametrize("who", ["manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"])
def test_those_who_oversee_draw_of_what_their_role_reaches(
    who: str, north: People, records: dict[str, Decision]
) -> None:
    assert set(references(drawn(north[who]))) == {each.reference for each in records.values()}


@pytest.mark.parametrize("who", ["practitioner", "administrator"])
def test_nobody_else_draws_one(who: str, north: People, records: dict[str, Decision]) -> None:
    with pytest.raises(Refused, match="It is for: Manager"):
        drawn(north[who])


def test_a_manager_draws_of_their_own_team_alone(
    north: People, south: People, walked: Walked, records: dict[str, Decision]
) -> None:
    walked("C01", north["practitioner_elsewhere"])
    walked("C01", south["practitioner"])
    assert set(references(drawn(north["manager"]))) == {each.reference for each in records.values()}
    assert drawn(north["ig_lead"]).frame == len(records) + 1
    with pytest.raises(Refused, match="no record like that"):
        drawn(north["manager"], team=north["practitioner_elsewhere"].memberships.get().team)


def test_nobody_draws_what_they_had_a_part_in(north: People, walked: Walked, records: dict[str, Decision]) -> None:
    own = walked("C01", north["manager"])
    for _ in range(3):
        assert own.reference not in references(drawn(north["manager"]))
    assert own.reference in references(drawn(north["safeguarding_lead"]))


def test_neither_what_is_restricted_to_others_nor_where_there_is_a_conflict(
    north: People, records: dict[str, Decision]
) -> None:
    manager, guardian = north["manager"], north["caldicott_guardian"]
    access.bar(decision=records["C01"], whom=manager, kind="relative", why="An uncle", by=guardian)
    until = timezone.now() + timedelta(days=9)
    viewers = [north["practitioner"]]
    access.restrict(decision=records["C05"], why="Staff", viewers=viewers, until=until, by=guardian)
    sample = drawn(manager)
    assert sample.frame == 3
    assert {records["C01"].reference, records["C05"].reference}.isdisjoint(references(sample))


def test_drafts_and_what_was_recorded_on_other_days_are_not_drawn(
    north: People, walked: Walked, records: dict[str, Decision]
) -> None:
    draft = walked("C08", north["practitioner"], until="decision")
    assert draft.reference not in references(drawn(north["manager"]))
    tomorrow = timezone.localdate() + timedelta(days=1)
    later = Wanted(tomorrow, tomorrow, None, RANDOM, 5)
    with pytest.raises(Refused, match="Choose a longer period"):
        draw_sample(wanted=later, due_on=tomorrow, request_key=uuid4(), by=north["manager"])


# ---- by risk


def test_every_rule_has_a_condition_and_a_sentence() -> None:
    assert list(CONDITIONS) == sorted(CONDITIONS, key=list(RISKS).index)
    assert set(CONDITIONS) == set(RISKS)


def test_what_shows_most_is_drawn_first_and_says_why(north: People, records: dict[str, Decision]) -> None:
    sample = drawn(north["manager"], chosen=RISK)
    picks = list(sample.picks.select_related("decision"))
    weights = [drawing.weight(pick.why) for pick in picks]
    assert weights == sorted(weights, reverse=True)
    assert all(pick.why for pick in picks)
    [emergency] = [pick for pick in picks if pick.decision == records["C20"]]
    assert "emergency" in emergency.why
    shows = risks_of(each.reference for each in records.values())
    assert references(sample) == drawing.by_risk(shows, seed=sample.seed, wanted=50)
    assert {pick.decision.reference: list(pick.why) for pick in picks} == {
        reference: risks for reference, risks in shows.items() if risks
    }


def test_by_risk_leaves_out_what_was_reviewed_and_at_random_does_not(
    north: People, walked: Walked, records: dict[str, Decision]
) -> None:
    manager, other = north["manager"], walked("C20", north["colleague"])
    reviewed(pick_of(records["C20"], by=manager), by=manager)
    assert references(drawn(manager, chosen=RISK)) == [other.reference]
    assert records["C20"].reference in references(drawn(manager))
    reviewed(pick_of(other, by=manager), by=manager)
    with pytest.raises(Refused, match="None of the 4 records like that shows a risk"):
        drawn(manager, chosen=RISK)


@pytest.mark.parametrize(
    ("slug", "case", "answers", "columns"),
    [
        ("overridden", "C01", {"agreement": "refused"}, {"decided": "share"}),
        ("without_consent", "C01", {"agreement": "not_asked"}, {"decided": "share_part"}),
        ("not_shared_at_risk", "R12", {"at_risk": "yes"}, {"decided": "do_not_share"}),
        ("not_told", "C01", {}, {"told": "not"}),
        ("departs", "C01", {"departs": "yes"}, {}),
    ],
)
def test_each_rule_finds_what_it_is_named_for(
    slug: str, case: str, answers: dict[str, str], columns: dict[str, str], north: People, walked: Walked
) -> None:
    """A record that says so, made beside the real one: the database finds it, and not before."""
    decision = walked(case, north["practitioner"])
    kept = Record.objects.get(decision=decision)
    kept.content["decision"]["departs"] = bool(answers.pop("departs", ""))
    kept.content["answers"] = [{"slug": name, "value": value} for name, value in answers.items()]
    for column, value in {"decided": "share", "told": "", "grounds": [], "best_interests": "", **columns}.items():
        setattr(kept, column, value)
    without_triggers(kept)
    assert risks_of([decision.reference]) == {decision.reference: [slug]}


def without_triggers(kept: Record) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [every_trigger()])
        kept.save()
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
    fill(connection)  # the register holds what nobody could have changed


# ---- what the database refuses


@pytest.mark.parametrize(
    "wrong",
    [
        {"wanted": 0},
        {"wanted": 51},
        {"drawn": 0},
        {"drawn": 3, "wanted": 2},
        {"drawn": 5, "frame": 4},
        {"seed": "mine"},
        {"frame_mark": "none"},
        {"chosen": "by hand"},
        {"until": timezone.localdate() - timedelta(days=300)},
    ],
)
def test_a_sample_that_could_not_have_been_drawn_is_refused(wrong: dict[str, object], north: People) -> None:
    today = timezone.localdate()
    right = {"since": today, "until": today, "chosen": RANDOM, "wanted": 5, "drawn": 5, "frame": 9, "due_on": today}
    right |= {"seed": "a" * 32, "frame_mark": "b" * 64, "request_key": uuid4(), "made_by": north["manager"]}
    right["organisation"] = north["manager"].organisation
    QualitySample.objects.create(**right)
    with pytest.raises(IntegrityError), transaction.atomic():
        QualitySample.objects.create(**{**right, "request_key": uuid4(), **wrong})


def test_neither_a_sample_nor_what_was_drawn_is_ever_changed(north: People, records: dict[str, Decision]) -> None:
    sample = drawn(north["manager"], how_many=2)
    pick = sample.picks.all()[0]
    for change in (
        lambda: QualitySample.objects.filter(pk=sample.pk).update(seed="a" * 32),
        lambda: QualityPick.objects.filter(pk=pick.pk).update(place=9),
        lambda: pick.delete(),
    ):
        refused(change)
    other = next(each for each in records.values() if each.reference not in references(sample))
    for wrong in ({"place": 1}, {"decision": pick.decision}, {"why": ["because"]}):
        values = {"sample": sample, "decision": other, "place": 3, **wrong}
        with pytest.raises(IntegrityError), transaction.atomic():
            QualityPick.objects.create(**values)


def refused(change: Callable[[], object]) -> None:
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        change()


def test_what_the_event_says_was_typed_by_nobody(north: People, records: dict[str, Decision]) -> None:
    facts = of_event(drawn(north["manager"], how_many=2))
    assert set(facts) == {
        *("since", "until", "team", "chosen", "wanted", "seed", "frame", "frame_mark", "references"),
    }

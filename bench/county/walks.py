"""What is led through the real actions to be copied: one decision of each kind, and how often each kind is met.

The marks are words that nothing else says; every copy says something else in their place.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from unittest import mock
from uuid import uuid4

from django.utils import timezone

from bench.county.vocabulary import FIRST, ITEMS, LABELS, LAST, RECIPIENTS, RISKS, TITLES
from consent import actions as consent
from consent.models import Person
from decisions.actions import access, amend, glass, write_told
from decisions.actions.asking import Whom
from decisions.demonstration.cases import Case, all_cases
from decisions.demonstration.walk import walk
from decisions.models import Decision, ReadMark, Sheet, ToDo
from infoshare.accounts.models import User
from tests.decisions.amending import amended
from tests.decisions.answering_builders import GUARDIAN, answered, put
from tests.decisions.builders import READY, record
from tests.decisions.caldicott import follow
from tests.decisions.sharing import rang, sent
from tests.seeding.consents import consent_leaned_on
from tests.seeding.people import People

CASES = {case.id: case for case in all_cases()}
MARKS: Mapping[str, list[str] | tuple[str, ...]] = {
    "Zqtitle": TITLES,
    "Zqlabel": LABELS,
    "Zqrisk": RISKS,
    "Zqrecipient": RECIPIENTS,
    "Zqitem": ITEMS,
    "Zqfirst": FIRST,
    "Zqlast": LAST,
}
PERSON, ANOTHER = "Zqperson", "Zqanother"  # the references by which the organisation knows somebody
BORN = date(2001, 3, 5)  # no day that an action writes
A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Kind:
    """`share` of every thousand; `open` ones are met in the last month alone: what is open is what is new."""

    name: str
    share: int
    lead: Callable[[People, Person], Decision]
    is_open: bool = False


def enter(people: People, reference: str, *, look_again: timedelta) -> Person:
    """Somebody with a mother and a father, who was asked; what he agreed to is looked at again after that time."""
    by = people["practitioner"]
    values: dict[str, object] = {"reference": reference, "name": "Zqfirst Zqlast", "born_on": BORN}
    person = consent.enter(by=by, request_key=uuid4(), values=values)
    for kind in ("mother", "father"):
        who = {"name": "A parent", "kind": kind, "responsibility": "yes", "basis": "birth", "basis_known_how": "Seen"}
        parent = consent.relate(person=person, request_key=uuid4(), values=who, by=by)
    with mock.patch("tests.seeding.consents.timedelta", return_value=look_again):
        consent_leaned_on(person, parent, between="care", by=by)
    return person


def _walk(case: str, people: People, person: Person, pack: str = "2024", until: str = "record") -> Decision:
    by = people["practitioner"]
    by.organisation.default_pack = f"golden_rules_{pack}"
    with mock.patch("decisions.demonstration.walk.KEYS", uuid4()):
        decision = walk(_marked(CASES[case]), by=by, until=until)
    access.link_person(decision=decision, reference=person.reference, by=by)
    _read(decision, people["manager"])
    return decision


def _marked(case: Case) -> Case:
    told: dict[str, Any] = dict(case.told)
    told["title"], told["risk_of_not_sharing"] = "Zqtitle", "Zqrisk"
    told["people"] = [{**told["people"][0], "label": "Zqlabel"}, *told["people"][1:]]
    told["recipients"] = [{**told["recipients"][0], "organisation": "Zqrecipient"}]
    told["information"] = [{**told["information"][0], "text": "Zqitem"}, *told["information"][1:]]
    return Case(told)


def _read(decision: Decision, by: User) -> None:
    for entry in decision.review_entries.all():
        ReadMark.objects.get_or_create(organisation_id=by.organisation_id, entry=entry, read_by=by)


def shared(people: People, person: Person) -> Decision:
    """Its sheet went to whoever it is for, who rang that it arrived."""
    return _sent(_walk("S02", people, person), people)


def _sent(decision: Decision, people: People) -> Decision:
    for sheet in Sheet.objects.filter(decision=decision):
        rang(sent(sheet, by=people["practitioner"]), by=people["practitioner"])
    return decision


def shared_without(people: People, person: Person) -> Decision:
    """Without consent, and they were told afterwards."""
    decision = _sent(_walk("C01", people, person), people)
    values = {
        "whom": "carer",
        "relationship": None,
        "carer": "Her aunt",
        "on": timezone.localdate(),
        "how": "In person",
    }
    values |= {"teller": "Her teacher", "said": "She was glad"}
    write_told(decision=decision, request_key=uuid4(), values=values, by=people["practitioner"])
    return decision


def withheld(people: People, person: Person) -> Decision:
    return _walk("R15", people, person)


def of_before(people: People, person: Person) -> Decision:
    return _walk("C05", people, person, pack="2008")


def in_an_emergency(people: People, person: Person) -> Decision:
    """Completed since."""
    decision = _walk("C20", people, person)
    for todo in ToDo.objects.filter(decision=decision):
        amend(decision=decision, request_key=uuid4(), title=todo.title, text="Zqrisk", todo=todo, by=decision.owner)
    return decision


def corrected(people: People, person: Person) -> Decision:
    decision = _walk("R15", people, person)
    amended(decision, "Reasons", "It was otherwise: Zqrisk", by=people["practitioner"])
    return decision


def restricted(people: People, person: Person) -> Decision:
    """To its owner and one colleague; somebody else broke the glass once, which was looked at."""
    decision, until = _walk("R15", people, person), timezone.now() + 0.9 * A_YEAR
    viewers, guardian = [people["practitioner"], people["colleague"]], people["caldicott_guardian"]
    access.restrict(decision=decision, why="Related to staff", viewers=viewers, until=until, by=guardian)
    broken = glass.break_glass(
        decision=decision, reason="The child is missing", request_key=uuid4(), by=people["practitioner_elsewhere"]
    )
    glass.review_glass(glass=broken, found="justified", text="The child was found", by=guardian)
    return decision


def in_conflict(people: People, person: Person) -> Decision:
    decision, guardian = _walk("R15", people, person), people["caldicott_guardian"]
    access.bar(decision=decision, whom=people["colleague"], kind="relative", why="Her uncle", by=guardian)
    return decision


def _advised(people: People, person: Person, who: str, **said: object) -> Decision:
    decision, by = _walk("R15", people, person, until=READY), people["practitioner"]
    asked = put(decision, by=by, whom=Whom(who), place="page-risks", text="Zqrisk: may we?")
    said |= {"given_as": who, "rationale": "Zqrisk otherwise", "advice": "do_not_share"}
    follow(answered(asked, by=people[who], **said), by=by)
    record(decision, by=by)
    _read(decision, people["manager"])
    return decision


def advised(people: People, person: Person) -> Decision:
    return _advised(people, person, "manager")


def advised_by_guardian(people: People, person: Person) -> Decision:
    told = {name: value for name, value in GUARDIAN.items() if name != "given_as"}
    return _advised(people, person, "caldicott_guardian", **told)


def draft(people: People, person: Person) -> Decision:
    return _walk("S02", people, person, until="items")


def waiting(people: People, person: Person) -> Decision:
    decision = _walk("R15", people, person, until="items")
    put(decision, by=people["practitioner"], whom=Whom("manager"), place="page-risks", text="Zqrisk: may we?")
    return decision


def waiting_for_guardian(people: People, person: Person) -> Decision:
    decision = _walk("R15", people, person, until="items")
    put(decision, by=people["practitioner"], whom=Whom("caldicott_guardian"), place="page-risks", text="Zqrisk?")
    return decision


KINDS = (
    Kind("shared", 420, shared),
    Kind("shared without consent", 160, shared_without),
    Kind("not shared", 220, withheld),
    Kind("on the edition of before", 60, of_before),
    Kind("in an emergency", 20, in_an_emergency),
    Kind("amended", 30, corrected),
    Kind("restricted", 10, restricted),
    Kind("with a conflict of interest", 2, in_conflict),
    Kind("advised", 40, advised),
    Kind("advised by a Guardian", 8, advised_by_guardian),
    Kind("a draft", 400, draft, is_open=True),
    Kind("waiting for advice", 60, waiting, is_open=True),
    Kind("waiting for a Guardian", 10, waiting_for_guardian, is_open=True),
)

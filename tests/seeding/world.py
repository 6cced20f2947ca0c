"""Organisations that are twins: the same people, cases and standings in each; every text has a token of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from itertools import cycle, islice, product
from unittest import mock
from uuid import UUID, uuid5

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils import timezone
from django.utils.crypto import get_random_string

from consent import actions as consent
from consent.models import Person, Relationship
from decisions import words
from decisions.actions import (
    access,
    add_row,
    amend,
    ask_advice,
    countersigning,
    glass,
    lookout,
    record_advice,
    reviewing,
    take_back,
    withdrawing,
)
from decisions.actions.asking import Whom
from decisions.actions.handing_over import hand_over
from decisions.actions.second_look import look_at_it_again
from decisions.demonstration.cases import Case, all_cases
from decisions.demonstration.walk import walk
from decisions.guidance.packs import PACKS
from decisions.models import (
    Conclusion,
    ConsentStatement,
    Decision,
    DutyToShare,
    Finding,
    Flow,
    Recipient,
    Record,
    SharingPlan,
    ToDo,
)
from decisions.quality.drawing import RANDOM
from infoshare.accounts.models import COUNTERSIGNED, Organisation, User
from infoshare.administration.actions import invite, set_absence
from infoshare.saving.versions import fingerprint, values_of
from infoshare.signing_in.models import UnsavedForm
from tests.decisions.amending import amended
from tests.decisions.asking import put
from tests.decisions.builders import READY, decide, look, record
from tests.seeding.advising import seek_advice
from tests.seeding.caldicott import keep_log
from tests.seeding.canaries import Canaries
from tests.seeding.consents import consent_leaned_on, consent_to_share
from tests.seeding.correcting import correct
from tests.seeding.exports import take_out
from tests.seeding.flows import flows
from tests.seeding.looking_again import drawn, look_again
from tests.seeding.packs import make_packs
from tests.seeding.people import PEOPLE, STANDING, People, settle
from tests.seeding.retaining import retain
from tests.seeding.sharing import share, share_more
from tests.seeding.telling import give_away, hide_and_find, link_wrongly, settle_one, tell_and_answer

CASES = {case.id: case for case in all_cases()}
# The decisions that every organisation has, by what is the matter with them; all are the Blue team's practitioner's.
DRAFT, RECORDED, RESTRICTED, EMERGENCY = "draft", "recorded", "restricted", "emergency"
FIRST = {
    DRAFT: ("C05", "decision"),
    RECORDED: ("R12", "record"),
    RESTRICTED: ("C01", "record"),
    EMERGENCY: ("C20", "record"),
}
LEANING = "leaning"  # on a consent that was taken back since
OLDER = "older"  # a record of an edition that a newer one has replaced
LOOKED_AT = "looked at"  # another, of which a second look was taken
AGAIN = "again"  # a draft for new facts, about the record that refused a request
IN_BULK = "in bulk"  # a draft that can go on as a flow
READY_TO_RECORD = "ready"  # a draft that shares, and lacks nothing
SHARED = "shared"  # a record whose sheets went, or wait for approval
OWNERS = ("practitioner", "colleague", "practitioner_elsewhere", "manager", "safeguarding_lead", "caldicott_guardian")
KEYS = UUID("8a3c4f0e-1a77-4b5b-9d0c-6f4a2a9b7c55")
UNTIL = timedelta(days=60)


@dataclass
class Seeded:
    """One organisation: its people by what they are, its decisions and flows by what is the matter with them."""

    name: str
    people: People
    decisions: dict[str, Decision] = field(default_factory=dict)
    flows: dict[str, Flow] = field(default_factory=dict)


@dataclass
class World:
    canaries: Canaries
    organisations: dict[str, Seeded]


def names() -> Iterator[str]:
    """North, South, East, West, and then by number."""
    yield from ("North", "South", "East", "West")
    yield from (f"Place {number}" for number in range(5, 10_000))


def world(*, organisations: int, decisions: int) -> World:
    """`decisions` of each organisation: the first four are those that the standings are about."""
    made = World(Canaries(), {})
    for name in islice(names(), organisations):
        with made.canaries.planting(name):
            made.organisations[name] = _organisation(name, decisions, made.canaries)
    return made


def _organisation(name: str, decisions: int, canaries: Canaries) -> Seeded:
    seeded = Seeded(name, settle(name, PEOPLE + STANDING))
    _choose(seeded.people["ig_lead"].organisation)
    for what, (first, until) in FIRST.items():
        seeded.decisions[what] = _walk(seeded, what, CASES[first], "golden_rules_2024", "practitioner", until)
    ways = zip(cycle(product(CASES.values(), PACKS)), cycle(OWNERS), range(decisions - len(FIRST)), strict=False)
    for (case, pack), owner, number in ways:
        what = f"{case.id} {pack} {number}"
        seeded.decisions[what] = _walk(seeded, what, case, pack, owner, "record")
    seeded.decisions[IN_BULK] = _walk(seeded, IN_BULK, CASES["R19"], "golden_rules_2024", "practitioner", "items")
    ready = _walk(seeded, READY_TO_RECORD, CASES["C01"], "golden_rules_2024", "practitioner", READY)
    seeded.decisions[READY_TO_RECORD] = ready
    _say_everything(seeded)
    _decide_on_the_older_edition(seeded)
    seek_advice(seeded.decisions[DRAFT], seeded.people)
    guardian = seeded.people["caldicott_guardian"]
    seeded.flows.update(flows(CASES["C18"], by=seeded.people["practitioner"], guardian=guardian))
    _stand(seeded)
    _look_after(seeded, canaries)
    keep_log(seeded.decisions[DRAFT], guardian=seeded.people["caldicott_guardian"])
    person = seeded.decisions[DRAFT].people.get().person
    make_packs(person, by=guardian)
    take_out(by=guardian)
    for what in (RECORDED, LOOKED_AT):
        look_again(seeded.decisions[what], by=guardian)
    drawn(guardian, how_many=1, chosen=RANDOM)
    lead = seeded.people["ig_lead"]
    retain(seeded.flows, person, seeded.decisions[RECORDED], lead=lead, guardian=guardian)
    return seeded


def _choose(organisation: Organisation) -> None:
    """Every record needs a second signature, every sheet an approval."""
    organisation.countersign = list(COUNTERSIGNED)
    organisation.sheets_approved, organisation.contact = "always", "The office, 01632 960001"
    organisation.save()


def _walk(seeded: Seeded, what: str, case: Case, pack: str, owner: str, until: str) -> Decision:
    by = seeded.people[owner]
    by.organisation.default_pack = pack
    guardian = seeded.people["ig_lead" if owner == "caldicott_guardian" else "caldicott_guardian"]
    keys = uuid5(KEYS, f"{seeded.name}/{what}")  # the same case twice is two decisions
    with mock.patch("decisions.demonstration.walk.KEYS", keys):
        return walk(case, by=by, decided_by=guardian if case.told.get("bulk") else None, until=until)


def _say_everything(seeded: Seeded) -> None:
    """What no case says: the boxes that stay empty on the way to a record."""
    draft = seeded.decisions[DRAFT]
    nurse = {"organisation": "Health", "role": "Named nurse", "name": "Ann Other"}
    add_row(kind=Recipient, decision=draft, by=draft.owner, request_key=uuid5(KEYS, "nurse"), values=nurse)
    for row in draft.items.all():
        row.source, row.about_whom, row.author = "The register", "The child", "Her teacher"
        row.save()
    give_away(draft)
    for line in draft.lines.all():
        line.choice, line.redacted, line.onward = "redact", "What they read instead", "no"
        line.save()
    for answer in draft.answers.all():
        answer.note = "What the answer rests on"
        answer.save()
    weighing = draft.weighing
    weighing.safety_of_others = "A neighbour who must not be named"
    weighing.save()
    statement = ConsentStatement.objects.get(decision=draft)
    statement.child_views = statement.carer_views = statement.views_not_asked = "What was said, and by whom"
    statement.given_by, statement.relationship, statement.explanation = "The mother", "Parent", "As it was said"
    statement.save()
    today, saved = timezone.localdate(), {"decision": draft, "saved_by": draft.owner}
    why = {"reasons": "Why", "other_ground": "A ground of its own", "departure_why": "The father would find them"}
    Conclusion.objects.create(decided="do_not_share", review_on=today, grounds=["other"], **why, **saved)
    plan = dict.fromkeys(("how_much", "facts_apart", "right_person", "securely", "told_how", "not_told_why"), "How")
    DutyToShare.objects.create(exception_why="She would stop coming", **saved)
    SharingPlan.objects.create(told="not", look_again_on=today, **plan, **saved)
    asked = {
        "asked_whom": "The duty manager",
        "role": "manager",
        "asked_at": timezone.now() - timedelta(hours=1),
        "dilemma": "May I?",
        "identity_withheld": False,
        "named_why": "The adviser knows the family",
    }
    advice = ask_advice(decision=draft, slug="danger", request_key=uuid5(KEYS, "ask"), values=asked, by=draft.owner)
    said = {"advice": "share", "advice_text": "Share it", "advised_on": today, "followed": "partly"}
    values = {**said, "not_followed_why": "Only what is needed"}
    record_advice(discussion=advice, values=values, seen=fingerprint(values_of(advice, values)), by=draft.owner)
    _ask_here(draft)


def _decide_on_the_older_edition(seeded: Seeded) -> None:
    """One that waits for a second look, and one that somebody took."""
    for what in (OLDER, LOOKED_AT):
        seeded.decisions[what] = _walk(seeded, what, CASES["C05"], "golden_rules_2008", "practitioner", "record")
    looked_at, by = seeded.decisions[LOOKED_AT], User.objects.get(pk=seeded.people["manager"].pk)
    key = uuid5(KEYS, "second look")
    look_at_it_again(decision=looked_at, request_key=key, came_to="still_right", why="She is well", by=by)


def _ask_here(draft: Decision) -> None:
    """Questions put to a manager: one that waits, one that is taken back, one whose advice is said to hold still."""
    by, manager = draft.owner, Whom("manager")
    waits = put(draft, "page-items", by=by, whom=manager, also=("Red hat",), key=uuid5(KEYS, "put"))
    back = put(draft, "page-risks", by=by, whom=manager, named_why="She knows them", key=uuid5(KEYS, "put back"))
    take_back(discussion=back, why="Found in the handbook", by=by)
    held = put(draft, "danger", by=by, whom=manager, key=uuid5(KEYS, "held"))
    held.advice, held.advice_text, held.advised_on, held.followed = "share", "Yes", timezone.localdate(), "no"
    held.not_followed_why, held.conditions = "The mother objects", "Ring first"
    held.still_holds_why, held.still_holds_of = "Only a date changed", "0" * 64
    held.save()
    assert waits.is_open


def _stand(seeded: Seeded) -> None:
    """Those who stand in some special way towards the practitioner's decisions."""
    people, decisions, until = seeded.people, seeded.decisions, timezone.now() + UNTIL
    owner, lead, guardian = people["practitioner"], people["safeguarding_lead"], people["caldicott_guardian"]
    restricted = decisions[RESTRICTED]
    viewers = [owner, people["viewer"]]
    access.restrict(decision=restricted, why="Related to staff", viewers=viewers, until=until, by=guardian)
    for what in (DRAFT, RECORDED):
        adviser = people["adviser"]
        access.let_adviser_in(decision=decisions[what], whom=adviser, why="Knows the law", until=until, by=owner)
        broken = glass.break_glass(
            decision=decisions[what], reason="The child is missing", request_key=uuid5(KEYS, what), by=people["breaker"]
        )
        if what == RECORDED:
            glass.review_glass(glass=broken, found="justified", text="The child was found", by=guardian)
    for what in (DRAFT, RECORDED, RESTRICTED):
        access.link_person(decision=decisions[what], reference=f"Person of {what}", by=owner)
        access.bar(decision=decisions[what], whom=people["barred"], kind="relative", why="Her uncle", by=guardian)
    _know(seeded)
    conflicts = decisions[DRAFT].conflicts.all()
    access.bar(
        decision=decisions[DRAFT], whom=people["manager_elsewhere"], kind="relative", why="A cousin", by=guardian
    )
    conflict = conflicts.get(user=people["manager_elsewhere"])
    access.end_conflict(conflict=conflict, decision=decisions[DRAFT], why="Not related after all", by=lead)
    access.restrict(decision=decisions[EMERGENCY], why="For a day", viewers=viewers, until=until, by=guardian)
    access.lift_restriction(decision=decisions[EMERGENCY], why="The danger is over", by=guardian)
    todo = ToDo.objects.filter(decision=decisions[EMERGENCY])[0]
    add = partial(amend, request_key=uuid5(KEYS, "add"), text="Written down later", by=owner)
    add(decision=decisions[EMERGENCY], todo=todo, title=todo.title)
    add(decision=decisions[RECORDED], title="More about it", why="It was forgotten")
    amended(decisions[RECORDED], "Reasons", "It was otherwise", by=owner, why="Somebody rang")
    _oversee(seeded)
    shared, refused = seeded.decisions[RESTRICTED], seeded.decisions[RECORDED]
    seeded.decisions[AGAIN] = tell_and_answer(seeded.name, shared, refused, by=owner)
    _pass_on(seeded)
    _share(seeded)


def _share(seeded: Seeded) -> None:
    """Three get something: one sheet goes, one never does, the last waits."""
    owner = seeded.people["practitioner"]
    draft = _walk(seeded, SHARED, CASES["C01"], "golden_rules_2024", "practitioner", READY)
    nurse = {"organisation": "Health", "role": "School nurse", "name": "Ann Other"}
    add_row(kind=Recipient, decision=draft, by=owner, request_key=uuid5(KEYS, "school nurse"), values=nurse)
    decide(draft, by=owner)
    look(draft, by=owner)
    record(Decision.objects.get(pk=draft.pk), by=owner)
    seeded.decisions[SHARED] = Decision.objects.get(pk=draft.pk)
    share(seeded.decisions[SHARED], seeded.people)
    share_more(seeded.decisions[EMERGENCY], owner)
    correct(seeded.decisions[SHARED], seeded.decisions[EMERGENCY], by=owner, approver=seeded.people["manager"])


def _oversee(seeded: Seeded) -> None:
    """A record that is commented on and waits for an addition and a signature; one that somebody does not sign."""
    by, recorded = seeded.people["manager"], seeded.decisions[RECORDED]
    key = uuid5(KEYS, "oversee")
    reviewing.comment(decision=recorded, discussion=None, text="Well weighed", request_key=key, by=by)
    reviewing.ask_for_addition(decision=recorded, what="Who was told", days=5, request_key=key, by=by)
    record = Record.objects.get(decision=seeded.decisions[EMERGENCY])
    countersigning.countersign(
        record=record,
        agreed=False,
        reasons="It does not say who was told",
        seen=countersigning.last_entry(record),
        request_key=key,
        by=seeded.people["safeguarding_lead"],
    )


def _know(seeded: Seeded) -> None:
    """Who the draft is about, in every box, and two who are something to them: one, who must not be told, no more."""
    owner = seeded.people["practitioner"]
    person = seeded.decisions[DRAFT].people.get().person
    told = {
        "reference": person.reference,
        "name": "Ann Other",
        "born_on": date(2012, 2, 29),
        "local_number": "L 1",
        "national_number": "N 1",
        "language": "Welsh",
        "needs_easy_read": True,
        "other_needs": "A signer",
        "ethnicity": "mixed_white_and_asian",
        "address": "14 Mill Lane",
        "postcode": "OX4",
        "must_not_be_found_why": "Not any more",
    }
    consent.change(person=person, values=told, seen=fingerprint(values_of(person, told)), by=owner)
    who = {
        "name": "The father",
        "kind": "father",
        "responsibility": "yes",
        "basis": "registered",
        "basis_known_how": "The certificate was seen",
        "court_orders": "No contact, until 2030",
        "address": "3 Elm Avenue",
        "postcode": "OX9",
        "must_not_be_found": True,
        "must_not_be_found_why": "His brother looks for him",
    }
    kept_from = ("", "He hurt her")
    rows = [
        consent.relate(
            person=person,
            request_key=uuid5(KEYS, f"relate {number}"),
            values={**who, "must_not_be_told": bool(why), "must_not_be_told_why": why},
            by=owner,
        )
        for number, why in enumerate(kept_from)
    ]
    consent.end_relationship(relationship=rows[1], why="Entered twice", by=owner)
    hide_and_find(person, by=owner)
    consent_to_share(person, rows[0], by=owner)
    _lean(seeded, person, rows[0])
    settle_one(seeded.decisions[DRAFT], by=seeded.people["manager"])
    link_wrongly(seeded.decisions[DRAFT], by=owner)


def _lean(seeded: Seeded, person: Person, father: Relationship) -> None:
    """A decision that is recorded on his consent, which he takes back; one of those who hold it has been told."""
    owner = seeded.people["practitioner"]
    draft = seeded.decisions[LEANING] = _walk(seeded, LEANING, CASES["S02"], "golden_rules_2024", "practitioner", READY)
    consented = consent_leaned_on(person, father, between=draft.between, by=owner)
    draft.purpose = consented.purpose
    draft.save()
    draft.lines.all().delete()
    draft.recipients.all().delete()
    for row in consented.recipients.all():
        to = {"organisation": row.organisation, "role": row.role, "name": ""}
        add_row(kind=Recipient, decision=draft, by=owner, request_key=uuid5(KEYS, str(row.pk)), values=to)
    decide(draft, by=owner)
    draft.lines.filter(item__category="criminal").update(choice="withhold", onward="")
    access.link_person(decision=draft, reference=person.reference, by=owner)
    statement = ConsentStatement.objects.get(decision=draft)
    statement.relied_on = consented
    statement.save()
    look(Decision.objects.get(pk=draft.pk), by=owner)
    record(Decision.objects.get(pk=draft.pk), by=owner)
    today = timezone.localdate()
    withdrawing.write_down(
        consent.take_back,
        consent=consented,
        relationship=father,
        on=today,
        why="He rang",
        by=owner,
        request_key=uuid5(KEYS, "take back"),
    )
    notice = draft.withdrawal_notices.latest("pk")
    values = {"text": "Use it no more", "sent_on": today, "sent_how": "By secure email"}
    withdrawing.save_notice(notice=notice, values=values, seen=fingerprint(values_of(notice, values)), by=owner)


def _pass_on(seeded: Seeded) -> None:
    """A draft of somebody who left, carried on by a colleague."""
    leaver, to = seeded.people["leaver"], seeded.people["colleague"]
    draft = seeded.decisions["handed over"] = _walk(
        seeded, "handed over", CASES["R15"], "golden_rules_2024", "leaver", "items"
    )
    seen = fingerprint({"owner": draft.owner})
    hand_over(decision=draft, to=to, seen=seen, by=leaver)
    leaver.is_active = False
    leaver.save()
    Authenticator.objects.filter(user=seeded.people["newcomer"]).delete()  # who has no second step yet


def _look_after(seeded: Seeded, canaries: Canaries) -> None:
    """What the pages of looking after an organisation show: people, invitations, findings, sessions, typed text."""
    people = seeded.people
    for user in people.values():
        user.job_title = "Job"
        user.save()
        UserSession.objects.create(user=user, ip="127.0.0.1", user_agent="Browser", session_key=get_random_string(32))
        typed = canaries.new(seeded.name, "signing_in.UnsavedForm.fields")
        UnsavedForm.objects.create(user=user, path="/decisions/new/", fields={"about": [f"Typed {typed}"]})
    wanted = {"name": "New Person", "job_title": "Nurse", "role": "ig_lead", "team": None}
    email = f"new@{seeded.name}.example".lower().replace(" ", "-")
    invite(by=people["administrator"], request_key=uuid5(KEYS, "invite"), values={"email": email, **wanted})
    for who in ("practitioner", "colleague"):
        first_on = timezone.localdate() + timedelta(days=30)
        days = {"first_on": first_on, "last_on": first_on + timedelta(days=9), "stand_in": people["manager"]}
        key = uuid5(KEYS, f"{who} away")
        set_absence(person=people[who], request_key=key, values=days, by=people["administrator"])
    for who in ("breaker", "viewer"):
        _finding(seeded, people[who])
    lookout.close_finding(
        finding=Finding.objects.filter(people=people["viewer"]).get(),
        outcome=next(iter(words.LOOKOUT_OUTCOMES)),
        text="She covered for a colleague",
        by=people["caldicott_guardian"],
    )


def _finding(seeded: Seeded, about: User) -> None:
    now = timezone.now()
    rule = next(iter(words.LOOKOUT_RULES))
    found = Finding.objects.create(
        organisation=about.organisation, key=f"{rule}:{about.pk}", rule=rule, times=20, first_at=now, last_at=now
    )
    found.people.add(about)
    found.decisions.add(seeded.decisions[DRAFT])

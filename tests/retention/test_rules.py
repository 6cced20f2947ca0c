"""The rules an organisation chooses: from a day on, never changed, none shorter than a law sets; and their rows."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from decisions import kept_until
from decisions.actions.retaining import choose_rule
from decisions.models import Disposal, DisposalProposal, KeptLonger, LegalHold, PersonKept, RetentionRule
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused
from infoshare.audit.models import Event
from tests.consent.people import entered
from tests.decisions.builders import started
from tests.decisions.pages import filled, form_on, problems
from tests.retention.ageing import choose
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
CHOOSE = "/retention/rules/choose/"


def rule_of(organisation: int, slot: str, days: int = 0) -> tuple[int, int]:
    found = kept_until.rules_of(organisation, timezone.localdate() + timedelta(days=days))
    return next((rule.years, rule.months) for rule in found if rule.slot.slug == slot)


def test_a_rule_takes_the_place_of_the_one_before_from_its_day_on(north: People, south: People) -> None:
    lead = north["ig_lead"]
    here = lead.organisation_id
    assert rule_of(here, "flow-ended") == (6, 0)
    first = choose(lead, "flow-ended", years=7)
    values = {"slot": "flow-ended", "holds": True, "years": 8, "months": 6, "source": "The board"}
    from_on = timezone.localdate() + timedelta(days=10)
    later = choose_rule(values={**values, "from_on": from_on}, request_key=uuid4(), by=lead)
    assert [rule_of(here, "flow-ended", days) for days in (0, 9, 10)] == [(7, 0), (7, 0), (8, 6)]
    assert rule_of(south["ig_lead"].organisation_id, "flow-ended") == (6, 0)
    assert list(RetentionRule.objects.order_by("pk")) == [first, later], "both can be read"
    facts = {"slot": "flow-ended", "years": 7, "months": 0, "holds": True, "from_on": timezone.localdate().isoformat()}
    assert Event.objects.filter(action="retention.rule-chosen").order_by("pk")[0].facts == facts


def test_what_a_law_sets_is_not_made_shorter(north: People) -> None:
    for slot, years in (("decision-looked_after-birth", 74), ("person-adopted-adoption", 0), ("person-died-death", 14)):
        with pytest.raises(Refused, match="The law sets this one"):
            choose(north["ig_lead"], slot, years=years)
    assert choose(north["ig_lead"], "decision-looked_after-birth", years=80)
    assert choose(north["ig_lead"], "decision-birth", years=1), "what no law sets is the organisation's to choose"


def test_it_holds_from_today_or_later_and_only_two_roles_choose(north: People) -> None:
    values = {"slot": "flow-ended", "holds": True, "years": 7, "months": 0, "source": "Us"}
    yesterday = {**values, "from_on": timezone.localdate() - timedelta(days=1)}
    with pytest.raises(Refused, match="today or a later day"):
        choose_rule(values=yesterday, request_key=uuid4(), by=north["ig_lead"])
    for who in ("manager", "safeguarding_lead", "administrator"):
        with pytest.raises(Refused, match="Your role"):
            choose(north[who], "flow-ended", years=7)


def test_the_page_says_what_holds_what_was_and_who_says_so(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["ig_lead"])
    data = {
        **filled(form_on(client, CHOOSE), "Section 4 of our schedule"),
        "slot": "flow-ended",
        "years": "9",
        "months": "0",
    }
    assert client.post(CHOOSE, data).status_code == 302
    assert client.post(CHOOSE, data).status_code == 302, "a second press"
    assert RetentionRule.objects.count() == 1
    page = client.get("/retention/rules/").content.decode()
    for said in ("9 years after the day it ended", "Section 4 of our schedule", "regulation 50", "As shipped"):
        assert said in page
    assert page.count("Section 4 of our schedule") == 2, "among those that hold, and among those that were chosen"


def test_of_a_person_it_counts_from_their_own_date_of_birth(north: People, signed_in: SignedIn) -> None:
    page = signed_in(north["ig_lead"]).get("/retention/rules/").content.decode()
    assert page.count("25 years after the date of birth of the youngest person it is about") == 1
    assert page.count("25 years after their date of birth") == 1


def test_the_form_asks_for_some_time(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["caldicott_guardian"])
    data = {**filled(form_on(client, CHOOSE)), "slot": "decision-birth", "years": "", "months": ""}
    assert problems(client.post(CHOOSE, data)) == ["Give how long they are kept: years, months or both."]
    assert client.post(CHOOSE, {**data, "holds": "False"}).status_code == 302
    assert not RetentionRule.objects.get().holds
    law = {**data, "holds": "False", "slot": "decision-looked_after-birth"}
    law["request_key"] = str(uuid4())
    assert problems(client.post(CHOOSE, law)) == ["The law sets this one: choose 75 years or more."]


def refused(make: Callable[[], object], by: str) -> None:
    with pytest.raises(IntegrityError, match=by), transaction.atomic():
        make()


def test_a_rule_is_whole(north: People) -> None:
    good = {"slot": "flow-ended", "years": 1, "months": 0, "source": "Us", "from_on": timezone.localdate()}

    def rule(**instead: object) -> Callable[[], object]:
        row = {**good, "organisation": north["ig_lead"].organisation, "chosen_by": north["ig_lead"], **instead}
        return lambda: RetentionRule.objects.create(**{"request_key": uuid4(), **row})

    refused(rule(slot="x"), "retentionrule_slot_known")
    refused(rule(source=""), "retention_rule_says_who_says_so")
    refused(rule(years=151), "retention_rule_is_a_time")
    refused(rule(months=12), "retention_rule_is_a_time")
    refused(rule(years=0), "retention_rule_keeps_some_time")
    refused(rule(holds=False), "retention_rule_keeps_some_time")
    row = choose(north["ig_lead"], "flow-ended", years=1)
    refused(rule(request_key=row.request_key), "retention_rule_once_a_key")
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        RetentionRule.objects.update(years=2)


def test_what_is_said_of_a_record_is_whole(north: People) -> None:
    lead, today = north["ig_lead"], timezone.localdate()
    decision, person = started(north["practitioner"]), entered(north["practitioner"])
    later = today + timedelta(days=9)

    def longer(**instead: object) -> Callable[[], object]:
        row = {"decision": decision, "why": "x", "until": later, "kept_by": lead, "request_key": uuid4(), **instead}
        return lambda: KeptLonger.objects.create(**row)

    refused(longer(person=person), "keptlonger_of_one_record")
    refused(longer(decision=None), "keptlonger_of_one_record")
    refused(longer(why=""), "kept_longer_says_why")
    refused(longer(until=today), "kept_longer_than_today")

    def held(**instead: object) -> Callable[[], object]:
        row = {"decision": decision, "why": "x", "authority": "A court", "review_on": later, "began_by": lead}
        return lambda: LegalHold.objects.create(**{"request_key": uuid4(), **row, **instead})

    refused(held(flow=None, decision=None), "legalhold_of_one_record")
    refused(held(why=""), "legalhold_says_why")
    refused(held(authority=""), "legal_hold_says_who_ordered_it")
    refused(held(ended_at=timezone.now()), "legalhold_ending_is_whole")
    held()()
    for change in ({"why": "Another"}, {"review_on": today}):
        with pytest.raises(DatabaseError, match="lifted once"), transaction.atomic():
            LegalHold.objects.update(**change)
    LegalHold.objects.get().end(by=lead, why="Over", at=timezone.now())
    with pytest.raises(DatabaseError, match="lifted once"), transaction.atomic():
        LegalHold.objects.update(ended_at=None, ended_by=None, ended_why="")

    def kept_as(**instead: object) -> Callable[[], object]:
        return lambda: PersonKept.objects.create(
            **{"person": person, "said_by": lead, "request_key": uuid4(), "kinds": [], **instead}
        )

    refused(kept_as(kinds=["x"]), "person_kept_as_known")
    refused(kept_as(adopted_on=today), "person_adopted_on_a_day")

    def proposal(**instead: object) -> Callable[[], object]:
        row = {"decision": decision, "why": "x", "slot": "flow-ended", "due_on": today, "lapses_on": later}
        return lambda: DisposalProposal.objects.create(
            **{"proposed_by": lead, "request_key": uuid4(), **row, **instead}
        )

    refused(proposal(decision=None), "disposalproposal_of_one_record")
    refused(proposal(slot="x"), "disposalproposal_slot_known")
    refused(proposal(why=""), "disposal_proposal_says_why")
    refused(proposal(due_on=later), "disposal_proposal_is_of_what_is_due")


def test_what_is_left_of_a_disposal_is_whole(north: People) -> None:
    lead, guardian = north["ig_lead"], north["caldicott_guardian"]
    good = {"about": "decision", "number": 1, "reference": "IS-2222-2222", "slot": "flow-ended", "rows": {}}
    when = {"due_on": timezone.localdate(), "proposed_at": timezone.now(), "confirmed_at": timezone.now()}

    def left(**instead: object) -> Callable[[], object]:
        by = {"organisation": lead.organisation, "proposed_by": lead, "confirmed_by": guardian}
        return lambda: Disposal.objects.create(**{**good, **when, **by, **instead})

    refused(left(confirmed_by=lead), "disposed_of_by_two")
    refused(left(about="x"), "disposal_about_known")
    refused(left(about="person"), "disposed_person_has_no_name")
    left()()
    refused(left(), "disposed_of_once")
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        Disposal.objects.all().delete()

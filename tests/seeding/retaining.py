"""What each organisation of the campaigns has of how long records are kept: rules, holds, and what is due."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID, uuid5

import pgtrigger
from django.db import connection
from django.db.models import F
from django.utils import timezone

from consent.models import Person
from decisions.actions import disposing, holding, retaining
from decisions.models import Decision, Flow, FlowEnd
from infoshare.accounts.models import User
from tests.seeding.flows import ENDED, OVER, RUNNING

KEYS = UUID("d1b3c1a4-5f0e-4f3c-8f15-6b0a6b1d2e90")
YEARS = timedelta(days=8 * 366)  # ago, so that the rule as it is shipped says that it is due


def retain(flows: Mapping[str, Flow], person: Person, recorded: Decision, *, lead: User, guardian: User) -> None:
    """One flow is held, one is due, and one waits for a second person; a record was held and is kept longer."""
    later = timezone.localdate() + timedelta(days=90)
    own = {"slot": "flow-last", "holds": True, "years": 1, "months": 0, "source": "Our schedule, section 4"}
    retaining.choose_rule(values={**own, "from_on": timezone.localdate()}, request_key=KEYS, by=lead)
    said = {"kinds": ["looked_after"], "died_on": None, "adopted_on": None}
    retaining.say_of_person(person=person, values=said, request_key=KEYS, by=lead)
    why = {"why": "The inquest", "authority": "The coroner", "authority_reference": "C 12", "review_on": later}
    holding.hold(record=flows[RUNNING], values=why, request_key=uuid5(KEYS, "running"), by=lead)
    held = holding.hold(record=recorded, values=why, request_key=uuid5(KEYS, "recorded"), by=lead)
    holding.lift(hold=held, why="It is over", by=guardian)
    retaining.keep_longer(record=recorded, why="The school asks", until=later, request_key=KEYS, by=guardian)
    for what in (ENDED, OVER):
        _long_ago(flows[what])
    first = disposing.propose_disposal(record=flows[OVER], why="Nobody asks", request_key=KEYS, by=guardian)
    disposing.refuse_disposal(proposal=first, why="Look at the papers first", by=lead)
    again = uuid5(KEYS, "again")
    disposing.propose_disposal(record=flows[OVER], why="The papers are looked at", request_key=again, by=lead)


def _long_ago(flow: Flow) -> None:
    """It ended years ago; as no clock can be turned back, its rows say so."""
    every = ",".join(trigger.get_pgid(model) for model, trigger in pgtrigger.registered())
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [f"{{{every}}}"])
        FlowEnd.objects.filter(flow=flow).update(ended_at=F("ended_at") - YEARS)
        Flow.objects.filter(pk=flow.pk).update(saved_at=F("saved_at") - YEARS)
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")

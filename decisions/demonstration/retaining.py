"""How long records are kept: a child who is looked after, a rule of the school's own, and a record that is held."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from consent.models import Person
from decisions.actions.holding import hold
from decisions.actions.retaining import choose_rule, say_of_person
from decisions.demonstration.known import CHILDREN
from decisions.models import Decision, LegalHold
from infoshare.accounts.models import User
from infoshare.tenancy import context as tenancy

LEAD = "Farah Aziz"
KEY = UUID("4f5b6c1e-7a52-4d0b-9b43-5f1c0c6a8f21")
RULE = {"slot": "decision-last", "holds": True, "years": 7, "months": 0, "source": "Oakfield's schedule, section 4"}
HOLD = {
    "why": "The local authority reviews what the school knew. Nothing is to go until it has reported.",
    "authority": "The council's solicitor",
    "authority_reference": "LS/2231",
}


def settle(decisions: Mapping[str, Decision], people: Mapping[str, User]) -> None:
    """A second time it changes nothing."""
    held, by = decisions["R22"], people[LEAD]
    with tenancy.organisation(by.organisation_id):
        if LegalHold.objects.filter(decision=held).exists():
            return
        today = timezone.localdate()
        choose_rule(values={**RULE, "from_on": today}, request_key=KEY, by=by)
        child = Person.objects.get(organisation=by.organisation, reference=CHILDREN[1].reference)
        said = {"kinds": ["looked_after"], "died_on": None, "adopted_on": None}
        say_of_person(person=child, values=said, request_key=KEY, by=by)
        hold(record=held, values={**HOLD, "review_on": today + timedelta(days=180)}, request_key=KEY, by=by)

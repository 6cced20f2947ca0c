"""Oversight in the demonstration: somebody away, a deputy Guardian, a comment, a filter, and a record signed twice."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid5

from django.utils import timezone

from decisions.actions import reviewing
from decisions.actions.countersigning import countersign, last_entry
from decisions.actions.registering import save_filter
from decisions.demonstration.walk import KEYS
from decisions.models import Countersignature, Decision
from infoshare.accounts.models import Absence, Membership, User
from infoshare.administration.actions import give_role, set_absence
from infoshare.tenancy import context as tenancy

ADD_TO_IT = "Clear, and no more than the teacher needs. When the extra reading starts, add how the family took it."
AGREED = "I read the record and the court order. What was kept back was not asked for."

WAITING = {"state": "waiting", "sort": "waiting"}


def settle(decisions: Mapping[str, Decision], people: Mapping[str, User]) -> None:
    """Each once; what is there already stays as it is."""
    with tenancy.organisation(people["Deepa Nair"].organisation_id):
        _away(people["Ewan Fraser"], people["Deepa Nair"])
        _comment(decisions["S02"], people["Deepa Nair"])
        save_filter(name="Waiting for advice", wanted=WAITING, by=people["Deepa Nair"])
    with tenancy.organisation(people["Mina Shah"].organisation_id):
        _deputise(people["Niall Byrne"], people["Paul Marsh"])
        _sign(decisions["C14"], people["Mina Shah"])


def _away(person: User, stand_in: User) -> None:
    """From tomorrow for two weeks."""
    if not Absence.objects.filter(user=person).exists():
        first = timezone.localdate() + timedelta(days=1)
        values = {"first_on": first, "last_on": first + timedelta(days=13), "stand_in": stand_in}
        set_absence(person=person, request_key=uuid5(KEYS, f"{person.email} away"), values=values, by=person)


def _deputise(person: User, administrator: User) -> None:
    if not Membership.objects.filter(user=person, deputy=True).exists():
        give_role(person=person, role="caldicott_guardian", team=None, deputy=True, by=administrator)


def _comment(decision: Decision, by: User) -> None:
    key = uuid5(KEYS, f"{decision.request_key} comment")
    reviewing.comment(decision=decision, discussion=None, text=ADD_TO_IT, request_key=key, by=by)


def _sign(decision: Decision, by: User) -> None:
    record = decision.record
    if not Countersignature.objects.filter(needed__record=record).exists():
        key = uuid5(KEYS, f"{decision.request_key} signed")
        countersign(record=record, agreed=True, reasons=AGREED, seen=last_entry(record), request_key=key, by=by)

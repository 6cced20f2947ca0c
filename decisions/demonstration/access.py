"""Access in the demonstration: an adviser asked, a decision restricted, a conflict of interest, and a broken glass."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from decisions.actions import access, glass
from decisions.demonstration.walk import KEYS
from decisions.models import BrokenGlass, ConflictOfInterest, Decision, DecisionGrant, Restriction
from infoshare.accounts.models import User
from infoshare.tenancy import context as tenancy


def settle(decisions: Mapping[str, Decision], people: Mapping[str, User]) -> None:
    """Each once; what is there already stays as it is."""
    until = timezone.now() + timedelta(days=90)
    with tenancy.organisation(people["Mina Shah"].organisation_id):
        _restrict(decisions["C05"], people, until=until)
        _ask(decisions["R05"], people, until=until)
    with tenancy.organisation(people["Carys Lloyd"].organisation_id):
        _break(decisions["R22"], people)
        _bar(decisions["C26"], people)


def _restrict(decision: Decision, people: Mapping[str, User], *, until: datetime) -> None:
    if not Restriction.objects.filter(decision=decision).exists():
        lead = people["Mina Shah"]
        access.restrict(
            decision=decision,
            why="A colleague at the practice is related to the family",
            viewers=[lead, people["Jon Petrov"]],
            until=until,
            by=lead,
        )


def _ask(decision: Decision, people: Mapping[str, User], *, until: datetime) -> None:
    if not DecisionGrant.objects.filter(content_object=decision).exists():
        access.let_adviser_in(
            decision=decision,
            whom=people["Jon Petrov"],
            why="He knows the treatment and can say what the school needs to know",
            until=until,
            by=people["Kemi Adeyemi"],
        )


def _break(decision: Decision, people: Mapping[str, User]) -> None:
    by = people["Carys Lloyd"]
    if not BrokenGlass.objects.filter(decision=decision).exists():
        glass.break_glass(
            decision=decision,
            reason="The child did not come home. The police ask who may collect him, and nobody at the school answers.",
            request_key=KEYS,
            by=by,
        )


def _bar(decision: Decision, people: Mapping[str, User]) -> None:
    whom = people["Ewan Fraser"]
    if not ConflictOfInterest.objects.filter(user=whom).exists():
        access.bar(decision=decision, whom=whom, kind="relative", why="He is her uncle", by=people["Grace Obi"])

"""Whose ledger somebody may read: by their role towards the person, or because they carry a decision about them."""

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from consent.models import Person
from decisions.models import Decision, PersonConcerned
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Scope

if TYPE_CHECKING:
    from django.db.models import QuerySet


def people_of(user: User) -> "QuerySet[Person]":
    """Those whose ledger this person may read. What it shows are the decisions that they may open, and no others.

    What is one's own here is a decision that one carries, not a person whom one entered.
    """
    scopes = policy.scopes(user, "ledger.read")
    carried = Decision.objects.visible_to(user).filter(owner=user)
    own = Exists(PersonConcerned.objects.filter(person=OuterRef("pk"), decision__in=carried.values("pk")))
    reach = Q(own) if scopes else Q(pk__in=[])
    reach |= Q(team_id__in=policy.teams(user, "ledger.read"))
    if Scope.ORGANISATION in scopes:
        reach = Q(organisation_id=user.organisation_id)
    return Person.objects.unbarred(user).filter(reach)


def decisions_of(person: Person, user: User) -> "QuerySet[Decision]":
    """The decisions about a person that the reader may open, each with the right by which they may."""
    linked = PersonConcerned.objects.filter(person=person).values("decision")
    return Decision.objects.visible_to(user).filter(pk__in=linked).with_right(user)

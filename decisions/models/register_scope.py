"""Which rows of the register a person may see: the rule of scope.py, so that each part of it is read off one index.

The decisions that somebody is named on, or barred from, are few: they are looked up first, in one query each.
"""

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import cast

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Now

from decisions.models.access import BrokenGlass, ConflictOfInterest, DecisionGrant, PersonConcerned
from decisions.models.register import RegisterEntry, RegisterQuerySet
from decisions.models.scope import ADVISE, VIEW
from infoshare.accounts import policy
from infoshare.accounts.models import User


@dataclass(frozen=True)
class Reach:
    """`parts` are rules that overlap; a row is seen by any of them, but for the `barred`."""

    organisation: int
    parts: tuple[Q, ...]
    barred: frozenset[int]

    def of(self, entries: RegisterQuerySet) -> RegisterQuerySet:
        return self._bound(entries, reduce(or_, self.parts))

    def branches(self, entries: RegisterQuerySet) -> list[RegisterQuerySet]:
        """One for each part: each is read off its own index, and somebody may find a row in two of them."""
        return [self._bound(entries, part) for part in self.parts]

    def _bound(self, entries: RegisterQuerySet, part: Q) -> RegisterQuerySet:
        found = entries.filter(part, organisation_id=self.organisation)
        return found.exclude(pk__in=self.barred) if self.barred else found


def reach_of(user: User) -> Reach:
    """In two queries."""
    named, advises = _named(user)
    by_name = [Q(pk__in=named)] if named else []
    by_name += [Q(pk__in=advises, is_restricted=False)] if advises else []
    parts = (*(part & Q(is_restricted=False) for part in policy.parts_within(user, "decision.read")), *by_name)
    return Reach(user.organisation_id, parts or (Q(pk__in=[]),), barred(user))


def restricted_unnamed(user: User) -> RegisterQuerySet:
    """Restricted ones whose access this person looks after, and which nobody has named them on."""
    named, _ = _named(user)
    rows = RegisterEntry.objects.filter(policy.within(user, "access.name"), organisation_id=user.organisation_id)
    return rows.filter(is_restricted=True).exclude(pk__in=named | barred(user))


def _named(user: User) -> tuple[frozenset[int], frozenset[int]]:
    """As viewer or behind broken glass, which restrictions leave alone; and as adviser."""
    live = cast("QuerySet[DecisionGrant]", DecisionGrant.objects.live())
    granted = live.filter(user=user, permission__codename__in=(VIEW, ADVISE))
    broken = BrokenGlass.objects.filter(broken_by=user, until__gt=Now())
    found = granted.values_list("content_object_id", "permission__codename").union(
        broken.values_list("decision_id", Value(VIEW))
    )
    rights = [(decision, right) for decision, right in found]
    named, advises = (frozenset(number for number, right in rights if right == kind) for kind in (VIEW, ADVISE))
    return named, advises


def barred(user: User) -> frozenset[int]:
    """By a conflict with the decision, or with somebody it is about."""
    live = ConflictOfInterest.objects.filter(user=user, ended_at__isnull=True)
    people = PersonConcerned.objects.filter(person__in=live.filter(person__isnull=False).values("person"))
    direct = live.filter(decision__isnull=False)
    return frozenset(direct.values_list("decision_id").union(people.values_list("decision_id")).values_list(flat=True))

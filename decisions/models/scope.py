"""Which decisions a person may open, and by what right: by role, by name, or after breaking the glass."""

from typing import cast

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Now

from decisions.models.access import BrokenGlass, ConflictOfInterest, DecisionGrant, Restriction
from decisions.models.decision import Decision, DecisionQuerySet
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Scope

ADVISE, VIEW = "advise", "view_restricted"  # the permissions that a grant can carry
THIS = OuterRef("pk")


def visible(decisions: DecisionQuerySet, user: User) -> DecisionQuerySet:
    """By role where nothing is restricted, by name, or behind broken glass; never where a conflict stands."""
    by_role = policy.within(user, "decision.read") & ~_restricted()
    return _unbarred(decisions, user).filter(by_role | Q(_granted(user, VIEW)) | _advises(user) | Q(_broken(user)))


def reached(decisions: DecisionQuerySet, user: User, action: str) -> DecisionQuerySet:
    """What an action reaches by role alone, restricted or not: for those who look after access, not content."""
    return _unbarred(decisions, user).filter(policy.within(user, action))


def unbarred(decisions: DecisionQuerySet, user: User) -> DecisionQuerySet:
    """Those of the reader's organisation with which they have no conflict, whether they may open them or not."""
    return _unbarred(decisions, user)


def named_to(decisions: DecisionQuerySet, user: User) -> DecisionQuerySet:
    """Those of which somebody who is asked for advice may learn the names: a restriction leaves out whoever it does."""
    named = Q(_granted(user, VIEW)) | Q(_broken(user))
    return _unbarred(decisions, user).filter(~_restricted() | named)


def unrestricted(decisions: DecisionQuerySet) -> DecisionQuerySet:
    return decisions.exclude(_restricted())


def with_right(decisions: DecisionQuerySet, user: User) -> DecisionQuerySet:
    """Visible decisions, each with the right by which it is: `through` is a scope or a standing of the policy."""
    rights = (
        (Q(owner=user) & policy.within(user, "decision.read") & ~_restricted(), Scope.OWN),
        (Q(team_id__in=policy.teams(user, "decision.read")) & ~_restricted(), Scope.TEAM),
        (policy.within(user, "decision.read") & ~_restricted(), Scope.ORGANISATION),
        (Q(_granted(user, VIEW)), "viewer"),
        (_advises(user), "adviser"),
    )
    return decisions.annotate(  # type: ignore[no-redef]
        through=Case(*(When(right, then=Value(str(name))) for right, name in rights), default=Value("glass"))
    )


def _unbarred(decisions: DecisionQuerySet, user: User) -> DecisionQuerySet:
    own_organisation = decisions.filter(organisation_id=user.organisation_id)
    live = ConflictOfInterest.objects.filter(user=user, ended_at__isnull=True)
    return own_organisation.exclude(Exists(live.filter(Q(decision=THIS) | Q(person__decisions__decision=THIS))))


def _restricted() -> Q:
    return Q(Exists(Restriction.objects.filter(decision=THIS, ended_at__isnull=True)))


def _granted(user: User, permission: str) -> Exists:
    live = cast("QuerySet[DecisionGrant]", DecisionGrant.objects.live())
    return Exists(live.filter(user=user, permission__codename=permission, content_object=THIS))


def _advises(user: User) -> Q:
    """Somebody asked to advise; a restriction set since closes it again."""
    return Q(_granted(user, ADVISE)) & ~_restricted()


def _broken(user: User) -> Exists:
    return Exists(BrokenGlass.objects.filter(broken_by=user, decision=THIS, until__gt=Now()))


def is_restricted(decision: Decision | int) -> bool:
    return Restriction.objects.filter(decision=decision, ended_at__isnull=True).exists()

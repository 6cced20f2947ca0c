"""Which people somebody may open: by role alone. To know somebody's reference, and to name it, opens nothing."""

from typing import TYPE_CHECKING

from django.db.models import Q

from infoshare.accounts import policy
from infoshare.accounts.models import User

if TYPE_CHECKING:
    from consent.models.person import PersonQuerySet


def visible(people: "PersonQuerySet", user: User) -> "PersonQuerySet":
    return unbarred(people, user).filter(policy.within(user, "person.know"))


def unbarred(people: "PersonQuerySet", user: User) -> "PersonQuerySet":
    """Those of the reader's organisation with whom they have no conflict of interest.

    Conflicts belong to a layer above: they are reached by the name of their relation.
    """
    ours = people.filter(organisation_id=user.organisation_id)
    barred = Q(conflicts__user=user, conflicts__ended_at__isnull=True)
    return ours.exclude(pk__in=ours.filter(barred).values("pk"))

"""The lock that every writer takes."""

from decisions.draft import Draft, load
from decisions.models import Decision


def locked(decision: Decision) -> Draft:
    """The decision as it stands, while nobody else can write to it. Only inside a transaction."""
    Decision.objects.select_for_update().get(pk=decision.pk)
    return load(decision)

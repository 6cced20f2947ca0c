"""The lock that every writer takes: rows that only point at the decision, such as a to-do, can be added meanwhile."""

from consent.models import Consent
from decisions.draft import Draft, load
from decisions.models import Decision


def locked(decision: Decision) -> Draft:
    """The decision as it stands, while nobody else can write to it. Only inside a transaction."""
    Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
    return load(decision)


def locked_with_consent(decision: Decision) -> Draft:
    """The same, while nothing can happen to the consent it rests on either: a withdrawal comes before, or after.

    The decision is locked first, here and wherever both are.
    """
    Decision.objects.select_for_update(no_key=True).get(pk=decision.pk)
    list(Consent.objects.select_for_update(of=("self",)).filter(statements__decision=decision).values_list("pk"))
    return load(decision)

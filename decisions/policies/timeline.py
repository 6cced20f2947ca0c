"""Which events of a decision, and of a person, somebody may read: what the pages about each would tell them anyway."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from consent.models import Consent, Person
from decisions.models import Decision, PersonPack
from decisions.policies.ledger import decisions_of
from decisions.policies.reach import reaches
from decisions.words_of_history import SAID, VIEWS
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.audit.models import Event

May = Callable[[str], bool]
ONLY = frozenset(said.only for said in SAID.values() if said.only)
OF_A_CONSENT = [action for action in SAID if action.startswith("consent.") and SAID[action].kind != VIEWS]
SAID_THERE = [action for action in SAID if action.startswith("clash.")]  # of a person too, but by the decision's name


@dataclass(frozen=True)
class History:
    """Events that one reader may read, and what they are about: decisions by their number, and consents."""

    events: QuerySet[Event]
    decisions: Mapping[int, Decision]
    consents: Mapping[int, Consent]


def of_decision(decision: Decision, user: User) -> History:
    """Those of the decision itself, and what became of the consent it rests on, for whoever may open that."""
    consents = Consent.objects.visible_to(user).filter(statements__decision=decision).in_bulk()
    mine = _about(Decision, [decision.pk]) & _open_to(lambda only: reaches(user, only, decision))
    beside = _about(Consent, consents) & Q(action__in=OF_A_CONSENT)
    return History(_events(user, mine | beside), {decision.pk: decision}, consents)


def of_person(person: Person, user: User) -> History:
    """Those of the person, of the consents about them, and of those decisions about them that the reader may open."""
    decisions = {each.pk: each for each in decisions_of(person, user)}
    consents = {each.pk: each for each in Consent.objects.visible_to(user).filter(person=person)}
    may: May = lambda only: _reaches_person(user, only, person)  # noqa: E731
    packs = PersonPack.objects.filter(person=person).values_list("pk", flat=True) if may("pack.make") else []
    found = _about(Person, [person.pk]) & _open_to(may) & ~Q(action__in=SAID_THERE)
    found |= (_about(Consent, consents) | _about(PersonPack, packs)) & _open_to(may)
    return History(_events(user, found | _of_each(decisions.values(), user)), decisions, consents)


def of_decisions(decisions: Iterable[Decision], user: User) -> QuerySet[Event]:
    """Those of several decisions that the reader may open."""
    return _events(user, _of_each(decisions, user))


def _of_each(decisions: Iterable[Decision], user: User) -> Q:
    """Of several decisions: what is for all who open one, and what is for those whom an action lets reach it."""
    rows = list(decisions)
    found = _about(Decision, [each.pk for each in rows]) & _open_to(lambda only: False)
    for only in ONLY:
        reached = [each.pk for each in rows if reaches(user, only, each)]
        found |= _about(Decision, reached) & Q(action__in=_slugs(only))
    return found


def _reaches_person(user: User, action: str, person: Person) -> bool:
    return policy.reaches(user, action, owner_id=person.owner_id, team_id=person.team_id)


def _open_to(may: May) -> Q:
    """All but what is only for those who may do something else that this reader may not."""
    hidden = [action for only in ONLY if not may(only) for action in _slugs(only)]
    return ~Q(action__in=hidden)


def _slugs(only: str) -> list[str]:
    return [action for action, said in SAID.items() if said.only == only]


def _about(model: type[Model], numbers: Iterable[int]) -> Q:
    return Q(about_type=model._meta.label_lower, about_id__in=list(numbers))


def _events(user: User, wanted: Q) -> QuerySet[Event]:
    return Event.objects.filter(wanted, organisation_id=user.organisation_id)

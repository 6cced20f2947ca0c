"""Who looks after how long records are kept, and when one may be kept, held, proposed and disposed of."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from consent.models import Person
from decisions import kept_until, wording
from decisions import words_of_retention as words
from decisions.models import Decision, DisposalProposal, Flow, LegalHold, PersonPack
from decisions.models.disposing import waiting
from decisions.models.holding import is_held
from decisions.models.retention import Kind
from decisions.retention.due import Kept
from decisions.retention.schedule import SET_BY_LAW, SHIPPED, Rule, is_shorter
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused
from infoshare.saving.whole import resting_on

LAPSES_AFTER = timedelta(days=30)
LONGEST = timedelta(days=3653)
HELD = "It is held, so nothing of it is disposed of. Lift the hold first."
GONE = "It is not there any more. Open the list again."


def theirs(user: User, kind: type[Kind]) -> "QuerySet[Any]":
    """What somebody looks after: restricted or not, as it shows no content; never what they have a conflict with."""
    if kind is Decision:
        return Decision.objects.reached_by(user, "retention.review")
    if kind is Flow:
        return Flow.objects.visible_to(user)
    return Person.objects.unbarred(user)


def check_looks_after(record: Kind, user: User) -> None:
    policy.check_may(user, "retention.review")
    if not theirs(user, type(record)).filter(pk=record.pk).exists():
        raise Refused(GONE)


def check_can_choose(rule: Rule, from_on: date, user: User) -> None:
    """What a law sets can be made longer, not shorter. Nothing is chosen for days that are over."""
    policy.check_may(user, "retention.rules")
    shipped = SHIPPED.get(rule.slot.slug)
    if rule.slot.slug in SET_BY_LAW and shipped and is_shorter(rule, shipped):
        raise Refused(f"The law sets this one: choose {shipped.years} years or more.")
    if from_on < timezone.localdate():
        raise Refused("Choose today or a later day for it to hold from.")


def check_can_keep(record: Kind, until: date, user: User) -> None:
    check_looks_after(record, user)
    if not timezone.localdate() < until <= timezone.localdate() + LONGEST:
        raise Refused("Choose a day in the next 10 years to look at it again.")


def check_can_hold(record: Kind, review_on: date, user: User) -> None:
    check_looks_after(record, user)
    if not timezone.localdate() < review_on <= timezone.localdate() + LONGEST:
        raise Refused("Choose a day in the next 10 years to look at the hold again.")


def check_can_lift(hold: LegalHold, user: User) -> None:
    check_looks_after(hold.record, user)
    if hold.ended_at:
        raise Refused("This hold is lifted already.")


def check_can_be_disposed_of(record: Kind, user: User) -> None:
    """It is due by today's rules, nothing holds it, and nothing that is kept rests on it."""
    if is_held(record):
        raise Refused(HELD)
    kept = kept_until.of_one(record)
    if not kept.is_due(timezone.localdate()):
        raise Refused(_why_not_due(kept))
    if isinstance(record, Decision) and packs_open(record):
        raise Refused("A pack about somebody in it is being made. Make it or give it up first.")
    if resting := what_rests_on(record, user):
        raise Refused(f"Something that is kept rests on it: {', '.join(resting)}.")


def _why_not_due(kept: Kept) -> str:
    if kept.lacks:
        return f"How long it is kept can't be worked out: {words.LACKS[kept.lacks].label}."
    return f"It is kept until {wording.day(kept.due_on)}."


def check_can_propose(record: Kind, user: User) -> None:
    policy.check_may(user, "record.dispose")
    check_looks_after(record, user)
    check_can_be_disposed_of(record, user)
    if proposed(record):
        raise Refused("A colleague has proposed this already.")


def check_can_answer(proposal: DisposalProposal, user: User) -> None:
    """A second person, while the proposal stands."""
    policy.check_may(user, "record.dispose")
    check_looks_after(proposal.record, user)
    if not waiting().filter(pk=proposal.pk).exists():
        raise Refused("This proposal is answered or has lapsed.")
    if proposal.proposed_by_id == user.pk:
        raise Refused("You proposed this. Somebody else has to confirm it.")


def check_can_confirm(proposal: DisposalProposal, user: User) -> None:
    check_can_answer(proposal, user)
    check_can_be_disposed_of(proposal.record, user)


def check_can_take_back(proposal: DisposalProposal, user: User) -> None:
    policy.check_may(user, "record.dispose")
    if proposal.proposed_by_id != user.pk:
        raise Refused("Only whoever proposed it can take it back. You can say no to it.")
    if not waiting().filter(pk=proposal.pk).exists():
        raise Refused("This proposal is answered or has lapsed.")


def proposed(record: Kind) -> DisposalProposal | None:
    """The proposal that a second person can still answer."""
    found = waiting().select_related("proposed_by", "decision", "flow", "person")
    return found.filter(**{kept_until.about(record): record}).last()


def packs_open(decision: Decision) -> bool:
    """Whether a pack is being made of somebody whom it is about: it could hold it."""
    people = decision.people.values("person")
    return PersonPack.objects.filter(person__in=people, made=None, given_up=None).exists()


def what_rests_on(record: Kind, user: User) -> list[str]:
    """Other records that lead to it, which go first; one that the reader may not know of is just another.

    What the look-out found, and packs, go along with a decision.
    """
    found = [each for each in resting_on(record) if isinstance(each, Decision | Flow | Person)]
    known = {each for kind in (Decision, Flow, Person) for each in _known(kind, found, user)}
    return sorted({each.reference if each in known else "another record" for each in found})


def _known(kind: type[Kind], records: Iterable[Kind], user: User) -> "QuerySet[Any]":
    return theirs(user, kind).filter(pk__in=[each.pk for each in records if isinstance(each, kind)])

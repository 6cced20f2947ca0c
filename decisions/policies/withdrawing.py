"""Who looks again at what leaned on a consent, and who writes to those who hold the information."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Q

from consent.models import Consent
from consent.register import Held
from decisions.models import ConflictOfInterest, Decision, WithdrawalNotice
from decisions.policies.reach import reaches
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.people import colleagues
from infoshare.accounts.policy import Refused

Barred = set[tuple[int, int]]  # the numbers of a decision, or a person, and of whoever has a conflict there


def check_can_take_back(held: Held) -> None:
    if not held.agreed:
        raise Refused("Nobody agrees to this now, so there is nothing to take back.")


def check_can_write(decision: Decision, user: User) -> None:
    """Whoever may add to the record writes to those who hold what it shared."""
    if not reaches(user, "record.add", decision):
        raise Refused(f"Only {decision.owner.name}, or somebody who oversees it, can write this notice.")


def check_can_be_sent(notice: WithdrawalNotice, values: Mapping[str, object]) -> None:
    sent_on = values.get("sent_on")
    if isinstance(sent_on, date) and sent_on < notice.event.on:
        raise Refused("It can't have been sent before the consent was taken back. Check the date.")
    if notice.sent_on and values.get("text", notice.text) != notice.text:
        raise Refused("This notice was sent, so its text is kept as it was. Open it again.")


def who_looks_again(decisions: Collection[Decision]) -> tuple[set[User], set[User]]:
    """The owners who can; and for the records of those who have left or have a conflict, whoever oversees these."""
    if not decisions:
        return set(), set()
    barred = _barred_from_decisions(decisions)
    absent = [each for each in decisions if not each.owner.is_active or (each.pk, each.owner_id) in barred]
    owners = {each.owner for each in decisions if each not in absent}
    return owners, _overseers(absent, barred) if absent else set()


def _overseers(decisions: Collection[Decision], barred: Barred) -> set[User]:
    """Those who review what happens to a decision for its team or the organisation."""
    here = colleagues(next(iter(decisions)).organisation)
    holding = list(here.filter(memberships__role__in=policy.roles_that("advice.review")).distinct())
    return {
        user
        for user in holding
        for each in decisions
        if reaches(user, "advice.review", each) and (each.pk, user.pk) not in barred
    }


def _barred_from_decisions(decisions: Iterable[Decision]) -> Barred:
    """Conflicts of interest, be they with the decision or with a person it is about."""
    live = ConflictOfInterest.objects.filter(ended_at__isnull=True)
    numbers = [each.pk for each in decisions]
    of_it = live.filter(decision__in=numbers).values_list("decision", "user")
    of_people = live.filter(person__decisions__decision__in=numbers).values_list("person__decisions__decision", "user")
    return {*of_it, *of_people}


def who_opens(consent: Consent, people: Iterable[User]) -> set[User]:
    """Of these, whoever may open the consent."""
    wanted = [each.pk for each in people]
    person = consent.person
    barred = set(
        ConflictOfInterest.objects.filter(Q(person=person), ended_at__isnull=True).values_list("user", flat=True)
    )
    return {
        user
        for user in colleagues(consent.organisation).filter(pk__in=wanted)
        if policy.reaches(user, "consent.keep", owner_id=person.owner_id, team_id=person.team_id)
        and user.pk not in barred
    }

"""Letting people into one decision and keeping them out: advisers, named viewers, restriction, conflicts."""

from collections.abc import Iterable
from datetime import datetime
from itertools import product

from django.contrib.auth.models import Permission
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from consent.actions import known_by
from consent.models import Person
from decisions import protecting
from decisions.actions.countersigning import ask_for_restricted
from decisions.actions.locking import locked
from decisions.actions.protecting import end_asking, note_clashes
from decisions.draft import load
from decisions.models import (
    ConflictOfInterest,
    Decision,
    DecisionGrant,
    Flow,
    PersonConcerned,
    PersonUnlinked,
    Restriction,
)
from decisions.models.scope import ADVISE, VIEW, is_restricted
from decisions.policies import Refused, check_reaches
from decisions.policies import access as policies
from decisions.policies.advice import who_may_answer
from decisions.policies.protecting import check_can_unlink
from decisions.policies.reviewing import who_may_hear
from infoshare.accounts import duty, notices
from infoshare.accounts.models import User
from infoshare.audit import log

LEAD = "safeguarding_lead"
LINKED = "A colleague who can't open their page said that a decision is about somebody whom you look after."


@transaction.atomic
def let_adviser_in(*, decision: Decision, whom: User, why: str, until: datetime, by: User) -> None:
    """Somebody is asked to advise, and may open this one decision until then."""
    locked(decision)
    policies.check_can_advise_be_asked(decision, whom, until, by)
    _grant(decision, whom, ADVISE, why, until, by)
    _tell(decision, [whom], f"You are asked to advise on {decision.reference}.")


@transaction.atomic
def name_viewer(*, decision: Decision, whom: User, why: str, until: datetime, by: User) -> None:
    """Somebody may open this restricted decision until then."""
    locked(decision)
    policies.check_can_name(decision, whom, until, by)
    _grant(decision, whom, VIEW, why, until, by)
    _tell(decision, {whom, decision.owner} - {by}, f"Somebody more may now open {decision.reference}.")


@transaction.atomic
def end_grant(*, grant: DecisionGrant, by: User) -> None:
    """The row goes; its history, and the event, say that it was there."""
    decision = locked(grant.content_object).decision
    policies.check_can_end(grant, by)
    facts: dict[str, log.Fact] = {"user": grant.user_id, "as": grant.permission.codename}
    grant._history_user = by
    grant.delete()
    log.record("grant.ended", by=by, about=decision, facts=facts)


@transaction.atomic
def restrict(*, decision: Decision, why: str, viewers: Iterable[User], until: datetime, by: User) -> None:
    """From now on only these people open it, until then. Advisers are out: let in before, or asked with names."""
    locked(decision)
    policies.check_can_restrict(decision, by)
    Restriction.objects.create(decision=decision, why=why, began_by=by)
    log.record("restriction.set", by=by, about=decision)
    ask_for_restricted(decision, by=by)
    named = list(viewers)
    if policies.who_can_be_named(decision, named) != named:
        raise Refused(policies.NOBODY)
    for viewer in named:
        _grant(decision, viewer, VIEW, why, until, by)
    _tell_no_more_names(decision)
    _tell_no_more_of_sheets(decision)
    _tell(decision, {decision.owner} - {by}, f"{decision.reference} is now restricted to named people.")
    _close_what_looks_again(decision, by=by)


def _tell_no_more_names(decision: Decision) -> None:
    """A question with names is closed to advisers who are not named: what they were told of it leads nowhere."""
    for asked in decision.advicediscussions.filter(identity_withheld=False):
        able = [user.pk for user in who_may_answer(asked)]
        for put in asked.put_to_whom.exclude(user__in=able).select_related("user"):
            notices.withdraw(put.user, naming=asked.reference)


def _tell_no_more_of_sheets(decision: Decision) -> None:
    """Where such a notice leads names the decision: it is left to whoever still opens it."""
    found_wrong = decision.found_wrong.values_list("reference", flat=True)
    for reference in (*decision.sheets.values_list("reference", flat=True), *found_wrong):
        told = set(User.objects.filter(notices__sentence__contains=reference, notices__seen_at=None))
        for user in told - set(who_may_hear(decision, told)):
            notices.withdraw(user, naming=reference)


@transaction.atomic
def lift_restriction(*, decision: Decision, why: str, by: User) -> None:
    """Everybody whose role reaches it may open it again; nobody stays named."""
    locked(decision)
    policies.check_can_lift(decision, by)
    Restriction.objects.get(decision=decision, ended_at__isnull=True).end(by=by, why=why, at=timezone.now())
    log.record("restriction.lifted", by=by, about=decision)
    for grant in DecisionGrant.objects.filter(content_object=decision, permission__codename=VIEW):
        grant._history_user = by
        grant.delete()


@transaction.atomic
def bar(*, decision: Decision, whom: User, kind: str, why: str, by: User, person: Person | None = None) -> None:
    """From the next request on this person finds nothing here, or nothing about the person it concerns."""
    locked(decision)
    policies.check_can_bar(decision, whom, by)
    barred_from: dict[str, Decision | Person] = {"person": person} if person else {"decision": decision}
    conflict = ConflictOfInterest.objects.create(user=whom, kind=kind, why=why, began_by=by, **barred_from)
    for each in Decision.objects.filter(people__person=person) if person else [decision]:
        _tell_no_more([whom], each)
    for consent in person.consents.all() if person else []:
        notices.withdraw(whom, naming=consent.reference)
    facts: dict[str, log.Fact] = {"user": whom.pk, "conflict": conflict.pk, "of": next(iter(barred_from))}
    log.record("conflict.set", by=by, about=decision, facts=facts, personal={"kind": kind})
    _close_what_looks_again(decision, by=by)


def _tell_no_more(people: Iterable[User], decision: Decision) -> None:
    """Nothing by its reference, nor by that of a question for advice, an incident, or the flow as which it went on."""
    asked = decision.advicediscussions.values_list("reference", flat=True)
    incidents = decision.incidents.values_list("reference", flat=True)
    flows = Flow.objects.filter(from_decision=decision).values_list("reference", flat=True)
    references = [decision.reference, *asked, *incidents, *flows]
    for whom, reference in product(people, references):
        notices.withdraw(whom, naming=reference)


@transaction.atomic
def end_conflict(*, conflict: ConflictOfInterest, decision: Decision, why: str, by: User) -> None:
    locked(decision)
    policies.check_can_unbar(conflict, decision, by)
    conflict.end(by=by, why=why, at=timezone.now())
    log.record("conflict.ended", by=by, about=decision, facts={"user": conflict.user_id, "conflict": conflict.pk})


@transaction.atomic
def link_person(*, decision: Decision, reference: str, by: User) -> bool:
    """The decision is about the person the organisation knows by this reference; linking again changes nothing.

    Whether that brought a clash with somebody who must not be told or found.
    """
    before = protecting.found(locked(decision))
    check_reaches(by, "decision.link", decision)
    person = known_by(reference, team=decision.team, by=by)
    link, made = PersonConcerned.objects.get_or_create(decision=decision, person=person, defaults={"linked_by": by})
    if made:
        _tell_no_more(User.objects.filter(pk__in=policies.barred(decision)), decision)
        log.record("person.linked", by=by, about=decision, facts={"link": link.pk}, personal={"person": person.pk})
        _tell_who_looks_after(person, decision, by=by)
    return note_clashes(decision, before, by=by)


def _tell_who_looks_after(person: Person, decision: Decision, *, by: User) -> None:
    """Whoever links somebody they can't open could learn of them: the owner hears of it, or the safeguarding lead."""
    if Person.objects.visible_to(by).filter(pk=person.pk).exists():
        return
    found = duty.on_duty(person.organisation, LEAD, team=person.team, on=timezone.localdate(), but={by.pk})
    people = [person.owner] if person.owner.is_active else found.people
    told = [user for user in people if user.pk not in policies.barred(decision)]
    notices.tell(told, LINKED, path=reverse("known-person", args=[person.pk]))


@transaction.atomic
def unlink_person(*, link: PersonConcerned, why: str, by: User) -> None:
    """With a reason. Where somebody around the person must be protected, never by whoever carried the decision."""
    draft = locked(link.decision)
    check_can_unlink(draft, link.person, by)
    decision, gone = draft.decision, link.pk  # as long as it is there
    PersonUnlinked.objects.create(decision=decision, person_id=link.person_id, why=why, unlinked_by=by)
    link.linked_by = by
    link.delete()
    log.record("person.unlinked", by=by, about=decision, facts={"link": gone}, personal={"person": link.person_id})
    end_asking(load(decision), by=by)


def close_like(first: Decision, again: Decision, *, by: User) -> None:
    """Whoever may not open the one may not open the other: restriction, those named, and conflicts of interest."""
    barred = set(again.conflicts.filter(ended_at__isnull=True).values_list("user_id", flat=True))
    for conflict in ConflictOfInterest.objects.filter(decision=first, ended_at__isnull=True).exclude(user__in=barred):
        made = ConflictOfInterest.objects.create(
            decision=again, user_id=conflict.user_id, kind=conflict.kind, why=conflict.why, began_by=by
        )
        facts: dict[str, log.Fact] = {"user": made.user_id, "conflict": made.pk, "of": "decision"}
        log.record("conflict.set", by=by, about=again, facts=facts, personal={"kind": made.kind})
    if again.restrictions.filter(ended_at__isnull=True).exists():
        return
    for restriction in Restriction.objects.filter(decision=first, ended_at__isnull=True):
        Restriction.objects.create(decision=again, why=restriction.why, began_by=by)
        log.record("restriction.set", by=by, about=again)
    live = DecisionGrant.objects.filter(content_object=first, permission__codename=VIEW, until__gt=timezone.now())
    for grant in live.select_related("user"):
        _grant(again, grant.user, VIEW, grant.why, grant.until, by)


def _close_what_looks_again(first: Decision, *, by: User) -> None:
    """A decision that was opened again holds the same things: it is closed like the first, also later. Not opened."""
    for again in policies.opened_again(first):
        locked(again)
        close_like(first, again, by=by)
        _tell_no_more(User.objects.filter(pk__in=policies.barred(again)), again)
        if is_restricted(again):
            ask_for_restricted(again, by=by)
            _tell_no_more_names(again)
            _tell_no_more_of_sheets(again)


def pass_place_on(decision: Decision, *, before: int, to: User, by: User) -> None:
    """Where it is restricted, whoever carries it now is named in place of whoever did."""
    for grant in DecisionGrant.objects.filter(content_object=decision, user_id=before, permission__codename=VIEW):
        _grant(decision, to, VIEW, grant.why, grant.until, by)
        grant._history_user = by
        grant.delete()


def _grant(decision: Decision, whom: User, codename: str, why: str, until: datetime, by: User) -> None:
    """One row for each person and kind: giving it again replaces what stood there, and its history has both."""
    permission = Permission.objects.get(codename=codename, content_type__app_label="decisions")
    grant = DecisionGrant.objects.filter(user=whom, permission=permission, content_object=decision).first()
    grant = grant or DecisionGrant(user=whom, permission=permission, content_object=decision)
    grant.why, grant.until, grant.granted_at, grant.granted_by = why, until, timezone.now(), by
    grant._history_user = by
    grant.save()
    facts: dict[str, log.Fact] = {"user": whom.pk, "as": codename, "until": until.isoformat()}
    log.record("grant.given", by=by, about=decision, facts=facts)


def _path(decision: Decision) -> str:
    return f"/decisions/{decision.reference}/"


def _tell(decision: Decision, people: Iterable[User], sentence: str) -> None:
    """Nobody hears of a decision that they have a conflict with."""
    out = policies.barred(decision)
    told = [user for user in people if user.pk not in out]
    notices.tell(told, sentence, path=_path(decision))

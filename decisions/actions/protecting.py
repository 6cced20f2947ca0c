"""Clashes with those who must not be told or found: written down when they arise, and when one is found to be none."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from consent.models import Person
from decisions import protecting
from decisions.actions.locking import locked
from decisions.clashes import Clash
from decisions.draft import Draft, load
from decisions.models import ClashAsked, ClashSettled, Decision
from decisions.policies import Refused
from decisions.policies import protecting as policies
from decisions.policies.correcting import Exposes
from decisions.policies.reach import carriers
from infoshare.accounts import duty, notices
from infoshare.accounts.models import User
from infoshare.accounts.people import colleagues
from infoshare.audit import log


def note_clashes(decision: Decision, before: Iterable[Clash], *, by: User) -> bool:
    """After a save, inside its transaction: each clash that was not there before is an event, of the person too.

    That of the person says nothing more: the number of the decision would stay, and say that it was about them.
    Whether there is one to look at now: new, or no longer settled. More of what is listed already leads nobody back.
    """
    if not decision.people.exists():
        return False
    draft = load(decision)
    known, open_before = {each.mark for each in before}, {each.itself for each in protecting.open_of(before, draft)}
    for clash in protecting.found(draft):
        if clash.mark not in known:
            facts, sort = {"mark": clash.mark}, {"sort": clash.sort}
            log.record("clash.found", by=by, about=draft.decision, facts=facts, personal=sort)
            log.record("clash.found", by=by, about=Person(pk=clash.who.person))
    end_asking(draft, by=by)
    return not draft.record and any(each.itself not in open_before for each in protecting.unsettled(draft))


def end_asking(now: Draft, *, by: User) -> None:
    """Nobody is asked to look where nothing is left."""
    asked = ClashAsked.objects.filter(decision=now.decision, ended_at=None).first()
    if asked and not protecting.unsettled(now):
        asked.end(by=by, why="Nothing is left to look at.", at=timezone.now())


@transaction.atomic
def ask_about_clashes(*, decision: Decision, by: User) -> None:
    """Asked twice, it is asked once. Somebody who may settle them is told, and has it on their list."""
    draft = locked(decision)
    policies.check_can_ask_about(draft, by)
    if ClashAsked.objects.filter(decision=decision, ended_at=None).exists():
        return
    ClashAsked.objects.create(decision=decision, asked_by=by)
    log.record("clash.asked", by=by, about=decision)
    path = reverse("clashes", args=[decision.reference])
    notices.tell(_on_duty(draft), f"{decision.reference} waits for you: somebody must be protected.", path=path)


def _on_duty(draft: Draft) -> list[User]:
    """Of those who may settle it, who is there; else the safeguarding lead or the Guardian, who see to it."""
    decision, able = draft.decision, policies.who_may_settle(draft)
    others = colleagues(decision.organisation).exclude(pk__in=[user.pk for user in able])
    out = set(others.values_list("pk", flat=True)) if able else carriers(decision)
    role = "manager" if able else "safeguarding_lead"
    found = duty.on_duty(decision.organisation, role, team=decision.team, on=timezone.localdate(), but=out)
    return able if able and not found.people else [user for user in found.people if policies.sees(user, decision)]


@transaction.atomic
def settle_clash(*, decision: Decision, mark: str, why: str, by: User) -> None:
    """Said once: pressed twice, the first is the answer."""
    draft = locked(decision)
    if any(row.mark == mark for row in draft.settled):
        return
    clash = next((each for each in protecting.found(draft) if each.mark == mark), None)
    if clash is None:
        raise Refused(
            "This is not there any more: something changed since you opened the page. Look at the list again."
        )
    policies.check_can_settle(draft, clash, by)
    row = ClashSettled.objects.create(decision=decision, mark=mark, why=why, settled_by=by)
    end_asking(load(decision), by=by)
    log.record("clash.settled", by=by, about=decision, facts={"settled": row.pk}, personal={"sort": clash.sort})


@contextmanager
def noting_refused_words(decision: Decision, *, by: User) -> Iterator[None]:
    """Words that could expose somebody are refused, and that they were tried is kept: outside what is rolled back."""
    try:
        yield
    except Exposes as refused:
        note_exposed(decision, refused.found, by=by)
        raise


def note_exposed(decision: Decision, found: Sequence[Clash], *, by: User) -> None:
    """Words of a correction that no letter can hold: an event of the decision, and of whoever they could lead to."""
    if not found:
        return
    log.record("clash.refused", by=by, about=decision)
    people = sorted({each.who.person for each in found})
    log.record_each("clash.refused", by=by, about=[Person(pk=pk) for pk in people])

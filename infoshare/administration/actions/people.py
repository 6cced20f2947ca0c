"""What an administrator does with one person: their details, their roles, and bringing them back."""

from collections.abc import Mapping

from django.db import transaction

from infoshare.accounts import notices
from infoshare.accounts.models import Membership, Team, User
from infoshare.accounts.sessions import end_sessions
from infoshare.administration import policies
from infoshare.administration.actions.absences import end_absences
from infoshare.administration.actions.turns import take_turn
from infoshare.administration.models import Invitation
from infoshare.audit import log
from infoshare.saving.versions import check_unchanged, values_of
from infoshare.signing_in import factors

MANAGE = "people.manage"
TAKEN = "An administrator took your second steps away, as lost. If you did not ask for that, tell your manager now."


@transaction.atomic
def change_person(*, person: User, values: Mapping[str, object], seen: str, by: User) -> None:
    """Change what somebody is called, or their job title."""
    take_turn(by, MANAGE)
    row = User.objects.get(pk=person.pk)
    stored = values_of(row, values)
    check_unchanged(stored, seen=seen, wanted=values, saved_by=None, saved_at=None)
    for name, value in values.items():
        setattr(row, name, value)
    row._history_user = by
    row.save(update_fields=list(values))
    changed = sorted(name for name in values if stored[name] != values[name])
    log.record("person.changed", by=by, about=row, facts={"changed": changed})


@transaction.atomic
def give_role(*, person: User, role: str, team: Team | None, deputy: bool = False, by: User) -> None:
    """A role somebody holds already stays as it is, but for being a deputy or no longer being one."""
    take_turn(by, MANAGE)
    policies.check_can_give(User.objects.get(pk=person.pk), by=by)
    policies.check_can_hold(role, Team.objects.get(pk=team.pk) if team else None, deputy=deputy)
    before = Membership.objects.filter(user=person, role=role, team=team).first()
    if before and before.deputy == deputy:
        return
    held = before or Membership(user=person, role=role, team=team)
    held.deputy, held._history_user = deputy, by
    held.save()
    log.record("role.changed" if before else "role.given", by=by, about=person, facts=facts_of(held))


@transaction.atomic
def end_role(*, held: Membership, by: User) -> None:
    """Takes effect on the person's next request; they are signed out too. A role that is gone already stays gone."""
    take_turn(by, MANAGE)
    policies.check_can_end(held, by=by)
    if Membership.objects.filter(pk=held.pk).exists():
        end_membership(held, by=by)
        end_sessions(held.user)


def end_membership(held: Membership, *, by: User) -> None:
    """Only inside the transaction of who ends it."""
    held._history_user = by
    facts = facts_of(held)
    held.delete()
    log.record("role.ended", by=by, about=held.user, facts=facts)


def facts_of(held: Membership | Invitation) -> dict[str, log.Fact]:
    return {"role": held.role, "team": held.team_id, "deputy": held.deputy}


def see_out(person: User, *, by: User) -> None:
    """The end of everything that lets somebody in. Only inside the transaction that handed over what they carried."""
    for held in person.memberships.select_related("user"):
        end_membership(held, by=by)
    end_absences(person, by=by)
    person.is_active = False
    person._history_user = by
    person.save(update_fields=["is_active"])
    log.record("person.left", by=by, about=person)
    end_sessions(person)


@transaction.atomic
def take_second_steps(*, person: User, by: User) -> None:
    """For somebody who lost them and the recovery codes: at the next sign-in they set up new ones, and are told so."""
    take_turn(by, MANAGE)
    row = User.objects.get(pk=person.pk)
    policies.check_can_take_second_steps(row, by=by)
    factors.start_again(row, by=by)
    notices.tell([row], TAKEN, path="/accounts/second-step/")


@transaction.atomic
def come_back(*, person: User, by: User) -> None:
    """Lets somebody who left sign in again, without any role until they are given one."""
    take_turn(by, MANAGE)
    row = User.objects.get(pk=person.pk)
    if row.is_active:
        return
    row.is_active = True
    row._history_user = by
    row.save(update_fields=["is_active"])
    log.record("person.came-back", by=by, about=row)

"""When people, roles, teams and days away may be changed: every check raises one sentence that can be acted on."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from infoshare.accounts import roles
from infoshare.accounts.models import Absence, Membership, Team, User
from infoshare.accounts.policy import Refused, check_may

ADMINISTRATOR = "administrator"


def check_can_hold(role: str, team: Team | None, *, deputy: bool = False) -> None:
    """A role of a team names its team, nobody joins a team that is closed, and not every role has deputies."""
    if deputy and role not in roles.WITH_DEPUTIES:
        raise Refused("This role has no deputies. Give it without the tick for deputies, or choose another role.")
    if role in roles.OF_A_TEAM and team is None:
        raise Refused("Choose the team. This role is held in a team.")
    if team and team.closed_at:
        raise Refused("Choose another team. That one is closed.")


def check_can_give(person: User, *, by: User) -> None:
    if person.pk == by.pk:
        raise Refused("You can't give yourself a role. Ask another administrator.")
    check_is_here(person)


def check_can_end(held: Membership, *, by: User) -> None:
    if held.user_id == by.pk and held.role == ADMINISTRATOR:
        raise Refused("You can't take your own administrator role away. Ask another administrator.")


def check_can_take_second_steps(person: User, *, by: User) -> None:
    """Not one's own: whoever sits down at an open browser could then set up theirs."""
    if person.pk == by.pk:
        raise Refused("Somebody else takes lost second steps away. Ask another administrator.")
    check_is_here(person)


def check_is_here(person: User) -> None:
    if not person.is_active:
        raise Refused(f"{person.name} has left. Bring them back first.")


def check_can_say_away(person: User, *, by: User) -> None:
    """Everybody for themselves; whoever looks after people, for all who are here."""
    if person.pk != by.pk:
        check_may(by, "people.manage")
        check_is_here(person)


def check_can_stand_in(whom: User, *, person: User) -> None:
    if whom.pk == person.pk:
        raise Refused("Choose somebody else. Nobody stands in for themselves.")
    if not whom.is_active:
        raise Refused("Choose somebody else. That person has left.")
    if not whom.held:
        raise Refused("Choose somebody else. That person holds no role, so could open nothing.")


def check_days_away(first_on: date, last_on: date, *, before: date | None, others: Iterable[Absence]) -> None:
    """What is past stays as it was, and each day is in one absence. `before` is what was the first day until now."""
    today = timezone.localdate()
    has_begun = before is not None and before < today
    if last_on < first_on:
        raise Refused("The last day can't be before the first.")
    if last_on < today or (first_on != before if has_begun else first_on < today):
        raise Refused("Give days from today on. Days that are past stay as they are.")
    if any(each.first_on <= last_on and each.last_on >= first_on for each in others):
        raise Refused("Some of these days are in another absence already. Change that one instead.")


def check_can_still_end(absence: Absence) -> None:
    if absence.last_on < timezone.localdate():
        raise Refused("This absence is over. Days that are past stay as they are.")


def check_can_leave(person: User) -> None:
    """Not the last administrator, who could let nobody in again."""
    check_is_here(person)
    others = Membership.objects.filter(role=ADMINISTRATOR, user__is_active=True).exclude(user=person)
    if not others.filter(user__organisation=person.organisation_id).exists():
        raise Refused("The last administrator can't leave. Give somebody else the administrator role first.")

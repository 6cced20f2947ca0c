"""When people, roles and teams may be changed: every check raises one sentence that an administrator can act on."""

from infoshare.accounts import roles
from infoshare.accounts.models import Membership, Team, User
from infoshare.accounts.policy import Refused

ADMINISTRATOR = "administrator"


def check_can_hold(role: str, team: Team | None) -> None:
    """A role of a team names its team, and nobody joins a team that is closed."""
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


def check_can_leave(person: User) -> None:
    """Not the last administrator, who could let nobody in again."""
    check_is_here(person)
    others = Membership.objects.filter(role=ADMINISTRATOR, user__is_active=True).exclude(user=person)
    if not others.filter(user__organisation=person.organisation_id).exists():
        raise Refused("The last administrator can't leave. Give somebody else the administrator role first.")

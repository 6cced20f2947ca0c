"""Everything that can happen to people, roles, invitations and teams. One transaction each, its audit event inside."""

from infoshare.administration.actions.absences import change_absence, end_absence, set_absence
from infoshare.administration.actions.inviting import Made, invite, make_organisation, send_again, withdraw
from infoshare.administration.actions.joining import invited, join
from infoshare.administration.actions.mail import try_again
from infoshare.administration.actions.people import change_person, come_back, end_role, give_role, take_second_steps
from infoshare.administration.actions.teams import add_team, rename_team

__all__ = [
    "Made",
    "add_team",
    "change_absence",
    "change_person",
    "come_back",
    "end_absence",
    "end_role",
    "give_role",
    "invite",
    "invited",
    "join",
    "make_organisation",
    "rename_team",
    "send_again",
    "set_absence",
    "take_second_steps",
    "try_again",
    "withdraw",
]

"""Inviting somebody, sending the invitation again, taking it back; and an organisation with its first administrator."""

import uuid
from collections.abc import Mapping
from typing import NamedTuple, cast

from django.db import transaction
from django.utils import timezone

from infoshare.accounts.models import Organisation, Team, User
from infoshare.accounts.policy import Refused
from infoshare.administration import policies
from infoshare.administration.actions.people import MANAGE, facts_of
from infoshare.administration.actions.tokens import hash_of, new_token
from infoshare.administration.actions.turns import take_turn
from infoshare.administration.models import Invitation
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time
from infoshare.tenancy import context as tenancy


class Made(NamedTuple):
    """An invitation and what its link carries: "" where the link went out before."""

    invitation: Invitation
    token: str = ""


@transaction.atomic
def invite(*, by: User, request_key: uuid.UUID, values: Mapping[str, object]) -> Made:
    """Whether the address has an account already is not looked at here: nobody may learn it from the answer."""
    take_turn(by, MANAGE)
    team = cast("Team | None", values["team"])
    in_team, deputy = Team.objects.get(pk=team.pk) if team else None, bool(values.get("deputy"))
    policies.check_can_hold(str(values["role"]), in_team, deputy=deputy)
    one_press_at_a_time(request_key)
    theirs = Invitation.objects.filter(organisation=by.organisation_id)
    if before := made_before(theirs, request_key=request_key, **values):
        return Made(before)
    if theirs.open().filter(email=values["email"]).exists():
        raise Refused("There is an invitation to this address already. You can send that one again.")
    token = new_token()
    made = Invitation(organisation=by.organisation, request_key=request_key, invited_by=by, **values)
    made.token_hash, made.sent_at = hash_of(token), timezone.now()
    made.save()
    log.record("person.invited", by=by, about=made, facts=facts_of(made))
    return Made(made, token)


@transaction.atomic
def send_again(*, invitation: Invitation, by: User) -> Made:
    """A new link, good for as long as the first was. The old one works no more."""
    take_turn(by, MANAGE)
    made = _renewed(_open(invitation))
    log.record("invitation.sent-again", by=by, about=made.invitation)
    return made


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    take_turn(by, MANAGE)
    row = _open(invitation)
    row.withdrawn_at, row.withdrawn_by = timezone.now(), by
    row.save(update_fields=["withdrawn_at", "withdrawn_by"])
    log.record("invitation.withdrawn", by=by, about=row)


def _open(invitation: Invitation) -> Invitation:
    """As it stands, while nobody else can accept or withdraw it."""
    row = Invitation.objects.select_for_update(of=("self",)).get(pk=invitation.pk)
    if row.accepted_at:
        raise Refused("This invitation has been accepted.")
    if row.withdrawn_at:
        raise Refused("This invitation has been withdrawn. You can invite them anew.")
    return row


def _renewed(row: Invitation) -> Made:
    token = new_token()
    row.token_hash, row.sent_at = hash_of(token), timezone.now()
    row.save()
    return Made(row, token)


@transaction.atomic
def make_organisation(*, name: str, email: str) -> Made:
    """An organisation without people, and the invitation of who will be its administrator.

    Asked again while nobody has joined, it sends a new link. Called outside any organisation, by the installation's own
    command; there is no person yet whose event it could be.
    """
    with tenancy.accounts():
        found, _ = Organisation.objects.get_or_create(name=name)
        if found.people.exists():
            raise Refused("That organisation has people. Its administrator can invite more.")
    with tenancy.organisation(found.pk):
        row = found.invitations.open().first() or Invitation(organisation=found, request_key=uuid.uuid4())
        row.email, row.role = email, policies.ADMINISTRATOR
        return _renewed(row)

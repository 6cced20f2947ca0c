"""Accepting an invitation: the one way in which an account is made."""

from django.db import IntegrityError, transaction
from django.utils import timezone

from infoshare.accounts.models import Membership, User
from infoshare.accounts.policy import Refused
from infoshare.administration.actions.people import facts_of
from infoshare.administration.actions.tokens import hash_of
from infoshare.administration.models import Invitation
from infoshare.audit import log
from infoshare.tenancy import context as tenancy

USED = "This invitation has been used, or is too old. Ask your organisation's administrator to send it again."

HAS_ACCOUNT = "There is an account for your address already. Sign in with it."


def invited(token: str) -> Invitation:
    """The invitation that a link belongs to, whoever's it is. Raises Refused where the link works no more."""
    with tenancy.accounts():
        rows = Invitation.objects.open().select_related("organisation", "team")
        found = rows.filter(token_hash=hash_of(token)).first()
        if found is None or found.is_too_old:
            raise Refused(USED)
        if User.objects.filter(email=found.email).exists():
            raise Refused(HAS_ACCOUNT)
    return found


def join(*, token: str, name: str, password: str) -> User:
    """Make the account, give it its role, and use the invitation up."""
    found = invited(token)
    with tenancy.organisation(found.organisation_id), transaction.atomic():
        row = Invitation.objects.select_for_update(of=("self",)).open().filter(token_hash=hash_of(token)).first()
        if row is None:
            raise Refused(USED)
        try:
            return _joined(row, name=name, password=password)
        except IntegrityError:  # another organisation's invitation of the same address, accepted at the same moment
            raise Refused(HAS_ACCOUNT) from None


def _joined(row: Invitation, *, name: str, password: str) -> User:
    user = User.objects.create_user(email=row.email, password=password, name=name, organisation=row.organisation)
    user.job_title, user._history_user = row.job_title, user
    user.save(update_fields=["job_title"])
    held = Membership(user=user, role=row.role, team=row.team, deputy=row.deputy)
    held._history_user = row.invited_by
    held.save()
    row.accepted_at, row.accepted_by = timezone.now(), user
    row.save(update_fields=["accepted_at", "accepted_by"])
    log.record("person.joined", by=user, about=user, facts={"invitation": row.pk, **facts_of(held)})
    return user

"""What signing in leaves in the audit log: each event is about the person themselves, and holds nothing they typed."""

from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.audit.log import Fact
from infoshare.tenancy import context as tenancy


def record(action: str, user: User, **facts: Fact) -> None:
    with tenancy.organisation(user.organisation_id):
        log.record(action, by=user, about=user, facts=facts)

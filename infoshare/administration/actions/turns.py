"""Changes of who belongs where wait for each other, so that each check sees what the one before it did."""

from infoshare.accounts import policy
from infoshare.accounts.models import Organisation, User


def wait_for_turn(by: User) -> None:
    """Only inside a transaction, which the next change of this organisation's people waits for."""
    Organisation.objects.select_for_update(no_key=True).get(pk=by.organisation_id)


def take_turn(by: User, action: str) -> None:
    """Only inside a transaction. Raises Refused where whoever asks has lost the role since the page was asked for."""
    wait_for_turn(by)
    policy.check_may(User.objects.get(pk=by.pk), action)

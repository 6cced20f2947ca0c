"""When somebody may keep a filter of the list of decisions, and take the list out as a table."""

from collections.abc import Mapping

from decisions.models import SavedFilter
from decisions.models.saved_filters import MOST
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

EXPORT = "list.export"
MOST_ROWS = 50_000
NOTHING_TO_SAVE = "Show only some decisions first. Then you can save what you chose."
NONE = "No decision that you can open is like that. Go back and choose again."
TOO_MANY = f"One table holds {MOST_ROWS:,} decisions at most, and there are more. Choose a team, or fewer days."


def check_can_save(user: User, wanted: Mapping[str, str]) -> None:
    if not wanted:
        raise Refused(NOTHING_TO_SAVE)
    if SavedFilter.objects.filter(user=user).count() >= MOST:
        raise Refused(f"You have {MOST} saved filters. Remove one first.")


def check_name_is_free(user: User, name: str, but: SavedFilter | None = None) -> None:
    taken = SavedFilter.objects.filter(user=user, name=name)
    if (taken.exclude(pk=but.pk) if but else taken).exists():
        raise Refused("You have a filter of that name. Choose another one.")


def check_can_export_list(user: User, total: int) -> None:
    """`total` is how many there are, or one more than MOST_ROWS."""
    policy.check_may(user, EXPORT)
    if not total:
        raise Refused(NONE)
    if total > MOST_ROWS:
        raise Refused(TOO_MANY)

"""In which role somebody asked: as it was then, since people change roles and leave."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from decisions.models import AdviceDiscussion
from infoshare.accounts.models import Membership
from infoshare.accounts.roles import ROLES

UNKNOWN = "unknown"
# What an enquirer with several roles counts as: the one with the most to answer for.
ORDER = ("caldicott_guardian", "ig_lead", "safeguarding_lead", "manager", "practitioner")
ENQUIRERS: Mapping[str, str] = MappingProxyType(
    {**{slug: role.title for slug, role in ROLES.items() if slug in ORDER}, UNKNOWN: "Not known any more"}
)


def roles_when_asked(rows: Iterable[AdviceDiscussion]) -> dict[int, str]:
    """For each question the role of whoever asked, in one query for all of them."""
    asked = list(rows)
    history = Membership.history.filter(user_id__in={row.asked_by_id for row in asked}).order_by("history_id")
    by_user: dict[int, list[Membership]] = {}
    for each in history:
        by_user.setdefault(each.user_id, []).append(each)
    return {row.pk: _role(by_user.get(row.asked_by_id, []), row) for row in asked}


def _role(history: list[Membership], row: AdviceDiscussion) -> str:
    held: dict[int, str] = {}
    for each in history:
        if each.history_date > row.asked_at and held:  # type: ignore[attr-defined]
            break
        held[each.id] = each.role if each.history_type != "-" else ""  # type: ignore[attr-defined]
    return next((role for role in ORDER if role in held.values()), UNKNOWN)

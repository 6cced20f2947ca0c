"""When a record of an older edition may be looked at again, and what may be said of it."""

from decisions.draft import Draft
from decisions.guidance import editions
from decisions.guidance.pack import Pack
from decisions.guidance.packs import PACKS
from decisions.models import SecondLook
from decisions.policies.reach import check_reaches
from decisions.policies.requests import check_can_reopen
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused, allows


def edition_for(user: User) -> Pack:
    """The edition that new decisions follow: what is older is worth a second look."""
    return PACKS[user.organisation.default_pack]


def check_can_look_again(draft: Draft, user: User) -> Pack:
    check_reaches(user, "record.add", draft.decision)
    pack = edition_for(user)
    if not draft.record:
        raise Refused("This decision is still a draft. It finishes on the edition it began with.")
    if draft.pack not in editions.older(pack):
        raise Refused(
            "New decisions follow the edition that this was decided on, so there is nothing to look at again."
        )
    if SecondLook.objects.filter(decision=draft.decision, pack_id=pack.id).exists():
        raise Refused("Somebody has said already what came of a second look. It stands with the record.")
    return pack


def check_can_say(draft: Draft, user: User, came_to: str) -> Pack:
    pack = check_can_look_again(draft, user)
    if came_to == "opened_again" and can_be_opened(draft, user) and not draft.decision.reopenings.exists():
        raise Refused("Open it again first; then say here that you did.")
    return pack


def can_be_opened(draft: Draft, user: User) -> bool:
    """Where it answers a request, and did not share all of it. For others a new decision is started."""
    return allows(check_can_reopen, draft, user)

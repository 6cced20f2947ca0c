"""What the pages say of clashes with those who must not be told or found: with names for whoever may see them."""

from collections.abc import Mapping

from django.urls import reverse

from decisions import protecting
from decisions.clashes import Clash
from decisions.draft import Draft
from decisions.policies import protecting as rules
from decisions.summary.navigation import url
from infoshare.accounts.models import User
from infoshare.accounts.policy import allows

Context = dict[str, object]
SOMEBODY = {"told": "somebody who must not be told", "found": "somebody who must not be found"}
# For each sort of clash: what is the matter, and what to do.
ASK = "ask your manager or safeguarding lead to look at it"
SAYS: Mapping[str, tuple[str, str]] = {
    "name": (
        "This may be {who}.",
        f"Take them off the list, or keep everything back from them. If it is somebody else, {ASK}.",
    ),
    "role": (
        "What they are called says that this may be {who}.",
        f"Take them off the list, or keep everything back from them. If it is somebody else, name them, or {ASK}.",
    ),
    "address": ("It names the address of {who}.", f"Take it off the list. If it has to stay, {ASK}."),
    "household": (
        "They live with {who}, who could see or hear of it.",
        f"Take them off the list, or keep everything back from them. If you know a way that is safe, {ASK}.",
    ),
    "place": (
        "It says where to find {who}.",
        f"Leave those words out, or keep it back from everybody. If it has to go, {ASK}.",
    ),
    "identity": (
        "It may say who or where somebody is: {who}.",
        f"Leave it out, or keep it back from everybody. If it has to go, {ASK}.",
    ),
}
# For telling the family: there is no list, and nobody to take off it.
OTHERWISE = f"Say how they are told so that it reaches nobody else, or choose not to tell them yet. Or {ASK}."
SAYS_OF_TELLING: Mapping[str, tuple[str, str]] = {
    "name": ("How they are told names {who}.", OTHERWISE),
    "role": ("How they are told may mean {who}.", OTHERWISE),
    "address": ("How they are told names the address of {who}.", OTHERWISE),
    "household": ("The child lives with {who}, who could see or hear of it.", OTHERWISE),
}


def alarm(draft: Draft) -> Context:
    """For every page of a draft: how many there are, and where to look."""
    number = len(protecting.unsettled(draft)) if not draft.record else 0
    return {"clashes": number, "clashes_url": url(draft, "clashes") if number else ""}


def clashes_page(draft: Draft, user: User) -> Context:
    """Those that bar the record, and those that were found to be none."""
    found = protecting.found(draft)
    seen = rules.opened(found, user)
    settled = {row.mark: row for row in draft.settled}
    return {
        "reference": draft.decision.reference,
        "rows": [_row(draft, each, seen, user) for each in found if each.mark not in settled],
        "settled": [
            {**_said(each, seen), "why": settled[each.mark].why, "by": settled[each.mark].settled_by.name}
            for each in found
            if each.mark in settled
        ],
        "recorded": draft.record is not None,
        "back_url": url(draft, "decision"),
    }


def settle_page(draft: Draft, clash: Clash) -> Context:
    return {
        "reference": draft.decision.reference,
        "row": _said(clash, {clash.who.person}),
        "back_url": url(draft, "clashes"),
    }


def _row(draft: Draft, clash: Clash, seen: set[int], user: User) -> Context:
    return {
        **_said(clash, seen),
        "hidden": clash.who.person not in seen,
        "settle_url": url(draft, "settle-clash", mark=clash.mark)
        if allows(rules.check_can_settle, draft, clash, user)
        else "",
        "person_url": reverse("known-person", args=[clash.who.person]) if clash.who.person in seen else "",
    }


def _said(clash: Clash, seen: set[int]) -> Context:
    what, todo = (SAYS_OF_TELLING if clash.family else SAYS)[clash.sort]
    kept = "found" if clash.sort in {"place", "identity"} else "told"
    who = f"{clash.who.called}, who must not be {kept}" if clash.who.person in seen else SOMEBODY[kept]
    return {"called": clash.called, "what": what.format(who=who), "todo": todo}

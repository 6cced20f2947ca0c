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
SAYS: Mapping[str, tuple[str, str]] = {
    "name": (
        "This may be {who}.",
        "Take them off the list, or keep everything back from them. If it is somebody else, ask for approval.",
    ),
    "role": (
        "Their role says that this may be {who}.",
        "Take them off the list, or keep everything back from them. If it is somebody else, give their name.",
    ),
    "address": ("It names the address of {who}.", "Take it off the list, or ask for approval."),
    "household": (
        "They live with {who}, who could see or hear of it.",
        "Think of a way that is safe, or keep it back from them. Then ask for approval.",
    ),
    "place": ("It says where to find {who}.", "Leave those words out, or keep it back from everybody."),
    "identity": ("It may say who or where somebody is: {who}.", "Leave it out, or keep it back from everybody."),
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
    what, todo = SAYS[clash.sort]
    kept = "found" if clash.sort in {"place", "identity"} else "told"
    who = f"{clash.who.called}, who must not be {kept}" if clash.who.person in seen else SOMEBODY[kept]
    return {"called": clash.called, "what": what.format(who=who), "todo": todo}

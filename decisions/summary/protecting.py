"""What the pages say of clashes with those who must not be told or found: with names for whoever may see them."""

from collections.abc import Mapping

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from consent.models import Person
from decisions import protecting, wording, words
from decisions.clashes import Clash
from decisions.draft import Draft
from decisions.models import ClashAsked, Decision, PersonConcerned
from decisions.policies import protecting as rules
from decisions.summary.navigation import url
from decisions.summary.waits import MOST, Waits
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import allows

Context = dict[str, object]
ASK = "ask for approval"
# For each sort of clash what to do.
WAYS_OUT: Mapping[str, str] = {
    "name": f"Take them off the list, or keep everything back from them. If it is somebody else, {ASK}.",
    "role": f"Take them off the list, or keep everything back from them. If it is somebody else, name them, or {ASK}.",
    "address": f"Take it off the list. If it has to stay, {ASK}.",
    "household": f"Take them off the list, or keep everything back from them. If you know a way that is safe, {ASK}.",
    "place": f"Leave those words out, or keep it back from everybody. If it has to go, {ASK}.",
    "identity": f"Leave it out, or keep it back from everybody. If it has to go, {ASK}.",
}
# For telling the family: there is no list, and nobody to take off it.
OTHERWISE = f"Say how they are told so that it reaches nobody else, or choose not to tell them yet. Or {ASK}."


def alarm(draft: Draft) -> Context:
    """For every page of a draft: how many there are, and where to look."""
    number = len(protecting.unsettled(draft)) if not draft.record else 0
    return {"clashes": number, "clashes_url": url(draft, "clashes") if number else ""}


def clashes_page(draft: Draft, user: User) -> Context:
    """Those that bar the record, and those that were found to be none: of people whom the reader may open.

    Of others it is told that there is something, and not where: one could find out by it where somebody is.
    """
    found = protecting.found(draft)
    seen = rules.opened(found, user)
    settled = {row.mark: row for row in draft.settled}
    shown = [each for each in found if each.who.person in seen]
    asked = ClashAsked.objects.filter(decision=draft.decision, ended_at=None).select_related("asked_by").first()
    return {
        "reference": draft.decision.reference,
        "rows": [_row(draft, each, seen, user) for each in shown if each.mark not in settled],
        "hidden": any(each.who.person not in seen and each.mark not in settled for each in found),
        "settled": [
            {**_said(each, seen), "why": settled[each.mark].why, "by": settled[each.mark].settled_by.name}
            for each in shown
            if each.mark in settled
        ],
        "asked": asked and f"{asked.asked_by.name} asked for approval on {wording.moment(asked.asked_at)}.",
        "can_ask": not asked and allows(rules.check_can_ask_about, draft, user),
        "recorded": draft.record is not None,
        "back_url": url(draft, "decision"),
    }


def clashes_to_settle(user: User) -> list[Waits]:
    """The drafts about which somebody with approval is asked: those that this person may settle."""
    reached = Decision.objects.visible_to(user).filter(policy.within(user, "clash.settle"), record=None)
    had_it: QuerySet[Decision] = Decision.history.model.objects.filter(id=OuterRef("pk"), owner=user)
    opens = PersonConcerned.objects.filter(decision=OuterRef("pk"), person__in=Person.objects.visible_to(user))
    reached = reached.exclude(Q(owner=user) | Q(created_by=user) | Q(Exists(had_it))).filter(Exists(opens))
    asked = ClashAsked.objects.filter(decision__in=reached.values("pk"), ended_at=None).select_related("decision")
    return [_waits(row) for row in asked.order_by("pk")[:MOST]]


def _waits(row: ClashAsked) -> Waits:
    path = reverse("clashes", args=[row.decision.reference])
    return Waits("Say whether this harms somebody", row.decision.reference, path, row.asked_at)


def settle_page(draft: Draft, clash: Clash) -> Context:
    return {
        "reference": draft.decision.reference,
        "row": _said(clash, {clash.who.person}),
        "back_url": url(draft, "clashes"),
    }


def _row(draft: Draft, clash: Clash, seen: set[int], user: User) -> Context:
    return {
        **_said(clash, seen),
        "settle_url": url(draft, "settle-clash", mark=clash.mark)
        if allows(rules.check_can_settle, draft, clash, user)
        else "",
        "person_url": reverse("known-person", args=[clash.who.person]),
    }


def _said(clash: Clash, seen: set[int]) -> Context:
    kept = words.KEPT_FROM[clash.sort]
    who = f"{clash.who.called}, who must not be {kept}" if clash.who.person in seen else words.SOMEBODY[kept]
    what = (words.CLASHES_OF_TELLING if clash.family else words.CLASHES)[clash.sort]
    todo = OTHERWISE if clash.family else WAYS_OUT[clash.sort]
    return {"called": clash.called, "what": what.format(who=who), "todo": todo}

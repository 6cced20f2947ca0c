"""Answering: in which role, without naming anybody in what others learn; and when somebody outside may be let in."""

from collections.abc import Mapping

from decisions import asking, words
from decisions.draft import Draft
from decisions.models import AdviceDiscussion
from decisions.policies.advice import check_nobody_outside_is_told
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

NAMES_SOMEBODY = "A name, a date of birth or a number in it tells who somebody is. Write it without."
GUARDIAN = "caldicott_guardian"
SAID = ("advice", "advice_text", "conditions", "advised_on")


def answers_as(discussion: AdviceDiscussion, user: User) -> list[str]:
    """The roles this person may answer in, that which was asked for first where they hold it now.

    Standing in for somebody lends no role: whoever holds none of those that advise answers as a colleague.
    """
    held = [role for role in words.ADVISERS if role in user.roles]
    asked = discussion.role in held or discussion.role not in words.ROLES_ASKED
    first = [discussion.role] if asked else []
    return [*first, *(role for role in held if role not in first)] or ["colleague"]


def check_answers_as(discussion: AdviceDiscussion, values: Mapping[str, object], by: User) -> None:
    if values["given_as"] not in answers_as(discussion, by):
        raise Refused("Choose a role that you hold.")
    if values["given_as"] == GUARDIAN and not (values.get("principles") and values.get("theme")):
        raise Refused("A Caldicott Guardian ticks the principles they thought of, and chooses a theme.")


def names_somebody(draft: Draft, discussion: AdviceDiscussion, text: str) -> bool:
    """Whether a text that others will read holds a name or number known of the people, or what looks like one."""
    return asking.withheld(draft, text, discussion.also) != text


def check_may_reword(draft: Draft, discussion: AdviceDiscussion, values: Mapping[str, object]) -> None:
    """What stands with a record, or an adviser has spoken about, stays; whether it is followed may change."""
    kept = next((row for row in draft.discussions if row.pk == discussion.pk and row.is_closed), None)
    if kept is None:
        return
    if kept.last_word and _differs(kept, values, ("adviser_id",)):
        raise Refused("Whoever is said to have advised has said whether it is so, so nobody else can be named.")
    if not _differs(kept, values, SAID):
        return
    if kept.about_record:
        raise Refused("This stands with the record, so what was advised stays. You can change whether you follow it.")
    if kept.last_word and kept.last_word.said == "confirmed":
        raise Refused("The adviser confirmed this, so it stays as it is. If they advise otherwise now, ask again.")


def _differs(kept: AdviceDiscussion, values: Mapping[str, object], names: tuple[str, ...]) -> bool:
    return any(values.get(name, getattr(kept, name)) != getattr(kept, name) for name in names)


def check_can_let_in(discussion: AdviceDiscussion) -> None:
    """Where it was put to somebody outside; one at a time: whoever is let in sees no other adviser.

    Names of a restricted decision go to nobody outside.
    """
    check_nobody_outside_is_told(discussion.decision, named=not discussion.identity_withheld)
    if discussion.put != "outside":
        raise Refused("This question was put to somebody here. Ask somebody outside in a question of its own.")
    if any(each.is_let_in for each in discussion.outside_advisers.select_related("discussion")):
        raise Refused("Somebody outside is let in already. End that first, then let somebody in anew.")


def check_can_be_written_to(discussion: AdviceDiscussion) -> None:
    """What was asked by word of mouth has nobody who could read a message here."""
    if discussion.put == "elsewhere":
        raise Refused("You asked this elsewhere, so nobody would read a message here. Ring whoever you asked.")

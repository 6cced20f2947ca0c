"""Answering: in which role, without naming anybody in what others learn; and when somebody outside may be let in."""

from collections.abc import Mapping

from decisions import asking, words
from decisions.draft import Draft
from decisions.models import AdviceDiscussion
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

NAMES_SOMEBODY = "A name, a date of birth or a number in it tells who somebody is. Write it without."
GUARDIAN = "caldicott_guardian"


def answers_as(discussion: AdviceDiscussion, user: User) -> list[str]:
    """The roles this person may answer in, that which was asked for first: a stand-in answers for that one."""
    held = [role for role in words.ADVISERS if role in user.roles]
    stands_in = discussion.put_to_whom.filter(user=user, why="deputy").exists()
    asked = discussion.role in held or stands_in or not held or discussion.role not in words.ROLES_ASKED
    return [discussion.role, *(role for role in held if role != discussion.role)] if asked else held


def check_answers_as(discussion: AdviceDiscussion, values: Mapping[str, object], by: User) -> None:
    if values["given_as"] not in answers_as(discussion, by):
        raise Refused("Choose a role that you hold.")
    if values["given_as"] == GUARDIAN and not (values.get("principles") and values.get("theme")):
        raise Refused("A Caldicott Guardian ticks the principles they thought of, and chooses a theme.")


def names_somebody(draft: Draft, discussion: AdviceDiscussion, text: str) -> bool:
    """Whether a text that others will read holds a name or number known of the people, or what looks like one."""
    return asking.withheld(draft, text, discussion.also) != text


def check_may_reword(draft: Draft, discussion: AdviceDiscussion, values: Mapping[str, object]) -> None:
    """What an adviser has confirmed stays as they confirmed it; whether it is followed may change."""
    kept = next((row for row in draft.discussions if row.pk == discussion.pk), None)
    word = kept.last_word if kept else None
    said = ("advice", "advice_text", "conditions")
    if (
        kept
        and word
        and word.said == "confirmed"
        and any(values.get(n, getattr(kept, n)) != getattr(kept, n) for n in said)
    ):
        raise Refused("The adviser confirmed this, so it stays as it is. If they advise otherwise now, ask again.")


def check_can_let_in(discussion: AdviceDiscussion) -> None:
    """One at a time: whoever is let in sees no other adviser."""
    if any(each.is_let_in for each in discussion.outside_advisers.select_related("discussion")):
        raise Refused("Somebody outside is let in already. End that first, then let somebody in anew.")

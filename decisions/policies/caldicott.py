"""When a Guardian may take a question on, and what may be written in the log: nothing that tells who it is about."""

from decisions import asking
from decisions.draft import Draft
from decisions.models import AdviceDiscussion, PutTo
from decisions.models.log import with_log
from decisions.policies.advice import check_can_be_asked, check_is_open
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

TELLS = "A name, a date of birth or a number in it tells who somebody is. Write it without."


def check_can_take_on(discussion: AdviceDiscussion, by: User) -> None:
    """As if they were asked by name; and who was asked for one of two opinions does not give the other."""
    policy.check_may(by, "caldicott.log")
    check_is_open(discussion)
    if by.pk == discussion.asked_by_id:
        raise Refused("You can't be your own adviser. A colleague answers this.")
    check_can_be_asked(discussion.decision, by, by=discussion.asked_by, named=not discussion.identity_withheld)
    if discussion.other and PutTo.objects.filter(discussion=discussion.other, user=by).exists():
        raise Refused("You were asked for the other of two opinions. Somebody else gives this one.")


def check_tells_nobody(draft: Draft, discussion: AdviceDiscussion, text: str) -> None:
    if asking.withheld(draft, text, discussion.also) != text:
        raise Refused(TELLS)


def check_lacks_theme(discussion: AdviceDiscussion) -> None:
    found = with_log(AdviceDiscussion.objects.filter(pk=discussion.pk)).get()
    if found.logged_theme:
        raise Refused("It has a theme already.")

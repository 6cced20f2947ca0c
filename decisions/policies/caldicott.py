"""When a Guardian may take a question on, and who may write in the log."""

from decisions.models import AdviceDiscussion, PutTo
from decisions.models.log import asked_of_guardians, openable, with_log
from decisions.policies.advice import check_can_be_asked, check_is_open
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused


def check_can_take_on(discussion: AdviceDiscussion, by: User) -> None:
    """As if they were asked by name; and who was asked for one of two opinions does not give the other."""
    policy.check_may(by, "caldicott.log")
    check_is_open(discussion)
    if by.pk == discussion.asked_by_id:
        raise Refused("You can't be your own adviser. A colleague answers this.")
    check_can_be_asked(discussion.decision, by, by=discussion.asked_by, named=not discussion.identity_withheld)
    if discussion.other and PutTo.objects.filter(discussion=discussion.other, user=by).exists():
        raise Refused("You were asked for the other of two opinions. Somebody else gives this one.")


def check_can_keep_log(discussion: AdviceDiscussion, by: User) -> None:
    """Those who keep the log write in it, in each entry that they may open."""
    policy.check_may(by, "caldicott.log")
    if not openable(asked_of_guardians(by.organisation, by), by).filter(pk=discussion.pk).exists():
        raise Refused("You can't open this entry of the log, so you can't write in it.")


def check_lacks_theme(discussion: AdviceDiscussion) -> None:
    found = with_log(AdviceDiscussion.objects.filter(pk=discussion.pk)).get()
    if found.logged_theme:
        raise Refused("It has a theme already.")

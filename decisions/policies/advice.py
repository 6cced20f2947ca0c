"""When advice may be asked and given: the asker may not be their own adviser, and nobody with a conflict is asked."""

from datetime import timedelta

from django.utils import timezone

from decisions import asking, steps
from decisions.draft import Draft
from decisions.models import AdviceDiscussion, Decision
from decisions.models.scope import is_restricted
from decisions.policies.access import NOBODY, barred
from decisions.policies.journey import check_can_add, check_can_ask, check_can_edit
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

OUTSIDE_LASTS = timedelta(days=14)
NOBODY_THERE = "Nobody who can answer is there. Ring somebody, and write down what they say."
SEEN_BEFORE = "Read what the adviser will see. Then send it."


def check_can_put(draft: Draft, place: str, by: User) -> None:
    """At a question or page of a draft one carries; or about a record that one may add to."""
    if draft.record:
        check_can_add(draft, by)
        if place != steps.RECORD:
            raise Refused("This decision is recorded. You can ask about the record.")
        return
    check_can_edit(draft, by)
    check_can_ask(draft, place)


def check_can_change(draft: Draft, discussion: AdviceDiscussion, by: User) -> None:
    """Whoever carries the decision closes the discussion, takes the question back, or says that advice still holds."""
    if discussion.about_record:
        check_can_add(draft, by)
    else:
        check_can_edit(draft, by)


def check_can_be_asked(decision: Decision, whom: User, *, by: User, named: bool) -> None:
    """A colleague by name. What they may not know of stays closed to them: the sentence is the one for nobody."""
    if whom.pk in {by.pk, decision.owner_id}:
        raise Refused("You can't be your own adviser. Ask somebody else.")
    if not _can_be_asked(decision, whom):
        raise Refused(NOBODY)
    if named and is_restricted(decision) and not Decision.objects.visible_to(whom).filter(pk=decision.pk).exists():
        raise Refused("This decision is restricted. Leave the names out, or ask the Caldicott Guardian to name them.")


def _can_be_asked(decision: Decision, whom: User) -> bool:
    ours = whom.is_active and whom.organisation_id == decision.organisation_id
    return ours and policy.may(whom, "advice.answer") and whom.pk not in barred(decision)


def never_asked(decision: Decision, by: User) -> set[int]:
    """The numbers of those to whom a question about it is never put: who asks, who carries it, who has a conflict."""
    return {by.pk, decision.owner_id, *barred(decision)}


def check_can_answer(discussion: AdviceDiscussion, by: User) -> None:
    """Somebody it was put to, while it waits. The page itself is closed to anybody else."""
    check_advises_another(discussion, by)
    check_is_open(discussion)


def check_advises_another(discussion: AdviceDiscussion, by: User) -> None:
    """Whoever took the decision over since they were asked can't look at it as its adviser either."""
    policy.check_may(by, "advice.answer")
    if by.pk in {discussion.asked_by_id, discussion.decision.owner_id}:
        raise Refused("You can't be your own adviser. Somebody else answers this.")


def check_opinion_may_change(discussion: AdviceDiscussion) -> None:
    """Of two opinions each stays as it was given once both are in. That there is another is not told."""
    other = discussion.other
    if other and discussion.answers.exists() and (other.advice or other.answers.exists()):
        raise Refused("Whoever asked can read your answer now, so it stays. If you think otherwise, write to them.")


def check_no_other_is_waited_for(discussion: AdviceDiscussion) -> None:
    """Of two blind opinions neither is written down before both are in: whoever gives the other could read it."""
    other = discussion.other
    if other and other.is_open and not other.answers.exists():
        raise Refused("Two people were asked, and neither sees the other's answer. Wait for both, or take one back.")


def check_is_open(discussion: AdviceDiscussion) -> None:
    if discussion.ended_at:
        raise Refused("This question was taken back, so it needs no answer.")
    if discussion.advice:
        raise Refused("This discussion is closed: what was advised is written down.")


def check_still_holds(draft: Draft, discussion: AdviceDiscussion, by: User) -> None:
    check_can_edit(draft, by)
    if discussion.pk in {row.pk for row in draft.corrected}:
        raise Refused("The adviser corrected what you wrote down. Say first whether you follow what they advise.")
    if not asking.is_stale(draft, discussion):
        raise Refused("Nothing changed since that advice, so there is nothing to say.")


def is_late(discussion: AdviceDiscussion) -> bool:
    return discussion.due_at is not None and discussion.due_at < timezone.now()


def check_can_confirm(discussion: AdviceDiscussion, by: User) -> None:
    """Somebody named in a discussion elsewhere says once whether it was so."""
    policy.check_may(by, "advice.answer")
    if not discussion.advice or discussion.put != "elsewhere":
        raise Refused("There is nothing here to confirm.")
    if discussion.answers.filter(given_by=by).exists():
        raise Refused("You have said that already.")

"""When advice may be asked, given and closed: nobody is their own adviser, and nobody with a conflict is asked."""

from collections.abc import Iterable
from datetime import timedelta

from decisions import asking, steps
from decisions.draft import Draft
from decisions.models import AdviceAnswer, AdviceDiscussion, Decision, PutTo
from decisions.models.scope import is_restricted
from decisions.policies.access import NOBODY, barred
from decisions.policies.journey import check_can_add, check_can_ask, check_can_edit, check_is_owner
from decisions.policies.reach import carriers
from decisions.policies.reviewing import who_may_hear
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

OUTSIDE_LASTS = timedelta(days=14)
NOBODY_THERE = "Nobody who can answer is there. Ring somebody, and write down what they say."
NOBODY_IS_TOLD = "Nobody there may know who it is about. Leave the names out, or ask a colleague by name."
RESTRICTED = "This decision is restricted. Leave the names out, or ask the Caldicott Guardian to name them."
NOT_OUTSIDE = "This decision is restricted, so nobody outside is told who it is about. Leave the names out."
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


def check_looks_after(draft: Draft, by: User) -> None:
    """Whoever carries the decision, also once it is carried on as a flow; of a record, whoever may add to it."""
    if draft.record:
        check_can_add(draft, by)
    elif draft.flow:
        check_is_owner(draft, by)
    else:
        check_can_edit(draft, by)


def check_can_read(draft: Draft, discussion: AdviceDiscussion, by: User) -> None:
    """Whoever may change it; and whoever looks after the decision once there is nothing more to change."""
    if discussion.about_record and discussion.is_open:
        check_can_change(draft, discussion, by)
    else:
        check_looks_after(draft, by)


def check_can_change(draft: Draft, discussion: AdviceDiscussion, by: User) -> None:
    """Whoever carries the decision closes the discussion, takes the question back, or says that advice still holds.

    Of one about a record only its owner or whoever asked does: others who may add to it are those who are asked.
    """
    if not discussion.about_record:
        check_can_edit(draft, by)
        return
    check_can_add(draft, by)
    if by.pk not in {discussion.asked_by_id, draft.decision.owner_id} or _was_asked(discussion, by):
        raise Refused("Whoever asked says what becomes of this advice, or whoever carries the decision.")


def _was_asked(discussion: AdviceDiscussion, user: User) -> bool:
    """For this opinion, or for the other of two."""
    return PutTo.objects.filter(discussion__in=filter(None, [discussion, discussion.other]), user=user).exists()


def check_can_be_asked(decision: Decision, whom: User, *, by: User, named: bool) -> None:
    """A colleague by name. What they may not know of stays closed to them: the sentence is the one for nobody."""
    if whom.pk in {by.pk, *carriers(decision)}:
        raise Refused("You can't be your own adviser, and nobody is who carried this before. Ask somebody else.")
    if not can_be_asked(decision, whom):
        raise Refused(NOBODY)
    if named and is_restricted(decision) and not Decision.objects.visible_to(whom).filter(pk=decision.pk).exists():
        raise Refused(RESTRICTED)


def can_be_asked(decision: Decision, whom: User) -> bool:
    """Whether somebody advises here at all, and may hear of this decision."""
    ours = whom.is_active and whom.organisation_id == decision.organisation_id
    return ours and policy.may(whom, "advice.answer") and whom.pk not in barred(decision)


def never_asked(decision: Decision, by: User) -> set[int]:
    """The numbers of those to whom a question about it is never put: who asks, has a conflict, or ever carried it."""
    return {by.pk, *carriers(decision), *barred(decision)}


def who_is_told(decision: Decision, people: Iterable[User], *, named: bool) -> list[User]:
    """Of those to whom a role, a stand-in or the clock brings a question: with names, who may open the decision anyway.

    A name goes further only where the asker chose the person.
    """
    return who_may_hear(decision, people) if named else list(people)


def check_nobody_outside_is_told(decision: Decision, *, named: bool) -> None:
    """Names of a restricted decision."""
    if named and is_restricted(decision):
        raise Refused(NOT_OUTSIDE)


def who_may_answer(discussion: AdviceDiscussion) -> list[User]:
    """Those it was put to who may still open it: without a conflict of interest, and not kept out by a restriction."""
    out = barred(discussion.decision)
    asked = User.objects.filter(asked_to_advise__discussion=discussion, is_active=True).order_by("pk")
    people = [user for user in asked if user.pk not in out]
    return who_may_hear(discussion.decision, people) if discussion.names_are_restricted else people


def check_can_answer(discussion: AdviceDiscussion, by: User) -> None:
    """Somebody it was put to, while it waits."""
    check_advises_another(discussion, by)
    if not discussion.put_to_whom.filter(user=by).exists():
        raise Refused("This question was not put to you.")
    check_is_open(discussion)


def check_advises_another(discussion: AdviceDiscussion, by: User) -> None:
    """Whoever took the decision over since they were asked can't look at it as its adviser either."""
    policy.check_may(by, "advice.answer")
    if by.pk in {discussion.asked_by_id, *carriers(discussion.decision)}:
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


def check_can_take_back(discussion: AdviceDiscussion, by: User) -> None:
    """Not once somebody has advised, whatever it is: then it is said whether that is followed."""
    check_is_open(discussion)
    if discussion.answers.exclude(given_by__in=[by.pk, discussion.decision.owner_id]).exists():
        check_no_other_is_waited_for(discussion)
        raise Refused("They have answered, so it can't be taken back. Say whether you follow what they advise.")


def check_can_follow(discussion: AdviceDiscussion, answer: AdviceAnswer, by: User) -> None:
    """The last answer, which was read, of somebody else."""
    found = AdviceAnswer.objects.open_to(by).filter(discussion=discussion)
    if not found.filter(pk=answer.pk).exists():
        raise Refused("Wait for the other answer: both are shown when both are in.")
    if found.filter(pk__gt=answer.pk).exists():
        raise Refused("There is a newer answer. Read it, then say whether you follow it.")
    if answer.given_by_id in {by.pk, discussion.decision.owner_id}:
        raise Refused("This advice is from whoever carries the decision now. Take it back, and ask somebody else.")


def check_can_write_down(discussion: AdviceDiscussion, adviser: object) -> None:
    """What was said by word of mouth: by one of those it was put to, where no answer is here to be followed.

    `adviser` is the number of whoever said it.
    """
    if discussion.answers.filter(said="answer").exists():
        check_no_other_is_waited_for(discussion)
        raise Refused(
            "They have answered meanwhile. Open this page again, and say whether you follow what they advise."
        )
    offered = {user.pk for user in who_may_have_said_it(discussion)}
    if discussion.put == "here" and adviser not in offered:
        raise Refused("Choose who told you. They are asked whether it is so.")


def who_may_have_said_it(discussion: AdviceDiscussion) -> list[User]:
    """Whoever is named already; and of those it was put to, whoever can still be asked whether they said it."""
    out = carriers(discussion.decision)
    named = [discussion.adviser] if discussion.adviser else []
    return list(dict.fromkeys([*named, *(user for user in who_may_answer(discussion) if user.pk not in out)]))


def check_still_holds(draft: Draft, discussion: AdviceDiscussion, by: User) -> None:
    check_can_edit(draft, by)
    if discussion.pk in {row.pk for row in draft.corrected}:
        raise Refused("The adviser corrected what you wrote down. Say first whether you follow what they advise.")
    if not asking.is_stale(draft, discussion):
        raise Refused("Nothing changed since that advice, so there is nothing to say.")


def check_can_confirm(discussion: AdviceDiscussion, by: User) -> None:
    """Whoever is said to have advised by word of mouth says once whether it was so."""
    policy.check_may(by, "advice.answer")
    if not discussion.is_said_by(by):
        raise Refused("There is nothing here to confirm.")
    if discussion.answers.filter(given_by=by).exists():
        raise Refused("You have said that already.")

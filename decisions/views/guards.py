"""What stands before every view of a decision: may this person see it, and is the look written down."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from decisions import actions
from decisions.draft import Draft, load
from decisions.models import AdviceDiscussion, Decision
from decisions.models.seen import seen
from decisions.policies import check_reaches
from decisions.policies.advice import check_can_change, check_looks_after
from infoshare import access
from infoshare.access import OF_A_DECISION
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused
from infoshare.signing_in import step_up
from infoshare.signing_in.guards import SignedIn, View, not_proved_again, refusal


def of_decision(what: str) -> Callable[[View], View]:
    """The same, for a view that is given all that is known of the decision."""

    def guard(view: View) -> View:
        @of_seen(what)
        @wraps(view)
        def guarded(request: SignedIn, decision: Decision, **where: object) -> HttpResponseBase:
            return view(request, load(decision), **where)

        return guarded

    return guard


def of_seen(what: str) -> Callable[[View], View]:
    """For somebody who may see the decision; anybody else gets the page for one that does not exist.

    The look is written down before anything is read: `what` names the page. If it can't be, nothing is shown.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedIn, reference: str, **where: object) -> HttpResponseBase:
            decision = seen(request.user, reference)
            if decision is None:
                raise Http404
            actions.viewed(decision=decision, what=what, by=request.user)
            try:
                action = access.action_of(request)
                if action in OF_A_DECISION and not_proved_again(request, action):
                    return step_up.confirm(request)
                return view(request, decision, **where)
            except Refused as refused:
                return refusal(request, refused, reference)

        return login_required(guarded)

    return guard


MayOpen = Callable[[Draft, AdviceDiscussion, User], None]


def of_discussion(what: str, *, may: MayOpen = check_can_change) -> Callable[[View], View]:
    """For one discussion of a decision, and whoever `may` open its page: the view is given draft and discussion."""

    def guard(view: View) -> View:
        @of_decision(what)
        @wraps(view)
        def guarded(request: SignedIn, draft: Draft, pk: int, **where: object) -> HttpResponseBase:
            discussion = next((each for each in draft.discussions if each.pk == pk), None)
            if discussion is None:
                check_looks_after(draft, request.user)
                raise Http404
            may(draft, discussion, request.user)
            return view(request, draft, discussion, **where)

        return guarded

    return guard


def of_access(view: View) -> View:
    """For whoever looks after access to a decision: those who may open it, and those whose role reaches it restricted.

    Whether the action that the address is for reaches this decision is checked here; its look is written down too.
    """

    @wraps(view)
    def guarded(request: SignedIn, reference: str, **where: object) -> HttpResponseBase:
        action = access.action_of(request)
        decision = get_object_or_404(_looked_after(request.user, action), reference=reference)
        actions.access_viewed(decision=decision, what=action, by=request.user)
        try:
            if action not in FOR_ALL_WHO_OPEN:
                check_reaches(request.user, action, decision)
            if not_proved_again(request, action):
                return step_up.confirm(request)
            return view(request, decision, **where)
        except Refused as refused:
            return refusal(request, refused, reference)

    return login_required(guarded)


FOR_ALL_WHO_OPEN = ("decision.read", "access.bar-self")


def _looked_after(user: User, action: str) -> QuerySet[Decision]:
    by_role = Decision.objects.reached_by(user, "access.name" if action in FOR_ALL_WHO_OPEN else action)
    seen = Decision.objects.visible_to(user)
    return Decision.objects.select_related("organisation", "owner", "record").filter(
        Q(pk__in=seen.values("pk")) | Q(pk__in=by_role.values("pk"))
    )

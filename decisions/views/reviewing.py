"""What those who oversee do afterwards: the list, mark as read, comment, ask for an addition, countersign."""

from functools import partial
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from decisions import actions, summary
from decisions.actions import countersigning, reviewing
from decisions.draft import Draft
from decisions.forms.reviewing import AdditionForm, CommentForm, CountersignForm
from decisions.models.countersigning import standing_of
from decisions.policies import reviewing as policies
from decisions.views.guards import of_decision
from decisions.views.journey import page
from infoshare.saving.numbers import row_number
from infoshare.signing_in.guards import SignedIn, person

MOST = 100  # marks of one press


@person
def review(request: SignedIn) -> HttpResponse:
    form = summary.filter_form(request.user, request.GET)
    context = summary.review_page(request.user, form, request.GET)
    actions.list_viewed(what="review", references=cast("list[str]", context["shown"]), by=request.user)
    return render(request, "decisions/review/list.html", {**context, "form": form})


@require_POST
@person
def mark_read(request: SignedIn) -> HttpResponse:
    """Then back to the list as it was asked for."""
    pressed = request.POST.getlist("only") or request.POST.getlist("entry")[:MOST]
    entries = [number for each in pressed if (number := row_number(each))]
    number = reviewing.mark_read(entries=entries, by=request.user)
    messages.success(request, "Marked as read." if number < 2 else f"{number} marked as read.")
    return redirect(f"{reverse('review')}?{request.GET.urlencode()}".rstrip("?"))


@of_decision("advice, reviewed")
def discussion(request: SignedIn, draft: Draft, pk: int) -> HttpResponse:
    found = next((each for each in draft.discussions if each.pk == pk and each.is_closed), None)
    if found is None:
        raise Http404
    return render(request, "decisions/review/discussion.html", summary.discussion_page(draft, found, request.user))


@of_decision("comment")
def comment(request: SignedIn, draft: Draft) -> HttpResponse:
    closed = [each for each in draft.discussions if each.is_closed]
    policies.check_can_comment(draft, request.user, None if draft.record or not closed else closed[0])
    form = CommentForm(
        request.POST or None,
        recorded=draft.record is not None,
        discussions=closed,
        about=request.GET.get("about", ""),
    )
    save = partial(reviewing.comment, decision=draft.decision, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        return redirect(reviewing.page_of(draft.decision, form.values["discussion"]))
    return page(request, "decisions/review/comment.html", form, summary.add_page(draft, "Comment"))


@person
@of_decision("ask for an addition")
def ask_for_addition(request: SignedIn, draft: Draft) -> HttpResponse:
    policies.check_can_ask_for_addition(draft, request.user)
    form = AdditionForm(request.POST or None)
    save = partial(reviewing.ask_for_addition, decision=draft.decision, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        messages.success(request, "The addition is asked for.")
        return redirect("decision", reference=draft.decision.reference)
    return page(request, "decisions/review/addition.html", form, summary.add_page(draft, "Ask for an addition"))


@of_decision("countersign")
def countersign(request: SignedIn, draft: Draft) -> HttpResponse:
    policies.check_may_countersign(draft, request.user)
    now = standing_of(draft.record)
    if not draft.record or request.method != "POST":
        policies.check_can_countersign(draft, now, request.user)
    assert draft.record
    form = CountersignForm(request.POST or None, initial={"seen": countersigning.last_entry(draft.record)})
    save = partial(countersigning.countersign, record=draft.record, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        messages.success(request, "What you said is kept with the record.")
        return redirect("decision", reference=draft.decision.reference)
    return page(request, "decisions/review/countersign.html", form, summary.countersign_page(draft))

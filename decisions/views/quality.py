"""Samples of records: drawing one, reviewing its records, what came of it; and the feedback on one record."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions import actions, summary
from decisions.actions import quality as doing
from decisions.draft import load
from decisions.forms.quality import DrawForm, FeedbackForm, ReviewForm
from decisions.models import Decision, QualityReview, QualitySample
from decisions.policies import check_reaches
from decisions.policies import quality as policies
from decisions.views.guards import of_seen
from infoshare.documents.answers import downloaded
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn, person


@person
def samples(request: SignedIn) -> HttpResponse:
    return render(request, "decisions/quality/samples.html", summary.samples_page(request.user))


@person
def draw(request: SignedIn) -> HttpResponse:
    form = DrawForm(request.POST or None, teams=policies.teams_of(request.user))
    if form.saves(lambda: doing.draw_sample(by=request.user, **form.pressed)):
        return redirect("quality-sample", pk=cast("QualitySample", form.saved).pk)
    return page(request, "decisions/quality/draw.html", form, {"back_url": "/quality/"})


@person
def sample(request: SignedIn, pk: int) -> HttpResponse:
    context = summary.sample_page(_own(request, pk), request.user)
    actions.list_viewed(what="sample of records", references=cast("list[str]", context["shown"]), by=request.user)
    return render(request, "decisions/quality/sample.html", context)


@person
def sample_csv(request: SignedIn, pk: int) -> HttpResponse:
    read = summary.sample_rows(_own(request, pk), request.user)
    actions.list_viewed(what="sample of records, CSV", references=[row.reference for row in read], by=request.user)
    return downloaded(summary.sample_csv(read), f"sample-{pk}.csv", "text/csv; charset=utf-8")


@person
def review_sampled(request: SignedIn, pk: int) -> HttpResponse:
    pick = get_object_or_404(policies.picks_of(request.user).select_related("sample", "review"), pk=pk)
    decision = Decision.objects.visible_to(request.user).with_right(request.user).get(pk=pick.decision_id)
    actions.viewed(decision=decision, what="review of a sampled record", by=request.user)
    draft, form = load(decision), ReviewForm(request.POST or None)
    if request.method != "POST":
        if hasattr(pick, "review"):
            return redirect(doing.page_of(decision, pick.review))
        policies.check_can_review(draft, pick, request.user)
    if form.saves(lambda: doing.review_pick(pick=pick, by=request.user, **form.pressed)):
        messages.success(request, "It is kept, and whoever carries the record is told.")
        return redirect("quality-sample", pk=pick.sample_id)
    return page(request, "decisions/quality/review.html", form, summary.review_sampled_page(draft, pick))


@of_seen("feedback")
def feedback(request: SignedIn, decision: Decision, pk: int) -> HttpResponse:
    check_reaches(request.user, policies.READ, decision)
    rows = QualityReview.objects.filter(pick__decision=decision).select_related("reviewed_by", "read__read_by")
    review = rows.prefetch_related("answers").filter(pk=pk).first()
    if review is None:
        raise Http404
    form = FeedbackForm(request.POST or None)
    if form.saves(lambda: doing.answer_feedback(review=review, by=request.user, **form.pressed)):
        messages.success(request, "Thank you. Whoever reviewed it is told that you read it.")
        return redirect("feedback", reference=decision.reference, pk=pk)
    return page(request, "decisions/quality/feedback.html", form, summary.feedback_page(decision, review, request.user))


def _own(request: SignedIn, pk: int) -> QualitySample:
    return get_object_or_404(request.user.quality_samples.select_related("team"), pk=pk)

"""What happens to a consent, and the papers kept with it. What decisions lean on is the business of decisions/views."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone

from consent import actions, status
from consent.forms.answers import (
    AssessForm,
    CallForm,
    EvidenceForm,
    NotAnsweredForm,
    RenewForm,
    ReviewForm,
)
from consent.pages import consents as pages
from consent.register import Held
from consent.views.guards import of_consent
from infoshare.documents.answers import downloaded
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn


@of_consent("answer")
def not_answered(request: SignedIn, held: Held) -> HttpResponse:
    form = NotAnsweredForm(request.POST or None, held=held)
    save = partial(actions.not_answered, consent=held.consent, by=request.user)
    if form.saves(lambda: save(**form.cleaned_data)):
        return _back(held)
    return page(request, "consent/event.html", form, pages.event_page(held, "There is no answer", "Save"))


@of_consent("assessment")
def assess(request: SignedIn, held: Held) -> HttpResponse:
    form = AssessForm(request.POST or None, held=held)
    save = partial(actions.assess, consent=held.consent, by=request.user)
    said = form.cleaned_data if form.is_valid() else {}
    if form.saves(lambda: save(on=said["on"], items=form.items, request_key=said["request_key"])):
        return _back(held)
    return page(request, "consent/assess.html", form, pages.assess_page(held, form.kind))


@of_consent("longer")
def renew(request: SignedIn, held: Held) -> HttpResponse:
    form = RenewForm(request.POST or None, held=held)
    save = partial(actions.answer, consent=held.consent, kind="renewed", by=request.user)
    if form.saves(lambda: save(relationship=form.relationship, **_without(form.cleaned_data, "whose"))):
        return _back(held)
    return page(request, "consent/event.html", form, pages.event_page(held, "Consent for longer", "Save"))


@of_consent("review")
def review(request: SignedIn, held: Held) -> HttpResponse:
    """Still agreed: the next date. Not, or not to all of it: to taking it back. Not asked yet: it stays due."""
    form = ReviewForm(request.POST or None, held=held)
    said = form.cleaned_data if form.is_valid() else {}
    if said.get("still") == "no":
        return redirect("withdraw-consent", consent=held.consent.reference)
    if form.saves(lambda: actions.review(consent=held.consent, by=request.user, **_without(said, "still"))):
        return _back(held)
    return page(request, "consent/review.html", form, pages.review_page(held, timezone.localdate()))


@of_consent("changed")
def changed(request: SignedIn, held: Held) -> HttpResponse:
    form = CallForm(request.POST or None, held=held)
    if form.saves(lambda: actions.call_for_review(consent=held.consent, by=request.user, **form.cleaned_data)):
        return _back(held)
    return page(request, "consent/event.html", form, pages.event_page(held, "Something has changed", "Save"))


@of_consent("evidence")
def keep_evidence(request: SignedIn, held: Held) -> HttpResponse:
    form = EvidenceForm(request.POST or None, request.FILES or None)

    def save() -> None:
        data, kind = form.cleaned_data["paper"]
        given = _without(form.cleaned_data, "paper")
        actions.keep_evidence(consent=held.consent, data=data, content_type=kind, by=request.user, **given)

    if form.saves(save):
        return _back(held)
    return page(request, "consent/event.html", form, pages.event_page(held, "Keep a paper with it", "Keep it"))


@of_consent("paper")
def evidence(request: SignedIn, held: Held, pk: int) -> HttpResponse:
    """Always a download: it was made by somebody else."""
    kept = get_object_or_404(held.consent.evidence, pk=pk)
    name = f"{held.consent.reference}-{kept.pk}.{status.PAPERS[kept.content_type].label}"
    return downloaded(bytes(kept.data), name, kept.content_type)


def _without(said: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in said.items() if name not in names}


def _back(held: Held) -> HttpResponse:
    return redirect("consent", consent=held.consent.reference)

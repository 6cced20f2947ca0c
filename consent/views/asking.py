"""The pages of what people will be asked: begin, one element a page, who may receive it."""

from collections.abc import Mapping
from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from consent import actions, policies
from consent.asking import after
from consent.forms.asking import (
    AskForm,
    BasicsForm,
    ConsentRecipientForm,
    InformationForm,
    LimitsForm,
    MethodForm,
    RetentionForm,
    UseForm,
    WithdrawalForm,
)
from consent.models import Consent
from consent.pages import consents as pages
from consent.register import Held
from consent.views.guards import of_consent
from consent.views.people import person_shown
from infoshare.saving.forms import CreatingForm, VersionedForm
from infoshare.saving.pages import page
from infoshare.saving.versions import values_of
from infoshare.signing_in.guards import SignedIn, person

FORMS: Mapping[str, type[VersionedForm]] = {
    "purpose": BasicsForm,
    "use": UseForm,
    "information": InformationForm,
    "method": MethodForm,
    "retention": RetentionForm,
    "limits": LimitsForm,
    "withdrawal": WithdrawalForm,
}


@person
def ask(request: SignedIn, pk: int) -> HttpResponse:
    shown = person_shown(request, pk, "consent")
    policies.check_can_ask(request.user, shown)
    form = AskForm(request.POST or None)
    made: list[Consent] = []

    def save() -> None:
        key = form.cleaned_data["request_key"]
        made.append(actions.ask(person=shown, request_key=key, values=form.values, by=request.user))

    if form.saves(save):
        return redirect("consent-terms", consent=made[0].reference, slug="use")
    return page(request, "consent/ask.html", form, pages.ask_page(shown))


@of_consent("anew")
def ask_anew(request: SignedIn, held: Held) -> HttpResponse:
    """A page of its own, so that a second press makes nothing more."""
    form = CreatingForm(request.POST or None)
    made: list[Consent] = []

    def save() -> None:
        key = form.cleaned_data["request_key"]
        made.append(actions.ask_anew(consent=held.consent, request_key=key, by=request.user))

    if form.saves(save):
        return redirect("consent", consent=made[0].reference)
    return page(request, "consent/anew.html", form, pages.event_page(held, "A new consent", "Begin a new one"))


@of_consent("terms")
def terms(request: SignedIn, held: Held, slug: str) -> HttpResponse:
    if slug not in FORMS:
        raise Http404
    policies.check_can_change_terms(request.user, held)
    of = FORMS[slug]
    form = of(request.POST or None, stored=values_of(held.consent, of.columns()))
    save = partial(actions.save_terms, consent=held.consent, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        return onward(held, slug)
    return page(request, "consent/terms.html", form, pages.terms_page(held, slug))


@of_consent("terms")
def recipients(request: SignedIn, held: Held) -> HttpResponse:
    policies.check_can_change_terms(request.user, held)
    form = ConsentRecipientForm(request.POST or None)
    save = partial(actions.add_recipient, consent=held.consent, by=request.user)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        return redirect("consent-recipients", consent=held.consent.reference)
    return page(request, "consent/recipients.html", form, pages.terms_page(held, "recipients"))


@of_consent("terms")
def remove_recipient(request: SignedIn, held: Held, pk: int) -> HttpResponse:
    if request.method == "POST":
        actions.remove_recipient(consent=held.consent, recipient=pk, by=request.user)
    return redirect("consent-recipients", consent=held.consent.reference)


def onward(held: Held, slug: str) -> HttpResponse:
    """To the page after this one; to the consent itself after the last."""
    return redirect(pages.terms_url(held, following.slug) if (following := after(held, slug)) else pages.url(held))

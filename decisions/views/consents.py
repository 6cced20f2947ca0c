"""The pages of a consent that decisions lean on: the consent itself, answers, taking it back, and what follows."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from consent import actions as register
from consent import policies as consent_policies
from consent.forms.answers import AnswerForm, InvalidForm, OnADayForm
from consent.models import ConsentEvent, Relationship
from consent.pages import consents as pages
from consent.register import Held, key_of
from consent.views.guards import of_consent
from decisions import actions, summary
from decisions.actions import withdrawing
from decisions.forms.withdrawing import WithdrawForm, notice_form
from decisions.models import Decision, WithdrawalNotice
from decisions.policies import withdrawing as policies
from decisions.summary.drafts import Context
from decisions.wording import LOST
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn


@of_consent("consent")
def consent(request: SignedIn, held: Held) -> HttpResponse:
    """What it says, how it stands today and, where somebody asks, how it stood on another day; what leans on it."""
    form = OnADayForm(request.POST or None)
    day = form.cleaned_data["day"] if form.is_valid() else None
    leaning = _seen(request, "consent", summary.leaning_page(held, request.user))
    context = pages.consent_page(held, today=timezone.localdate(), day=day)
    return render(request, "consent/consent.html", {**context, **leaning, "form": form})


@of_consent("answer")
def answer(request: SignedIn, held: Held, who: int | None = None) -> HttpResponse:
    """`who` is the number of a relationship; without one it is the person themselves."""
    relationship = None if who is None else _relationship(held, who)
    form = AnswerForm(request.POST or None, held=held)
    made: list[ConsentEvent] = []

    def save() -> None:
        say = partial(register.answer, relationship=relationship)
        said = form.cleaned_data
        made.append(withdrawing.write_down(say, consent=held.consent, by=request.user, **said))

    if form.saves(save):
        takes_back = made[0].kind == "refused" and key_of(relationship) in held.agreed
        return _to_withdrawal(held, made[0]) if takes_back else redirect("consent", consent=held.consent.reference)
    return page(request, "consent/answer.html", form, pages.answer_page(held, relationship))


@of_consent("invalid")
def invalid(request: SignedIn, held: Held) -> HttpResponse:
    form = InvalidForm(request.POST or None, held=held)
    made: list[ConsentEvent] = []

    def save() -> None:
        said = dict(form.cleaned_data)
        everybody = said.pop("whose") == "everybody"
        find = partial(register.find_invalid, relationship=form.relationship, of_everybody=everybody)
        made.append(withdrawing.write_down(find, consent=held.consent, by=request.user, **said))

    if form.saves(save):
        return _to_withdrawal(held, made[0])
    return page(request, "consent/event.html", form, pages.event_page(held, "Consent was not valid", "Save"))


@of_consent("withdraw")
def withdraw(request: SignedIn, held: Held) -> HttpResponse:
    """Two pages at one address: what they say, then what will follow. The second carries the first in its form."""
    form = WithdrawForm(request.POST or None, held=held)
    made: list[ConsentEvent] = []
    if not form.before:
        policies.check_can_take_back(held)

    def save() -> None:
        key = form.cleaned_data["request_key"]
        made.append(
            withdrawing.write_down(
                register.take_back, consent=held.consent, request_key=key, by=request.user, **form.values
            )
        )

    if "sure" in request.POST and form.saves(save):
        return _to_withdrawal(held, made[0])
    if not {"sure", "change"} & set(request.POST) and form.saves(lambda: _check(form, held)):
        context = _seen(request, "withdraw", summary.foreseen_page(held, form.event, request.user))
        return render(request, "decisions/withdrawal/foreseen.html", {**context, "form": form})
    return page(request, "decisions/withdrawal/withdraw.html", form, pages.event_page(held, "They take it back", ""))


def _check(form: WithdrawForm, held: Held) -> None:
    """What would be refused at the end is refused on the first page."""
    if not form.before:
        consent_policies.check_can_end(held, form.relationship, on=form.cleaned_data["on"])


@of_consent("withdrawal")
def withdrawal(request: SignedIn, held: Held, pk: int) -> HttpResponse:
    event = next((row for row in held.events if row.pk == pk and row.kind in LOST), None)
    if event is None:
        raise Http404
    context = _seen(request, "withdrawal", summary.withdrawal_page(held, event, request.user))
    return render(request, "decisions/withdrawal/withdrawal.html", context)


@of_consent("notice")
def notice(request: SignedIn, held: Held, pk: int) -> HttpResponse:
    """One notice to one of those who hold the information, for whoever may open the decision and add to it."""
    rows = WithdrawalNotice.objects.filter(decision__in=Decision.objects.visible_to(request.user))
    rows = rows.select_related("decision__owner", "event", "sent_by", "saved_by")
    row = get_object_or_404(rows, event__consent=held.consent, pk=pk)
    actions.list_viewed(what="notice", references=[row.decision.reference], by=request.user)
    policies.check_can_write(row.decision, request.user)
    form = notice_form(request.POST or None, row)
    save = partial(withdrawing.save_notice, notice=row, by=request.user)
    if form.saves(lambda: save(seen=form.cleaned_data["version"], values=form.values)):
        return _to_withdrawal(held, row.event)
    return page(request, "decisions/withdrawal/notice.html", form, summary.notice_page(held, row))


def _seen(request: SignedIn, what: str, context: Context) -> Context:
    """The look is written down before the page is made."""
    actions.list_viewed(what=what, references=summary.references(context), by=request.user)
    return context


def _to_withdrawal(held: Held, event: ConsentEvent) -> HttpResponse:
    return redirect("withdrawal", consent=held.consent.reference, pk=event.pk)


def _relationship(held: Held, who: int) -> Relationship:
    found = held.consent.person.relationships.filter(pk=who, ended_at=None).first()
    if found is None:
        raise Http404
    return found

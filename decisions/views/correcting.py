"""Something that was shared is found wrong: said from the record's page; then for each recipient the correction."""

from collections.abc import Callable
from functools import partial, wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from decisions import policies, summary
from decisions.actions import correcting as actions
from decisions.draft import Draft
from decisions.forms.correcting import CorrectionSentForm, CorrectionWordsForm, FoundWrongForm, GiveUpForm
from decisions.models import CorrectionOwed, FoundWrong
from decisions.policies import correcting as may
from decisions.views.guards import of_decision
from decisions.views.papers import as_pdf, as_text
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn

View = Callable[..., HttpResponse]


def of_correction(view: View) -> View:
    """One recipient's correction, for whoever may add to the record."""

    @wraps(view)
    def guarded(request: SignedIn, draft: Draft, wrong: str, pk: int, **where: object) -> HttpResponse:
        policies.check_can_add(draft, request.user)
        own = summary.owed_rows().filter(wrong__decision=draft.decision, wrong__reference=wrong)
        return view(request, draft, get_object_or_404(own, pk=pk), **where)

    return guarded


def back_to(draft: Draft, owed: CorrectionOwed) -> HttpResponse:
    return redirect("correction", reference=draft.decision.reference, wrong=owed.wrong.reference, pk=owed.pk)


@of_decision("something is wrong")
def find_wrong(request: SignedIn, draft: Draft) -> HttpResponse:
    may.check_can_find_wrong(draft, request.user)
    items = [] if draft.record and draft.record.entered_afterwards else draft.items
    form = FoundWrongForm(request.POST or None, items=items, initial={"item": request.GET.get("item")})
    made: list[FoundWrong] = []
    save = partial(actions.find_wrong, decision=draft.decision, by=request.user)
    if form.saves(lambda: made.append(save(item=form.item_chosen, **form.keyed))):
        messages.success(request, "It is written down. The record itself stays as it is.")
        return redirect("found-wrong", reference=draft.decision.reference, wrong=made[0].reference)
    return page(request, "decisions/correcting/find.html", form, summary.find_wrong_page(draft))


@of_decision("what was found wrong")
def found_wrong(request: SignedIn, draft: Draft, wrong: str) -> HttpResponse:
    found = get_object_or_404(FoundWrong, decision=draft.decision, reference=wrong)
    can_add = policies.reaches(request.user, "record.add", draft.decision)
    context = summary.found_wrong_page(draft, found, can_add=can_add)
    return render(request, "decisions/correcting/found.html", context)


@of_decision("a correction")
@of_correction
def correction(request: SignedIn, draft: Draft, owed: CorrectionOwed) -> HttpResponse:
    return render(request, "decisions/correcting/correction.html", summary.correction_page(draft, owed))


@of_decision("correction PDF")
@of_correction
def correction_pdf(request: SignedIn, draft: Draft, owed: CorrectionOwed) -> HttpResponse:
    content = summary.correction_letter(draft, owed)
    name = f"{content['sheet']}-correction"
    where = {"kind": "correction", "name": name, "reference": draft.decision.reference}
    return as_pdf(request, partial(summary.correction_print, content), about=owed, **where)


@of_decision("correction as text")
@of_correction
def correction_text(request: SignedIn, draft: Draft, owed: CorrectionOwed) -> HttpResponse:
    content = summary.correction_letter(draft, owed)
    return as_text(summary.correction_text(content), f"{content['sheet']}-correction")


@of_decision("words of a correction")
@of_correction
def word_correction(request: SignedIn, draft: Draft, owed: CorrectionOwed) -> HttpResponse:
    may.check_can_word(draft, owed, request.user)
    form = CorrectionWordsForm(request.POST or None)
    save = partial(actions.word_correction, owed=owed, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        return back_to(draft, owed)
    context = {**summary.correction_page(draft, owed), "title": "What may they read?"}
    return page(request, "decisions/correcting/word.html", form, context)


@of_decision("a correction has been sent")
@of_correction
def correction_sent(request: SignedIn, draft: Draft, owed: CorrectionOwed) -> HttpResponse:
    may.check_can_send(draft, owed, request.user)
    form = CorrectionSentForm(request.POST or None, **summary.letters_offered(draft, owed))
    save = partial(actions.note_correction_sent, owed=owed, by=request.user)
    if form.saves(lambda: save(letter=form.went, request_key=form.cleaned_data["request_key"], values=form.values)):
        messages.success(request, "It is written down that they were told.")
        return back_to(draft, owed)
    context = summary.correction_frame(draft, owed, "They have been told")
    return page(request, "decisions/correcting/form.html", form, context)


@of_decision("a correction is given up")
@of_correction
def give_up_correction(request: SignedIn, draft: Draft, owed: CorrectionOwed) -> HttpResponse:
    may.check_can_give_up(draft, owed, request.user)
    form = GiveUpForm(request.POST or None)
    save = partial(actions.give_up_correction, owed=owed, by=request.user)
    if form.saves(lambda: save(**form.pressed)):
        return back_to(draft, owed)
    context = summary.correction_frame(draft, owed, "Stop here, and say why")
    return page(request, "decisions/correcting/form.html", form, context)

"""Whether a correction was made: asked by a link, written down by a colleague, or said on a page behind the link."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from decisions import summary
from decisions.actions import corrections_heard as actions
from decisions.draft import Draft
from decisions.forms.correcting import ConfirmForm, NoteConfirmedForm
from decisions.forms.outside import EndForm
from decisions.forms.sharing_events import AskReceiptForm
from decisions.models import CorrectionLink, CorrectionOwed, CorrectionSent
from decisions.views.correcting import back_to, of_correction
from decisions.views.doors import Door
from decisions.views.guards import of_decision
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn


def _last(owed: CorrectionOwed) -> CorrectionSent:
    """The last time that it went."""
    sent = CorrectionSent.objects.select_related("owed__wrong__decision", "owed__sharing").filter(owed=owed).last()
    if sent is None:
        raise Http404
    return sent


@of_decision("an answer to a correction")
@of_correction
def note_confirmed(request: SignedIn, draft: Draft, owed: CorrectionOwed) -> HttpResponse:
    form = NoteConfirmedForm(request.POST or None)
    save = partial(actions.note_confirmed, sent=_last(owed), by=request.user)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        messages.success(request, "What they said is written down.")
        return back_to(draft, owed)
    context = summary.correction_frame(draft, owed, "What did they tell you?")
    return page(request, "decisions/correcting/form.html", form, context)


@of_decision("ask about a correction")
@of_correction
def ask_to_confirm(request: SignedIn, draft: Draft, owed: CorrectionOwed) -> HttpResponse:
    """The code is shown in the answer to the press of the button, and never again."""
    form = AskReceiptForm(request.POST or None)
    made: list[actions.AskedToConfirm] = []
    save = partial(actions.ask_to_confirm, sent=_last(owed), by=request.user)
    if form.saves(lambda: made.append(save(**form.pressed))):
        sent = bool(made[0].token) and summary.mail_correction_link(made[0], request.build_absolute_uri)
        context = {**summary.correction_code_page(draft, owed, made[0]), "sent": sent}
        return render(request, "decisions/doors/code.html", context)
    context = summary.correction_frame(draft, owed, "Ask whether they put it right")
    return page(request, "decisions/correcting/ask.html", form, context)


@of_decision("end a link")
@of_correction
def end_correction_link(request: SignedIn, draft: Draft, owed: CorrectionOwed, link: int) -> HttpResponse:
    rows = CorrectionLink.objects.select_related("sent__owed__wrong__decision")
    found = get_object_or_404(rows, sent__owed=owed, pk=link)
    form = EndForm(request.POST or None)
    if form.saves(lambda: actions.end_correction_link(link=found, by=request.user, **form.values)):
        messages.success(request, "The link opens nothing any more.")
        return back_to(draft, owed)
    frame = summary.correction_frame(draft, owed, "End the link")
    context = {**frame, "about": owed.wrong.reference, "whom": found.email}
    return page(request, "decisions/doors/end.html", form, context)


def _looked(link: CorrectionLink, what: str) -> None:
    actions.correction_viewed(link)


DOOR = Door(
    "confirm-correction", actions.organisation_of, actions.let_in, actions.open_with_code, _looked, typed=("words",)
)


@DOOR.guards
def confirm_correction(request: HttpRequest, token: str, link: CorrectionLink) -> HttpResponse:
    """Of whoever was sent it: whether they put it right. It shows none of its content."""
    form = ConfirmForm(request.POST or None)
    save = partial(actions.confirm, link=link)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        return redirect(reverse("confirm-correction", args=[token]))
    return page(request, "decisions/correcting/confirm.html", form, summary.confirm_correction_page(link))

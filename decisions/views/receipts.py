"""The page of whoever got a sheet: whether it arrived and what they did with it. It shows none of its content."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from decisions import summary
from decisions.actions import receipts as actions
from decisions.forms.sharing_events import ReceiptForm
from decisions.models import ReceiptLink
from decisions.views.doors import Door
from infoshare.saving.pages import page


def _looked(link: ReceiptLink, what: str) -> None:
    actions.receipt_viewed(link)


DOOR = Door("receipt", actions.organisation_of, actions.let_in, actions.open_with_code, _looked, typed=("words",))


@DOOR.guards
def receipt(request: HttpRequest, token: str, link: ReceiptLink) -> HttpResponse:
    form = ReceiptForm(request.POST or None)
    save = partial(actions.acknowledge, link=link)
    if form.saves(lambda: save(request_key=form.cleaned_data["request_key"], values=form.values)):
        return redirect(reverse("receipt", args=[token]))
    return page(request, "decisions/sheets/receipt.html", form, summary.receipt_page(link))

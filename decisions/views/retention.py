"""What is due to be disposed of, the rules of how long records are kept, and what was disposed of by them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from decisions import actions, summary
from decisions.actions import retaining
from decisions.forms.retention import RuleForm
from infoshare.saving.pages import page
from infoshare.signing_in.guards import SignedIn, person


@person
def retention(request: SignedIn) -> HttpResponse:
    shown = summary.retention_page(request.user)
    actions.retention_listed(what="due", by=request.user, **summary.named_in(shown))
    return render(request, "decisions/retention/list.html", shown)


@person
def rules(request: SignedIn) -> HttpResponse:
    return render(request, "decisions/retention/rules.html", summary.rules_page(request.user))


@person
def choose_rule(request: SignedIn) -> HttpResponse:
    form = RuleForm(request.POST or None)
    press = {"request_key": form.cleaned_data["request_key"], "values": form.values} if form.is_valid() else {}
    if form.saves(lambda: retaining.choose_rule(by=request.user, **press)):
        messages.success(request, "The rule is saved.")
        return redirect("retention-rules")
    context = {"title": "Choose how long records are kept", "button": "Save", "back_url": reverse("retention-rules")}
    return page(request, "decisions/retention/form.html", form, context)


@person
def disposed(request: SignedIn) -> HttpResponse:
    shown = summary.disposed_page(request.user)
    actions.retention_listed(what="disposed", by=request.user, **summary.named_in(shown))
    return render(request, "decisions/retention/disposed.html", shown)

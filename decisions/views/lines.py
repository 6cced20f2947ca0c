"""Who gets what: the whole at a glance, a page for each recipient, and keeping everything back from one of them."""

from collections.abc import Callable
from functools import partial, wraps

from django.http import Http404, HttpResponse
from django.shortcuts import render

from decisions import actions, policies, summary
from decisions.draft import Draft
from decisions.forms.lines import KeepBackForm, LinesForm
from decisions.models import Recipient
from decisions.views.guards import of_decision
from decisions.views.journey import onward, page, unless_clash
from infoshare.signing_in.guards import SignedIn

View = Callable[[SignedIn, Draft, Recipient], HttpResponse]


def of_recipient(view: View) -> Callable[..., HttpResponse]:
    """For whoever may change the draft: the view is given one of its recipients."""

    @wraps(view)
    def guarded(request: SignedIn, draft: Draft, pk: int) -> HttpResponse:
        policies.check_can_decide_lines(draft, request.user)
        for each in draft.recipients:
            if each.pk == pk:
                return view(request, draft, each)
        raise Http404

    return guarded


@of_decision("who gets what")
def who_gets_what(request: SignedIn, draft: Draft) -> HttpResponse:
    policies.check_can_decide_lines(draft, request.user)
    return render(request, "decisions/grid/grid.html", summary.grid_page(draft))


@of_decision("who gets what")
@of_recipient
def what_goes_to(request: SignedIn, draft: Draft, to: Recipient) -> HttpResponse:
    form = LinesForm(request.POST or None, draft=draft, to=to)
    save = partial(actions.decide_lines, decision=draft.decision, recipient=to, by=request.user)
    if form.saves(lambda: save(values=form.values, seen=form.cleaned_data["version"])):
        return unless_clash(draft.decision, form.saved, onward(draft.decision))
    return page(request, "decisions/grid/recipient.html", form, summary.recipient_page(draft, to, form))


@of_decision("who gets what")
@of_recipient
def keep_back(request: SignedIn, draft: Draft, to: Recipient) -> HttpResponse:
    form = KeepBackForm(request.POST or None, draft=draft, to=to)
    save = partial(actions.keep_all_back, decision=draft.decision, recipient=to, by=request.user)
    if form.saves(lambda: save(why=form.cleaned_data["why"], seen=form.cleaned_data["version"])):
        return unless_clash(draft.decision, form.saved, onward(draft.decision))
    return page(request, "decisions/grid/keep_back.html", form, summary.keep_back_page(draft, to))

"""Searching the decisions that somebody may open."""

from django.http import HttpResponse
from django.shortcuts import render

from decisions import actions, summary
from decisions.forms.search import SearchForm
from decisions.models.searching import TooSlow
from infoshare.signing_in.guards import SignedIn, person


@person
def search(request: SignedIn) -> HttpResponse:
    """What is looked for is sent, not put in an address: it may be a name. The page of what was sent is the answer."""
    form = SearchForm(request.POST or None)
    context: dict[str, object] = {}
    if form.is_valid():
        try:
            result = summary.searched(form.cleaned_data["wanted"], form.words, request.user)
        except TooSlow:
            form.add_error("wanted", summary.TOO_SLOW)
        else:
            actions.searched(references=result.references, people=result.people, by=request.user)
            context = summary.search_page(result)
    return render(request, "decisions/search.html", {**context, "form": form, "back_url": "/"})

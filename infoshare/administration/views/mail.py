"""Mail that could not be sent: to whom, since when, and trying again. Never what it says."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from infoshare.administration import actions, pages
from infoshare.signing_in.guards import SignedIn, person


@person
def unsent_mail(request: SignedIn) -> HttpResponse:
    if request.method == "POST":
        actions.try_again(by=request.user)
        messages.info(request, "Tried again. What is still listed here could not be sent.")
        return redirect("unsent-mail")
    return render(request, "administration/unsent_mail.html", pages.unsent_mail_page(request.user.organisation))

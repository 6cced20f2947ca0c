"""The mail that follows an invitation. It names nobody, and only its reader learns whether there is an account."""

from collections.abc import Callable

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from infoshare.accounts.models import User
from infoshare.administration.actions.inviting import Made
from infoshare.tenancy import context as tenancy

WholeAddress = Callable[[str], str]  # a path of the site to its whole address


def send(made: Made, whole: WholeAddress) -> None:
    """To an address that has an account, here or in another organisation, goes that it has one, and no link."""
    if has_account(made.invitation.email):
        subject, text = (
            "You have an Infoshare account already",
            _text("has_account", url=whole(reverse("account_login"))),
        )
    else:
        subject, text = "You are invited to Infoshare", _text("invitation", url=link(made, whole))
    send_mail(subject, text, None, [made.invitation.email])


def link(made: Made, whole: WholeAddress) -> str:
    return whole(reverse("accept-invitation", args=[made.token]))


def has_account(email: str) -> bool:
    with tenancy.accounts():
        return User.objects.filter(email=email).exists()


def _text(name: str, **context: object) -> str:
    return render_to_string(f"administration/mail/{name}.txt", context)

"""A person's second steps: authenticator app, security keys, and the recovery codes for when those are lost."""

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.db.models import QuerySet

from infoshare.accounts.models import User
from infoshare.accounts.sessions import end_sessions
from infoshare.audit import log
from infoshare.signing_in.requests import SignedIn

APP, KEY, CODES = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
PASSED = "second_step"  # in the session: this person has one, or took one elsewhere that counts


def of(user: User) -> QuerySet[Authenticator]:
    """Those that stand for themselves. Recovery codes alone are no second step."""
    return Authenticator.objects.filter(user=user, type__in=(APP, KEY)).order_by("created_at")


def codes(user: User) -> Authenticator | None:
    return Authenticator.objects.filter(user=user, type=CODES).first()


def codes_left(user: User) -> int:
    held = codes(user)
    return len(held.wrap().get_unused_codes()) if held else 0


def are_kept(held: Authenticator) -> bool:
    """Whether the person said that they have kept these recovery codes."""
    return bool(held.data.get("kept"))


def keep(held: Authenticator) -> None:
    held.data["kept"] = True
    held.save(update_fields=["data"])


def passed(request: SignedIn) -> bool:
    """Whether this session may go on past the second step; once it may, nothing is looked up again."""
    if not request.session.get(PASSED) and is_set_up(request.user):
        request.session[PASSED] = True
    return bool(request.session.get(PASSED))


def is_set_up(user: User) -> bool:
    held = list(Authenticator.objects.filter(user=user))
    return any(each.type != CODES for each in held) and all(are_kept(each) for each in held if each.type == CODES)


def name(authenticator: Authenticator) -> str:
    return str(authenticator) if authenticator.type == KEY else "Authenticator app"


@transaction.atomic
def remove(user: User, pk: int) -> bool:
    """Takes one away, unless it is the last: of two removed at once, one stays."""
    User.objects.select_for_update().get(pk=user.pk)
    if of(user).count() < 2:
        return False
    return bool(of(user).filter(pk=pk).delete()[0])


@transaction.atomic
def start_again(user: User, *, by: User) -> None:
    """For somebody who lost their second steps and their codes: all go, and they set up anew at the next sign-in."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)
    log.record("factor.all_removed", by=by, about=user)

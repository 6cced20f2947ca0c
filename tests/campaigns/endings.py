"""Everything that ends a session: each leaves a browser whose next request has to be a stranger's."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import cached_property

import time_machine
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client

from infoshare.accounts.models import User
from tests.seeding.people import PASSWORD
from tests.signing_in.people import code, enter, minutes, type_password

STAY = "/accounts/stay/"
NEW = "four quite other words"


@dataclass
class Scene:
    """Somebody signed in on one device, or on two; an administrator beside them; and a clock to move on."""

    user: User
    administrator: Callable[[], Client]
    clock: time_machine.Traveller

    def __post_init__(self) -> None:
        self.here = self.device()

    @cached_property
    def there(self) -> Client:
        return self.device(later=1)  # a code of the app works once

    def device(self, *, later: int = 0) -> Client:
        browser = Client()
        enter(browser, self.user, later=later)
        assert browser.post(STAY).status_code == 200
        return browser


def copy_of(browser: Client) -> Client:
    """Somebody who copied the cookies of that browser."""
    thief = Client()
    thief.cookies = deepcopy(browser.cookies)
    return thief


def fifteen_minutes_without_a_request(scene: Scene) -> Client:
    scene.clock.shift(minutes(15))
    return scene.here


def twelve_hours_however_busy(scene: Scene) -> Client:
    for _ in range(51):
        scene.clock.shift(minutes(14))
        assert scene.here.post(STAY).status_code == 200
    scene.clock.shift(minutes(6))
    return scene.here


def signing_out(scene: Scene) -> Client:
    scene.here.post("/accounts/logout/")
    return scene.here


def a_copied_cookie_after_signing_out(scene: Scene) -> Client:
    thief = copy_of(scene.here)
    scene.here.post("/accounts/logout/")
    return thief


def a_session_from_before_signing_in(scene: Scene) -> Client:
    """The thief planted a session of their own in the browser in which somebody signs in."""
    browser = Client()
    scene.clock.shift(minutes(2))  # a code of the app works once
    type_password(browser, scene.user)
    thief = copy_of(browser)
    browser.post("/accounts/second-step/asked/", {"code": code()})
    assert browser.post(STAY).status_code == 200
    return thief


def the_password_changed_elsewhere(scene: Scene) -> Client:
    words = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert scene.there.post("/accounts/password/change/", words).status_code == 302
    return scene.here


def the_password_forgotten_and_set_anew(scene: Scene) -> Client:
    other = Client()
    before = len(mail.outbox)
    other.post("/accounts/password/reset/", {"email": scene.user.email})
    link = next(part for part in mail.outbox[before].body.split() if "/password/reset/key/" in part)
    form = other.get(link.split("testserver")[1], follow=True)
    other.post(form.redirect_chain[-1][0], {"password1": NEW, "password2": NEW})
    return scene.here


def a_second_step_removed(scene: Scene) -> Client:
    key = Authenticator.objects.create(user=scene.user, type="webauthn", data={"name": "Key", "credential": {}})
    scene.there.post(f"/accounts/second-step/{key.pk}/remove/")
    return scene.here


def new_recovery_codes(scene: Scene) -> Client:
    scene.there.post("/accounts/second-step/codes/new/")
    return scene.here


def second_steps_taken_as_lost(scene: Scene) -> Client:
    scene.administrator().post(f"/people/{scene.user.pk}/second-step/lost/")
    return scene.here


def a_role_ended(scene: Scene) -> Client:
    held = scene.user.memberships.get(role="manager")
    scene.administrator().post(f"/people/{scene.user.pk}/roles/{held.pk}/end/")
    return scene.here


def the_account_closed(scene: Scene) -> Client:
    team = scene.user.team
    taker = User.objects.filter(memberships__team=team, is_active=True).exclude(pk=scene.user.pk)[0]
    scene.administrator().post(f"/people/{scene.user.pk}/leaving/", {f"team_{team and team.pk}": taker.pk})
    assert not User.objects.get(pk=scene.user.pk).is_active
    return scene.here


def ended_from_another_device(scene: Scene) -> Client:
    here = UserSession.objects.get(session_key=scene.here.session.session_key)
    scene.there.post(f"/accounts/sessions/{here.pk}/end/")
    return scene.here


def all_others_ended(scene: Scene) -> Client:
    scene.there.post("/accounts/sessions/end/")
    return scene.here


ENDINGS: tuple[Callable[[Scene], Client], ...] = (
    fifteen_minutes_without_a_request,
    twelve_hours_however_busy,
    signing_out,
    a_copied_cookie_after_signing_out,
    a_session_from_before_signing_in,
    the_password_changed_elsewhere,
    the_password_forgotten_and_set_anew,
    a_second_step_removed,
    new_recovery_codes,
    second_steps_taken_as_lost,
    a_role_ended,
    the_account_closed,
    ended_from_another_device,
    all_others_ended,
)

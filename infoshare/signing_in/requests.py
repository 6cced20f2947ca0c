"""The request of somebody signed in: what the gate lets through has one."""

from typing import TYPE_CHECKING

from allauth.usersessions.models import UserSession
from django.http import HttpRequest

from infoshare.accounts.models import User

if TYPE_CHECKING:
    from infoshare.signing_in.limits import Over


class SignedIn(HttpRequest):
    user: User
    device: UserSession | None  # the session as its owner sees it in their list
    over: "Over | None"  # set by the time limits where the session has just ended
    is_suspended: bool  # set where a form waits until it is confirmed who sent it

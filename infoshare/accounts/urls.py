"""The addresses of signing in. Only those of allauth's pages that this site offers; nobody signs up."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from infoshare.accounts import views

urlpatterns = [
    path("login/", views.SignInView.as_view(), name="account_login"),
    path("sign-in-as/", views.sign_in_as, name="sign-in-as"),
    path("logout/", login_not_required(allauth.logout), name="account_logout"),
    path("signup/", login_not_required(allauth.signup), name="account_signup"),
    path("inactive/", login_not_required(allauth.account_inactive), name="account_inactive"),
    path("password/change/", allauth.password_change, name="account_change_password"),
    path("password/reset/", login_not_required(allauth.password_reset), name="account_reset_password"),
    path(
        "password/reset/done/",
        login_not_required(allauth.password_reset_done),
        name="account_reset_password_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        login_not_required(allauth.password_reset_from_key),
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        login_not_required(allauth.password_reset_from_key_done),
        name="account_reset_password_from_key_done",
    ),
]

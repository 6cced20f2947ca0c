"""The addresses of signing in. Only those of allauth's pages that this site offers; nobody signs up."""

from allauth.account import views as allauth
from django.contrib.auth.decorators import login_not_required
from django.urls import path, re_path

from infoshare.signing_in.views import confirming, organisation_account, second_step, sessions, signing, staying

PASSWORDS = [
    path("password/change/", signing.ChangePassword.as_view(), name="account_change_password"),
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
SECOND_STEP = [
    path("second-step/", second_step.overview, name="mfa_index"),
    path("second-step/asked/", second_step.AskSecondStep.as_view(), name="mfa_authenticate"),
    path("second-step/app/", second_step.SetUpApp.as_view(), name="mfa_activate_totp"),
    path("second-step/key/", second_step.AddKey.as_view(), name="mfa_add_webauthn"),
    path("second-step/<int:pk>/name/", second_step.NameKey.as_view(), name="mfa_edit_webauthn"),
    path("second-step/<int:pk>/remove/", second_step.remove, name="remove-factor"),
    path("second-step/codes/", second_step.codes, name="mfa_view_recovery_codes"),
    path("second-step/codes/new/", second_step.NewCodes.as_view(), name="mfa_generate_recovery_codes"),
]
CONFIRMING = [
    path("confirm/", confirming.Confirm.as_view(), name="account_reauthenticate"),
    path("confirm/code/", confirming.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("confirm/key/", confirming.ConfirmByKey.as_view(), name="mfa_reauthenticate_webauthn"),
]
STAYING = [
    path("time-left/", staying.time_left, name="time-left"),
    path("stay/", staying.stay, name="stay-signed-in"),
    path("keep/", staying.keep_typed, name="keep-typed"),
    path("unsaved/", staying.forms, name="unsaved"),
    path("unsaved/<int:pk>/throw-away/", staying.throw_away, name="throw-away"),
]
SESSIONS = [
    path("sessions/", sessions.overview, name="usersessions_list"),
    path("sessions/<int:pk>/end/", sessions.end, name="end-session"),
    path("sessions/end/", sessions.end_others, name="end-other-sessions"),
]
ORGANISATION = [
    path("organisation/", organisation_account.ask, name="organisation-account"),
    path("organisation/<slug:provider_id>/", organisation_account.go, name="openid_connect_login"),
    path("organisation/<slug:provider_id>/back/", organisation_account.back, name="openid_connect_callback"),
]
urlpatterns = [
    path("", signing.yours, name="your-sign-in"),
    path("login/", signing.SignIn.as_view(), name="account_login"),
    path("sign-in-as/", signing.sign_in_as, name="sign-in-as"),
    path("logout/", signing.SignOut.as_view(), name="account_logout"),
    path("signup/", login_not_required(allauth.signup), name="account_signup"),
    path("inactive/", login_not_required(allauth.account_inactive), name="account_inactive"),
    *PASSWORDS,
    *SECOND_STEP,
    *CONFIRMING,
    *STAYING,
    *SESSIONS,
    *ORGANISATION,
]

"""The settings of signing in. infoshare/settings.py takes them all."""

from infoshare.environment import text as _text
from infoshare.signing_in.passwords import check_file as _check_file
from infoshare.signing_in.providers import read as _read

BREACHED_PASSWORDS = _check_file(_text("INFOSHARE_BREACHED_PASSWORDS"))
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "infoshare.signing_in.passwords.BreachedPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("name", "email")},
    },
]
SIGNED_IN_IDLE = 15 * 60  # seconds without a request, then the session is over
SIGNED_IN_AT_MOST = 12 * 60 * 60  # seconds from signing in
SIGNED_IN_WARNING = 2 * 60  # seconds before, a page says so
ACCOUNT_ADAPTER = "infoshare.signing_in.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # seconds
# Five tries for one account, sixty for one network address (a whole school may share it). A lock ends by itself.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "login_failed": "60/15m/ip,5/15m/key",
    "reset_password": "20/15m/ip,5/15m/key",
    "reset_password_from_key": "20/15m/ip",
    "change_password": "10/15m/user",
    "reauthenticate": "30/15m/user",
    "check_document": "30/15m/ip",  # of whoever holds a document: no account
}
ACCOUNT_FORMS = {
    "login": "infoshare.signing_in.forms.passwords.SignInForm",
    "change_password": "infoshare.signing_in.forms.passwords.ChangePasswordForm",
    "reset_password": "infoshare.signing_in.forms.passwords.AskResetForm",
    "reset_password_from_key": "infoshare.signing_in.forms.passwords.ResetForm",
}
MFA_ADAPTER = "infoshare.signing_in.mfa.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Infoshare"
MFA_TOTP_TOLERANCE = 1  # the code before and the one after: clocks differ
MFA_FORMS = {
    "activate_totp": "infoshare.signing_in.forms.second_step.AppForm",
    "authenticate": "infoshare.signing_in.forms.second_step.CodeForm",
    "reauthenticate": "infoshare.signing_in.forms.second_step.ConfirmCodeForm",
    "add_webauthn": "infoshare.signing_in.forms.second_step.AddKeyForm",
    "edit_webauthn": "infoshare.signing_in.forms.second_step.NameKeyForm",
    "authenticate_webauthn": "infoshare.signing_in.forms.second_step.KeyForm",
    "reauthenticate_webauthn": "infoshare.signing_in.forms.second_step.ConfirmKeyForm",
}
OIDC_PROVIDERS = _read(_text("INFOSHARE_OIDC"))  # as INFOSHARE_OIDC_FILE holds them
SOCIALACCOUNT_ADAPTER = "infoshare.signing_in.oidc.OrganisationAdapter"
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [provider.as_app() for provider in OIDC_PROVIDERS]}}

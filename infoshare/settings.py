"""Every setting of the installation, those of signing in apart. Each environment variable is read once, and refused
when it is nonsense.
"""

import os
import re
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host
from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from infoshare import embedded_postgres
from infoshare.environment import flag as _flag
from infoshare.environment import text as _text
from infoshare.environment import whole_number as _whole_number
from infoshare.installation_key import new_key
from infoshare.signing_in.settings import *  # noqa: F403

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOOPBACK = {"127.0.0.1", "localhost", "[::1]"}


def _databases() -> tuple[dict[str, str], dict[str, str]]:
    """PostgreSQL as the site signs in to it, and the name and password of the owner of its tables.

    The one DATABASE_URL names, or a private one under var/ (development and demonstration). The owner is only needed
    to bring the tables up to date; without DATABASE_OWNER_URL it is who DATABASE_URL names.
    """
    if not _text("DATABASE_URL"):
        owner = embedded_postgres.ensure(ROOT)
        site = owner | {"USER": DATABASE_SITE_ROLE}
    else:
        site = _database_url("DATABASE_URL")
        owner = _database_url("DATABASE_OWNER_URL") if _text("DATABASE_OWNER_URL") else site
        if any(owner[part] != site[part] for part in ("NAME", "HOST", "PORT")):
            raise ImproperlyConfigured("DATABASE_OWNER_URL must name the database that DATABASE_URL names.")
    return site, {part: owner[part] for part in ("USER", "PASSWORD")}


def _database_url(name: str) -> dict[str, str]:
    """As PostgreSQL's own clients read it: the host may be the folder of a socket (%2Frun%2Fpostgresql)."""
    url = _text(name)
    try:
        said = conninfo_to_dict(url)
    except ProgrammingError:
        said = {}
    if unread := sorted(set(said) - {"host", "port", "user", "password", "dbname"}):
        raise ImproperlyConfigured(f"{name}: {unread[0]} is not read there. Set PG{unread[0].upper()} instead.")
    port = str(said.get("port", 5432))
    if not url.startswith(("postgres://", "postgresql://")) or "dbname" not in said or not port.isdecimal():
        raise ImproperlyConfigured(f"{name} must look like postgresql://user:password@host:5432/database.")
    return {
        "NAME": str(said["dbname"]),
        "USER": str(said.get("user", "")),
        "PASSWORD": str(said.get("password", "")),
        "HOST": str(said.get("host", "")),
        "PORT": port,
    }


def _role() -> str:
    """The role that the site acts as in the database. It owns no table, so row-level security binds it."""
    name = _text("INFOSHARE_DB_ROLE", "infoshare_site")
    if not re.fullmatch("[a-z_][a-z0-9_]{0,62}", name):
        raise ImproperlyConfigured("INFOSHARE_DB_ROLE must be a PostgreSQL role: a-z, 0-9 and _, 63 at most.")
    return name


def _secret_key() -> str:
    """INFOSHARE_SECRET_KEY, or a key of this checkout's own, made at first use, where the database is private too."""
    if key := _text("INFOSHARE_SECRET_KEY"):
        if len(key) < 50:
            raise ImproperlyConfigured("INFOSHARE_SECRET_KEY must be at least 50 random characters.")
        return key
    if _text("DATABASE_URL"):
        raise ImproperlyConfigured(
            "Set INFOSHARE_SECRET_KEY (or INFOSHARE_SECRET_KEY_FILE) to at least 50 random characters."
        )
    return _own_secret("secret_key", lambda: secrets.token_urlsafe(64))


def _signing_key() -> str:
    """INFOSHARE_SIGNING_KEY, as PEM: what anchors and documents are signed with. Made like the secret key."""
    if key := _text("INFOSHARE_SIGNING_KEY"):
        return key
    if _text("DATABASE_URL") and not DEMO:
        raise ImproperlyConfigured(
            "Set INFOSHARE_SIGNING_KEY_FILE to a file with the installation's own key (bin/make-secrets.sh makes one)."
        )
    return _own_secret("signing_key", new_key)


def _own_secret(name: str, make: Callable[[], str]) -> str:
    path = VAR / name
    if not path.exists():
        VAR.mkdir(exist_ok=True)
        fresh = VAR / f"{name}.{os.getpid()}"
        with open(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            file.write(make())
        if not path.exists():
            fresh.rename(path)
    return path.read_text(encoding="utf-8")


def _hosts() -> list[str]:
    hosts = [host.strip() for host in _text("INFOSHARE_HOSTS", "127.0.0.1,localhost").split(",") if host.strip()]
    if "*" in hosts:
        raise ImproperlyConfigured("INFOSHARE_HOSTS must name the hosts this site answers to; * is refused.")
    if DEMO and not set(hosts) <= LOOPBACK:
        raise ImproperlyConfigured(
            "The demonstration (INFOSHARE_DEMO=1) signs anybody in without a password, so it runs on localhost only. "
            "Take other names out of INFOSHARE_HOSTS, or turn the demonstration off."
        )
    return hosts


def _site() -> str:
    """INFOSHARE_SITE: where people reach the site, for the links in mails; without it a mail has none."""
    site = _text("INFOSHARE_SITE").rstrip("/")
    parts = urlsplit(site)
    is_whole = parts.scheme in {"https", "http"} and not (parts.path or parts.query or parts.fragment or parts.username)
    if site and not (is_whole and validate_host(parts.hostname or "", ALLOWED_HOSTS)):
        raise ImproperlyConfigured(
            "INFOSHARE_SITE must be where people reach the site, such as https://infoshare.example, with a name that "
            "INFOSHARE_HOSTS has."
        )
    return site


def _anchors() -> list[str]:
    """INFOSHARE_ANCHORS: where anchors go: file, file:/folder, mailto:address, s3://bucket/prefix; more than one."""
    places = _text("INFOSHARE_ANCHORS", "file").split()
    if wrong := [each for each in places if not re.fullmatch(r"file|file:/.+|mailto:[^@]+@[^@]+|s3://[^/]+.*", each)]:
        raise ImproperlyConfigured(
            f"INFOSHARE_ANCHORS: {wrong[0]} is no place. Use file, file:/folder, mailto:address or s3://bucket/prefix."
        )
    return places


def _documents() -> dict[str, object]:
    """INFOSHARE_DOCUMENTS: where issued documents lie: file, file:/folder or s3://bucket/prefix."""
    where = _text("INFOSHARE_DOCUMENTS", "file")
    parts = urlsplit(where)
    if where == "file" or (parts.scheme == "file" and parts.path.startswith("/")):
        folder = {"location": parts.path if parts.scheme else VAR / "documents"}
        rights = {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder | rights}
    if parts.scheme != "s3" or not parts.netloc:
        raise ImproperlyConfigured("INFOSHARE_DOCUMENTS must be file, file:/folder or s3://bucket/prefix.")
    bucket = {"bucket_name": parts.netloc, "location": parts.path.strip("/"), "endpoint_url": S3_ENDPOINT or None}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": bucket | {"default_acl": None}}


def _timestamp_url() -> str:
    url = _text("INFOSHARE_TIMESTAMP_URL")
    if url and urlsplit(url).scheme not in {"http", "https"}:
        raise ImproperlyConfigured(
            "INFOSHARE_TIMESTAMP_URL must be the http or https address of an RFC 3161 authority."
        )
    return url


def _mail() -> dict[str, object]:
    """Where outgoing mail goes: INFOSHARE_MAIL is file (under var/mail) or smtp://user:password@host:port."""
    where = _text("INFOSHARE_MAIL", "file")
    if where == "file":
        (VAR / "mail").mkdir(mode=0o700, parents=True, exist_ok=True)
        return {
            "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
            "EMAIL_FILE_PATH": str(VAR / "mail"),
        }
    parts = urlsplit(where)
    try:
        port = parts.port or 587
    except ValueError:  # not a number, or too large for one
        port = 0
    if parts.scheme != "smtp" or not parts.hostname or not port:
        raise ImproperlyConfigured("INFOSHARE_MAIL must be 'file' or smtp://user:password@host:587.")
    return {
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": True,
        "EMAIL_TIMEOUT": 10,  # seconds: a server that does not answer holds nobody up for long
    }


DEBUG = False
DEMO = _flag("INFOSHARE_DEMO", default=False)
HTTPS = _flag("INFOSHARE_HTTPS", default=bool(_text("DATABASE_URL")) and not DEMO)
SECRET_KEY = _secret_key()
SIGNING_KEY = _signing_key()
ANCHORS = _anchors()
ALARMS = _text("INFOSHARE_ALARMS").split()  # who gets a mail where the log does not hold
TIMESTAMP_URL = _timestamp_url()
CERTIFICATES = _text("INFOSHARE_CERTIFICATES", str(VAR / "certificates"))  # a folder with organisation-1.pem and so on
S3_ENDPOINT = _text("INFOSHARE_S3_ENDPOINT")
ALLOWED_HOSTS = _hosts()
SITE = _site()
ADDRESS = SITE or f"{'https' if HTTPS else 'http'}://{ALLOWED_HOSTS[0]}"  # what is printed, or mailed by an operator

DATABASE_SITE_ROLE = _role()
_SITE, DATABASE_OWNER = _databases()
DATABASE_SITE_PASSWORD = _SITE["PASSWORD"] if _SITE["USER"] == DATABASE_SITE_ROLE else ""
STATEMENTS = {
    # Values travel apart from statements: faster, and the database's log never quotes what people typed.
    "server_side_binding": True,
    "prepare_threshold": 1,  # planned once for each connection: reading a decision joins a dozen tables
}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "options": f"-c role={DATABASE_SITE_ROLE}",  # whoever signed in
            **STATEMENTS,
            "pool": {"min_size": 1, "max_size": _whole_number("INFOSHARE_DB_POOL", 8, 1, 100), "timeout": 10},
        },
        **_SITE,
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "infoshare.tenancy",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "guardian",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "simple_history",
    "pgtrigger",
    "procrastinate.contrib.django",
    "infoshare.accounts",
    "infoshare.audit",
    "infoshare.signing_in",
    "infoshare.administration",
    "infoshare.govuk",
    "infoshare.documents",
    "consent",
    "decisions",
]

MIDDLEWARE = [
    "infoshare.middleware.only_utf8",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "infoshare.tenancy.middleware.one_organisation",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "infoshare.middleware.long_bodies_are_refused",
    "infoshare.signing_in.limits.TimeLimits",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "infoshare.signing_in.gate.SecondStepGate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "infoshare.middleware.no_store",
    "infoshare.middleware.demonstration_is_local",
    "infoshare.middleware.unreadable_text_is_refused",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "infoshare.urls"
WSGI_APPLICATION = "infoshare.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "infoshare.accounts.context.site",
                "infoshare.signing_in.context.staying",
            ],
            "builtins": ["infoshare.govuk.templatetags.govuk", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "infoshare.govuk.renderer.GovRenderer"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_I18N = False
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "staticfiles"
STATICFILES_DIRS = [ROOT / "static" / "built"]
STORAGES = {
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    "documents": _documents(),
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"

ALLAUTH_TRUSTED_PROXY_COUNT = _whole_number("INFOSHARE_PROXIES", int(HTTPS), 0, 9)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",  # every process counts the same tries
        "LOCATION": "signing_in_cacherow",
        "OPTIONS": {"MAX_ENTRIES": 100_000},  # so many that nobody pushes out the count of their own tries
    }
}
SESSION_COOKIE_AGE = 24 * 60 * 60  # seconds; longer than a session lasts, so that a late form is known for whose it is
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "font-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: [] for feature in ("camera", "geolocation", "microphone", "payment", "usb", "fullscreen", "autoplay")
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # bytes of one form, without its files
FILE_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024  # bytes of a form with a file, in the two addresses that take one
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]  # nothing of it on a disk
TAKES_FILES = {"keep-evidence", "keep-flow-paper", "check-document"}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300

vars().update(_mail())
DEFAULT_FROM_EMAIL = _text("INFOSHARE_MAIL_FROM", "infoshare@localhost")

# Explicit grants only, each a row that leads to its decision; nobody has permissions of any other kind.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = GUARDIAN_MONKEY_PATCH_GROUP = False
SILENCED_SYSTEM_CHECKS = ["guardian.W001"]  # its backend would answer user.has_perm, which nothing here asks

PROCRASTINATE_IMPORT_PATHS = ["infoshare.jobs"]  # beside the tasks.py of each app
PROCRASTINATE_WORKER_DEFAULTS = {"concurrency": 1}  # one document at a time: drawing takes a whole processor

SIMPLE_HISTORY_REVERT_DISABLED = True
SIMPLE_HISTORY_ENFORCE_HISTORY_MODEL_PERMISSIONS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "infoshare.logs.Formatter", "format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}

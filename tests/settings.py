"""The application's settings, with the few changes that tests and checks need."""

from tempfile import TemporaryDirectory

from infoshare.settings import *  # noqa: F403
from infoshare.settings import DATABASE_OWNER, DATABASES, INSTALLED_APPS, MIDDLEWARE, STATEMENTS

INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations", "django_migration_linter", "tests.seeding", "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", "tests.row_security.as_the_site", *MIDDLEWARE]
ZEAL_RAISE = True
# One thing looked up again in a later step of one request: at the door, under the lock, on the way out.
ZEAL_ALLOWLIST = [
    {"model": model, "field": "get()"} for model in ("sessions.Session", "accounts.User", "decisions.Decision")
]

# Tests prepare and look as the owner of the tables, who sees all; their requests are the site's (row_security.py).
DATABASES["default"]["OPTIONS"] = STATEMENTS
DATABASES["default"] |= DATABASE_OWNER
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_DOCUMENTS = TemporaryDirectory(prefix="infoshare-documents-")  # goes with the process
STORAGES = {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": _DOCUMENTS.name, "directory_permissions_mode": 0o700},
    },
}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

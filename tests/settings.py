"""The application's settings, with the few changes that tests and checks need."""

from infoshare.settings import *  # noqa: F403
from infoshare.settings import DATABASES, INSTALLED_APPS, MIDDLEWARE

INSTALLED_APPS = [*INSTALLED_APPS, "django_linear_migrations", "django_migration_linter", "zeal"]
MIDDLEWARE = ["zeal.middleware.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
# One thing looked up again in a later step of one request: at the door, under the lock, on the way out.
ZEAL_ALLOWLIST = [
    {"model": model, "field": "get()"} for model in ("sessions.Session", "accounts.User", "decisions.Decision")
]

DATABASES["default"]["OPTIONS"] = {"server_side_binding": True}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

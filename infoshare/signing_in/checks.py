"""What `manage.py check --deploy` says about signing in."""

from collections.abc import Sequence

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Warning


def passwords_are_compared_with_leaked_ones(
    app_configs: Sequence[AppConfig] | None, **told: object
) -> list[CheckMessage]:
    if settings.BREACHED_PASSWORDS:
        return []
    advice = "Set INFOSHARE_BREACHED_PASSWORDS to a file of SHA-1 hashes; docs/operations.md says where it comes from."
    return [Warning("New passwords are not compared with leaked ones.", hint=advice, id="signing_in.W001")]

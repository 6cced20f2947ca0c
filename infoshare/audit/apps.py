"""Who did what, to which record, when: the evidence, kept append-only."""

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

from infoshare import installation_key


class AuditConfig(AppConfig):
    name = "infoshare.audit"

    def ready(self) -> None:
        checks.register(can_sign)


def can_sign(**_: object) -> list[checks.CheckMessage]:
    try:
        installation_key.private_key(settings.SIGNING_KEY)
    except ValueError:
        return [checks.Error("INFOSHARE_SIGNING_KEY is no key of the curve P-256 in PEM.", id="audit.E001")]
    return []

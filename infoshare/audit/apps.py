"""Who did what, to which record, when: the evidence, kept append-only."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "infoshare.audit"

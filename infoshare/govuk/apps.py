"""Makes the design system's templates and tags known to Django."""

from django.apps import AppConfig


class GovukConfig(AppConfig):
    name = "infoshare.govuk"
    label = "govuk"

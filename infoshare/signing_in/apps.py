"""Signing in and staying signed in: passwords, second steps, time limits, sessions, an organisation's own accounts."""

from django.apps import AppConfig
from django.core.checks import Tags, register


class SigningInConfig(AppConfig):
    name = "infoshare.signing_in"
    label = "signing_in"

    def ready(self) -> None:
        from infoshare.signing_in.checks import passwords_are_compared_with_leaked_ones  # settings must stand by then

        register(passwords_are_compared_with_leaked_ones, Tags.security, deploy=True)

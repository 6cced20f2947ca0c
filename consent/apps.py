"""What agreement there is to share: who gave it, how, and what they were told."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "consent"

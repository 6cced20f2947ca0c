"""People, where they belong and what their role lets them see."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "infoshare.accounts"

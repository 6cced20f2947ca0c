"""The wall between organisations, inside the database."""

from django.apps import AppConfig


class TenancyConfig(AppConfig):
    name = "infoshare.tenancy"

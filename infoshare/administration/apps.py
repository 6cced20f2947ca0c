"""Looking after the people, teams and roles of an organisation."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    name = "infoshare.administration"

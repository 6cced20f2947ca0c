"""Decisions about sharing information: the journey, the record, and what follows."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "decisions"

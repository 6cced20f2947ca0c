"""Decisions about sharing information: the journey, the record, and what follows."""

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper


class DecisionsConfig(AppConfig):
    name = "decisions"

    def after_migrating(self, connection: BaseDatabaseWrapper) -> None:
        """What the database does by functions that are worked out from the models (manage.py migrate calls it)."""
        from decisions.models.glass import GLASS
        from decisions.models.keeping_register import keep_register
        from decisions.models.keeping_search import keep_search
        from decisions.models.log_entries import LOG
        from decisions.models.open_sheets import SHEETS
        from decisions.models.retention_entries import RETENTION
        from decisions.models.taking_away import make_functions

        make_functions(connection)
        keep_register(connection)
        keep_search(connection)
        for kept in (GLASS, LOG, RETENTION, SHEETS):
            kept.bring_up_to_date(connection)

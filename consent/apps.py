"""What agreement there is to share: who gave it, how, and what they were told."""

from django.apps import AppConfig
from django.db.backends.base.base import BaseDatabaseWrapper


class ConsentConfig(AppConfig):
    name = "consent"

    def after_migrating(self, connection: BaseDatabaseWrapper) -> None:
        """What the database does by functions that are worked out from the models (manage.py migrate calls it)."""
        from consent.models.keeping_looks import LOOKS

        LOOKS.bring_up_to_date(connection)

"""The audit event: one line for each thing done or seen. Rows are only ever added."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from infoshare.accounts.models import Organisation
from infoshare.audit.append_only import append_only


class Event(models.Model):
    """One thing done or seen. `facts` say which parts, never their content.

    `about_type` and `about_id` point at the row the event is about without a foreign key, so that an event outlives it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now(), editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=100)
    about_type = models.CharField(max_length=100)
    about_id = models.BigIntegerField()
    facts = models.JSONField(default=dict)

    class Meta:
        ordering = ("id",)
        indexes: ClassVar = [
            models.Index(fields=["organisation", "about_type", "about_id", "id"], name="event_about"),
            models.Index(
                fields=["organisation", "at"], condition=models.Q(action="decision.viewed"), name="event_looks"
            ),
        ]
        triggers: ClassVar = append_only()

    def __str__(self) -> str:
        return f"{self.action} {self.about_type} {self.about_id}"

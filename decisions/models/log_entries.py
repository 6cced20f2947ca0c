"""Which questions for advice the Caldicott log may hold, kept by the database: by which the log is read and counted."""

from typing import ClassVar

from django.db import models

from decisions.models.advice import AdviceDiscussion
from infoshare.accounts.models import Organisation
from infoshare.saving.keeping import Kept, Watched
from infoshare.saving.orders import filled

GUARDIAN = "caldicott_guardian"


class LogEntry(models.Model):
    """Of a question that was put to a Guardian, in that role or by name, or that one has advised on; and of no other.

    Where only an answer makes it one, whoever reads may not see that answer yet: log.py says to whom it is in the log.
    """

    discussion = models.OneToOneField(
        AdviceDiscussion, on_delete=models.PROTECT, primary_key=True, related_name="log_entry", db_constraint=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    asked_at = models.DateTimeField()
    waits = models.BooleanField("put here, neither closed nor taken back")
    due_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "log entries"
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-asked_at", "-discussion"], name="log_by_moment"),
            models.Index(
                fields=["organisation", "due_at", "discussion"], condition=models.Q(waits=True), name="log_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"Log entry {self.pk}"


LOG = Kept(
    LogEntry,
    of="discussion_id",
    parent="decisions_advicediscussion",
    rows=filled(
        """
        SELECT q.id AS discussion_id, d.organisation_id, q.asked_at,
               q.put <> 'elsewhere' AND q.advice = '' AND q.ended_at IS NULL AS waits, q.due_at
          FROM decisions_advicediscussion q JOIN decisions_decision d ON d.id = q.decision_id
         WHERE q.role = '{guardian}'
            OR EXISTS (SELECT FROM decisions_putto p WHERE p.discussion_id = q.id AND p.as_guardian)
            OR EXISTS (SELECT FROM decisions_adviceanswer a WHERE a.discussion_id = q.id AND a.given_as = '{guardian}')
        """,
        guardian=GUARDIAN,
    ),
    watched=(
        Watched(
            "decisions_advicediscussion",
            "id",
            ("decision_id", "role", "asked_at", "put", "advice", "ended_at", "due_at"),
        ),
        Watched("decisions_putto", "discussion_id", ("discussion_id", "as_guardian"), "n.as_guardian"),
        Watched(
            "decisions_adviceanswer",
            "discussion_id",
            ("discussion_id", "given_as"),
            f"n.given_as = '{GUARDIAN}'",
        ),
    ),
)

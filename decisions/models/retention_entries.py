"""From which days it counts how long decisions are kept: so that few are looked through for what is due.

No rule stands in it: rules change, and what they count from does not.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consent.models import Person
from consent.models.person import LONG_AGO, BornIn
from decisions.models.decision import Decision
from decisions.models.flow import Flow
from decisions.models.retention import Kind
from infoshare.accounts.models import Organisation
from infoshare.saving.keeping import Kept, Watched


class RetentionEntry(models.Model):
    """When it began, and when the youngest of those it is about was born, as far as that is known.

    The database writes it whenever one of these changes, and nobody else may.
    """

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, primary_key=True, related_name="+", db_constraint=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    begun_at = models.DateTimeField()
    born_on = models.DateField(null=True)

    class Meta:
        verbose_name_plural = "retention entries"
        indexes: ClassVar = [
            models.Index(
                F("organisation"),
                BornIn("born_on"),
                F("begun_at"),
                include=["born_on", "decision"],
                name="retention_by_year",
            )
        ]

    def __str__(self) -> str:
        return f"How long decision {self.pk} is kept"


RETENTION = Kept(
    RetentionEntry,
    of="decision_id",
    parent="decisions_decision",
    rows="""
        SELECT d.id AS decision_id, d.organisation_id, d.created_at AS begun_at, youngest.born_on
          FROM decisions_decision d CROSS JOIN LATERAL (
            SELECT max(p.born_on) AS born_on
              FROM decisions_personconcerned c JOIN consent_person p ON p.id = c.person_id
             WHERE c.decision_id = d.id
          ) youngest
    """,
    watched=(
        Watched("decisions_decision", "id", ("organisation_id", "created_at")),
        Watched("decisions_personconcerned", "decision_id", ("decision_id", "person_id")),
        Watched(
            "consent_person",
            "id",
            ("born_on",),
            leads="ARRAY(SELECT c.decision_id FROM decisions_personconcerned c WHERE c.person_id = ANY (changed))",
            events=("UPDATE",),
        ),
    ),
)

BEGUN: Mapping[type[Kind], tuple[type[models.Model], str]] = {
    Decision: (RetentionEntry, "begun_at"),
    Flow: (Flow, "saved_at"),
    Person: (Person, "saved_at"),
}


def old_enough(
    kind: type[Kind], organisation: int, *, born: date | None, begun: datetime | None, after: int, most: int
) -> list[int]:
    """The next numbers of those that began by then, of people born by then or nobody knows when; None asks nothing.

    Year by year, each read off the index from when they began.
    """
    model, column = BEGUN[kind]
    rows: Any = model._default_manager.filter(organisation=organisation, pk__gt=after)
    if kind is not Flow:
        years = range(LONG_AGO, (born or timezone.localdate()).year + 1)
        rows = rows.alias(born_in=BornIn("born_on")).filter(born_in__in=years)
    if born:
        rows = rows.filter(Q(born_on__isnull=True) | Q(born_on__lte=born))
    if begun:
        rows = rows.filter(**{f"{column}__lte": begun})
    # Not by the number itself, or PostgreSQL looks through all numbers for the first that are old enough.
    return list(rows.order_by(F("pk") + 0).values_list("pk", flat=True)[:most])

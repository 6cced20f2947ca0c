"""A legal hold: while it stands, nothing of the record is disposed of, whatever rule says that it is due."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q, QuerySet

from decisions.models.access import PersonConcerned
from decisions.models.decision import Decision
from decisions.models.flow import Flow
from decisions.models.retention import Kind, OfARecord
from infoshare.saving.rows import Lasting


class LegalHold(OfARecord, Lasting):
    """Who ordered it and why, from when, and when to look at it again. A person's covers the decisions about them."""

    authority = models.CharField("who ordered it", max_length=200)
    authority_reference = models.CharField("their reference", max_length=100, blank=True)
    review_on = models.DateField()

    class Meta(Lasting.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            *OfARecord.Meta.constraints,
            *Lasting.Meta.constraints,
            models.CheckConstraint(condition=~Q(authority=""), name="legal_hold_says_who_ordered_it"),
            models.UniqueConstraint(fields=["began_by", "request_key"], name="legal_hold_once_a_key"),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="lifted_never_changed",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    IF TG_OP = 'UPDATE' AND OLD.ended_at IS NULL AND
                        to_jsonb(OLD) - ARRAY['ended_at', 'ended_by_id', 'ended_why']
                        = to_jsonb(NEW) - ARRAY['ended_at', 'ended_by_id', 'ended_why']
                    THEN RETURN NEW; END IF;
                    RAISE EXCEPTION 'A hold is lifted once, with a reason, and never changed';
                """,
            )
        ]

    def __str__(self) -> str:
        return f"Hold of {self.record}"


def holds_on(record: Kind) -> QuerySet[LegalHold]:
    """Those that stand: on the record itself; of a decision, also on anybody whom it is about."""
    standing = LegalHold.objects.filter(ended_at__isnull=True)
    if isinstance(record, Decision):
        people = PersonConcerned.objects.filter(decision=record).values("person")
        return standing.filter(Q(decision=record) | Q(person__in=people))
    return standing.filter(flow=record) if isinstance(record, Flow) else standing.filter(person=record)


def is_held(record: Kind) -> bool:
    return holds_on(record).exists()

"""Which corrections are still to be sent, and which were sent and not confirmed; worked out, never stored."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from decisions.models.correcting import CorrectionGivenUp, CorrectionHeard, CorrectionOwed, CorrectionSent, FoundWrong
from decisions.models.receipts import last_moment_in_time
from decisions.words_of_sharing import CONFIRMS, LOST

if TYPE_CHECKING:
    from infoshare.accounts.models import Organisation

_SETTLED = Q(Exists(CorrectionGivenUp.objects.filter(owed=OuterRef("pk")))) | Q(
    Exists(CorrectionHeard.objects.filter(sent__owed=OuterRef("pk"), said__in=CONFIRMS))
)


def _on_its_way() -> Q:
    lost = CorrectionHeard.objects.filter(sent=OuterRef("pk"), said__in=LOST)
    return Q(Exists(CorrectionSent.objects.filter(~Exists(lost), owed=OuterRef("pk"))))


def unsettled(rows: "QuerySet[CorrectionOwed]") -> "QuerySet[CorrectionOwed]":
    """Neither confirmed nor given up."""
    return rows.filter(~_SETTLED)


def to_send(rows: "QuerySet[CorrectionOwed]") -> "QuerySet[CorrectionOwed]":
    """Those that never went, or of which each that went was lost."""
    return unsettled(rows).filter(~_on_its_way())


def unconfirmed(organisation: "Organisation", now: datetime) -> "QuerySet[CorrectionSent]":
    """Of each that is neither confirmed nor given up the last that went, where its days for an answer are over."""
    later = CorrectionSent.objects.filter(owed=OuterRef("owed"), pk__gt=OuterRef("pk"))
    lost = CorrectionHeard.objects.filter(sent=OuterRef("pk"), said__in=LOST)
    open_ones = unsettled(CorrectionOwed.objects.filter(wrong__decision__organisation=organisation))
    return CorrectionSent.objects.filter(
        ~Exists(later),
        ~Exists(lost),
        owed__in=open_ones.values("pk"),
        happened_at__lt=last_moment_in_time(organisation, now),
    )


def still_open(rows: "QuerySet[FoundWrong]") -> "QuerySet[FoundWrong]":
    """Those of which somebody is still to be told, or to confirm."""
    return rows.filter(Exists(unsettled(CorrectionOwed.objects.filter(wrong=OuterRef("pk")))))

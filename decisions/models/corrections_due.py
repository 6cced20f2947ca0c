"""Which corrections are still to be sent, and which were sent and not confirmed; worked out, never stored."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q, QuerySet

from decisions.models.correcting import CorrectionGivenUp, CorrectionHeard, CorrectionOwed, CorrectionSent
from decisions.models.receipts import last_moment_in_time
from decisions.words_of_sharing import CONFIRMS, LOST

if TYPE_CHECKING:
    from infoshare.accounts.models import Organisation


def confirmed() -> "QuerySet[CorrectionHeard]":
    """That it is put right, said of the last time that the correction went: of an earlier one it settles nothing."""
    return CorrectionHeard.objects.filter(said__in=CONFIRMS, sent__in=_last().values("pk"))


def _settled() -> Q:
    given_up = CorrectionGivenUp.objects.filter(owed=OuterRef("pk"))
    return Q(Exists(given_up)) | Q(Exists(confirmed().filter(sent__owed=OuterRef("pk"))))


def _last() -> "QuerySet[CorrectionSent]":
    """Of each correction the last time that it went."""
    later = CorrectionSent.objects.filter(owed=OuterRef("owed"), pk__gt=OuterRef("pk"))
    return CorrectionSent.objects.filter(~Exists(later))


def _last_that_may_arrive() -> "QuerySet[CorrectionSent]":
    """The same, unless that was lost."""
    lost = CorrectionHeard.objects.filter(sent=OuterRef("pk"), said__in=LOST)
    return _last().filter(~Exists(lost))


def unsettled(rows: "QuerySet[CorrectionOwed]") -> "QuerySet[CorrectionOwed]":
    """Neither confirmed nor given up."""
    return rows.filter(~_settled())


def to_send(rows: "QuerySet[CorrectionOwed]") -> "QuerySet[CorrectionOwed]":
    """Those that never went, or were lost the last time."""
    return unsettled(rows).filter(~Exists(_last_that_may_arrive().filter(owed=OuterRef("pk"))))


def unconfirmed(organisation: "Organisation", now: datetime) -> "QuerySet[CorrectionSent]":
    """Of each that is neither confirmed nor given up the last that went, where its days for an answer are over."""
    owed = unsettled(CorrectionOwed.objects.filter(wrong__decision__organisation=organisation))
    late = Q(happened_at__lt=last_moment_in_time(organisation, now))
    return _last_that_may_arrive().filter(late, owed__in=owed.values("pk"))

"""The second signature: that a record needs one and why, who gave or refused it, and how a record stands."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet

from decisions.models.record import Record, ToDo
from infoshare.accounts.models import COUNTERSIGNED
from infoshare.saving.rows import AppendOnly

NOT_NEEDED, WAITS, NOT_AGREED, AGREED = "", "waits", "not_agreed", "agreed"


class CountersignNeeded(AppendOnly):
    """That a record needs a second signature, by what its organisation had chosen at that moment."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="countersign_needed")
    because = ArrayField(models.CharField(max_length=20))
    needed_at = models.DateTimeField(auto_now_add=True)
    needed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        verbose_name_plural = "countersignatures needed"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(because__contained_by=list(COUNTERSIGNED), because__len__gt=0),
                name="countersign_needed_because",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.record} needs a countersignature"


class Countersignature(AppendOnly):
    """That somebody else read a record, and agrees; or does not, and what is to be added before they look again."""

    needed = models.ForeignKey(CountersignNeeded, on_delete=models.PROTECT, related_name="countersignatures")
    request_key = models.UUIDField(editable=False)
    agreed = models.BooleanField()
    reasons = models.TextField(blank=True)
    todo = models.OneToOneField(ToDo, on_delete=models.PROTECT, related_name="countersignature", null=True, blank=True)
    signed_at = models.DateTimeField(auto_now_add=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(agreed=True, todo__isnull=True) | Q(agreed=False, todo__isnull=False) & ~Q(reasons=""),
                name="not_countersigning_says_why",
            ),
            models.UniqueConstraint(fields=["needed"], condition=Q(agreed=True), name="countersigned_once"),
            models.UniqueConstraint(fields=["needed", "request_key"], name="countersignature_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"Countersignature {self.pk} of {self.needed.record}"


@dataclass(frozen=True)
class Standing:
    """How a record stands: whether it waits, why it needs a signature, and every signature given or refused."""

    is_now: str = NOT_NEEDED
    because: tuple[str, ...] = ()
    needed: CountersignNeeded | None = None
    signatures: tuple[Countersignature, ...] = ()

    @property
    def last(self) -> Countersignature | None:
        return self.signatures[-1] if self.signatures else None


def standing(records: Iterable[Record]) -> Mapping[int, Standing]:
    """Of each record that needs a signature, by its number; in three queries, however many there are."""
    wanted = CountersignNeeded.objects.filter(record__in=list(records))
    signed = Countersignature.objects.select_related("signed_by", "todo__done_by")
    found: dict[int, list[CountersignNeeded]] = {}
    for need in wanted.prefetch_related(models.Prefetch("countersignatures", signed)):
        found.setdefault(need.record_id, []).append(need)
    return {record: _standing(needs) for record, needs in found.items()}


def standing_of(record: Record | None) -> Standing:
    """Of one; and of a draft, which needs none."""
    return standing([record]).get(record.pk, Standing()) if record else Standing()


def _standing(needs: list[CountersignNeeded]) -> Standing:
    """One signature settles every reason that stood when it was given; a later reason asks for another."""
    last = list(needs[-1].countersignatures.all())
    agreed = _agreed(needs[-1])
    refused = any(not each.agreed and not hasattr(each.todo, "done_by") for each in last)
    open_since = max((place for place, need in enumerate(needs[:-1], 1) if _agreed(need)), default=0)
    return Standing(
        is_now=AGREED if agreed else NOT_AGREED if refused else WAITS,
        because=tuple(dict.fromkeys(reason for need in needs[open_since:] for reason in need.because)),
        needed=needs[-1],
        signatures=tuple(each for need in needs for each in need.countersignatures.all()),
    )


def _agreed(need: CountersignNeeded) -> bool:
    return any(each.agreed for each in need.countersignatures.all())


def waiting() -> QuerySet[CountersignNeeded]:
    """Those that wait: the newest of a record, neither agreed nor refused for something that is still to be added."""
    later = CountersignNeeded.objects.filter(record=OuterRef("record"), pk__gt=OuterRef("pk"))
    settles = Q(agreed=True) | Q(agreed=False, todo__done_by__isnull=True)
    settled = Countersignature.objects.filter(settles, needed=OuterRef("pk"))
    return CountersignNeeded.objects.filter(~Exists(later), ~Exists(settled))

"""How long records are kept: the organisation's own rules, what of a person counts for it, and what is kept longer."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from consent.models import Person
from decisions import words_of_retention as words
from decisions.models.decision import Decision
from decisions.models.flow import Flow
from decisions.retention.schedule import SLOTS, Rule
from infoshare.accounts.models import Organisation
from infoshare.saving.rows import AppendOnly, one_of

ONE_OF_THREE = (
    Q(decision__isnull=False, flow__isnull=True, person__isnull=True)
    | Q(decision__isnull=True, flow__isnull=False, person__isnull=True)
    | Q(decision__isnull=True, flow__isnull=True, person__isnull=False)
)
Kind = Decision | Flow | Person


class OfARecord(models.Model):
    """A row about one record, and a part of it: a decision, bulk sharing, or a person with their consents."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="%(class)ss", null=True, blank=True)
    flow = models.ForeignKey(Flow, on_delete=models.PROTECT, related_name="%(class)ss", null=True, blank=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="%(class)ss", null=True, blank=True)
    request_key = models.UUIDField(editable=False)

    class Meta:
        abstract = True
        constraints: ClassVar = [models.CheckConstraint(condition=ONE_OF_THREE, name="%(class)s_of_one_record")]

    @property
    def record(self) -> Kind:
        found = self.decision or self.flow or self.person
        assert found  # the constraint
        return found


class RetentionRule(AppendOnly):
    """How long an organisation keeps some of its records, and who says so. Never changed: another takes its place."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    request_key = models.UUIDField(editable=False)
    slot = models.CharField(max_length=40)
    holds = models.BooleanField(default=True)
    years = models.PositiveSmallIntegerField()
    months = models.PositiveSmallIntegerField()
    source = models.TextField("who says so")
    from_on = models.DateField()
    chosen_at = models.DateTimeField(default=timezone.now)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("from_on", "id")
        constraints: ClassVar = [
            one_of("slot", SLOTS, blank=False),
            models.CheckConstraint(condition=~Q(source=""), name="retention_rule_says_who_says_so"),
            models.CheckConstraint(condition=Q(years__lte=150, months__lte=11), name="retention_rule_is_a_time"),
            models.CheckConstraint(
                condition=Q(holds=True) & (Q(years__gte=1) | Q(months__gte=1)) | Q(holds=False, years=0, months=0),
                name="retention_rule_keeps_some_time",
            ),
            models.UniqueConstraint(fields=["organisation", "request_key"], name="retention_rule_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.slot} from {self.from_on}"

    @property
    def rule(self) -> Rule:
        return Rule(SLOTS[self.slot], self.years, self.months, self.source, row=self.pk, holds=self.holds)


class PersonKept(AppendOnly):
    """What of a person counts for how long records about them are kept. The last word holds."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="kept_as")
    request_key = models.UUIDField(editable=False)
    kinds = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    died_on = models.DateField(null=True, blank=True)
    adopted_on = models.DateField("the day of the adoption order", null=True, blank=True)
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        verbose_name_plural = "people kept"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kinds__contained_by=list(words.PEOPLE_KEPT)), name="person_kept_as_known"
            ),
            models.CheckConstraint(
                condition=Q(adopted_on__isnull=True) | Q(kinds__contains=["adopted"]), name="person_adopted_on_a_day"
            ),
            models.UniqueConstraint(fields=["person", "request_key"], name="person_kept_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"How long {self.person} is kept"


class KeptLonger(OfARecord, AppendOnly):
    """That somebody looked at a record that was due, and keeps it: why, and when to look again."""

    why = models.TextField()
    until = models.DateField()
    kept_at = models.DateTimeField(default=timezone.now)
    kept_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        verbose_name_plural = "records kept longer"
        constraints: ClassVar = [
            *OfARecord.Meta.constraints,
            models.CheckConstraint(condition=~Q(why=""), name="kept_longer_says_why"),
            models.CheckConstraint(condition=Q(until__gt=F("kept_at__date")), name="kept_longer_than_today"),
            models.UniqueConstraint(fields=["kept_by", "request_key"], name="kept_longer_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"{self.record} kept until {self.until}"


def rules_chosen(organisation: Organisation | int, on: date) -> list[Rule]:
    """The organisation's own rules that hold on a day; of each slot the last takes the place of those before it."""
    rows = RetentionRule.objects.filter(organisation=organisation, from_on__lte=on)
    return [row.rule for row in rows.order_by("from_on", "pk")]

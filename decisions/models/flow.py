"""A bulk or regular flow: its form, the data sets that flow, and the organisations it flows to."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from decisions import words
from decisions.models.base import ALL_BUT, owner_is_here
from decisions.models.decision import Decision
from infoshare.accounts import policy
from infoshare.accounts.models import Organisation, Team, User
from infoshare.saving import references
from infoshare.saving.rows import Saved, one_of

FREEZE = """
    IF EXISTS (
        SELECT 1 FROM decisions_flowsubmission s LEFT JOIN decisions_flowdecision d ON d.submission_id = s.id
         WHERE s.flow_id IN (OLD.{column}, NEW.{column}) AND d.decided IS DISTINCT FROM 'more_information'
    ) THEN
        RAISE EXCEPTION 'This flow is submitted: it can be changed once it is sent back, or as a new version';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""
CARRIED = ("owner_id", "saved_at", "saved_by_id")  # who carries it on may change while it is frozen


def frozen_once_submitted(column: str = "flow_id", *, carried: bool = False) -> list[pgtrigger.Trigger]:
    """Triggers that refuse every change from when it is submitted on, until it is sent back."""
    but = ", ".join(f"'{each}'" for each in CARRIED)
    open_to_change = ALL_BUT.replace("{but}", but) if carried else ""
    return [
        pgtrigger.Trigger(
            name="frozen_once_submitted",
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            when=pgtrigger.Before,
            func=open_to_change + FREEZE.replace("{column}", column),
        )
    ]


def new_reference() -> str:
    """A reference such as BF-7KQ2-M9TR."""
    return references.new_reference("BF")


class FlowQuerySet(models.QuerySet["Flow"]):
    def visible_to(self, user: User) -> "FlowQuerySet":
        """Every page asks this before it shows anything of a flow. A conflict of interest with its draft closes it."""
        theirs = self.filter(policy.within(user, "flow.read"), organisation_id=user.organisation_id)
        return theirs.exclude(pk__in=_of_a_conflict(user))

    def undecided(self) -> "FlowQuerySet":
        """Those that are written, wait for a decision, or were sent back."""
        decided = Q(submissions__decision__isnull=False) & ~Q(submissions__decision__decided="more_information")
        return self.filter(end__isnull=True).exclude(pk__in=Flow.objects.filter(decided).values("pk"))


def _of_a_conflict(user: User) -> set[int]:
    """Flows that came from a decision with which this person has a conflict, and every version after them."""
    from decisions.models import scope

    flows = Flow.objects.filter(organisation_id=user.organisation_id)
    free = scope.unbarred(Decision.objects.all(), user)
    newest = set(flows.exclude(from_decision=None).exclude(from_decision__in=free).values_list("pk", flat=True))
    found = newest
    while newest:
        newest = set(flows.filter(former__in=newest).values_list("pk", flat=True))
        found = found | newest
    return found


class Flow(Saved):
    """What somebody asks to share in bulk or regularly: the fields of the ICO's data sharing decision form.

    How it stands is worked out from what happened to it (decisions/flow.py), never stored. `former` is the version that
    this one is to replace; that one goes on until this one is approved.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="flows")
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    request_key = models.UUIDField(editable=False)
    started_at = models.DateTimeField(auto_now_add=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="flows_started")
    from_decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, related_name="flow", null=True, blank=True, editable=False
    )
    former = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="later", null=True, blank=True, editable=False
    )
    version = models.PositiveSmallIntegerField(default=1, editable=False)

    name = models.CharField(max_length=200)
    purpose = models.TextField()
    benefits = models.TextField(blank=True)
    own_part = models.CharField("what we are to the information", max_length=20, blank=True)
    relationship = models.TextField("who answers for what, between the organisations", blank=True)
    interval = models.CharField(max_length=20, blank=True)
    interval_details = models.TextField(blank=True)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    power = models.TextField(blank=True)
    lawful_basis = models.CharField(max_length=40, blank=True)
    condition = models.CharField(max_length=40, blank=True)
    common_law = models.CharField(max_length=40, blank=True)
    necessity = models.TextField(blank=True)
    alternatives = models.TextField(blank=True)
    no_agreement_why = models.TextField(blank=True)
    dpia = models.CharField(max_length=20, blank=True)
    dpia_outcome = models.TextField(blank=True)
    no_dpia_why = models.TextField(blank=True)
    dpo_view = models.TextField(blank=True)
    dpo_on = models.DateField(null=True, blank=True)
    retention = models.TextField(blank=True)
    deletion = models.TextField(blank=True)
    in_transit = models.TextField(blank=True)
    at_rest = models.TextField(blank=True)
    told_how = models.TextField(blank=True)
    rights = models.TextField(blank=True)
    objections = models.TextField(blank=True)
    stops_who = models.CharField(max_length=200, blank=True)
    stops_how = models.TextField(blank=True)

    objects = FlowQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            one_of("own_part", words.PARTS),
            one_of("interval", words.INTERVALS),
            one_of("lawful_basis", words.LAWFUL_BASES),
            one_of("condition", words.CONDITIONS),
            one_of("common_law", words.COMMON_LAW),
            one_of("dpia", words.DPIA),
            models.UniqueConstraint(fields=["started_by", "request_key"], name="flow_once_a_key"),
            models.CheckConstraint(condition=~Q(name="") & ~Q(purpose=""), name="flow_says_what_for"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(begins_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="flow_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(version=1, former__isnull=True) | Q(version__gt=1, former__isnull=False),
                name="flow_version_follows_a_former",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "-id"], name="flow_by_organisation")]
        triggers: ClassVar = [*frozen_once_submitted("id", carried=True), owner_is_here("flow")]

    def __str__(self) -> str:
        return self.reference


class FlowRow(Saved):
    """A row of a list of the flow; `request_key` makes a second press of the button find the first one's row."""

    flow = models.ForeignKey(Flow, on_delete=models.PROTECT, related_name="%(class)ss")
    request_key = models.UUIDField(editable=False)

    class Meta:
        abstract = True
        ordering = ("id",)
        unique_together: ClassVar = [("flow", "request_key")]


class DataSet(FlowRow):
    """What flows: which data, about whom and how many, from which system to which, and why each is needed."""

    what = models.TextField()
    about_whom = models.CharField(max_length=200)
    how_many = models.CharField(max_length=100)
    from_system = models.CharField(max_length=200)
    to_system = models.CharField(max_length=200)
    categories = ArrayField(models.CharField(max_length=20))
    sensitive = models.CharField(max_length=20)
    why = models.TextField()

    class Meta(FlowRow.Meta):
        constraints: ClassVar = [
            one_of("sensitive", words.SENSITIVE, blank=False),
            models.CheckConstraint(
                condition=Q(categories__contained_by=list(words.CATEGORIES), categories__len__gt=0),
                name="dataset_categories_known",
            ),
            models.CheckConstraint(condition=~Q(why=""), name="dataset_is_necessary"),
        ]
        triggers: ClassVar = frozen_once_submitted()

    def __str__(self) -> str:
        return f"Data set {self.pk}"


class FlowPartner(FlowRow):
    """An organisation at the other end of the flow, and what it is to the information."""

    organisation = models.CharField(max_length=200)
    part = models.CharField(max_length=20)
    contact = models.CharField("the role to speak to", max_length=200)

    class Meta(FlowRow.Meta):
        constraints: ClassVar = [
            one_of("part", words.PARTS),
            models.CheckConstraint(condition=~Q(organisation=""), name="flowpartner_is_named"),
        ]
        triggers: ClassVar = frozen_once_submitted()

    def __str__(self) -> str:
        return self.organisation

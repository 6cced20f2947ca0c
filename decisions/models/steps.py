"""The other pages of the journey: lists (recipients, items) and one row a page that weighs, concludes and plans."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from consent import status
from consent.models import Consent
from decisions import words
from decisions.models.base import frozen_once_recorded
from decisions.models.decision import Decision
from infoshare.saving.rows import Saved, one_of


class ListRow(Saved):
    """A row of a list in the draft; `request_key` makes a second press of the button find the first one's row."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="%(class)ss")
    request_key = models.UUIDField(editable=False)

    class Meta:
        abstract = True
        ordering = ("id",)
        unique_together: ClassVar = [("decision", "request_key")]


class Recipient(ListRow):
    """Who the information would go to. `sector`: where they work, by kind, where that is said."""

    organisation = models.CharField(max_length=200)
    sector = models.CharField(max_length=20, blank=True, default="", db_default="")
    role = models.CharField(max_length=200)
    name = models.CharField(max_length=200, blank=True)

    class Meta(ListRow.Meta):
        constraints: ClassVar = [one_of("sector", words.SECTORS)]
        triggers: ClassVar = frozen_once_recorded()

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.role, self.organisation) if part)


class Item(ListRow):
    """One piece of information, decided on by itself for each recipient: see lines.py (practice document, S2)."""

    text = models.TextField()
    category = models.CharField(max_length=20)
    nature = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    author = models.CharField(
        "whose opinion it is, or who alleges it", max_length=200, blank=True, default="", db_default=""
    )
    about_whom = models.CharField(max_length=200, blank=True)
    accurate_on = models.DateField(null=True, blank=True)

    class Meta(ListRow.Meta):
        constraints: ClassVar = [
            one_of("category", words.CATEGORIES, blank=False),
            one_of("nature", words.NATURES, blank=False),
        ]
        triggers: ClassVar = frozen_once_recorded()

    def __str__(self) -> str:
        return f"Item {self.pk}"


class Page(Saved):
    """A row the draft has at most one of."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="%(class)s")

    class Meta:
        abstract = True


class Request(Page):
    """The request somebody sent us, where the decision answers one. `recipient` asked, where they are on the list."""

    recipient = models.ForeignKey(Recipient, on_delete=models.SET_NULL, related_name="+", null=True, blank=True)
    requester = models.CharField(max_length=200)
    requester_organisation = models.CharField(max_length=200)
    position = models.CharField(max_length=200)
    received_on = models.DateField()
    identity_check = models.CharField(max_length=20, blank=True, default="", db_default="")
    verified_how = models.TextField()
    asked_for = models.TextField()
    asked_why = models.TextField()
    own_data = models.BooleanField("whether they ask for their own data", default=False, db_default=False)
    answer_by = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("identity_check", words.IDENTITY_CHECKS),
            models.CheckConstraint(
                condition=Q(own_data=False) | Q(answer_by__isnull=False), name="own_data_is_answered_by_a_day"
            ),
            models.CheckConstraint(
                condition=Q(answer_by__isnull=True) | Q(answer_by__gte=F("received_on")),
                name="request_is_answered_after_it_came",
            ),
        ]
        triggers: ClassVar = frozen_once_recorded()

    def __str__(self) -> str:
        return f"Request for {self.decision}"


class ConsentStatement(Page):
    """What consent there was when the decision was taken, and what the family said.

    `relied_on` is the consent of the register that it leans on; or `kept_elsewhere`, where that is not in the register.
    `same_purpose`: somebody has said that its purpose and the decision's, in other words, are one.
    """

    status = models.CharField(max_length=20, blank=True)
    details_of = models.CharField("the status these details were written for", max_length=20, blank=True)
    given_by = models.CharField(max_length=200, blank=True)
    relationship = models.CharField(max_length=200, blank=True)
    form = models.CharField(max_length=20, blank=True)
    on = models.DateField(null=True, blank=True)
    explained = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    reason = models.CharField(max_length=30, blank=True)
    explanation = models.TextField(blank=True)
    child_views = models.TextField(blank=True)
    carer_views = models.TextField(blank=True)
    views_not_asked = models.TextField(blank=True)
    relied_on = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="statements", null=True, blank=True)
    kept_elsewhere = models.BooleanField(default=False, db_default=False)
    same_purpose = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints: ClassVar = [
            one_of("status", status.STATUSES),
            one_of("details_of", status.STATUSES),
            one_of("form", status.FORMS),
            one_of("reason", [*status.REASONS_NOT_SOUGHT, *status.REASONS_NOT_NEEDED]),
            models.CheckConstraint(
                condition=Q(explained__contained_by=list(status.ELEMENTS)),
                name="consentstatement_explained_known",
            ),
            models.CheckConstraint(
                condition=Q(relied_on__isnull=True) | Q(kept_elsewhere=False), name="leans_on_one_consent"
            ),
            models.CheckConstraint(
                condition=Q(relied_on__isnull=False) | Q(same_purpose=False), name="same_purpose_as_a_consent"
            ),
        ]
        triggers: ClassVar = frozen_once_recorded()

    def __str__(self) -> str:
        return f"Consent for {self.decision}"


class Weighing(Page):
    """The risk of sharing against the risk of not sharing, and what is best for the child (S5, S6)."""

    risk_of_sharing = models.TextField(blank=True)
    risk_of_not_sharing = models.TextField(blank=True)
    best_interests = models.CharField(max_length=20, blank=True)
    best_interests_why = models.TextField(blank=True)
    safety_of_others = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [one_of("best_interests", words.BEST_INTERESTS)]
        triggers: ClassVar = frozen_once_recorded()

    def __str__(self) -> str:
        return f"Weighing for {self.decision}"


class DutyToShare(Page):
    """Whether the duty of the Children Act 2004, section 16LA, applies; and why the exception is relied on, if it is.

    It is asked beside the pack, where the organisation's settings say that the duty is in force.
    """

    about_child = models.CharField(max_length=3, blank=True)
    listed = models.CharField("whether whoever would get it is listed too", max_length=3, blank=True)
    relevant = models.CharField("whether it bears on the child's safety or welfare", max_length=3, blank=True)
    exception_why = models.TextField("why sharing is more detrimental to the child", blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("about_child", words.YES_OR_NO),
            one_of("listed", words.YES_OR_NO),
            one_of("relevant", words.YES_OR_NO),
        ]
        triggers: ClassVar = frozen_once_recorded()

    def __str__(self) -> str:
        return f"Duty to share in {self.decision}"

    @property
    def answered(self) -> bool:
        return bool(self.about_child and self.listed and self.relevant)

    @property
    def applies(self) -> bool:
        return self.about_child == self.listed == self.relevant == "yes"


class LegalBasis(Page):
    """The law leaned on, each kind in its own field: consent never fills another one silently."""

    power = models.TextField(blank=True)
    lawful_basis = models.CharField(max_length=40)
    condition = models.CharField(max_length=40)
    common_law = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            one_of("lawful_basis", words.LAWFUL_BASES, blank=False),
            one_of("condition", words.CONDITIONS, blank=False),
            one_of("common_law", words.COMMON_LAW, blank=False),
        ]
        triggers: ClassVar = frozen_once_recorded()

    def __str__(self) -> str:
        return f"Legal basis for {self.decision}"


class Conclusion(Page):
    """What the practitioner decided and why; the guidance only pointed."""

    decided = models.CharField(max_length=20)
    reasons = models.TextField()
    review_on = models.DateField()
    grounds = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    other_ground = models.TextField(blank=True)
    departure_why = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            one_of("decided", words.DECISIONS, blank=False),
            models.CheckConstraint(condition=~Q(reasons=""), name="conclusion_has_reasons"),
            models.CheckConstraint(
                condition=Q(grounds__contained_by=list(words.GROUNDS)), name="conclusion_grounds_known"
            ),
        ]
        triggers: ClassVar = frozen_once_recorded()

    def __str__(self) -> str:
        return f"Conclusion for {self.decision}"


class SharingPlan(Page):
    """How the information will be shared: question 6 of the 2008 tree, a to e."""

    how_much = models.TextField(blank=True)
    facts_apart = models.TextField(blank=True)
    right_person = models.TextField(blank=True)
    securely = models.TextField(blank=True)
    told = models.CharField(max_length=10, blank=True)
    told_how = models.TextField(blank=True)
    not_told_why = models.TextField(blank=True)
    look_again_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [one_of("told", words.TOLD)]
        triggers: ClassVar = frozen_once_recorded()

    def __str__(self) -> str:
        return f"Sharing plan for {self.decision}"


class Emergency(Page):
    """What was shared at once because somebody was in danger; written down afterwards."""

    danger = models.TextField()
    told_whom = models.CharField(max_length=200)
    shared = models.TextField()
    channel = models.CharField(max_length=200)
    shared_at = models.DateTimeField()

    class Meta:
        triggers: ClassVar = frozen_once_recorded()

    def __str__(self) -> str:
        return f"Emergency in {self.decision}"

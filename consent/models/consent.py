"""One consent: what somebody was asked to agree to, and the list of who may receive it. Frozen once anybody answers."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from consent import words
from consent.models.person import Person
from infoshare.accounts.models import Organisation, User
from infoshare.saving import references
from infoshare.saving.rows import Saved, one_of

FREEZE = """
    IF EXISTS (SELECT 1 FROM consent_consentevent e WHERE e.consent_id IN (OLD.{column}, NEW.{column})) THEN
        RAISE EXCEPTION 'Somebody has answered: what they were asked is kept as it was';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
"""


def frozen_once_answered(column: str = "consent_id") -> list[pgtrigger.Trigger]:
    """Triggers that refuse every change to what was asked, from the first answer on."""
    return [
        pgtrigger.Trigger(
            name="frozen_once_answered",
            operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
            when=pgtrigger.Before,
            func=FREEZE.replace("{column}", column),
        )
    ]


def new_reference() -> str:
    """A reference such as CO-7KQ2-M9TR."""
    return references.new_reference("CO")


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Every page asks this before it shows anything: who may open a person may open the consents about them."""

    def visible_to(self, user: User) -> "ConsentQuerySet":
        return self.filter(person__in=Person.objects.visible_to(user))


class Consent(Saved):
    """What is asked of somebody about one person's information. What was answered is in its events, never here.

    The texts are what people are told for each element of informed consent (practice document, S12); an empty one is an
    element that nobody can have been told. `begun_by` keeps it: they are reminded to look at it again.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    request_key = models.UUIDField(editable=False)
    begun_at = models.DateTimeField(auto_now_add=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="consents")

    kind = models.CharField(max_length=20)
    between = models.CharField(max_length=10)
    purpose = models.TextField()
    use = models.TextField(blank=True)
    method = models.TextField(blank=True)
    retention = models.TextField(blank=True)
    limits = models.TextField(blank=True)
    withdrawal = models.TextField(blank=True)
    categories = ArrayField(models.CharField(max_length=20), default=list, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            one_of("kind", words.KINDS, blank=False),
            one_of("between", words.BETWEEN, blank=False),
            models.CheckConstraint(
                condition=Q(categories__contained_by=list(words.CATEGORIES)), name="consent_categories_known"
            ),
            models.CheckConstraint(condition=~Q(purpose=""), name="consent_says_what_for"),
            models.UniqueConstraint(fields=["person", "request_key"], name="consent_once_a_key"),
        ]
        indexes: ClassVar = [models.Index(fields=["organisation", "-id"], name="consent_by_organisation")]
        triggers: ClassVar = frozen_once_answered("id")

    def __str__(self) -> str:
        return self.reference


class ConsentRecipient(Saved):
    """Who may receive it: an organisation, and a role there where only that one may."""

    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="recipients")
    request_key = models.UUIDField(editable=False)
    organisation = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["consent", "request_key"], name="consent_recipient_once_a_key"),
            models.CheckConstraint(condition=~Q(organisation=""), name="consent_recipient_is_named"),
        ]
        triggers: ClassVar = frozen_once_answered()

    def __str__(self) -> str:
        return f"{self.organisation}, {self.role}" if self.role else self.organisation

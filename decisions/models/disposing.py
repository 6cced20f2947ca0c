"""Disposal: somebody proposes it, somebody else answers, and what is left says only that it was done."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from decisions import words_of_retention as words
from decisions.models.retention import OfARecord, RetentionRule
from decisions.retention.schedule import SLOTS
from infoshare.accounts.models import Organisation
from infoshare.saving.rows import AppendOnly, one_of


class DisposalProposal(OfARecord, AppendOnly):
    """That somebody looked at a record that is due and proposes to dispose of it. It lapses if nobody answers."""

    why = models.TextField()
    slot = models.CharField(max_length=40)
    rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    due_on = models.DateField()
    lapses_on = models.DateField()
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            *OfARecord.Meta.constraints,
            one_of("slot", SLOTS, blank=False),
            models.CheckConstraint(condition=~Q(why=""), name="disposal_proposal_says_why"),
            models.CheckConstraint(condition=Q(lapses_on__gt=F("due_on")), name="disposal_proposal_is_of_what_is_due"),
            models.UniqueConstraint(fields=["proposed_by", "request_key"], name="disposal_proposal_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"Disposal of {self.record}"


class DisposalAnswer(AppendOnly):
    """What came of a proposal: a second person confirmed it or not, or whoever proposed it took it back."""

    proposal = models.OneToOneField(DisposalProposal, on_delete=models.PROTECT, related_name="answer")
    answer = models.CharField(max_length=20)
    why = models.TextField(blank=True)
    answered_at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        constraints: ClassVar = [
            one_of("answer", words.ANSWERS, blank=False),
            models.CheckConstraint(condition=Q(answer="confirmed") | ~Q(why=""), name="disposal_answer_says_why"),
        ]
        triggers: ClassVar = [
            *AppendOnly.Meta.triggers,
            pgtrigger.Trigger(
                name="answered_by_a_second_person",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF (NEW.answer = 'taken_back') IS DISTINCT FROM EXISTS (
                        SELECT FROM decisions_disposalproposal p
                         WHERE p.id = NEW.proposal_id AND p.proposed_by_id = NEW.answered_by_id
                    ) THEN
                        RAISE EXCEPTION 'A second person answers; whoever proposed it can take it back';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {self.proposal}"


class Disposal(AppendOnly):
    """That a record is gone: which, by which rule, who proposed and who confirmed it. Nothing of what it said.

    The database writes it, in the function that takes the record away (actions/taking_away.py), and nobody else may. Of
    a person `reference` is empty: it is what the organisation calls them.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    about = models.CharField(max_length=20)
    number = models.BigIntegerField("the number of its row")
    reference = models.CharField(max_length=12, blank=True)
    slot = models.CharField(max_length=40)
    rule = models.ForeignKey(RetentionRule, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    due_on = models.DateField()
    rows = models.JSONField("how many rows of which table")
    proposed_at = models.DateTimeField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("-id",)
        constraints: ClassVar = [
            one_of("about", words.ABOUT, blank=False),
            models.UniqueConstraint(fields=["organisation", "about", "number"], name="disposed_of_once"),
            models.CheckConstraint(condition=~Q(proposed_by=F("confirmed_by")), name="disposed_of_by_two"),
            models.CheckConstraint(condition=~Q(about="person") | Q(reference=""), name="disposed_person_has_no_name"),
        ]

    def __str__(self) -> str:
        return f"{self.about} {self.number}"


def waiting() -> QuerySet[DisposalProposal]:
    """Proposals that a second person can still answer."""
    answered = DisposalAnswer.objects.filter(proposal=OuterRef("pk"))
    return DisposalProposal.objects.filter(~Exists(answered), lapses_on__gte=timezone.localdate())

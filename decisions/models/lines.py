"""One item for one recipient: what goes to whom, in what words, and why (practice document, S2; 2024, rule 6)."""

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from decisions import words
from decisions.models.base import frozen_once_recorded
from decisions.models.decision import Decision
from decisions.models.steps import Item, Recipient
from infoshare.saving.rows import Saved, one_of

GOES = ("share", "redact")


class Line(Saved):
    """`redacted` is what this recipient reads instead of the item; `onward`, whether they may pass it on."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="lines")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="lines")
    choice = models.CharField(max_length=10)
    why = models.TextField()
    redacted = models.TextField(blank=True)
    onward = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["item", "recipient"], name="line_once_an_item_and_recipient"),
            one_of("choice", words.CHOICES, blank=False),
            one_of("onward", words.ONWARD),
            models.CheckConstraint(condition=~Q(why=""), name="line_choice_has_a_reason"),
            models.CheckConstraint(
                condition=Q(choice="redact") & ~Q(redacted="") | ~Q(choice="redact") & Q(redacted=""),
                name="line_says_what_is_read_instead",
            ),
            models.CheckConstraint(
                condition=Q(choice__in=GOES) & ~Q(onward="") | ~Q(choice__in=GOES) & Q(onward=""),
                name="line_says_whether_it_is_passed_on",
            ),
        ]
        triggers: ClassVar = [
            *frozen_once_recorded(),
            pgtrigger.Trigger(
                name="of_one_decision",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM decisions_item i JOIN decisions_recipient r ON r.decision_id = i.decision_id
                         WHERE i.id = NEW.item_id AND r.id = NEW.recipient_id AND i.decision_id = NEW.decision_id
                    ) THEN
                        RAISE EXCEPTION 'The item and the recipient of a line are of its own decision';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Line {self.pk}"

    @property
    def goes(self) -> bool:
        """Whether anything of it leaves: the item as it stands, or what is read instead."""
        return self.choice in GOES

    def stands(self, item: Item, recipient: Recipient) -> bool:
        """Whether both still are what was decided on: a change of either since then is to be decided on anew."""
        return self.saved_at >= max(item.saved_at, recipient.saved_at)

"""That something which was shared is wrong, who is to be told, and for each of them the letter and what came back."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from decisions import words_of_sharing as words
from decisions.models.decision import Decision
from decisions.models.links import MOST_WRONG_CODES, OneTimeLink
from decisions.models.sharing import SharingEvent
from decisions.models.steps import Item
from infoshare.saving import references
from infoshare.saving.rows import AppendOnly, Ending, one_of


def new_reference() -> str:
    """A reference such as FW-7KQ2-M9TR."""
    return references.new_reference("FW")


class FoundWrong(AppendOnly):
    """One piece of information that was wrong when it was recorded, or is withdrawn altogether. The record stays.

    An emergency has no pieces: there `what` says in words what was told.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="found_wrong")
    item = models.ForeignKey(Item, on_delete=models.PROTECT, related_name="found_wrong", null=True, blank=True)
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    request_key = models.UUIDField(editable=False)
    what = models.TextField("what was told in the emergency", blank=True)
    kind = models.CharField(max_length=10)
    right = models.TextField("what is right", blank=True)
    found_how = models.TextField()
    found_by = models.CharField(max_length=200)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        verbose_name_plural = "found wrong"
        constraints: ClassVar = [
            one_of("kind", words.WRONG, blank=False),
            models.CheckConstraint(
                condition=Q(item__isnull=False, what="") | Q(item__isnull=True) & ~Q(what=""),
                name="found_wrong_is_a_piece_or_in_words",
            ),
            models.CheckConstraint(
                condition=Q(kind="wrong") & ~Q(right="") | Q(kind="withdrawn", right=""),
                name="found_wrong_says_what_is_right",
            ),
            models.CheckConstraint(condition=~Q(found_how=""), name="found_wrong_says_how"),
            models.CheckConstraint(condition=~Q(found_by=""), name="found_wrong_says_by_whom"),
            models.UniqueConstraint(fields=["decision", "request_key"], name="found_wrong_once_a_key"),
        ]
        triggers: ClassVar = [
            *AppendOnly.Meta.triggers,
            pgtrigger.Trigger(
                name="of_its_own_record",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM decisions_record r WHERE r.decision_id = NEW.decision_id
                           AND (r.happened_at IS NULL) = (NEW.item_id IS NOT NULL)
                    ) OR NEW.item_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM decisions_item i WHERE i.id = NEW.item_id AND i.decision_id = NEW.decision_id
                    ) THEN
                        RAISE EXCEPTION 'What is found wrong is a piece of its own record, or was told in an emergency';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def is_said_by(self, item: Item) -> bool:
        """Whether a piece of another decision still says, word for word, what was found wrong."""
        return bool(self.item and self.item.text == item.text)


class CorrectionOwed(AppendOnly):
    """That whoever was reached by one sending is to be told; without one, whoever was told in the emergency itself."""

    wrong = models.ForeignKey(FoundWrong, on_delete=models.PROTECT, related_name="owed")
    sharing = models.ForeignKey(
        SharingEvent, on_delete=models.PROTECT, related_name="corrections", null=True, blank=True
    )
    owed_at = models.DateTimeField(auto_now_add=True)
    owed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        verbose_name_plural = "corrections owed"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["wrong", "sharing"], nulls_distinct=False, name="correction_owed_once_a_sharing"
            ),
        ]
        triggers: ClassVar = [
            *AppendOnly.Meta.triggers,
            pgtrigger.Trigger(
                name="to_whoever_was_given_it",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (
                        SELECT 1 FROM decisions_foundwrong w
                          JOIN decisions_record r ON r.decision_id = w.decision_id
                         WHERE w.id = NEW.wrong_id AND w.item_id IS NULL AND r.happened_at IS NOT NULL
                           AND (NEW.sharing_id IS NULL OR EXISTS (
                                SELECT 1 FROM decisions_sharingevent e WHERE e.id = NEW.sharing_id
                                   AND e.decision_id = w.decision_id))
                    ) AND NOT EXISTS (
                        SELECT 1 FROM decisions_foundwrong w
                          JOIN decisions_sharingevent e ON e.id = NEW.sharing_id AND e.decision_id = w.decision_id
                          JOIN decisions_sheet s ON s.id = e.sheet_id
                          JOIN decisions_line l ON l.item_id = w.item_id AND l.recipient_id = s.recipient_id
                         WHERE w.id = NEW.wrong_id AND l.choice IN ('share', 'redact')
                    ) THEN
                        RAISE EXCEPTION 'Only whoever was given it is told that it was wrong';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Correction {self.pk} of {self.wrong}"


class CorrectionWords(AppendOnly):
    """What is right, in words for somebody who got the piece in part. The last of them count."""

    owed = models.ForeignKey(CorrectionOwed, on_delete=models.PROTECT, related_name="worded")
    request_key = models.UUIDField(editable=False)
    text = models.TextField()
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        verbose_name_plural = "correction words"
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="correction_words_say_something"),
            models.UniqueConstraint(fields=["owed", "request_key"], name="correction_words_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"Words of {self.owed}"


class CorrectionSent(AppendOnly):
    """That they were told. `letter` is what it said; it is empty where there was none, as after an emergency."""

    owed = models.ForeignKey(CorrectionOwed, on_delete=models.PROTECT, related_name="sent")
    request_key = models.UUIDField(editable=False)
    happened_at = models.DateTimeField()
    channel = models.CharField(max_length=20)
    sent_by = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    letter = models.JSONField(default=dict, blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        verbose_name_plural = "corrections sent"
        constraints: ClassVar = [
            one_of("channel", words.CHANNELS, blank=False),
            models.CheckConstraint(
                condition=Q(happened_at__lte=F("written_at")), name="correction_is_past_when_written"
            ),
            models.UniqueConstraint(fields=["owed", "request_key"], name="correction_sent_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"Sending {self.pk} of {self.owed}"


class CorrectionLink(OneTimeLink):
    """Whoever got a correction is asked, on a page without any of its content, whether they put it right."""

    sent = models.ForeignKey(CorrectionSent, on_delete=models.PROTECT, related_name="links")

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            *Ending.Meta.constraints,
            models.UniqueConstraint(fields=["sent", "request_key"], name="correction_link_once_a_key"),
            models.CheckConstraint(condition=Q(until__gt=F("let_in_at")), name="correction_link_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(wrong_codes__lte=MOST_WRONG_CODES), name="correction_link_tries_end"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(wrong_codes__lt=MOST_WRONG_CODES),
                name="correction_link_opens_with_a_code",
            ),
        ]

    def __str__(self) -> str:
        return f"Correction link {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.leads_somewhere


class CorrectionHeard(AppendOnly):
    """What they said: through their link, or to a colleague (`said_by`) who writes down how (`told_how`)."""

    sent = models.ForeignKey(CorrectionSent, on_delete=models.PROTECT, related_name="heard")
    request_key = models.UUIDField(editable=False)
    link = models.OneToOneField(CorrectionLink, on_delete=models.PROTECT, related_name="heard", null=True, blank=True)
    said = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    told_how = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        verbose_name_plural = "corrections heard"
        constraints: ClassVar = [
            one_of("said", words.PUT_RIGHT, blank=False),
            models.CheckConstraint(
                condition=Q(link__isnull=False, said_by__isnull=True, told_how="")
                | Q(link__isnull=True, said_by__isnull=False) & ~Q(told_how=""),
                name="correction_heard_by_link_or_by_hand",
            ),
            models.UniqueConstraint(fields=["sent", "request_key"], name="correction_heard_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk} to {self.sent}"


class CorrectionGivenUp(AppendOnly):
    """That they can't be told, or nothing will come back, or there is nothing to put right; and why."""

    owed = models.OneToOneField(CorrectionOwed, on_delete=models.PROTECT, related_name="given_up")
    request_key = models.UUIDField(editable=False)
    kind = models.CharField(max_length=20, default="cant", db_default="cant")
    why = models.TextField()
    given_up_at = models.DateTimeField(auto_now_add=True)
    given_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        verbose_name_plural = "corrections given up"
        constraints: ClassVar = [
            one_of("kind", words.GIVEN_UP, blank=False),
            models.CheckConstraint(condition=~Q(why=""), name="correction_given_up_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.owed}, given up"


class CorrectionSilence(AppendOnly):
    """That nothing came back in the organisation's days, and whoever carries it was told; written once."""

    sent = models.OneToOneField(CorrectionSent, on_delete=models.PROTECT, related_name="silence")
    noticed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Silence after {self.sent}"

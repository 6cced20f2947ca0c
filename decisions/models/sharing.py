"""That something went to somebody, and what came back: the link that asks, what was said, and that nothing was."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q

from decisions import words_of_sharing as words
from decisions.models.decision import Decision
from decisions.models.links import MOST_WRONG_CODES, OneTimeLink
from decisions.models.sheets import Sheet
from infoshare.saving.rows import AppendOnly, Ending, one_of


class SharingEvent(AppendOnly):
    """That one sheet went; or, after an emergency, that more was shared: a sheet says what went to whom, else these do.

    `shared_by` is who did it, where that is not whoever writes it down. One sheet may go more than once.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="sharings")
    sheet = models.ForeignKey(Sheet, on_delete=models.PROTECT, related_name="sharings", null=True, blank=True)
    told_whom = models.CharField(max_length=200, blank=True, db_default="")
    what = models.TextField("what was shared, where there is no sheet", blank=True, db_default="")
    request_key = models.UUIDField(editable=False)
    happened_at = models.DateTimeField()
    channel = models.CharField(max_length=20)
    verified_how = models.CharField("how they made sure that it is the right person", max_length=20)
    verified_words = models.TextField(blank=True)
    shared_by = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("channel", words.CHANNELS, blank=False),
            one_of("verified_how", words.VERIFIED, blank=False),
            models.CheckConstraint(
                condition=~Q(verified_how="other") | ~Q(verified_words=""), name="sharing_verified_another_way_says_how"
            ),
            models.CheckConstraint(
                condition=Q(sheet__isnull=False, told_whom="", what="")
                | Q(sheet__isnull=True) & ~Q(told_whom="") & ~Q(what=""),
                name="sharing_without_a_sheet_says_what_and_to_whom",
            ),
            models.CheckConstraint(condition=Q(happened_at__lte=F("written_at")), name="sharing_is_past_when_written"),
            models.UniqueConstraint(fields=["decision", "request_key"], name="sharing_once_a_key"),
        ]
        triggers: ClassVar = [
            *AppendOnly.Meta.triggers,
            pgtrigger.Trigger(
                name="of_a_sheet_or_an_emergency",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    IF NEW.sheet_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM decisions_sheet s WHERE s.id = NEW.sheet_id AND s.decision_id = NEW.decision_id
                    ) OR NEW.sheet_id IS NULL AND NOT EXISTS (
                        SELECT 1 FROM decisions_record r
                         WHERE r.decision_id = NEW.decision_id AND r.happened_at IS NOT NULL
                    ) THEN
                        RAISE EXCEPTION 'A sheet of its own decision is shared, or what an emergency record tells';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"Sharing {self.pk} of {self.sheet or self.decision}"

    @property
    def went_astray(self) -> bool:
        """Whether it is known to have reached somebody else, or a colleague opened an incident about it."""
        said = any(each.right_person is False for each in self.acknowledgements.all())
        return said or any(each.heard_id is None for each in self.incidents.all())

    @property
    def whom(self) -> str:
        """Whoever it went to."""
        return str(self.sheet.recipient) if self.sheet else self.told_whom


class ReceiptLink(OneTimeLink):
    """Whoever got a sheet is asked, on a page without any of its content, whether it arrived."""

    sharing = models.ForeignKey(SharingEvent, on_delete=models.PROTECT, related_name="links")

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            *Ending.Meta.constraints,
            models.UniqueConstraint(fields=["sharing", "request_key"], name="receipt_link_once_a_key"),
            models.CheckConstraint(condition=Q(until__gt=F("let_in_at")), name="receipt_link_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(wrong_codes__lte=MOST_WRONG_CODES), name="receipt_link_tries_end"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(wrong_codes__lt=MOST_WRONG_CODES),
                name="receipt_link_opens_with_a_code",
            ),
        ]

    def __str__(self) -> str:
        return f"Receipt link {self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether it still leads anywhere: also once answered, so that what was said can be read there."""
        return self.leads_somewhere


class Acknowledgement(AppendOnly):
    """What whoever got it says: through their link, or to a colleague (`said_by`) who writes down how (`told_how`)."""

    sharing = models.ForeignKey(SharingEvent, on_delete=models.PROTECT, related_name="acknowledgements")
    request_key = models.UUIDField(editable=False)
    link = models.ForeignKey(
        ReceiptLink, on_delete=models.PROTECT, related_name="acknowledgements", null=True, blank=True
    )
    arrived = models.BooleanField()
    right_person = models.BooleanField(null=True, blank=True)
    done_with = models.CharField(max_length=20, blank=True)
    words = models.TextField(blank=True)
    told_how = models.CharField(max_length=200, blank=True)
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("done_with", words.DONE_WITH),
            models.CheckConstraint(
                condition=Q(arrived=False, right_person__isnull=True, done_with="")
                | Q(arrived=True, right_person__isnull=False, right_person=False)
                | Q(arrived=True, right_person__isnull=False, right_person=True) & ~Q(done_with=""),
                name="acknowledgement_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(done_with__in=["other", "passed_on"]) | ~Q(words=""), name="acknowledgement_says_what_else"
            ),
            models.CheckConstraint(
                condition=Q(link__isnull=False, said_by__isnull=True, told_how="")
                | Q(link__isnull=True, said_by__isnull=False) & ~Q(told_how=""),
                name="acknowledgement_by_link_or_by_hand",
            ),
            models.UniqueConstraint(fields=["sharing", "request_key"], name="acknowledgement_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"Acknowledgement {self.pk} of {self.sharing}"


class Silence(AppendOnly):
    """That nothing came back in the organisation's days, and whoever carries it was told; written once."""

    sharing = models.OneToOneField(SharingEvent, on_delete=models.PROTECT, related_name="silence")
    noticed_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"Silence after {self.sharing}"

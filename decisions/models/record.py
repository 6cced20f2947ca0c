"""What stays: the record as it was shown, what is still to be added to it, and what was added."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from decisions import words
from decisions.models.decision import Decision
from infoshare.saving.rows import AppendOnly, one_of


class Record(AppendOnly):
    """The decision as recorded, whole: every question, answer and text as it stood on the page."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="record")
    recorded_at = models.DateTimeField(auto_now_add=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    content = models.JSONField()
    content_hash = models.CharField("SHA-256 of the canonical JSON of content", max_length=64)
    pack_id = models.CharField(max_length=50)
    pack_hash = models.CharField(max_length=64)
    outcome = models.CharField("what the guidance pointed to", max_length=30)
    decided = models.CharField(max_length=20)
    grounds = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    best_interests = models.CharField(max_length=20, blank=True)
    told = models.CharField("whether the family was to be told", max_length=10, blank=True, default="", db_default="")
    happened_at = models.DateTimeField("when it was shared, if that was before it was recorded", null=True, blank=True)

    class Meta(AppendOnly.Meta):
        constraints: ClassVar = [
            one_of("decided", words.DECISIONS, blank=False),
            one_of("told", words.TOLD),
            models.CheckConstraint(
                condition=~Q(
                    decided="do_not_share",
                    best_interests="yes",
                    grounds__contained_by=["confidentiality"],
                    grounds__len__gt=0,
                ),
                name="confidentiality_alone_never_withholds",
            ),
        ]

    def __str__(self) -> str:
        return f"Record of {self.decision}"

    @property
    def entered_afterwards(self) -> bool:
        return self.happened_at is not None


class ToDo(AppendOnly):
    """What is still to be written down, and by when: what an emergency left out, an addition that was asked for, what a
    withdrawal or a correction calls for. Done when an amendment answers it.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="todos")
    slug = models.CharField(max_length=30)
    title = models.TextField()
    due_at = models.DateTimeField()

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(title=""), name="todo_says_what"),
            models.UniqueConstraint(fields=["decision", "slug"], name="todo_once_a_decision"),
        ]

    def __str__(self) -> str:
        return self.title


class Amendment(AppendOnly):
    """Something added to a recorded decision, or how a passage of it reads from now on. The record never changes.

    `place` is where the passage stands in the record's content (decisions/passages.py), `stood` what it said until now,
    and `text` what it says instead; without a place, `text` is what was added.
    """

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="amendments")
    request_key = models.UUIDField(editable=False)
    todo = models.OneToOneField(ToDo, on_delete=models.PROTECT, related_name="done_by", null=True, blank=True)
    title = models.TextField()
    place = models.CharField(max_length=50, blank=True, default="", db_default="")
    stood = models.TextField(blank=True, default="", db_default="")
    text = models.TextField()
    why = models.TextField(blank=True)
    added_at = models.DateTimeField(auto_now_add=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["decision", "request_key"], name="amendment_once_a_key"),
            models.CheckConstraint(condition=Q(todo__isnull=False) | ~Q(why=""), name="amendment_says_why"),
            models.CheckConstraint(
                condition=Q(place="", stood="")
                | ~Q(place="") & ~Q(stood="") & ~Q(text="") & ~Q(text=F("stood")) & Q(todo__isnull=True),
                name="amendment_of_a_passage_is_whole",
            ),
        ]
        triggers: ClassVar = [
            *AppendOnly.Meta.triggers,
            pgtrigger.Trigger(
                name="of_what_stands",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                declare=[("stands", "text")],
                func="""
                    IF NEW.place = '' THEN RETURN NEW; END IF;
                    -- One after the other, so that the second of two finds what the first made of the passage.
                    PERFORM 1 FROM decisions_decision d WHERE d.id = NEW.decision_id FOR NO KEY UPDATE;
                    SELECT a.text INTO stands FROM decisions_amendment a
                     WHERE a.decision_id = NEW.decision_id AND a.place = NEW.place ORDER BY a.id DESC LIMIT 1;
                    IF NOT FOUND THEN
                        SELECT r.content #>> string_to_array(NEW.place, '.') INTO stands
                          FROM decisions_record r WHERE r.decision_id = NEW.decision_id;
                    END IF;
                    IF stands IS DISTINCT FROM NEW.stood THEN
                        RAISE EXCEPTION 'An amendment is of a passage as it stands';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.title

"""A pack of what is kept of a person: what it is for, what was chosen, what is taken out of each text, the ZIP made."""

from typing import ClassVar

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from consent.models import Person
from decisions import words_of_packs as words
from infoshare.saving import references
from infoshare.saving.rows import AppendOnly, one_of


def new_reference() -> str:
    """A reference such as PK-7KQ2-M9TR."""
    return references.new_reference("PK")


def closed_once_made() -> pgtrigger.Trigger:
    """What was read is what was made, and what was given up is: nothing is chosen or taken out any more."""
    return pgtrigger.Trigger(
        name="closed_once_made",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func="""
            IF EXISTS (SELECT 1 FROM decisions_madepack m WHERE m.pack_id = NEW.pack_id) THEN
                RAISE EXCEPTION 'This pack is made: start another';
            END IF;
            IF EXISTS (SELECT 1 FROM decisions_packgivenup g WHERE g.pack_id = NEW.pack_id) THEN
                RAISE EXCEPTION 'This pack was given up: start another';
            END IF;
            RETURN NEW;
        """,
    )


class PersonPack(AppendOnly):
    """That somebody asked for what is kept of a person.

    `exposed_why`: why it may go to them, though somebody must not be told or found. It counts for `exposed`: the keys
    (decisions/protecting.py) of those of whom that was so when it was said.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="packs")
    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    request_key = models.UUIDField(editable=False)
    made_for = models.CharField(max_length=20)
    asked_by = models.CharField("who asked for it", max_length=200)
    asked_as = models.CharField("who they are, and for whom", max_length=200, blank=True, default="", db_default="")
    received_on = models.DateField()
    due_on = models.DateField(null=True, blank=True)
    exposed_why = models.TextField(blank=True)
    exposed = ArrayField(models.CharField(max_length=40), default=list, db_default=[], blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("made_for", words.PACK_FOR, blank=False),
            models.CheckConstraint(condition=~Q(asked_by=""), name="person_pack_says_who_asked"),
            models.CheckConstraint(
                condition=Q(made_for="subject_access", due_on__isnull=False, due_on__gt=F("received_on"))
                | ~Q(made_for="subject_access") & Q(due_on__isnull=True),
                name="person_pack_of_a_request_is_due",
            ),
            models.UniqueConstraint(fields=["person", "request_key"], name="person_pack_once_a_key"),
        ]

    def __str__(self) -> str:
        return self.reference


class PackChoice(AppendOnly):
    """Which parts go in; the last choice counts. What is restricted goes with a reason, and so does what exposes.

    A reason counts for what was restricted (`restricted_of`: references), and for whom it exposed (`exposed`), then.
    """

    pack = models.ForeignKey(PersonPack, on_delete=models.PROTECT, related_name="choices")
    request_key = models.UUIDField(editable=False)
    parts = ArrayField(models.CharField(max_length=40))
    restricted = models.BooleanField()
    why = models.TextField(blank=True)
    restricted_of = ArrayField(models.CharField(max_length=12), default=list, db_default=[], blank=True)
    exposed_why = models.TextField(blank=True, default="", db_default="")
    exposed = ArrayField(models.CharField(max_length=40), default=list, db_default=[], blank=True)
    chosen_at = models.DateTimeField(auto_now_add=True)
    chosen_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(parts__len__gt=0), name="pack_choice_chooses_something"),
            models.CheckConstraint(condition=Q(restricted=False) | ~Q(why=""), name="pack_choice_restricted_says_why"),
            models.UniqueConstraint(fields=["pack", "request_key"], name="pack_choice_once_a_key"),
        ]
        triggers: ClassVar = [*AppendOnly.Meta.triggers, closed_once_made()]

    def __str__(self) -> str:
        return f"Choice {self.pk} of {self.pack}"


class PackText(AppendOnly):
    """What is taken out of one text, where that is not what was proposed; the last word counts.

    `mark` is of the text as it stood: another text is proposed anew. `left` and `also` are words of it.
    """

    pack = models.ForeignKey(PersonPack, on_delete=models.PROTECT, related_name="texts")
    request_key = models.UUIDField(editable=False)
    mark = models.CharField(max_length=32)
    whole = models.BooleanField("the whole text is taken out")
    left = ArrayField(models.TextField(), default=list, blank=True)
    also = ArrayField(models.TextField(), default=list, blank=True)
    category = models.CharField(max_length=20, blank=True)
    why = models.TextField(blank=True)
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("category", words.LEFT_OUT),
            models.CheckConstraint(condition=Q(left__len=0) | ~Q(why=""), name="pack_text_left_in_says_why"),
            models.CheckConstraint(
                condition=Q(whole=False, also__len=0, category="")
                | Q(whole=False, also__len__gt=0) & ~Q(category="")
                | Q(whole=True, left__len=0, also__len=0) & ~Q(category=""),
                name="pack_text_taken_out_says_why",
            ),
            models.UniqueConstraint(fields=["pack", "request_key"], name="pack_text_once_a_key"),
        ]
        triggers: ClassVar = [*AppendOnly.Meta.triggers, closed_once_made()]

    def __str__(self) -> str:
        return f"Text {self.pk} of {self.pack}"


class MadePack(AppendOnly):
    """The pack as it was made, once: a ZIP, and its manifest. `read` is the mark of what somebody read before."""

    pack = models.OneToOneField(PersonPack, on_delete=models.PROTECT, related_name="made")
    read = models.CharField("SHA-256 of every text as it goes", max_length=64)
    manifest = models.JSONField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField("in bytes")
    data = models.BinaryField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        constraints: ClassVar = [models.CheckConstraint(condition=Q(size__gt=0), name="made_pack_holds_something")]
        triggers: ClassVar = [*AppendOnly.Meta.triggers, closed_once_made()]

    def __str__(self) -> str:
        return f"{self.pack}, made"


class PackGivenUp(AppendOnly):
    """That a pack is not made, and why: started twice, or whoever asked took it back."""

    pack = models.OneToOneField(PersonPack, on_delete=models.PROTECT, related_name="given_up")
    request_key = models.UUIDField(editable=False)
    why = models.TextField()
    given_up_at = models.DateTimeField(auto_now_add=True)
    given_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        verbose_name_plural = "packs given up"
        constraints: ClassVar = [models.CheckConstraint(condition=~Q(why=""), name="pack_given_up_says_why")]
        triggers: ClassVar = [*AppendOnly.Meta.triggers, closed_once_made()]

    def __str__(self) -> str:
        return f"{self.pack}, given up"

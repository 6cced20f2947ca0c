"""To whom a question for advice was put, what they said, and what was said to and fro. Rows are only ever added."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from decisions import words
from decisions.models.advice import AdviceDiscussion
from decisions.models.links import MOST_WRONG_CODES, OneTimeLink
from infoshare.accounts.models import User
from infoshare.saving.rows import AppendOnly, Ending, one_of


class PutTo(AppendOnly):
    """That one person was asked, and why they were: the role they hold, or that nobody else is there.

    `as_guardian` is whether they were a Caldicott Guardian then: the log holds what was put to one, whoever is one now.
    """

    discussion = models.ForeignKey(AdviceDiscussion, on_delete=models.PROTECT, related_name="put_to_whom")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="asked_to_advise")
    why = models.CharField(max_length=10)
    as_guardian = models.BooleanField(default=False, db_default=False)
    put_at = models.DateTimeField(auto_now_add=True)
    put_by = models.ForeignKey(  # nobody: the clock ran out
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("why", words.WHY_THEM, blank=False),
            models.UniqueConstraint(fields=["discussion", "user"], name="advice_put_to_a_person_once"),
        ]

    def __str__(self) -> str:
        return f"{self.discussion} put to {self.user}"


class Overdue(AppendOnly):
    """That the clock of a question ran out, and whoever asked was told; written once."""

    discussion = models.OneToOneField(AdviceDiscussion, on_delete=models.PROTECT, related_name="overdue")
    noticed_at = models.DateTimeField(auto_now_add=True)

    class Meta(AppendOnly.Meta):
        verbose_name = "question that is overdue"

    def __str__(self) -> str:
        return f"{self.discussion} is overdue"


class OutsideAdviser(OneTimeLink):
    """Somebody outside who is asked: a link that opens once, with a code that goes another way, and both end."""

    discussion = models.ForeignKey(AdviceDiscussion, on_delete=models.PROTECT, related_name="outside_advisers")
    name = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)

    class Meta:
        ordering = ("id",)
        constraints: ClassVar = [
            *Ending.Meta.constraints,
            models.UniqueConstraint(fields=["discussion", "request_key"], name="outside_adviser_once_a_key"),
            models.CheckConstraint(condition=Q(until__gt=F("let_in_at")), name="outside_adviser_ends_after_it_begins"),
            models.CheckConstraint(condition=Q(wrong_codes__lte=MOST_WRONG_CODES), name="outside_adviser_tries_end"),
            models.CheckConstraint(
                condition=Q(opened_at__isnull=True) | Q(wrong_codes__lt=MOST_WRONG_CODES),
                name="outside_adviser_opens_with_a_code",
            ),
        ]

    def __str__(self) -> str:
        return f"Outside adviser {self.pk}"

    @property
    def is_let_in(self) -> bool:
        """Whether the link still leads anywhere, be it opened or not. A restriction closes one that tells names."""
        return self.leads_somewhere and self.discussion.is_open and not self.discussion.names_are_restricted


class AdviceAnswerQuerySet(models.QuerySet["AdviceAnswer"]):
    def open_to(self, reader: "User | OutsideAdviser | None") -> "AdviceAnswerQuerySet":
        """Without the answers of a second opinion that is still blind, but for one's own. Every reader asks this."""
        if reader is None:
            return self.filter(~blind())
        own = Q(outside=reader) if isinstance(reader, OutsideAdviser) else Q(given_by=reader)
        return self.filter(~blind() | own)


class AdviceAnswer(AppendOnly):
    """What one adviser said. The last of a discussion counts; the asker closes the discussion on it.

    `said` tells an answer from the word of somebody named in a discussion that happened elsewhere.
    `given_as` is the role they answered in. The rest after `rationale` are fields of a Caldicott Guardian's log.
    """

    discussion = models.ForeignKey(AdviceDiscussion, on_delete=models.PROTECT, related_name="answers")
    request_key = models.UUIDField(editable=False)
    said = models.CharField(max_length=10, default="answer")
    given_at = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="advice_given", null=True, blank=True
    )
    outside = models.ForeignKey(OutsideAdviser, on_delete=models.PROTECT, related_name="answers", null=True, blank=True)
    given_as = models.CharField(max_length=30)
    advice = models.CharField(max_length=20)
    conditions = models.TextField(blank=True)
    rationale = models.TextField()
    principles = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    consulted = models.TextField(blank=True)
    options = models.TextField(blank=True)
    theme = models.CharField(max_length=20, blank=True)
    lesson = models.TextField(blank=True)
    review_on = models.DateField(null=True, blank=True)

    objects = AdviceAnswerQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("said", words.SAYS, blank=False),
            one_of("given_as", words.ADVISERS, blank=False),
            one_of("advice", words.ADVICE, blank=False),
            one_of("theme", words.THEMES),
            models.CheckConstraint(
                condition=Q(principles__contained_by=list(words.PRINCIPLES)), name="adviceanswer_principles_known"
            ),
            models.CheckConstraint(
                condition=Q(given_by__isnull=False, outside__isnull=True)
                | Q(given_by__isnull=True, outside__isnull=False),
                name="advice_given_by_one",
            ),
            models.CheckConstraint(condition=~Q(rationale=""), name="advice_given_says_why"),
            models.CheckConstraint(
                condition=Q(outside__isnull=True) | Q(given_as__in=words.OUTSIDERS),
                name="advice_from_outside_is_no_role_here",
            ),
            models.CheckConstraint(  # what their log is made of; a Guardian elsewhere keeps a log of their own
                condition=~Q(given_as="caldicott_guardian", said="answer", outside__isnull=True)
                | ~Q(principles=[]) & ~Q(theme=""),
                name="guardian_says_principles_and_theme",
            ),
            models.UniqueConstraint(fields=["discussion", "request_key"], name="advice_given_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"Answer {self.pk} to {self.discussion}"

    @property
    def giver(self) -> str:
        """Whose answer it is, as a record calls them."""
        if self.outside:
            return f"{self.outside.name}, {self.outside.organisation}"
        return self.given_by.name if self.given_by else ""

    @property
    def given_on(self) -> date:
        return timezone.localdate(self.given_at)


class AdviceReplyQuerySet(models.QuerySet["AdviceReply"]):
    def open_to(self, reader: "User | OutsideAdviser") -> "AdviceReplyQuerySet":
        """Those under one of two questions are, before both are in, for its asker, carrier and adviser alone.

        An adviser may say there what they think, or the asker repeat it, and any other reader can still be asked.
        """
        if isinstance(reader, OutsideAdviser):  # who reads one question alone
            return self
        itself = AdviceDiscussion.objects.filter(pk=OuterRef("discussion"))
        one_of_two = Exists(itself.filter(Q(second_of__isnull=False) | Q(second__isnull=False)))
        waits = Q(one_of_two) & (blind() | Q(Exists(_unanswered(itself.filter(ended_at=None)))))
        asks = Q(discussion__asked_by=reader) | Q(discussion__decision__owner=reader)
        asked = Exists(PutTo.objects.filter(discussion=OuterRef("discussion"), user=reader))
        of_the_other = Q(discussion__second=OuterRef("discussion")) | Q(discussion__second_of=OuterRef("discussion"))
        asked_the_other = Exists(PutTo.objects.filter(of_the_other, user=reader))
        return self.filter(~waits | Q(asked) | asks & ~Q(asked_the_other))


class AdviceReply(AppendOnly):
    """One message under a question. `shown` is the text as the adviser sees it, with what is withheld marked."""

    discussion = models.ForeignKey(AdviceDiscussion, on_delete=models.PROTECT, related_name="replies")
    request_key = models.UUIDField(editable=False)
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    outside = models.ForeignKey(OutsideAdviser, on_delete=models.PROTECT, related_name="replies", null=True, blank=True)
    text = models.TextField()
    shown = models.TextField()

    objects = AdviceReplyQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(said_by__isnull=False, outside__isnull=True)
                | Q(said_by__isnull=True, outside__isnull=False),
                name="reply_said_by_one",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="reply_says_something"),
            models.UniqueConstraint(fields=["discussion", "request_key"], name="reply_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"Reply {self.pk} to {self.discussion}"


def blind() -> Q:
    """Answers to one of two questions, while the other waits for its own: nobody sees the first early.

    The other waits no more once it is answered, taken back, or closed on what was said by telephone.
    """
    other_of_first = AdviceDiscussion.objects.filter(second_of=OuterRef("discussion"), ended_at=None)
    other_of_second = AdviceDiscussion.objects.filter(second=OuterRef("discussion"), ended_at=None)
    return Q(Exists(_unanswered(other_of_first))) | Q(Exists(_unanswered(other_of_second)))


def _unanswered(discussions: "models.QuerySet[AdviceDiscussion]") -> "models.QuerySet[AdviceDiscussion]":
    return discussions.filter(advice="").exclude(Exists(AdviceAnswer.objects.filter(discussion=OuterRef("pk"))))

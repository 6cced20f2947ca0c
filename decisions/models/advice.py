"""An advice discussion: asked, then answered. What was asked and what was said both stay."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from decisions import words
from decisions.advising.clock import URGENCIES
from decisions.models.base import frozen_once_recorded
from decisions.models.decision import Decision
from decisions.models.steps import ListRow
from infoshare.accounts.models import User
from infoshare.saving import references
from infoshare.saving.rows import Ending, one_of

if TYPE_CHECKING:
    from decisions.models.answering import AdviceAnswer


def new_reference() -> str:
    """A reference such as AD-7KQ2-M9TR: an adviser is told this one, not the decision's."""
    return references.new_reference("AD")


class AdviceDiscussionQuerySet(models.QuerySet["AdviceDiscussion"]):
    def put_to(self, user: User) -> "AdviceDiscussionQuerySet":
        """Those that this person was asked to answer or confirm; none where they have a conflict of interest.

        One with names is closed to them where a restriction keeps them out, be it set before or since.
        """
        from decisions.models import scope

        this = Decision.objects.filter(pk=OuterRef("decision"))  # each by itself, or all decisions are gone through
        theirs, named = scope.unbarred(this, user), scope.named_to(this, user)
        rows = self.alias(theirs=Subquery(theirs.values("pk")), named=Subquery(named.values("pk")))
        told = Q(identity_withheld=True) | Q(named__isnull=False)
        return rows.filter(told, theirs__isnull=False, put_to_whom__user=user)

    def waiting(self) -> "AdviceDiscussionQuerySet":
        """Neither closed by whoever asked nor taken back."""
        return self.filter(advice="", ended_at=None)

    def unanswered(self) -> "AdviceDiscussionQuerySet":
        """Of those, what was put to somebody who has given no answer yet."""
        return self.waiting().filter(answers=None).exclude(put="elsewhere")


class AdviceDiscussion(ListRow, Ending):
    """Advice sought at one question of the guidance (S8). Open until its outcome is written down, or it is taken back.

    `shown` is what the adviser sees, word for word, frozen when it was put; `rested_on` is what of the draft it
    rests on, in the draft's own words (both: decisions/asking.py). `also` are words the asker marked to be withheld.
    `still_holds_of` is the fingerprint of the draft as it was when the asker said that the advice still holds.
    """

    reference = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    question = models.CharField(max_length=50)
    put = models.CharField(max_length=10, default="elsewhere", db_default="elsewhere")
    about_record = models.BooleanField("asked after the decision was recorded", default=False, db_default=False)
    asked_whom = models.TextField("whom the record says was asked: every name whole")
    adviser = models.ForeignKey(  # the colleague who is said to have advised by word of mouth: they confirm it
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="said_to_advise", null=True, blank=True
    )
    role = models.CharField(max_length=30)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="advice_asked")
    urgency = models.CharField(max_length=10, blank=True, default="", db_default="")
    due_at = models.DateTimeField(null=True, blank=True)
    dilemma = models.TextField()
    identity_withheld = models.BooleanField()
    named_why = models.TextField(blank=True)
    also = ArrayField(models.CharField(max_length=200), default=list, db_default=[], blank=True)
    shown = models.JSONField(default=dict, db_default={})
    rested_on = models.JSONField(default=dict, db_default={})
    second_of = models.OneToOneField("self", on_delete=models.PROTECT, related_name="second", null=True, blank=True)

    advised_on = models.DateField(null=True, blank=True)
    advice = models.CharField(max_length=20, blank=True)
    advice_text = models.TextField(blank=True)
    conditions = models.TextField(blank=True, default="", db_default="")
    followed = models.CharField(max_length=10, blank=True)
    not_followed_why = models.TextField(blank=True)
    still_holds_why = models.TextField(blank=True, default="", db_default="")
    still_holds_of = models.CharField(max_length=64, blank=True, default="", db_default="")

    # What those named in it said of it since, and what was answered as far as all who read the decision may see it;
    # read with its draft. No default here: Django would take it for read.
    confirmations: "Sequence[AdviceAnswer]"
    given: "Sequence[AdviceAnswer]"
    # What the Caldicott log adds; see models/log.py.
    answered_at: datetime | None
    closed_at: datetime | None
    logged_advice: str
    logged_theme: str
    precedent: str
    advice_then: str
    followed_then: str

    objects = AdviceDiscussionQuerySet.as_manager()

    class Meta(ListRow.Meta):
        constraints: ClassVar = [
            *Ending.Meta.constraints,
            one_of("put", words.PUT, blank=False),
            one_of("role", words.ADVISERS, blank=False),
            one_of("advice", words.ADVICE),
            one_of("followed", words.FOLLOWED),
            one_of("urgency", URGENCIES),
            models.CheckConstraint(
                condition=~Q(put="outside") | Q(adviser__isnull=True), name="advice_outside_is_confirmed_by_nobody_here"
            ),
            models.CheckConstraint(
                condition=~Q(put="outside") | Q(role__in=words.OUTSIDERS), name="advice_outside_is_no_role_here"
            ),
            models.CheckConstraint(
                condition=Q(advice="") | (~Q(advice_text="") & ~Q(followed="") & Q(advised_on__isnull=False)),
                name="advice_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(followed__in=["partly", "no"]) | ~Q(not_followed_why=""),
                name="advice_not_followed_says_why",
            ),
            models.CheckConstraint(
                condition=Q(identity_withheld=True) | ~Q(named_why=""), name="advice_with_names_says_why"
            ),
            models.CheckConstraint(
                condition=Q(put="elsewhere", due_at__isnull=True, urgency="")
                | ~Q(put="elsewhere") & Q(due_at__isnull=False) & ~Q(urgency=""),
                name="advice_put_here_has_a_time",
            ),
            models.CheckConstraint(condition=Q(advice="") | Q(ended_at__isnull=True), name="advice_ends_once"),
            models.CheckConstraint(
                condition=Q(still_holds_of="") | ~Q(still_holds_why=""), name="advice_still_holds_says_why"
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["due_at"], condition=Q(advice="", ended_at=None), name="advice_waiting"),
            models.Index(fields=["-asked_at", "-id"], name="advice_by_moment"),
        ]
        triggers: ClassVar = frozen_once_recorded(unless="about_record")

    def __str__(self) -> str:
        return f"Advice {self.reference}"

    @property
    def is_open(self) -> bool:
        return not self.advice and self.ended_at is None

    @property
    def names_are_restricted(self) -> bool:
        """Whether it tells names of a decision that is restricted now: whoever is not named there may not read it."""
        from decisions.models import scope

        return not self.identity_withheld and scope.is_restricted(self.decision_id)

    @property
    def is_closed(self) -> bool:
        """Whether what was advised is written down; one that was taken back is neither open nor closed."""
        return bool(self.advice)

    @property
    def other(self) -> "AdviceDiscussion | None":
        """The other of two opinions, where two were asked for."""
        return self.second_of or getattr(self, "second", None)

    def is_said_by(self, user: User) -> bool:
        """Whether this person is said to have advised by word of mouth, so that it is for them to confirm."""
        return self.is_closed and self.adviser_id == user.pk

    @property
    def last_word(self) -> "AdviceAnswer | None":
        """Whether somebody who is said to have advised says so too; none while they have not said."""
        said: Sequence[AdviceAnswer] = getattr(self, "confirmations", ())
        return said[-1] if said else None

    @property
    def is_corrected(self) -> bool:
        """Whether they said otherwise, and nobody has closed it again since."""
        word = self.last_word
        return word is not None and word.said == "corrected" and word.given_at > self.saved_at

    @property
    def advised(self) -> str:
        """What was advised, by the adviser's own word where they corrected what was written down."""
        word = self.last_word
        return word.advice if word and word.said == "corrected" else self.advice

    @property
    def answers_shown(self) -> "Sequence[AdviceAnswer]":
        """What was answered, as far as whoever reads the decision may see it."""
        return getattr(self, "given", ())

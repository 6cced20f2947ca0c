"""What somebody who oversees reads afterwards: one row whenever there is something new, and who has read how far."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from decisions import words
from decisions.models.advice import AdviceDiscussion
from decisions.models.decision import Decision
from decisions.models.record import ToDo
from infoshare.accounts import policy
from infoshare.accounts.models import Organisation, Team, User
from infoshare.accounts.policy import Scope
from infoshare.saving.rows import AppendOnly, one_of

THIS = OuterRef("pk")


CHUNK = 200  # rows that are looked at in turn until a page is full


class ReviewEntryQuerySet(models.QuerySet["ReviewEntry"]):
    def in_reach_of(self, user: User) -> "ReviewEntryQuerySet":
        """By role, of this table alone: quick, and more than may be shown."""
        reached = self.filter(organisation=user.organisation_id)
        if Scope.ORGANISATION not in policy.scopes(user, "advice.review"):
            reached = reached.filter(team__in=policy.teams(user, "advice.review"))
        return reached.exclude(came_by=user).exclude(author=user)

    def for_review_by(self, user: User) -> "ReviewEntryQuerySet":
        """The newest of each thing that this person reviews: what others did, where they may open it; never own."""
        opens = Decision.objects.visible_to(user).exclude(owner=user)
        newer = ReviewEntry.objects.filter(thing=OuterRef("thing"), pk__gt=THIS).exclude(came_by=user)
        return self.in_reach_of(user).filter(Exists(opens.filter(pk=OuterRef("decision"))), ~Exists(newer))

    def read_by(self, user: User) -> "ReviewEntryQuerySet":
        return self.filter(Exists(ReadMark.objects.filter(entry=THIS, read_by=user)))

    def unread_by(self, user: User) -> "ReviewEntryQuerySet":
        return self.filter(~Exists(ReadMark.objects.filter(entry=THIS, read_by=user)))

    def with_read_before(self, user: User) -> "ReviewEntryQuerySet":
        """Adds `read_before`: whether they have read an earlier one of the same thing."""
        earlier = ReadMark.objects.filter(entry__thing=OuterRef("thing"), entry__lt=THIS, read_by=user)
        return self.annotate(read_before=Exists(earlier))  # type: ignore[no-redef]


def newest_first(in_reach: ReviewEntryQuerySet, user: User, *, below: int, most: int) -> list[int]:
    """The numbers of those that they review, of what is in reach: its rules are asked of a few rows at a time."""
    found: list[int] = []
    while len(found) < most:
        rows = in_reach.filter(pk__lt=below) if below else in_reach
        chunk = list(rows.order_by("-pk").values_list("pk", flat=True)[:CHUNK])
        shown = ReviewEntry.objects.for_review_by(user).filter(pk__in=chunk) if chunk else ReviewEntry.objects.none()
        found += shown.order_by("-pk").values_list("pk", flat=True)[: most - len(found)]
        if len(chunk) < CHUNK:
            break
        below = chunk[-1]
    return found


class ReviewEntry(AppendOnly):
    """That a decision was recorded, advice closed, or something added to either.

    `thing` is the reference of the decision or of the discussion: the rows of one thing are read together. `author` is
    who recorded it or asked, and `said` what was decided or advised: here again, so that the list asks one table.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="review_entries")
    discussion = models.ForeignKey(
        AdviceDiscussion, on_delete=models.PROTECT, related_name="review_entries", null=True, blank=True
    )
    thing = models.CharField(max_length=12)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    said = models.CharField(max_length=20)
    kind = models.CharField(max_length=10)
    came_at = models.DateTimeField(auto_now_add=True)
    came_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    read_before: bool  # see ReviewEntryQuerySet.with_read_before

    objects = ReviewEntryQuerySet.as_manager()

    class Meta(AppendOnly.Meta):
        verbose_name_plural = "review entries"
        constraints: ClassVar = [
            one_of("kind", words.REVIEW_ENTRIES, blank=False),
            one_of("said", [*words.DECISIONS, *words.ADVICE], blank=False),
        ]
        indexes: ClassVar = [
            models.Index(fields=["organisation", "-id"], name="review_entry_newest"),
            models.Index(fields=["team", "-id"], name="review_entry_of_a_team"),
            models.Index(fields=["thing", "-id"], name="review_entry_of_a_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"


class ReadMark(AppendOnly):
    """That somebody has read this entry. Whatever comes after it is unread again."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(ReviewEntry, on_delete=models.PROTECT, related_name="read_marks")
    read_at = models.DateTimeField(auto_now_add=True)
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["read_by", "entry"], name="read_marked_once")]

    def __str__(self) -> str:
        return f"{self.entry} read by {self.read_by}"


class ReviewComment(AppendOnly):
    """What somebody who oversees says of a decision or of one of its discussions, or its owner answers."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="comments")
    discussion = models.ForeignKey(
        AdviceDiscussion, on_delete=models.PROTECT, related_name="comments", null=True, blank=True
    )
    request_key = models.UUIDField(editable=False)
    text = models.TextField()
    said_at = models.DateTimeField(auto_now_add=True)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.UniqueConstraint(fields=["decision", "request_key"], name="comment_once_a_key"),
        ]

    def __str__(self) -> str:
        return f"Comment {self.pk} on {self.decision}"


class AdditionAsked(AppendOnly):
    """Who asked for an addition to a record. Its to-do says what is to be added, by when, and whether it is."""

    todo = models.OneToOneField(ToDo, on_delete=models.PROTECT, related_name="asked_for")
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        verbose_name_plural = "additions asked for"

    def __str__(self) -> str:
        return f"Addition asked for: {self.todo}"

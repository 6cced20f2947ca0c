"""The people whose information it is, and who others are to them."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from consent import words
from infoshare.accounts.models import Organisation, Team, User
from infoshare.saving.rows import Ending, Saved, one_of

FLAGGED = Q(must_not_be_told=True) | Q(must_not_be_found=True)  # few are, and they are asked for on many first pages
# Relationships that hold now; and those that are over, as long as whoever it is must not be told or found.
STANDING = Q(ended_at=None) | FLAGGED
LONG_AGO = 1900


class BornIn(models.Func):
    """The year of birth, for an index; LONG_AGO for all before it, and where nobody knows."""

    template = f"greatest(extract(year from %(expressions)s), {LONG_AGO})::smallint"
    output_field = models.SmallIntegerField()


class PersonQuerySet(models.QuerySet["Person"]):
    """Every page asks one of these before it shows anything. The rules are in scope.py."""

    def visible_to(self, user: User) -> "PersonQuerySet":
        from consent.models import scope

        return scope.visible(self, user)

    def unbarred(self, user: User) -> "PersonQuerySet":
        from consent.models import scope

        return scope.unbarred(self, user)


class Placed(models.Model):
    """Where somebody lives, and whether those who must not find them could learn it (2024, rule 5)."""

    address = models.CharField(max_length=200, blank=True, default="", db_default="")
    postcode = models.CharField(max_length=30, blank=True, default="", db_default="")
    must_not_be_found = models.BooleanField(default=False, db_default=False)
    must_not_be_found_why = models.TextField(blank=True, default="", db_default="")

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(must_not_be_found=False) | ~Q(must_not_be_found_why=""),
                name="%(class)s_must_not_be_found_says_why",
            ),
        ]


class Person(Placed, Saved):
    """A child, young person, parent or other adult, known by the reference an organisation uses for them.

    `owner` is who entered them, and `team` is the team that person was in then.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="people")
    request_key = models.UUIDField(editable=False)
    entered_at = models.DateTimeField(auto_now_add=True)

    reference = models.CharField("the organisation's own reference", max_length=50)
    name = models.CharField(max_length=200, blank=True, db_default="")
    name_keys = ArrayField(models.CharField(max_length=50), default=list, db_default=[], blank=True, editable=False)
    born_on = models.DateField(null=True, blank=True)
    local_number = models.CharField("another number you use for them", max_length=50, blank=True, db_default="")
    national_number = models.CharField("NHS number, or unique pupil number", max_length=50, blank=True, db_default="")
    language = models.CharField("language they would use", max_length=100, blank=True, db_default="")
    needs_easy_read = models.BooleanField(default=False, db_default=False)
    other_needs = models.TextField(blank=True, db_default="")
    ethnicity = models.CharField("ethnic group, as they say it themselves", max_length=40, blank=True, db_default="")

    objects = PersonQuerySet.as_manager()

    class Meta(Placed.Meta):
        constraints: ClassVar = [
            *Placed.Meta.constraints,
            one_of("ethnicity", words.ETHNICITIES),
            models.UniqueConstraint(fields=["organisation", "reference"], name="person_reference_once_an_organisation"),
            models.UniqueConstraint(fields=["organisation", "request_key"], name="person_once_a_key"),
            models.CheckConstraint(condition=~Q(reference=""), name="person_has_a_reference"),
        ]
        indexes: ClassVar = [
            GinIndex(fields=["name_keys"], name="person_name_keys"),
            models.Index(
                F("organisation"),
                BornIn("born_on"),
                F("saved_at"),
                include=["born_on", "id"],
                name="person_kept_by_year",
            ),
            models.Index(fields=["id"], condition=Q(must_not_be_found=True), name="person_flagged"),
        ]

    def __str__(self) -> str:
        return self.reference


class Relationship(Placed, Ending, Saved):
    """Who somebody is to a person, and whether they may decide for them. Ended with a reason, never taken away."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    request_key = models.UUIDField(editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    responsibility = models.CharField("parental responsibility", max_length=10)
    basis = models.CharField("what it rests on", max_length=20, blank=True)
    basis_known_how = models.TextField("how you know", blank=True)
    court_orders = models.TextField(blank=True)
    must_not_be_told = models.BooleanField(default=False)
    must_not_be_told_why = models.TextField(blank=True)

    class Meta(Ending.Meta):
        constraints: ClassVar = [
            *Ending.Meta.constraints,
            *Placed.Meta.constraints,
            one_of("kind", words.RELATIONSHIPS, blank=False),
            one_of("responsibility", words.RESPONSIBILITY, blank=False),
            one_of("basis", words.BASES),
            models.UniqueConstraint(fields=["person", "request_key"], name="relationship_once_a_key"),
            models.CheckConstraint(condition=~Q(name=""), name="relationship_names_somebody"),
            models.CheckConstraint(
                condition=Q(responsibility=words.YES) & ~Q(basis="") | ~Q(responsibility=words.YES) & Q(basis=""),
                name="responsibility_says_what_it_rests_on",
            ),
            models.CheckConstraint(
                condition=Q(must_not_be_told=False) | ~Q(must_not_be_told_why=""),
                name="must_not_be_told_says_why",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["person"], condition=FLAGGED, name="relationship_flagged")]

    def __str__(self) -> str:
        return f"{self.kind} of {self.person}"

    @property
    def is_flagged(self) -> bool:
        """Whether they must not be told or found: also once it is over, until somebody lifts that."""
        return self.must_not_be_told or self.must_not_be_found

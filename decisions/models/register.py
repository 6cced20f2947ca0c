"""The register of decisions: one row of codes and dates for each, by which lists are filtered, sorted and counted."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from decisions import words
from decisions.models.decision import Decision
from infoshare.accounts.models import Organisation, Team, User
from infoshare.saving.rows import one_of

NOT_RECORDED = ("draft", "waiting", "flow")
CODES = ("state", "decided", "outcome", "agreement", "situation")
COUNTED = {  # what figures of a quarter count by, in the two looks of summary/figures/counting.py
    "what": ("decided", "outcome", "agreement", "pack_id", "grounds"),
    "how": ("state", "started_at", "amendments", "todo_due_at", "written_late", "sent_at", "unheard_since"),
}


def _sorted_by(column: str, where: Q | None = None) -> list[models.Index]:
    """For the lists of an organisation, a team and a person."""
    return [
        models.Index(
            fields=[whose, column, "decision"],
            include=["is_restricted"] if whose == "organisation" else ["organisation", "is_restricted"],
            condition=where,
            name=f"register_{column.partition('_')[0]}_{whose}",
        )
        for whose in ("organisation", "team", "owner")
    ]


class RegisterQuerySet(models.QuerySet["RegisterEntry"]):
    def visible_to(self, user: User) -> "RegisterQuerySet":
        """Those of the decisions this person may open: the rule of scope.py, asked in a way that stays quick."""
        from decisions.models.register_scope import reach_of

        return reach_of(user).of(self)


class RegisterEntry(models.Model):
    """How one decision stands, in codes, numbers and dates alone: nothing that anybody typed, and nobody it is about.

    Of the youngest person it is about it has the age, in bands, and the ethnic group where that is recorded: to be
    counted by over a whole organisation, and never to be shown or filtered by.

    The database writes it whenever one of the rows changes that it is worked out from (keeping_register.py says from
    which, and how), and nobody else may. So it is never behind, and no action has to think of it.
    """

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, primary_key=True, related_name="entry", db_constraint=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="+", null=True, db_constraint=False, db_index=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    state = models.CharField(max_length=10)
    pack_id = models.CharField(max_length=50)
    situation = models.CharField("the answer to what it is about", max_length=50, blank=True)
    outcome = models.CharField("what the guidance pointed to", max_length=30, blank=True)
    decided = models.CharField(max_length=20, blank=True)
    grounds = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    agreement = models.CharField("the answer about consent or agreement, as recorded", max_length=50, blank=True)
    told = models.CharField("whether the family was to be told", max_length=10, blank=True)
    age = models.CharField("age of the youngest it is about, in bands", max_length=2, blank=True, db_default="")
    ethnicity = models.CharField("their ethnic group", max_length=10, blank=True, db_default="")
    sectors = ArrayField(
        models.CharField(max_length=20), verbose_name="with whom it was shared", default=list, db_default=[]
    )
    is_restricted = models.BooleanField()
    amendments = models.IntegerField("how many things were added")
    started_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField("when the oldest question was put that is open", null=True)
    sent_at = models.DateTimeField("when a sheet first went", null=True)
    unheard_since = models.DateTimeField("when the oldest of its sheets went that nobody has confirmed", null=True)
    to_tell_at = models.DateTimeField("when telling the family is due, where it waits", null=True)
    todo_due_at = models.DateTimeField("when the first thing is due that is to be written down", null=True)
    written_late = models.BooleanField("something was written down after it was due", default=False, db_default=False)

    objects = RegisterQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "register entries"
        constraints: ClassVar = [
            one_of("state", words.REGISTER_STATES, blank=False),
            one_of("decided", words.DECISIONS),
            one_of("told", words.TOLD),
            one_of("age", words.AGES),
            one_of("ethnicity", words.ETHNIC_GROUPS),
            models.CheckConstraint(
                condition=Q(state__in=NOT_RECORDED, recorded_at__isnull=True, decided="")
                | ~Q(state__in=NOT_RECORDED) & Q(recorded_at__isnull=False) & ~Q(decided=""),
                name="registerentry_recorded_is_whole",
            ),
        ]
        # Each ends with what its list is sorted by, so that a page is read off the index wherever it begins; and what
        # every list asks of every row stands in it, so that they are counted without looking at the rows.
        indexes: ClassVar = [
            *_sorted_by("started_at"),
            *_sorted_by("recorded_at", where=Q(recorded_at__isnull=False)),
            *_sorted_by("waiting_since", where=Q(waiting_since__isnull=False)),
            *(
                models.Index(fields=["organisation", code, "started_at", "decision"], name=f"register_by_{code}")
                for code in ("state", "decided", "outcome", "agreement", "pack_id")
            ),
            models.Index(  # of codes together that few have, or none
                fields=["organisation", *CODES, "started_at", "decision"],
                include=["is_restricted"],
                name="register_codes",
            ),
            *(
                models.Index(
                    fields=["organisation", "recorded_at"],
                    include=["decision", "team", "owner", "is_restricted", *columns],
                    condition=Q(recorded_at__isnull=False),
                    name=f"register_counted_{look}",
                )
                for look, columns in COUNTED.items()
            ),
            models.Index(
                fields=["organisation", "decision"],
                include=["team", "owner"],
                condition=Q(is_restricted=True),
                name="register_restricted",
            ),
            models.Index(
                fields=["owner", "started_at", "decision"],
                condition=Q(recorded_at__isnull=True),
                name="register_own_unrecorded",
            ),
            *(
                models.Index(
                    fields=["owner", column, "decision"],
                    condition=Q(**{f"{column}__isnull": False}),
                    name=f"register_own_{column}",
                )
                for column in ("todo_due_at", "unheard_since", "to_tell_at")
            ),
            models.Index(
                F("organisation"), F("todo_due_at"), condition=Q(todo_due_at__isnull=False), name="register_to_write"
            ),
        ]

    def __str__(self) -> str:
        return f"Entry of decision {self.pk}"

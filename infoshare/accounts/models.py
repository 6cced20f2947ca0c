"""Organisations, their teams, the people in them and the roles they hold."""

from functools import cached_property
from typing import ClassVar

import pgtrigger
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.crypto import salted_hmac
from simple_history.models import HistoricalRecords

from infoshare.accounts import roles
from infoshare.accounts.calendar import NATIONS

# Of which records an organisation can ask for a second signature: by what was decided, and by how.
COUNTERSIGNED = ("share", "share_part", "do_not_share", "restricted", "emergency")
# Which recipients' sheets a second person approves: those about somebody who must not be told or found are flagged.
SHEETS_APPROVED = ("always", "flagged", "never")
# As which kind of listed body the duty to share of the Children Act 2004, section 16LA, binds it; "" where it does not.
LISTED_BODIES = ("", "partner", "agency", "works_for_one")


class Organisation(models.Model):
    """A school, trust, council, charity or practice; nothing of one is ever shown to another."""

    name = models.CharField(max_length=200, unique=True)
    default_pack = models.CharField("guidance for new decisions", max_length=50, default="golden_rules_2024")
    emergency_hours = models.PositiveSmallIntegerField("hours to complete an emergency record", default=24)
    tells_of_restricted = models.BooleanField("say that a restricted decision exists", default=True, db_default=True)
    review_months = models.PositiveSmallIntegerField("months until a decision is looked at again", default=6)
    consent_review_months = models.PositiveSmallIntegerField(
        "months until a consent is looked at again", default=6, db_default=6
    )
    countersign = ArrayField(
        models.CharField(max_length=20),
        verbose_name="which records need a second signature",
        default=list,
        db_default=[],
        blank=True,
    )
    nation = models.CharField("whose bank holidays it keeps", max_length=20, default="england", db_default="england")

    sheets_approved = models.CharField(max_length=10, default="flagged", db_default="flagged")
    contact = models.CharField("how whoever gets information reaches it", max_length=200, blank=True, db_default="")
    receipt_days = models.PositiveSmallIntegerField("working days to hear back", default=5, db_default=5)
    listed_body = models.CharField(
        "as what the duty to share binds it", max_length=20, blank=True, default="", db_default=""
    )
    share_duty_from = models.DateField("the duty to share is in force from", null=True, blank=True)

    history = HistoricalRecords()
    _history_user: "User | None" = None  # who changed it; the action that changes it says so

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(emergency_hours__range=(1, 168)), name="emergency_hours_1_to_168"
            ),
            models.CheckConstraint(condition=models.Q(review_months__range=(1, 60)), name="review_months_1_to_60"),
            models.CheckConstraint(
                condition=models.Q(consent_review_months__range=(1, 24)), name="consent_review_months_1_to_24"
            ),
            models.CheckConstraint(condition=models.Q(nation__in=list(NATIONS)), name="nation_is_known"),
            models.CheckConstraint(
                condition=models.Q(countersign__contained_by=list(COUNTERSIGNED)), name="countersign_is_known"
            ),
            models.CheckConstraint(
                condition=models.Q(sheets_approved__in=SHEETS_APPROVED), name="sheets_approved_known"
            ),
            models.CheckConstraint(condition=models.Q(receipt_days__range=(1, 30)), name="receipt_days_1_to_30"),
            models.CheckConstraint(condition=models.Q(listed_body__in=LISTED_BODIES), name="listed_body_known"),
            models.CheckConstraint(
                condition=models.Q(listed_body="", share_duty_from__isnull=True)
                | ~models.Q(listed_body="") & models.Q(share_duty_from__isnull=False),
                name="share_duty_binds_from_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Team(models.Model):
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField(max_length=200)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey("User", on_delete=models.PROTECT, related_name="+", null=True, blank=True)

    history = HistoricalRecords()
    _history_user: "User | None" = None

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "name"], name="team_name_once_an_organisation"),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True, closed_by__isnull=True)
                | models.Q(closed_at__isnull=False, closed_by__isnull=False),
                name="team_closed_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    def create_user(self, *, email: str, password: str, name: str, organisation: Organisation) -> "User":
        user = User(email=self.normalize_email(email).lower(), name=name, organisation=organisation)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """One person in one organisation. Somebody who works for two has two accounts, so that neither sees the other."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=200)
    job_title = models.CharField(max_length=200, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="people")
    is_active = models.BooleanField(default=True)
    session_stamp = models.CharField(max_length=32, blank=True, default="", db_default="", editable=False)
    """Part of what a session is checked against: changing it ends them all (accounts/sessions.py)."""

    objects = UserManager()
    history = HistoricalRecords(excluded_fields=["password", "last_login", "session_stamp"])
    _history_user: "User | None" = None

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """As Django's, which asks it for each secret key in turn, with the stamp beside the password."""
        said = f"{self.password}\n{self.session_stamp}"
        return salted_hmac("infoshare.accounts.User", said, secret=secret, algorithm="sha256").hexdigest()

    @cached_property
    def held(self) -> list["Membership"]:
        """The memberships of this person, the oldest first, read once a request."""
        return sorted(self.memberships.all(), key=lambda membership: membership.pk)

    @property
    def roles(self) -> set[str]:
        return {membership.role for membership in self.held}

    @property
    def team(self) -> Team | None:
        """The team new decisions belong to: the first one this person is in."""
        return next((membership.team for membership in self.held if membership.team_id), None)

    @property
    def role_titles(self) -> list[str]:
        """Of each role once; as deputy where it is held in no other way."""
        full = {held.role for held in self.held if not held.deputy}
        return [roles.titled(slug, deputy=slug not in full) for slug in roles.ROLES if slug in self.roles]

    @property
    def role_title(self) -> str:
        return self.job_title or ", ".join(self.role_titles)


class Membership(models.Model):
    """That a person holds a role, in a team or (team empty) across the organisation."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships", null=True, blank=True)
    role = models.CharField(max_length=50)
    deputy = models.BooleanField("holds the role as deputy", default=False, db_default=False)

    history = HistoricalRecords()
    _history_user: "User | None" = None

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "team", "role"], name="membership_held_once", nulls_distinct=False),
            models.CheckConstraint(condition=models.Q(role__in=list(roles.ROLES)), name="membership_role_is_known"),
            models.CheckConstraint(
                condition=~models.Q(role__in=roles.OF_A_TEAM) | models.Q(team__isnull=False),
                name="membership_of_a_team_role_names_its_team",
            ),
            models.CheckConstraint(
                condition=models.Q(deputy=False) | models.Q(role__in=roles.WITH_DEPUTIES),
                name="membership_deputy_of_a_role_others_ask",
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="team_is_of_own_organisation",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                declare=[("mismatch", "boolean")],
                func="""
                    -- A person or a team that the asking role can't see counts as another organisation's.
                    SELECT NEW.team_id IS NOT NULL AND t.organisation_id IS DISTINCT FROM u.organisation_id
                      INTO mismatch
                      FROM accounts_user u LEFT JOIN accounts_team t ON t.id = NEW.team_id WHERE u.id = NEW.user_id;
                    IF mismatch IS DISTINCT FROM false THEN
                        RAISE EXCEPTION 'A person can only be in a team of their own organisation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} as {roles.ROLES[self.role].title}"

    @property
    def title(self) -> str:
        """The role, whether as deputy, and, where it is held in one, its team."""
        return roles.titled(self.role, deputy=self.deputy) + (f", {self.team.name}" if self.team else "")


class Absence(models.Model):
    """Days on which somebody answers nothing, and who stands in for them. Coming back early changes the last day."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="absences")
    request_key = models.UUIDField(editable=False)
    first_on = models.DateField()
    last_on = models.DateField()
    stand_in = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, blank=True)
    set_at = models.DateTimeField(auto_now=True)
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        ordering = ("first_on", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "request_key"], name="absence_once_a_key"),
            models.CheckConstraint(
                condition=models.Q(last_on__gte=models.F("first_on")), name="absence_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=models.Q(stand_in__isnull=True) | ~models.Q(stand_in=models.F("user")),
                name="nobody_stands_in_for_themselves",
            ),
            ExclusionConstraint(
                name="absence_days_are_in_one_absence",
                expressions=[
                    # a range of one number, so that PostgreSQL needs no extension to compare it
                    (models.Func("user", "user", models.Value("[]"), function="int8range"), "&&"),
                    (models.Func("first_on", "last_on", models.Value("[]"), function="daterange"), "&&"),
                ],
            ),
        ]
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="stand_in_is_a_colleague",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF NEW.stand_in_id IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM accounts_user one JOIN accounts_user other USING (organisation_id)
                         WHERE one.id = NEW.user_id AND other.id = NEW.stand_in_id
                    ) THEN
                        RAISE EXCEPTION 'Only a colleague stands in for somebody';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def __str__(self) -> str:
        return f"{self.user} is away from {self.first_on} to {self.last_on}"

    @property
    def _history_user(self) -> User:
        return self.set_by

    @_history_user.setter
    def _history_user(self, user: User) -> None:
        self.set_by = user


class Notice(models.Model):
    """A sentence for one person, by reference only, with the page it is about; shown until they have seen it."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="notices")
    sentence = models.CharField(max_length=300)
    path = models.CharField(max_length=200)
    told_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    mailed_at = models.DateTimeField(null=True, blank=True)
    failed_at = models.DateTimeField("when mailing it failed last", null=True, blank=True)
    tries = models.PositiveIntegerField("how often mailing it failed", default=0, db_default=0)

    class Meta:
        ordering = ("-id",)
        indexes: ClassVar = [
            models.Index(fields=["user", "-id"], condition=models.Q(seen_at__isnull=True), name="notice_not_seen"),
            models.Index(
                fields=["id"],
                condition=models.Q(seen_at__isnull=True, mailed_at__isnull=True),
                name="notice_not_mailed",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(failed_at__isnull=True, tries=0) | models.Q(failed_at__isnull=False, tries__gte=1),
                name="notice_failures_are_counted",
            )
        ]

    def __str__(self) -> str:
        return self.sentence

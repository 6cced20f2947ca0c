import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from infoshare.migrating import Together


class Migration(Together):
    # What an installation of before has done, whose files are gone: there is nothing left to do for it.
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_teams_out_of_sight_are_refused"),
        ("accounts", "0003_notice"),
        ("accounts", "0004_restricted_is_told"),
        ("accounts", "0005_session_stamp"),
        ("accounts", "0006_teams_close"),
        ("accounts", "0007_consent_review_months"),
        ("accounts", "0008_duty_and_holidays"),
        ("accounts", "0009_countersign"),
        ("accounts", "0010_sheets_and_receipts"),
    ]

    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("email", models.EmailField(max_length=254, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("job_title", models.CharField(blank=True, max_length=200)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to="accounts.organisation"
                    ),
                ),
                ("is_active", models.BooleanField(default=True)),
                (
                    "session_stamp",
                    models.CharField(blank=True, db_default="", default="", editable=False, max_length=32),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="HistoricalAbsence",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("request_key", models.UUIDField(editable=False)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                ("set_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "stand_in",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical absence",
                "verbose_name_plural": "historical absences",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalOrganisation",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("name", models.CharField(db_index=True, max_length=200)),
                (
                    "default_pack",
                    models.CharField(
                        default="golden_rules_2024", max_length=50, verbose_name="guidance for new decisions"
                    ),
                ),
                (
                    "emergency_hours",
                    models.PositiveSmallIntegerField(default=24, verbose_name="hours to complete an emergency record"),
                ),
                (
                    "tells_of_restricted",
                    models.BooleanField(
                        db_default=True, default=True, verbose_name="say that a restricted decision exists"
                    ),
                ),
                (
                    "review_months",
                    models.PositiveSmallIntegerField(
                        default=6, verbose_name="months until a decision is looked at again"
                    ),
                ),
                (
                    "consent_review_months",
                    models.PositiveSmallIntegerField(
                        db_default=6, default=6, verbose_name="months until a consent is looked at again"
                    ),
                ),
                (
                    "countersign",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                        verbose_name="which records need a second signature",
                    ),
                ),
                (
                    "nation",
                    models.CharField(
                        db_default="england",
                        default="england",
                        max_length=20,
                        verbose_name="whose bank holidays it keeps",
                    ),
                ),
                ("sheets_approved", models.CharField(db_default="flagged", default="flagged", max_length=10)),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        db_default="",
                        max_length=200,
                        verbose_name="how whoever gets information reaches it",
                    ),
                ),
                (
                    "receipt_days",
                    models.PositiveSmallIntegerField(db_default=5, default=5, verbose_name="working days to hear back"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical organisation",
                "verbose_name_plural": "historical organisations",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notices", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("sentence", models.CharField(max_length=300)),
                ("path", models.CharField(max_length=200)),
                ("told_at", models.DateTimeField(auto_now_add=True)),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("mailed_at", models.DateTimeField(blank=True, null=True)),
                ("failed_at", models.DateTimeField(blank=True, null=True, verbose_name="when mailing it failed last")),
                (
                    "tries",
                    models.PositiveIntegerField(db_default=0, default=0, verbose_name="how often mailing it failed"),
                ),
            ],
            options={
                "ordering": ("-id",),
                "indexes": [
                    models.Index(
                        condition=models.Q(("seen_at__isnull", True)), fields=["user", "-id"], name="notice_not_seen"
                    ),
                    models.Index(
                        condition=models.Q(("mailed_at__isnull", True), ("seen_at__isnull", True)),
                        fields=["id"],
                        name="notice_not_mailed",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("failed_at__isnull", True), ("tries", 0)),
                            models.Q(("failed_at__isnull", False), ("tries__gte", 1)),
                            _connector="OR",
                        ),
                        name="notice_failures_are_counted",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200, unique=True)),
                (
                    "default_pack",
                    models.CharField(
                        default="golden_rules_2024", max_length=50, verbose_name="guidance for new decisions"
                    ),
                ),
                (
                    "emergency_hours",
                    models.PositiveSmallIntegerField(default=24, verbose_name="hours to complete an emergency record"),
                ),
                (
                    "tells_of_restricted",
                    models.BooleanField(
                        db_default=True, default=True, verbose_name="say that a restricted decision exists"
                    ),
                ),
                (
                    "review_months",
                    models.PositiveSmallIntegerField(
                        default=6, verbose_name="months until a decision is looked at again"
                    ),
                ),
                (
                    "consent_review_months",
                    models.PositiveSmallIntegerField(
                        db_default=6, default=6, verbose_name="months until a consent is looked at again"
                    ),
                ),
                (
                    "countersign",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20),
                        blank=True,
                        db_default=[],
                        default=list,
                        size=None,
                        verbose_name="which records need a second signature",
                    ),
                ),
                (
                    "nation",
                    models.CharField(
                        db_default="england",
                        default="england",
                        max_length=20,
                        verbose_name="whose bank holidays it keeps",
                    ),
                ),
                ("sheets_approved", models.CharField(db_default="flagged", default="flagged", max_length=10)),
                (
                    "contact",
                    models.CharField(
                        blank=True,
                        db_default="",
                        max_length=200,
                        verbose_name="how whoever gets information reaches it",
                    ),
                ),
                (
                    "receipt_days",
                    models.PositiveSmallIntegerField(db_default=5, default=5, verbose_name="working days to hear back"),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("emergency_hours__range", (1, 168))), name="emergency_hours_1_to_168"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("review_months__range", (1, 60))), name="review_months_1_to_60"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("consent_review_months__range", (1, 24))),
                        name="consent_review_months_1_to_24",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("nation__in", ["england", "wales", "scotland", "northern_ireland"])),
                        name="nation_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "countersign__contained_by",
                                ["share", "share_part", "do_not_share", "restricted", "emergency"],
                            )
                        ),
                        name="countersign_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sheets_approved__in", ("always", "flagged", "never"))),
                        name="sheets_approved_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("receipt_days__range", (1, 30))), name="receipt_days_1_to_30"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalUser",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("email", models.EmailField(db_index=True, max_length=254)),
                ("name", models.CharField(max_length=200)),
                ("job_title", models.CharField(blank=True, max_length=200)),
                ("is_active", models.BooleanField(default=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical user",
                "verbose_name_plural": "historical users",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTeam",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical team",
                "verbose_name_plural": "historical teams",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Team",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="teams", to="accounts.organisation"
                    ),
                ),
                ("name", models.CharField(max_length=200)),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "name"), name="team_name_once_an_organisation"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="team_closed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="memberships",
                        to="accounts.team",
                    ),
                ),
                ("role", models.CharField(max_length=50)),
                (
                    "deputy",
                    models.BooleanField(db_default=False, default=False, verbose_name="holds the role as deputy"),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("user", "team", "role"), name="membership_held_once", nulls_distinct=False
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "role__in",
                                [
                                    "practitioner",
                                    "manager",
                                    "safeguarding_lead",
                                    "caldicott_guardian",
                                    "ig_lead",
                                    "administrator",
                                ],
                            )
                        ),
                        name="membership_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role__in", ["manager", "safeguarding_lead"]), _negated=True),
                            ("team__isnull", False),
                            _connector="OR",
                        ),
                        name="membership_of_a_team_role_names_its_team",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deputy", False),
                            ("role__in", ["manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"]),
                            _connector="OR",
                        ),
                        name="membership_deputy_of_a_role_others_ask",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalMembership",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("role", models.CharField(max_length=50)),
                (
                    "deputy",
                    models.BooleanField(db_default=False, default=False, verbose_name="holds the role as deputy"),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical membership",
                "verbose_name_plural": "historical memberships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("first_on", models.DateField()),
                ("last_on", models.DateField()),
                (
                    "stand_in",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("set_at", models.DateTimeField(auto_now=True)),
                (
                    "set_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("first_on", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("user", "request_key"), name="absence_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("last_on__gte", models.F("first_on"))), name="absence_ends_after_it_begins"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stand_in__isnull", True),
                            models.Q(("stand_in", models.F("user")), _negated=True),
                            _connector="OR",
                        ),
                        name="nobody_stands_in_for_themselves",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            (models.Func("user", "user", models.Value("[]"), function="int8range"), "&&"),
                            (models.Func("first_on", "last_on", models.Value("[]"), function="daterange"), "&&"),
                        ],
                        name="absence_days_are_in_one_absence",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="absence",
            trigger=pgtrigger.compiler.Trigger(
                name="stand_in_is_a_colleague",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.stand_in_id IS NOT NULL AND NOT EXISTS (\n                        SELECT 1 FROM accounts_user one JOIN accounts_user other USING (organisation_id)\n                         WHERE one.id = NEW.user_id AND other.id = NEW.stand_in_id\n                    ) THEN\n                        RAISE EXCEPTION 'Only a colleague stands in for somebody';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="abfd736497cbe6cbbd7a313b1380d016721e4831",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_stand_in_is_a_colleague_65b91",
                    table="accounts_absence",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="membership",
            trigger=pgtrigger.compiler.Trigger(
                name="team_is_of_own_organisation",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    declare="DECLARE mismatch boolean;",
                    func="\n                    -- A person or a team that the asking role can't see counts as another organisation's.\n                    SELECT NEW.team_id IS NOT NULL AND t.organisation_id IS DISTINCT FROM u.organisation_id\n                      INTO mismatch\n                      FROM accounts_user u LEFT JOIN accounts_team t ON t.id = NEW.team_id WHERE u.id = NEW.user_id;\n                    IF mismatch IS DISTINCT FROM false THEN\n                        RAISE EXCEPTION 'A person can only be in a team of their own organisation';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="320f5d76b850cd23ac3beb5986fe4a80e1b4d474",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_team_is_of_own_organisation_9912f",
                    table="accounts_membership",
                    when="BEFORE",
                ),
            ),
        ),
    ]

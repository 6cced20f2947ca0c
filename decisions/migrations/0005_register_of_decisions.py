import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from infoshare.migrating import Together


class Migration(Together):
    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("decisions", "0004_retention"),
    ]

    operations = [
        migrations.CreateModel(
            name="ListExport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("request_key", models.UUIDField(unique=True)),
                ("asked_at", models.DateTimeField(auto_now_add=True)),
                ("stopped_at", models.DateTimeField(null=True)),
                ("wanted", models.JSONField(default=dict)),
                ("total", models.PositiveIntegerField()),
                ("place", models.CharField(blank=True, max_length=40)),
                ("is_done", models.BooleanField(default=False)),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="list_exports",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "stopped_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("stopped_at__isnull", True), ("stopped_by__isnull", True)),
                            models.Q(("stopped_at__isnull", False), ("stopped_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="listexport_stopping_is_whole",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ExportPart",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "decisions",
                    django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None),
                ),
                (
                    "export",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="parts", to="decisions.listexport"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="RegisterEntry",
            fields=[
                (
                    "decision",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="entry",
                        serialize=False,
                        to="decisions.decision",
                    ),
                ),
                ("state", models.CharField(max_length=10)),
                ("pack_id", models.CharField(max_length=50)),
                (
                    "situation",
                    models.CharField(blank=True, max_length=50, verbose_name="the answer to what it is about"),
                ),
                ("outcome", models.CharField(blank=True, max_length=30, verbose_name="what the guidance pointed to")),
                ("decided", models.CharField(blank=True, max_length=20)),
                (
                    "grounds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=30), blank=True, default=list, size=None
                    ),
                ),
                (
                    "agreement",
                    models.CharField(
                        blank=True, max_length=50, verbose_name="the answer about consent or agreement, as recorded"
                    ),
                ),
                ("told", models.CharField(blank=True, max_length=10, verbose_name="whether the family was to be told")),
                ("is_restricted", models.BooleanField()),
                ("amendments", models.IntegerField(verbose_name="how many things were added")),
                ("started_at", models.DateTimeField()),
                ("recorded_at", models.DateTimeField(null=True)),
                (
                    "waiting_since",
                    models.DateTimeField(null=True, verbose_name="when the oldest question was put that is open"),
                ),
                (
                    "todo_due_at",
                    models.DateTimeField(
                        null=True, verbose_name="when the first thing is due that is to be written down"
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "register entries",
                "indexes": [
                    models.Index(
                        fields=["organisation", "started_at", "decision"],
                        include=("is_restricted",),
                        name="register_started_organisation",
                    ),
                    models.Index(
                        fields=["team", "started_at", "decision"],
                        include=("organisation", "is_restricted"),
                        name="register_started_team",
                    ),
                    models.Index(
                        fields=["owner", "started_at", "decision"],
                        include=("organisation", "is_restricted"),
                        name="register_started_owner",
                    ),
                    models.Index(
                        condition=models.Q(("recorded_at__isnull", False)),
                        fields=["organisation", "recorded_at", "decision"],
                        include=("is_restricted",),
                        name="register_recorded_organisation",
                    ),
                    models.Index(
                        condition=models.Q(("recorded_at__isnull", False)),
                        fields=["team", "recorded_at", "decision"],
                        include=("organisation", "is_restricted"),
                        name="register_recorded_team",
                    ),
                    models.Index(
                        condition=models.Q(("recorded_at__isnull", False)),
                        fields=["owner", "recorded_at", "decision"],
                        include=("organisation", "is_restricted"),
                        name="register_recorded_owner",
                    ),
                    models.Index(
                        condition=models.Q(("waiting_since__isnull", False)),
                        fields=["organisation", "waiting_since", "decision"],
                        include=("is_restricted",),
                        name="register_waiting_organisation",
                    ),
                    models.Index(
                        condition=models.Q(("waiting_since__isnull", False)),
                        fields=["team", "waiting_since", "decision"],
                        include=("organisation", "is_restricted"),
                        name="register_waiting_team",
                    ),
                    models.Index(
                        condition=models.Q(("waiting_since__isnull", False)),
                        fields=["owner", "waiting_since", "decision"],
                        include=("organisation", "is_restricted"),
                        name="register_waiting_owner",
                    ),
                    models.Index(fields=["organisation", "state", "started_at", "decision"], name="register_by_state"),
                    models.Index(
                        fields=["organisation", "decided", "started_at", "decision"], name="register_by_decided"
                    ),
                    models.Index(
                        fields=["organisation", "outcome", "started_at", "decision"], name="register_by_outcome"
                    ),
                    models.Index(
                        fields=["organisation", "agreement", "started_at", "decision"], name="register_by_agreement"
                    ),
                    models.Index(
                        fields=["organisation", "pack_id", "started_at", "decision"], name="register_by_pack_id"
                    ),
                    models.Index(
                        fields=[
                            "organisation",
                            "state",
                            "decided",
                            "outcome",
                            "agreement",
                            "situation",
                            "started_at",
                            "decision",
                        ],
                        include=("is_restricted",),
                        name="register_codes",
                    ),
                    models.Index(
                        models.F("organisation"),
                        models.F("todo_due_at"),
                        condition=models.Q(("todo_due_at__isnull", False)),
                        name="register_to_write",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "waiting", "flow", "recorded", "emergency"])),
                        name="registerentry_state_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("decided__in", ["share", "share_part", "do_not_share", ""])),
                        name="registerentry_decided_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("told__in", ["before", "after", "not", ""])),
                        name="registerentry_told_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("decided", ""),
                                ("recorded_at__isnull", True),
                                ("state__in", ("draft", "waiting", "flow")),
                            ),
                            models.Q(
                                models.Q(("state__in", ("draft", "waiting", "flow")), _negated=True),
                                ("recorded_at__isnull", False),
                                models.Q(("decided", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="registerentry_recorded_is_whole",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SavedFilter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("place", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=60)),
                ("wanted", models.JSONField(default=dict)),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="saved_filters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("name", "id"),
                "constraints": [
                    models.UniqueConstraint(fields=("user", "place"), name="savedfilter_once_a_place"),
                    models.UniqueConstraint(fields=("user", "name"), name="savedfilter_called_once"),
                    models.CheckConstraint(
                        condition=models.Q(("place__range", (1, 20))), name="savedfilter_not_too_many"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="savedfilter_has_a_name"
                    ),
                ],
            },
        ),
    ]

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import consent.models.consent
from infoshare.migrating import Together


class Migration(Together):
    # What an installation of before has done, whose files are gone: there is nothing left to do for it.
    replaces = [
        ("consent", "0001_person"),
        ("consent", "0002_person_told"),
        ("consent", "0003_person_owned"),
        ("consent", "0004_relationship"),
        ("consent", "0005_consent"),
        ("consent", "0006_consent_reminder"),
        ("consent", "0007_who_must_be_protected"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="consent.person"
                    ),
                ),
                (
                    "reference",
                    models.CharField(
                        default=consent.models.consent.new_reference, editable=False, max_length=12, unique=True
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("begun_at", models.DateTimeField(auto_now_add=True)),
                (
                    "begun_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("between", models.CharField(max_length=10)),
                ("purpose", models.TextField()),
                ("use", models.TextField(blank=True)),
                ("method", models.TextField(blank=True)),
                ("retention", models.TextField(blank=True)),
                ("limits", models.TextField(blank=True)),
                ("withdrawal", models.TextField(blank=True)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "-id"], name="consent_by_organisation")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["share", "service", "data_protection", "treatment"])),
                        name="consent_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("between__in", ["same", "care", "other"])), name="consent_between_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "categories__contained_by",
                                [
                                    "welfare",
                                    "health",
                                    "education",
                                    "family",
                                    "identity",
                                    "criminal",
                                    "incident",
                                    "statistics",
                                    "other",
                                ],
                            )
                        ),
                        name="consent_categories_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("purpose", ""), _negated=True), name="consent_says_what_for"
                    ),
                    models.UniqueConstraint(fields=("person", "request_key"), name="consent_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="assessments", to="consent.consent"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("kind", models.CharField(max_length=10)),
                ("on", models.DateField()),
                ("assessed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "assessed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["gillick", "capacity"])), name="assessment_kind_known"
                    ),
                    models.UniqueConstraint(fields=("consent", "request_key"), name="assessment_once_a_key"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentRecipient",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="recipients", to="consent.consent"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("organisation", models.CharField(max_length=200)),
                ("role", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(fields=("consent", "request_key"), name="consent_recipient_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("organisation", ""), _negated=True), name="consent_recipient_is_named"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentReminder",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reminders", to="consent.consent"
                    ),
                ),
                ("due_on", models.DateField()),
                ("kind", models.CharField(max_length=10)),
                ("told_at", models.DateTimeField(auto_now_add=True)),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["due", "overdue"])), name="consentreminder_kind_known"
                    ),
                    models.UniqueConstraint(fields=("consent", "due_on", "kind"), name="consent_reminder_once"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Evidence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="evidence", to="consent.consent"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("what", models.CharField(max_length=200, verbose_name="what it is")),
                ("content_type", models.CharField(max_length=20)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveIntegerField(verbose_name="in bytes")),
                ("data", models.BinaryField()),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "added_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("content_type__in", ["application/pdf", "image/jpeg", "image/png"])),
                        name="evidence_content_type_known",
                    ),
                    models.UniqueConstraint(fields=("consent", "request_key"), name="evidence_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("what", ""), _negated=True), name="evidence_says_what_it_is"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalConsentRecipient",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("request_key", models.UUIDField(editable=False)),
                ("organisation", models.CharField(max_length=200)),
                ("role", models.CharField(blank=True, max_length=200)),
                (
                    "saved_by",
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
                    "consent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.consent",
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
                "verbose_name": "historical consent recipient",
                "verbose_name_plural": "historical consent recipients",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPerson",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("address", models.CharField(blank=True, db_default="", default="", max_length=200)),
                ("postcode", models.CharField(blank=True, db_default="", default="", max_length=30)),
                ("must_not_be_found", models.BooleanField(db_default=False, default=False)),
                ("must_not_be_found_why", models.TextField(blank=True, db_default="", default="")),
                ("request_key", models.UUIDField(editable=False)),
                ("entered_at", models.DateTimeField(blank=True, editable=False)),
                ("reference", models.CharField(max_length=50, verbose_name="the organisation's own reference")),
                ("name", models.CharField(blank=True, db_default="", max_length=200)),
                (
                    "name_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=50),
                        blank=True,
                        db_default=[],
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True)),
                (
                    "local_number",
                    models.CharField(
                        blank=True, db_default="", max_length=50, verbose_name="another number you use for them"
                    ),
                ),
                (
                    "national_number",
                    models.CharField(
                        blank=True, db_default="", max_length=50, verbose_name="NHS number, or unique pupil number"
                    ),
                ),
                (
                    "language",
                    models.CharField(blank=True, db_default="", max_length=100, verbose_name="language they would use"),
                ),
                ("needs_easy_read", models.BooleanField(db_default=False, default=False)),
                ("other_needs", models.TextField(blank=True, db_default="")),
                (
                    "saved_by",
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
                (
                    "owner",
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
                "verbose_name": "historical person",
                "verbose_name_plural": "historical persons",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("address", models.CharField(blank=True, db_default="", default="", max_length=200)),
                ("postcode", models.CharField(blank=True, db_default="", default="", max_length=30)),
                ("must_not_be_found", models.BooleanField(db_default=False, default=False)),
                ("must_not_be_found_why", models.TextField(blank=True, db_default="", default="")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.team",
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="people", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("entered_at", models.DateTimeField(auto_now_add=True)),
                ("reference", models.CharField(max_length=50, verbose_name="the organisation's own reference")),
                ("name", models.CharField(blank=True, db_default="", max_length=200)),
                (
                    "name_keys",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=50),
                        blank=True,
                        db_default=[],
                        default=list,
                        editable=False,
                        size=None,
                    ),
                ),
                ("born_on", models.DateField(blank=True, null=True)),
                (
                    "local_number",
                    models.CharField(
                        blank=True, db_default="", max_length=50, verbose_name="another number you use for them"
                    ),
                ),
                (
                    "national_number",
                    models.CharField(
                        blank=True, db_default="", max_length=50, verbose_name="NHS number, or unique pupil number"
                    ),
                ),
                (
                    "language",
                    models.CharField(blank=True, db_default="", max_length=100, verbose_name="language they would use"),
                ),
                ("needs_easy_read", models.BooleanField(db_default=False, default=False)),
                ("other_needs", models.TextField(blank=True, db_default="")),
            ],
            options={
                "abstract": False,
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["name_keys"], name="person_name_keys")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("must_not_be_found", False),
                            models.Q(("must_not_be_found_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="person_must_not_be_found_says_why",
                    ),
                    models.UniqueConstraint(
                        fields=("organisation", "reference"), name="person_reference_once_an_organisation"
                    ),
                    models.UniqueConstraint(fields=("organisation", "request_key"), name="person_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("reference", ""), _negated=True), name="person_has_a_reference"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRelationship",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("ended_why", models.TextField(blank=True)),
                ("address", models.CharField(blank=True, db_default="", default="", max_length=200)),
                ("postcode", models.CharField(blank=True, db_default="", default="", max_length=30)),
                ("must_not_be_found", models.BooleanField(db_default=False, default=False)),
                ("must_not_be_found_why", models.TextField(blank=True, db_default="", default="")),
                ("request_key", models.UUIDField(editable=False)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("responsibility", models.CharField(max_length=10, verbose_name="parental responsibility")),
                ("basis", models.CharField(blank=True, max_length=20, verbose_name="what it rests on")),
                ("basis_known_how", models.TextField(blank=True, verbose_name="how you know")),
                ("court_orders", models.TextField(blank=True)),
                ("must_not_be_told", models.BooleanField(default=False)),
                ("must_not_be_told_why", models.TextField(blank=True)),
                (
                    "saved_by",
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
                    "ended_by",
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.person",
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
                "verbose_name": "historical relationship",
                "verbose_name_plural": "historical relationships",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConsent",
            fields=[
                ("id", models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID")),
                ("saved_at", models.DateTimeField(blank=True, editable=False)),
                (
                    "reference",
                    models.CharField(
                        db_index=True, default=consent.models.consent.new_reference, editable=False, max_length=12
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("begun_at", models.DateTimeField(blank=True, editable=False)),
                ("kind", models.CharField(max_length=20)),
                ("between", models.CharField(max_length=10)),
                ("purpose", models.TextField()),
                ("use", models.TextField(blank=True)),
                ("method", models.TextField(blank=True)),
                ("retention", models.TextField(blank=True)),
                ("limits", models.TextField(blank=True)),
                ("withdrawal", models.TextField(blank=True)),
                (
                    "categories",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                (
                    "saved_by",
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
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="consent.person",
                    ),
                ),
                (
                    "begun_by",
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
                "verbose_name": "historical consent",
                "verbose_name_plural": "historical consents",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Relationship",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("saved_at", models.DateTimeField(auto_now=True)),
                (
                    "saved_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "ended_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("ended_why", models.TextField(blank=True)),
                ("address", models.CharField(blank=True, db_default="", default="", max_length=200)),
                ("postcode", models.CharField(blank=True, db_default="", default="", max_length=30)),
                ("must_not_be_found", models.BooleanField(db_default=False, default=False)),
                ("must_not_be_found_why", models.TextField(blank=True, db_default="", default="")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="relationships", to="consent.person"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("responsibility", models.CharField(max_length=10, verbose_name="parental responsibility")),
                ("basis", models.CharField(blank=True, max_length=20, verbose_name="what it rests on")),
                ("basis_known_how", models.TextField(blank=True, verbose_name="how you know")),
                ("court_orders", models.TextField(blank=True)),
                ("must_not_be_told", models.BooleanField(default=False)),
                ("must_not_be_told_why", models.TextField(blank=True)),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by__isnull", True)),
                            models.Q(
                                ("ended_at__isnull", False),
                                ("ended_by__isnull", False),
                                models.Q(("ended_why", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="relationship_ending_is_whole",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("must_not_be_found", False),
                            models.Q(("must_not_be_found_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="relationship_must_not_be_found_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "mother",
                                    "father",
                                    "second_parent",
                                    "step_parent",
                                    "grandparent",
                                    "sibling",
                                    "other_relative",
                                    "foster_carer",
                                    "special_guardian",
                                    "guardian",
                                    "local_authority",
                                    "carer",
                                    "other",
                                ],
                            )
                        ),
                        name="relationship_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("responsibility__in", ["yes", "no", "not_known"])),
                        name="relationship_responsibility_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "basis__in",
                                [
                                    "birth",
                                    "married",
                                    "registered",
                                    "second_parent",
                                    "agreement",
                                    "court_order",
                                    "lives_with",
                                    "special_guardianship",
                                    "testament",
                                    "adoption",
                                    "placement",
                                    "care_order",
                                    "emergency",
                                    "",
                                ],
                            )
                        ),
                        name="relationship_basis_known",
                    ),
                    models.UniqueConstraint(fields=("person", "request_key"), name="relationship_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True), name="relationship_names_somebody"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("responsibility", "yes"), models.Q(("basis", ""), _negated=True)),
                            models.Q(models.Q(("responsibility", "yes"), _negated=True), ("basis", "")),
                            _connector="OR",
                        ),
                        name="responsibility_says_what_it_rests_on",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("must_not_be_told", False),
                            models.Q(("must_not_be_told_why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="must_not_be_told_says_why",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="FlagLifted",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="flags_lifted", to="consent.person"
                    ),
                ),
                (
                    "relationship",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags_lifted",
                        to="consent.relationship",
                    ),
                ),
                ("told", models.BooleanField()),
                ("found", models.BooleanField()),
                ("why", models.TextField()),
                ("lifted_at", models.DateTimeField(auto_now_add=True)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "flags lifted",
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("told", True), ("found", True), _connector="OR"), name="flag_lifted_is_one"
                    ),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="flag_lifted_says_why"),
                ],
            },
        ),
        migrations.CreateModel(
            name="ConsentEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "consent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="consent.consent"
                    ),
                ),
                ("request_key", models.UUIDField(editable=False)),
                ("kind", models.CharField(max_length=20)),
                ("on", models.DateField()),
                ("by_themselves", models.BooleanField(default=False)),
                (
                    "relationship",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="consent.relationship",
                    ),
                ),
                ("responsibility", models.CharField(blank=True, max_length=10)),
                ("basis", models.CharField(blank=True, max_length=20)),
                ("form", models.CharField(blank=True, max_length=10)),
                (
                    "explained",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=20), blank=True, default=list, size=None
                    ),
                ),
                ("until", models.DateField(blank=True, null=True)),
                ("look_again_on", models.DateField(blank=True, null=True)),
                (
                    "parts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), blank=True, default=list, size=None
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=30)),
                ("why", models.TextField(blank=True)),
                ("recorded_at", models.DateTimeField(auto_now_add=True)),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "given",
                                    "refused",
                                    "not_sought",
                                    "could_not",
                                    "renewed",
                                    "reviewed",
                                    "called_for_review",
                                    "narrowed",
                                    "withdrawn",
                                    "found_invalid",
                                ],
                            )
                        ),
                        name="consentevent_kind_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("form__in", ["spoken", "written", "implied", ""])),
                        name="consentevent_form_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "reason__in",
                                [
                                    "would_share_anyway",
                                    "risk_of_harm",
                                    "prejudice_crime",
                                    "unjustified_delay",
                                    "required",
                                    "new_purpose",
                                    "new_recipient",
                                    "competence",
                                    "carer",
                                    "case",
                                    "other",
                                    "",
                                ],
                            )
                        ),
                        name="consentevent_reason_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("responsibility__in", ["yes", "no", "not_known", ""])),
                        name="consentevent_responsibility_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "basis__in",
                                [
                                    "birth",
                                    "married",
                                    "registered",
                                    "second_parent",
                                    "agreement",
                                    "court_order",
                                    "lives_with",
                                    "special_guardianship",
                                    "testament",
                                    "adoption",
                                    "placement",
                                    "care_order",
                                    "emergency",
                                    "",
                                ],
                            )
                        ),
                        name="consentevent_basis_known",
                    ),
                    models.UniqueConstraint(fields=("consent", "request_key"), name="consent_event_once_a_key"),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "explained__contained_by",
                                ["purpose", "use", "recipients", "method", "retention", "limits", "withdrawal"],
                            )
                        ),
                        name="consent_event_explained_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ("given", "refused", "renewed", "narrowed", "withdrawn")),
                                models.Q(
                                    models.Q(("by_themselves", True), ("relationship__isnull", True)),
                                    models.Q(("by_themselves", False), ("relationship__isnull", False)),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("kind", "found_invalid"),
                                models.Q(
                                    models.Q(("by_themselves", True), ("relationship__isnull", True)),
                                    models.Q(("by_themselves", False), ("relationship__isnull", False)),
                                    models.Q(("by_themselves", False), ("relationship__isnull", True)),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                models.Q(
                                    (
                                        "kind__in",
                                        ["given", "refused", "renewed", "narrowed", "withdrawn", "found_invalid"],
                                    ),
                                    _negated=True,
                                ),
                                ("by_themselves", False),
                                ("relationship__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="consent_event_says_who",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "given"), _negated=True),
                            models.Q(("form", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consent_given_says_how",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "not_sought"), _negated=True),
                            (
                                "reason__in",
                                [
                                    "would_share_anyway",
                                    "risk_of_harm",
                                    "prejudice_crime",
                                    "unjustified_delay",
                                    "required",
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="consent_not_sought_for_a_recognised_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "called_for_review"), _negated=True),
                            ("reason__in", ["new_purpose", "new_recipient", "competence", "carer", "case", "other"]),
                            _connector="OR",
                        ),
                        name="consent_review_called_for_a_reason",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("kind__in", ("could_not", "narrowed", "withdrawn", "found_invalid")), _negated=True
                            ),
                            models.Q(("why", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consent_event_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("kind", "narrowed"), models.Q(("parts", []), _negated=True)),
                            models.Q(models.Q(("kind", "narrowed"), _negated=True), ("parts", [])),
                            _connector="OR",
                        ),
                        name="consent_narrowed_says_what",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until__isnull", True), ("until__gte", models.F("on")), _connector="OR"),
                        name="consent_ends_after_it_begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("look_again_on__isnull", True), ("look_again_on__gte", models.F("on")), _connector="OR"
                        ),
                        name="consent_looked_at_again_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "assessment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="items", to="consent.assessment"
                    ),
                ),
                ("item", models.CharField(max_length=20)),
                ("met", models.BooleanField()),
                ("note", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("id",),
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "item__in",
                                [
                                    "question",
                                    "information",
                                    "consequences",
                                    "alternatives",
                                    "weighing",
                                    "own_view",
                                    "understand",
                                    "retain",
                                    "weigh",
                                    "communicate",
                                ],
                            )
                        ),
                        name="assessmentitem_item_known",
                    ),
                    models.UniqueConstraint(fields=("assessment", "item"), name="assessment_item_once"),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentitem",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="bed468d652b9c9c33053d8fcbb70c1880f314005",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_8f909",
                    table="consent_assessmentitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessmentitem",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="253101bceb1db03c442b1e3a1e684e35475d6fa9",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_cbccf",
                    table="consent_assessmentitem",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="594f8da7362072d8dbc023cfaeb463cf1e3e4f95",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_603b1",
                    table="consent_assessment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="assessment",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="56fecde32637f066a675a444d06753a22f88aa35",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_665e0",
                    table="consent_assessment",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consentrecipient",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_answered",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM consent_consentevent e WHERE e.consent_id IN (OLD.consent_id, NEW.consent_id)) THEN\n        RAISE EXCEPTION 'Somebody has answered: what they were asked is kept as it was';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="bcd8185d4b8e94feb1ecbd1eacf7d0bf9fd6b205",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_answered_09ea5",
                    table="consent_consentrecipient",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consentreminder",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="5f14a206f9410960a334239da4f6ed8799d87a26",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_93e67",
                    table="consent_consentreminder",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consentreminder",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="6b0d3f234535df2d6da3ba32f2ad3bd558fd8827",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_9eeb9",
                    table="consent_consentreminder",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="6b388eed4c0b13f78c5d730cd02e6a9aa5307a9e",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_f6de3",
                    table="consent_evidence",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="evidence",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="a14458adf8baa99fcfbd71ed247445b26ca96e00",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_95e29",
                    table="consent_evidence",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consent",
            trigger=pgtrigger.compiler.Trigger(
                name="frozen_once_answered",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n    IF EXISTS (SELECT 1 FROM consent_consentevent e WHERE e.consent_id IN (OLD.id, NEW.id)) THEN\n        RAISE EXCEPTION 'Somebody has answered: what they were asked is kept as it was';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                    hash="5b969263bbc31742a15179396db646da86ebced7",
                    operation="INSERT OR UPDATE OR DELETE",
                    pgid="pgtrigger_frozen_once_answered_e65ec",
                    table="consent_consent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flaglifted",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="8d507b25178aba38415c2d3e15713f6519deb73b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_0e765",
                    table="consent_flaglifted",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="flaglifted",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="c06cd731ed7c0eb89e1b640202ce60325e5be721",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_163fc",
                    table="consent_flaglifted",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="f2834b9d99638eff0481865d53b9b726856187d9",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_3dd0f",
                    table="consent_consentevent",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="consentevent",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="f6b8330055c7ad27e80b8f6eb9d070d8847050ed",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_81d6b",
                    table="consent_consentevent",
                    when="BEFORE",
                ),
            ),
        ),
    ]

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from infoshare.migrating import Together


class Migration(Together):
    # What an installation of before has done, whose files are gone: there is nothing left to do for it.
    replaces = [("administration", "0001_invitations"), ("administration", "0002_invitation_as_deputy")]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="accounts.organisation",
                    ),
                ),
                ("email", models.EmailField(max_length=254)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("job_title", models.CharField(blank=True, max_length=200)),
                ("role", models.CharField(max_length=50)),
                (
                    "team",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitations",
                        to="accounts.team",
                    ),
                ),
                (
                    "deputy",
                    models.BooleanField(db_default=False, default=False, verbose_name="will hold the role as deputy"),
                ),
                ("request_key", models.UUIDField(editable=False)),
                (
                    "token_hash",
                    models.CharField(max_length=64, unique=True, verbose_name="SHA-256 of what the link carries"),
                ),
                ("invited_at", models.DateTimeField(auto_now_add=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("sent_at", models.DateTimeField(verbose_name="when the link that works now was made")),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="invitation",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "withdrawn_by",
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
                    models.UniqueConstraint(fields=("organisation", "request_key"), name="invitation_once_a_key"),
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at__isnull", True), ("withdrawn_at__isnull", True)),
                        fields=("organisation", "email"),
                        name="invitation_open_once_an_address",
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
                        name="invitation_role_is_known",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("role__in", ["manager", "safeguarding_lead"]), _negated=True),
                            ("team__isnull", False),
                            _connector="OR",
                        ),
                        name="invitation_to_a_team_role_names_its_team",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("deputy", False),
                            ("role__in", ["manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"]),
                            _connector="OR",
                        ),
                        name="invitation_as_deputy_to_a_role_others_ask",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("accepted_by__isnull", True)),
                            models.Q(("accepted_at__isnull", False), ("accepted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="invitation_accepted_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                            models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="invitation_withdrawn_by_somebody",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("accepted_at__isnull", True), ("withdrawn_at__isnull", True), _connector="OR"
                        ),
                        name="invitation_ends_once",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="invitation",
            trigger=pgtrigger.compiler.Trigger(
                name="team_is_of_own_organisation",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="\n                    IF NEW.team_id IS NOT NULL AND NOT EXISTS (\n                        SELECT 1 FROM accounts_team t\n                         WHERE t.id = NEW.team_id AND t.organisation_id = NEW.organisation_id\n                    ) THEN\n                        RAISE EXCEPTION 'Somebody can only be invited to a team of the organisation itself';\n                    END IF;\n                    RETURN NEW;\n                ",
                    hash="01deb09bc0eb46d9a5417b55357c637f8b489efc",
                    operation="INSERT OR UPDATE",
                    pgid="pgtrigger_team_is_of_own_organisation_32d7f",
                    table="administration_invitation",
                    when="BEFORE",
                ),
            ),
        ),
    ]

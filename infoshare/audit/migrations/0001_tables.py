import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

from infoshare.migrating import Together


class Migration(Together):
    # What an installation of before has done, whose files are gone: there is nothing left to do for it.
    replaces = [("audit", "0001_initial"), ("audit", "0002_event_looks")]

    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
                ("at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("action", models.CharField(max_length=100)),
                ("about_type", models.CharField(max_length=100)),
                ("about_id", models.BigIntegerField()),
                ("facts", models.JSONField(default=dict)),
            ],
            options={
                "ordering": ("id",),
                "indexes": [
                    models.Index(fields=["organisation", "about_type", "about_id", "id"], name="event_about"),
                    models.Index(
                        condition=models.Q(("action", "decision.viewed")),
                        fields=["organisation", "at"],
                        name="event_looks",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="a4e927e74a4d1f6bb5424db89831c592878c52c2",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_7d947",
                    table="audit_event",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="event",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="d2d559574d5af6641231114e41cb94b746320973",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_b3463",
                    table="audit_event",
                    when="BEFORE",
                ),
            ),
        ),
    ]

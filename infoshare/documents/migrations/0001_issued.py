import django.db.models.deletion
import django.db.models.functions.datetime
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models

# What is told of a file to whoever holds it: one word, whichever organisation issued it. Runs as its owner, so that the
# site, which sees one organisation at a time, need not see all of them.
STANDING = """
CREATE FUNCTION documents_standing(asked text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN EXISTS (
    SELECT FROM documents_issued later
    WHERE later.about_type = held.about_type AND later.about_id = held.about_id
      AND later.kind = held.kind AND later.number > held.number
  ) THEN 'superseded' ELSE 'newest' END
  FROM documents_issued held WHERE held.sha256 = asked
$$
"""


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "0001_tables"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Issued",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about_type", models.CharField(max_length=100)),
                ("about_id", models.BigIntegerField()),
                ("kind", models.CharField(max_length=40)),
                ("number", models.PositiveIntegerField()),
                ("made_of", models.CharField(max_length=64)),
                ("dated", models.DateTimeField()),
                ("unsealed", models.CharField(max_length=64)),
                ("sha256", models.CharField(max_length=64, unique=True)),
                ("size", models.PositiveIntegerField()),
                ("as_of", models.BigIntegerField()),
                (
                    "issued_at",
                    models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False),
                ),
                (
                    "issued_by",
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
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("about_type", "about_id", "kind", "number"), name="issued_once_each"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("made_of__regex", "^[0-9a-f]{64}$")), name="issued_made_of_is_a_hash"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unsealed__regex", "^[0-9a-f]{64}$")), name="issued_unsealed_is_a_hash"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("sha256__regex", "^[0-9a-f]{64}$")), name="issued_sha256_is_a_hash"
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issued",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="5ecdf969da284708bbbb285b72a1e0fcdb54413b",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_6ceec",
                    table="documents_issued",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="issued",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="84f5a384f68f6cc13f455983938a3a3670d02ec8",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_86dff",
                    table="documents_issued",
                    when="BEFORE",
                ),
            ),
        ),
        migrations.RunSQL(STANDING, migrations.RunSQL.noop),
    ]

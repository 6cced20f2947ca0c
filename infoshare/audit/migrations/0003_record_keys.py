import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_tables"),
        ("audit", "0002_chain"),
    ]

    operations = [
        migrations.CreateModel(
            name="RecordKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about_type", models.CharField(max_length=100)),
                ("about_id", models.BigIntegerField()),
                ("key", models.BinaryField(max_length=32)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="accounts.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("about_type", "about_id"), name="one_key_of_each_row"),
                    models.CheckConstraint(
                        condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length("key"), 32),
                        name="key_is_of_32_bytes",
                    ),
                ],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordkey",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="24284543615581c12b87be64d58662a0a3bd774a",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_d8c94",
                    table="audit_recordkey",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="recordkey",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="0c31243c3a772e63752e3e1376d6aefbcd5ae304",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_da9dd",
                    table="audit_recordkey",
                    when="BEFORE",
                ),
            ),
        ),
    ]

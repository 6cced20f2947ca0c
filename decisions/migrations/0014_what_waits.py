from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0013_kind_of_recipient"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="registerentry",
            name="register_counted",
        ),
        migrations.AddField(
            model_name="registerentry",
            name="to_tell_at",
            field=models.DateTimeField(null=True, verbose_name="when telling the family is due, where it waits"),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("recorded_at__isnull", False)),
                fields=["organisation", "recorded_at"],
                include=(
                    "decision",
                    "team",
                    "owner",
                    "is_restricted",
                    "decided",
                    "outcome",
                    "agreement",
                    "pack_id",
                    "grounds",
                ),
                name="register_counted_what",
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("recorded_at__isnull", False)),
                fields=["organisation", "recorded_at"],
                include=(
                    "decision",
                    "team",
                    "owner",
                    "is_restricted",
                    "state",
                    "started_at",
                    "amendments",
                    "todo_due_at",
                    "written_late",
                    "sent_at",
                    "unheard_since",
                ),
                name="register_counted_how",
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("is_restricted", True)),
                fields=["organisation", "decision"],
                include=("team", "owner"),
                name="register_restricted",
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("recorded_at__isnull", True)),
                fields=["owner", "started_at", "decision"],
                name="register_own_unrecorded",
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("todo_due_at__isnull", False)),
                fields=["owner", "todo_due_at", "decision"],
                name="register_own_todo_due_at",
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("unheard_since__isnull", False)),
                fields=["owner", "unheard_since", "decision"],
                name="register_own_unheard_since",
            ),
        ),
        migrations.AddIndex(
            model_name="registerentry",
            index=models.Index(
                condition=models.Q(("to_tell_at__isnull", False)),
                fields=["owner", "to_tell_at", "decision"],
                name="register_own_to_tell_at",
            ),
        ),
    ]

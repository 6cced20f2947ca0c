"""Until now whoever started a decision carried it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("decisions", "0003_owner_added")]

    operations = [
        migrations.RunSQL(
            [
                "UPDATE decisions_decision SET owner_id = created_by_id WHERE owner_id IS NULL",
                "UPDATE decisions_historicaldecision SET owner_id = created_by_id WHERE owner_id IS NULL",
            ],
            migrations.RunSQL.noop,
        )
    ]

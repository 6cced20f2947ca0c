import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0037_person_packs"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalrequest",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="decisions.recipient",
            ),
        ),
        migrations.AddField(
            model_name="request",
            name="recipient",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="decisions.recipient",
            ),
        ),
        migrations.AddField(
            model_name="told",
            name="others_wait",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="told",
            name="wrongly",
            field=models.BooleanField(db_default=False, default=False),
        ),
    ]

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0012_register_counts_more"),
    ]

    operations = [
        migrations.AddField(
            model_name="historicalrecipient",
            name="sector",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AddField(
            model_name="recipient",
            name="sector",
            field=models.CharField(blank=True, db_default="", default="", max_length=20),
        ),
        migrations.AddField(
            model_name="registerentry",
            name="sectors",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20),
                db_default=[],
                default=list,
                size=None,
                verbose_name="with whom it was shared",
            ),
        ),
        migrations.AddConstraint(
            model_name="recipient",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "sector__in",
                        [
                            "health",
                            "education",
                            "social_care",
                            "police",
                            "justice",
                            "housing",
                            "council",
                            "voluntary",
                            "family",
                            "elsewhere",
                            "",
                        ],
                    )
                ),
                name="recipient_sector_known",
            ),
        ),
    ]

"""What is chosen of consents: whether a decision rests on one kept elsewhere, and that its purpose is the same."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("consent", "0005_consent"),
        ("decisions", "0010_consent_relied_on"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="consentstatement",
            name="kept_elsewhere",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="consentstatement",
            name="same_purpose",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="historicalconsentstatement",
            name="kept_elsewhere",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="historicalconsentstatement",
            name="same_purpose",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name="consentstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(("relied_on__isnull", True), ("kept_elsewhere", False), _connector="OR"),
                name="leans_on_one_consent",
            ),
        ),
        migrations.AddConstraint(
            model_name="consentstatement",
            constraint=models.CheckConstraint(
                condition=models.Q(("relied_on__isnull", False), ("same_purpose", False), _connector="OR"),
                name="same_purpose_as_a_consent",
            ),
        ),
    ]

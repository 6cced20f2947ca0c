import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from infoshare.migrating import Together


class Migration(Together):
    # What an installation of before has done, whose files are gone: there is nothing left to do for it.
    replaces = [("signing_in", "0001_initial"), ("signing_in", "0002_unsaved_forms")]

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CacheRow",
            fields=[
                ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
                ("value", models.TextField()),
                ("expires", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["expires"], name="cache_expires")],
            },
        ),
        migrations.CreateModel(
            name="UnsavedForm",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                ("path", models.CharField(max_length=500)),
                ("fields", models.JSONField()),
                ("kept_at", models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
            ],
            options={
                "ordering": ("kept_at", "id"),
            },
        ),
    ]

"""Each discussion that was written down gets a reference, and whoever wrote it down first is who asked."""

from django.db import migrations

from infoshare.saving.references import new_reference


def _refer(apps, schema_editor):
    AdviceDiscussion = apps.get_model("decisions", "AdviceDiscussion")
    HistoricalAdviceDiscussion = apps.get_model("decisions", "HistoricalAdviceDiscussion")
    for row in AdviceDiscussion.objects.filter(reference=None).order_by("pk"):
        first = HistoricalAdviceDiscussion.objects.filter(id=row.pk).order_by("history_id").first()
        row.reference = new_reference("AD")
        row.asked_by_id = first.saved_by_id if first else row.saved_by_id
        row.save(update_fields=["reference", "asked_by"])
        HistoricalAdviceDiscussion.objects.filter(id=row.pk).update(
            reference=row.reference, asked_by_id=row.asked_by_id
        )


class Migration(migrations.Migration):
    dependencies = [("decisions", "0013_advice_is_put")]

    operations = [migrations.RunPython(_refer, migrations.RunPython.noop)]

"""Whoever first linked a decision to somebody looks after what is known of them."""

import uuid

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def give(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Person = apps.get_model("consent", "Person")
    Linked = apps.get_model("decisions", "HistoricalPersonConcerned")  # of links that were taken off, too
    for person in Person.objects.filter(owner=None).iterator():
        first = Linked.objects.filter(person_id=person.pk).select_related("decision").earliest("history_id")
        person.owner_id = person.saved_by_id = first.linked_by_id
        person.team_id, person.request_key = first.decision.team_id, uuid.uuid4()
        person.entered_at = person.saved_at = first.linked_at
        person.save()


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0008_drafts_are_never_orphaned"),
        ("consent", "0002_person_told"),
    ]

    operations = [migrations.RunPython(give, migrations.RunPython.noop)]

import json

import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from infoshare.audit.canonical import CanonicalField, canonical

# The line of one event, as it is hashed: RFC 8785, so its names stand in this order. docs/chain.md says what each is.
LINE = """
CREATE FUNCTION audit_line(event audit_event, sequence bigint, previous bytea) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT '{"about":{"id":' || event.about_id || ',"type":"' || event.about_type
    || '"},"action":"' || event.action
    || '","at":"' || to_char(event.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    || '","by":' || event.by_id
    || ',"event":' || event.id
    || ',"facts":' || event.facts
    || ',"organisation":' || event.organisation_id
    || ',"previous":"' || encode(previous, 'hex')
    || '","sequence":' || sequence || '}'
$$
"""
# Runs as its owner: the site's role can't write links.
LINK = """
CREATE FUNCTION audit_link(event audit_event) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last record;
BEGIN
  SELECT sequence, hash INTO last FROM audit_chainlink
    WHERE organisation_id = event.organisation_id ORDER BY sequence DESC LIMIT 1;
  INSERT INTO audit_chainlink (event_id, organisation_id, sequence, hash) VALUES (
    event.id, event.organisation_id, coalesce(last.sequence, 0) + 1,
    sha256(convert_to(audit_line(
      event, coalesce(last.sequence, 0) + 1, coalesce(last.hash, decode(repeat('00', 32), 'hex'))
    ), 'UTF8'))
  );
END
$$
"""
# When a transaction ends its events are linked, one transaction after another in each organisation: so the lock is
# held for that moment only, and nothing that a transaction locks before can stand in its way.
WHEN_IT_ENDS = """
CREATE FUNCTION audit_link_in_turn() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('infoshare audit chain', NEW.organisation_id));
  PERFORM audit_link(NEW);
  RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER linked_in_turn AFTER INSERT ON audit_event
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION audit_link_in_turn();
REVOKE EXECUTE ON FUNCTION audit_link(audit_event) FROM PUBLIC
"""
# The events of before get their places in the order they were written in.
OF_BEFORE = """
DO $$
DECLARE
  event audit_event;
BEGIN
  FOR event IN SELECT * FROM audit_event ORDER BY id LOOP
    PERFORM audit_link(event);
  END LOOP;
END
$$
"""


def rewrite(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """What events of before say, in the form that is hashed."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, facts FROM audit_event")
        for number, facts in cursor.fetchall():
            cursor.execute("UPDATE audit_event SET facts = %s WHERE id = %s", [canonical(json.loads(facts)), number])


def sql(*orders: str) -> migrations.RunSQL:
    return migrations.RunSQL(list(orders), migrations.RunSQL.noop)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_tables")]
    operations = [
        sql("ALTER TABLE audit_event DISABLE TRIGGER USER"),
        migrations.AlterField("event", "facts", CanonicalField(default=dict)),
        migrations.RunPython(rewrite, migrations.RunPython.noop),
        sql("ALTER TABLE audit_event ENABLE TRIGGER USER"),
        migrations.CreateModel(
            name="ChainLink",
            fields=[
                (
                    "event",
                    models.OneToOneField(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="link",
                        serialize=False,
                        to="audit.event",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="accounts.organisation",
                    ),
                ),
                ("sequence", models.BigIntegerField()),
                ("hash", models.BinaryField(max_length=32)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "sequence"), name="chain_has_one_at_each_place")
                ]
            },
        ),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(
                condition=models.Q(("action__regex", "^[a-z0-9_.-]+$")), name="event_action_is_plain"
            ),
        ),
        migrations.AddConstraint(
            "event",
            models.CheckConstraint(
                condition=models.Q(("about_type__regex", "^[a-z0-9_.-]+$")), name="event_about_is_plain"
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chainlink",
            trigger=pgtrigger.compiler.Trigger(
                name="append_only",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="b3e8037b36ec6f6b07c4f54fc5194f4487e35430",
                    operation="UPDATE OR DELETE",
                    pgid="pgtrigger_append_only_c07b1",
                    table="audit_chainlink",
                    when="BEFORE",
                ),
            ),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name="chainlink",
            trigger=pgtrigger.compiler.Trigger(
                name="never_emptied",
                sql=pgtrigger.compiler.UpsertTriggerSql(
                    func="RAISE EXCEPTION 'Rows of % are added, never changed or removed', TG_TABLE_NAME;",
                    hash="20267f15d61c74e096c3dcf2a7ff6f868d685ec4",
                    level="STATEMENT",
                    operation="TRUNCATE",
                    pgid="pgtrigger_never_emptied_15c62",
                    table="audit_chainlink",
                    when="BEFORE",
                ),
            ),
        ),
        sql(LINE, LINK, WHEN_IT_ENDS, OF_BEFORE),
    ]

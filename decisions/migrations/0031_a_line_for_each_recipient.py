"""Until now an item was decided on for all recipients at once: each gets a line that says the same.

Nothing was said of passing it on, so each is to ask first. The records keep the words they were recorded with.
"""

from django.db import migrations

COPY = """
    INSERT INTO decisions_line (decision_id, item_id, recipient_id, choice, why, redacted, onward, saved_by_id, saved_at)
    SELECT i.decision_id, i.id, r.id, i.choice, i.why, '', CASE WHEN i.choice = 'share' THEN 'ask_first' ELSE '' END,
           i.saved_by_id, greatest(i.saved_at, r.saved_at)
      FROM decisions_item i JOIN decisions_recipient r ON r.decision_id = i.decision_id
     ORDER BY i.id, r.id
"""
BEGIN_THEIR_HISTORY = """
    INSERT INTO decisions_historicalline (id, decision_id, item_id, recipient_id, choice, why, redacted, onward,
           saved_by_id, saved_at, history_date, history_type, history_user_id)
    SELECT id, decision_id, item_id, recipient_id, choice, why, redacted, onward,
           saved_by_id, saved_at, now(), '+', saved_by_id
      FROM decisions_line
     ORDER BY id
"""
STATEMENTS = [COPY, BEGIN_THEIR_HISTORY]


class Migration(migrations.Migration):
    dependencies = [("decisions", "0030_lines")]

    operations = [migrations.RunSQL(STATEMENTS, migrations.RunSQL.noop)]

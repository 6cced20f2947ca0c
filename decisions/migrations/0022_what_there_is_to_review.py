"""What was recorded, advised and added before there were reviews can be reviewed too, in the order in which it came."""

from django.db import migrations

FILL = """
INSERT INTO decisions_reviewentry
       (organisation_id, decision_id, discussion_id, thing, team_id, author_id, said, kind, came_at, came_by_id)
SELECT * FROM (
    SELECT d.organisation_id, d.id, NULL::bigint, d.reference, d.team_id, r.recorded_by_id, r.decided, 'recorded',
           r.recorded_at AS came_at, r.recorded_by_id
      FROM decisions_record r JOIN decisions_decision d ON d.id = r.decision_id
    UNION ALL
    SELECT d.organisation_id, d.id, NULL::bigint, d.reference, d.team_id, r.recorded_by_id, r.decided, 'added',
           a.added_at, a.added_by_id
      FROM decisions_amendment a
      JOIN decisions_record r ON r.decision_id = a.decision_id JOIN decisions_decision d ON d.id = a.decision_id
    UNION ALL
    SELECT d.organisation_id, d.id, s.id, s.reference, d.team_id, s.asked_by_id, s.advice, 'advised',
           s.saved_at, s.saved_by_id
      FROM decisions_advicediscussion s JOIN decisions_decision d ON d.id = s.decision_id
     WHERE s.advice <> ''
) AS came ORDER BY came_at
"""


class Migration(migrations.Migration):
    dependencies = [("decisions", "0021_reviews")]

    operations = [migrations.RunSQL(FILL, migrations.RunSQL.noop)]

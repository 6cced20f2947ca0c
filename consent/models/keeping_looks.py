"""How the database works out on which days a consent calls for another look, and for how long each counts.

Of each time that somebody agreed whose answer may count: until they answered again or it ended, for each time in that
in which nobody looked at it, the first day that was set, on which it ends, or on which they turn an age; and besides
the first on which something changed. Later ones of the same time never come first. A parent's answer ends on the 18th
birthday, which is a day by itself.
"""

from consent import birthdays, words
from consent.models.looks import FOR_GOOD, KEPT, LASTS, LookAgain
from infoshare.saving.keeping import Kept, Watched
from infoshare.saving.orders import filled

# Born on 29 February, somebody turns an age on 1 March, and PostgreSQL says on 28 February.
TURNED = """(p.born_on + make_interval(years => {age})
        + CASE WHEN extract(day FROM p.born_on + make_interval(years => {age})) < extract(day FROM p.born_on)
               THEN interval '1 day' ELSE interval '0' END)::date"""
ROWS = filled(
    """
    SELECT c.id AS consent_id, p.id AS person_id, c.organisation_id, p.team_id, p.owner_id, c.begun_by_id AS keeper_id,
           d.day, d.since, d.till,
           CASE WHEN d.till IS NULL THEN {for_good} ELSE width_bucket(d.till - d.day - 1, ARRAY[{lasts}]) END::smallint
             AS lasts
      FROM consent_consentevent a
      JOIN consent_consent c ON c.id = a.consent_id
      JOIN consent_person p ON p.id = c.person_id
     CROSS JOIN LATERAL (SELECT CASE WHEN a.relationship_id IS NOT NULL THEN {adult} END AS day) adult
     CROSS JOIN LATERAL (
        SELECT min(b."on") - 1 AS day FROM consent_consentevent b
         WHERE b.consent_id = a.consent_id AND (b."on", b.id) > (a."on", a.id)
           AND b.kind IN ('given', 'renewed', 'refused', 'withdrawn', 'found_invalid')
           AND (b.by_themselves AND a.by_themselves OR b.relationship_id = a.relationship_id
                OR NOT b.by_themselves AND b.relationship_id IS NULL)
     ) last
     CROSS JOIN LATERAL (
        SELECT r.id, r."on" AS day, r.look_again_on, lead(r."on") OVER (ORDER BY r."on", r.id) - 1 AS until
          FROM consent_consentevent r
         WHERE r.consent_id = a.consent_id
           AND (r.id = a.id OR r.kind = 'reviewed' AND (r."on", r.id) > (a."on", a.id))
     ) looked
     CROSS JOIN LATERAL (SELECT least(last.day, looked.until, a.until, adult.day - 1) AS day) till
     CROSS JOIN LATERAL (
        SELECT least(looked.look_again_on, a.until, (
                 SELECT min(t.day) FROM (SELECT {turned} AS day FROM unnest(ARRAY[{ages}]) age) t
                  WHERE t.day > looked.day
               )) AS day, looked.day AS since, till.day AS till
        UNION ALL
        SELECT min(k."on"), min(k."on"), till.day FROM consent_consentevent k
         WHERE k.consent_id = a.consent_id AND k.kind = 'called_for_review' AND (k."on", k.id) > (looked.day, looked.id)
        UNION ALL
        SELECT adult.day, adult.day, adult.day + {kept}
         WHERE looked.id = a.id AND a."on" < adult.day
           AND coalesce(least(last.day, a.until), adult.day) >= adult.day - 1
     ) d
     WHERE a.kind IN ('given', 'renewed') AND d.day IS NOT NULL AND (d.till IS NULL OR d.till >= d.since)
       AND (a.by_themselves OR EXISTS (
            SELECT FROM consent_consentevent s WHERE s.consent_id = a.consent_id
               AND s.relationship_id = a.relationship_id AND s.responsibility = '{yes}'))
""",
    adult=TURNED.replace("{age}", str(birthdays.ADULT)),
    turned=TURNED.replace("{age}", "age"),
    ages=", ".join(map(str, birthdays.LOOK_AGAIN_AT)),
    kept=KEPT.days,
    lasts=", ".join(map(str, LASTS)),
    for_good=FOR_GOOD,
    yes=words.YES,
)
PERSON = ("organisation_id", "team_id", "owner_id", "born_on")
OF_PERSONS = "ARRAY(SELECT c.id FROM consent_consent c WHERE c.person_id = ANY (changed))"
LOOKS = Kept(
    LookAgain,
    of="consent_id",
    parent="consent_consent",
    rows=ROWS,
    watched=(
        Watched("consent_consentevent", "consent_id", ("consent_id",), events=("INSERT", "DELETE")),
        Watched("consent_consent", "id", ("organisation_id", "person_id", "begun_by_id"), events=("UPDATE",)),
        Watched("consent_person", "id", PERSON, leads=OF_PERSONS, events=("UPDATE",)),
    ),
)

"""How the database keeps the register of decisions: from what each column is worked out, and what changes one.

Functions and triggers of the owner of the tables, made after each migration. When what they say has changed, or they
are new, the whole register is worked out anew: so a column is added by its line here and its field in the model.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping

from django.db import connection as site
from django.db.backends.base.base import BaseDatabaseWrapper

from decisions import words
from decisions.models.lines import GOES
from decisions.models.register import RegisterEntry
from decisions.models.register_terms import SHARED
from decisions.models.telling import DAYS_AFTER
from infoshare.saving.keeping import Watched, mark_of, watching
from infoshare.saving.orders import filled


def _listed(values: Iterable[str]) -> str:
    return ", ".join(f"'{value}'" for value in sorted(values))


BANDS = " ".join(f"WHEN y.years >= {band} THEN '{band}'" for band in reversed(list(words.AGES)))
# Of those who get something, where it was said: of the record, which is written when all else stands.
SECTORS = filled(
    """CASE WHEN r.decided IN ({shared}) THEN ARRAY(
        SELECT DISTINCT (t.to_whom ->> 'sector')::varchar AS sector
          FROM jsonb_array_elements(r.content -> 'recipients') WITH ORDINALITY AS t (to_whom, place)
         WHERE t.to_whom ? 'sector' AND EXISTS (
           SELECT FROM jsonb_array_elements(r.content -> 'items') i (item)
            WHERE i.item -> 'lines' -> (t.place::int - 1) ->> 'choice' IN ({goes}))
         ORDER BY sector) ELSE ARRAY[]::varchar[] END""",
    shared=_listed(SHARED),
    goes=_listed(GOES),
)
# When the family is due to be told, or telling to be looked at again; where no day is set, since when that waits.
TO_TELL_AT = filled(
    """CASE WHEN (r.told IN ({told}) OR r.happened_at IS NOT NULL AND l.next_on IS NOT NULL)
         AND coalesce((SELECT h.others_wait FROM decisions_told h
           WHERE h.decision_id = d.id AND NOT h.wrongly ORDER BY h.id DESC LIMIT 1), true)
        THEN coalesce((coalesce(l.next_on, CASE r.told
          WHEN 'before' THEN (r.recorded_at AT TIME ZONE 'Europe/London')::date
          WHEN 'after' THEN (r.recorded_at AT TIME ZONE 'Europe/London')::date + {days}
          WHEN 'not' THEN (SELECT p.look_again_on FROM decisions_sharingplan p WHERE p.decision_id = d.id)
          END) + time '23:59') AT TIME ZONE 'Europe/London', r.recorded_at) END""",
    told=_listed(words.TOLD),
    days=str(DAYS_AFTER),
)
# Each column, as the database says it: `d` is the decision, `r` its record where there is one, `y` the youngest it is
# about, `l` the last look at telling the family.
COLUMNS: Mapping[str, str] = {
    "organisation_id": "d.organisation_id",
    "team_id": "d.team_id",
    "owner_id": "d.owner_id",
    "state": """CASE
        WHEN r.happened_at IS NOT NULL THEN 'emergency'
        WHEN r.id IS NOT NULL THEN 'recorded'
        WHEN EXISTS (SELECT FROM decisions_flow f WHERE f.from_decision_id = d.id) THEN 'flow'
        WHEN w.since IS NOT NULL THEN 'waiting'
        ELSE 'draft' END""",
    "pack_id": "d.pack_id",
    "situation": """coalesce(
        (SELECT a.value FROM decisions_answer a WHERE a.decision_id = d.id AND a.slug = 'situation'), '')""",
    "outcome": "coalesce(r.outcome, '')",
    "decided": "coalesce(r.decided, '')",
    "grounds": "coalesce(r.grounds, '{}')",
    # Of the record, as answers off the path stay in the draft and count for nothing.
    "agreement": """coalesce(jsonb_path_query_first(
        r.content, '$.answers[*] ? (@.slug == "agreement" || @.slug == "consent").value') #>> '{}', '')""",
    "told": "coalesce(r.told, '')",
    "sectors": SECTORS,
    "is_restricted": "EXISTS (SELECT FROM decisions_restriction x WHERE x.decision_id = d.id AND x.ended_at IS NULL)",
    "amendments": "(SELECT count(*) FROM decisions_amendment m WHERE m.decision_id = d.id)",
    "age": f"CASE WHEN y.years IS NULL THEN '' {BANDS} ELSE '{next(iter(words.AGES))}' END",
    "ethnicity": "coalesce(split_part(y.ethnicity, '_', 1), '')",
    # Of a sheet the last time that it went counts, and of that the last word that somebody said of it.
    "sent_at": """(SELECT min(s.happened_at) FROM decisions_sharingevent s
        WHERE s.decision_id = d.id AND s.sheet_id IS NOT NULL)""",
    "unheard_since": """(SELECT min(s.happened_at) FROM decisions_sharingevent s
        WHERE s.decision_id = d.id AND s.sheet_id IS NOT NULL
          AND NOT EXISTS (SELECT FROM decisions_sharingevent l WHERE l.sheet_id = s.sheet_id AND l.id > s.id)
          AND (SELECT k.right_person FROM decisions_acknowledgement k WHERE k.sharing_id = s.id
                ORDER BY k.id DESC LIMIT 1) IS NOT TRUE)""",
    "to_tell_at": TO_TELL_AT,
    "started_at": "d.created_at",
    "recorded_at": "r.recorded_at",
    "waiting_since": "w.since",
    "todo_due_at": """(SELECT min(t.due_at) FROM decisions_todo t WHERE t.decision_id = d.id
        AND NOT EXISTS (SELECT FROM decisions_amendment m WHERE m.todo_id = t.id))""",
    "written_late": """EXISTS (SELECT FROM decisions_todo t JOIN decisions_amendment m ON m.todo_id = t.id
        WHERE t.decision_id = d.id AND m.added_at > t.due_at)""",
}
ENTRIES = filled(
    """
  SELECT d.id AS decision_id, {columns} FROM decisions_decision d
    LEFT JOIN decisions_record r ON r.decision_id = d.id
    LEFT JOIN LATERAL (
      SELECT min(q.asked_at) AS since FROM decisions_advicediscussion q
       WHERE q.decision_id = d.id AND q.advice = '' AND q.ended_at IS NULL
    ) w ON true
    LEFT JOIN LATERAL (
      SELECT extract(year FROM age((d.created_at AT TIME ZONE 'Europe/London')::date, p.born_on)) AS years, p.ethnicity
        FROM decisions_personconcerned c JOIN consent_person p ON p.id = c.person_id
       WHERE c.decision_id = d.id ORDER BY p.born_on DESC NULLS LAST, p.id LIMIT 1
    ) y ON true
    LEFT JOIN LATERAL (
      SELECT k.next_on FROM decisions_lookedagain k
       WHERE k.decision_id = d.id AND r.id IS NOT NULL ORDER BY k.id DESC LIMIT 1
    ) l ON true
""",
    columns=", ".join(f"{said} AS {name}" for name, said in COLUMNS.items()),
)
OURS, THEIRS, NOW = (", ".join(f"{table}.{name}" for name in COLUMNS) for table in ("e", "excluded", "n"))
PARTS = {"names": ", ".join(COLUMNS), "entries": ENTRIES, "ours": OURS, "theirs": THEIRS, "now": NOW}
# The entry is locked first, so that of two who change one decision at once the second works out what both have done;
# after whatever else they lock, so that neither waits for the other.
KEEP = filled(
    """
CREATE OR REPLACE FUNCTION decisions_register(changed bigint[]) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM FROM decisions_registerentry e WHERE e.decision_id = ANY (changed) ORDER BY e.decision_id FOR UPDATE;
  INSERT INTO decisions_registerentry AS e (decision_id, {names}) {entries} WHERE d.id = ANY (changed)
  ON CONFLICT (decision_id) DO UPDATE SET ({names}) = ROW ({theirs}) WHERE ({ours}) IS DISTINCT FROM ({theirs});
END
$$;
REVOKE EXECUTE ON FUNCTION decisions_register(bigint[]) FROM PUBLIC
""",
    **PARTS,
)
GONE = """
CREATE OR REPLACE FUNCTION decisions_register_gone() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  DELETE FROM decisions_registerentry e USING old_rows o WHERE e.decision_id = o.id;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER gone_from_register AFTER DELETE ON decisions_decision
REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION decisions_register_gone()
"""
FILL = filled("INSERT INTO decisions_registerentry (decision_id, {names}) {entries}", **PARTS)
FAULTS = filled(
    """
  SELECT coalesce(e.decision_id, n.decision_id)
    FROM decisions_registerentry e FULL JOIN ({entries}) n ON n.decision_id = e.decision_id
   WHERE e.decision_id IS NULL OR n.decision_id IS NULL
      OR ({ours}) IS DISTINCT FROM ({now})
   ORDER BY 1
""",
    **PARTS,
)


WATCHED = (
    Watched(
        "decisions_decision",
        "id",
        ("organisation_id", "team_id", "owner_id", "pack_id", "created_at"),
        events=("INSERT", "UPDATE"),
    ),
    Watched("decisions_answer", "decision_id", ("decision_id", "slug", "value"), "n.slug = 'situation'"),
    Watched("decisions_record", "decision_id", ("decision_id", "recorded_at", "happened_at")),
    Watched("decisions_flow", "from_decision_id", ("from_decision_id",)),
    Watched("decisions_advicediscussion", "decision_id", ("decision_id", "advice", "ended_at", "asked_at")),
    Watched("decisions_restriction", "decision_id", ("decision_id", "ended_at")),
    Watched("decisions_todo", "decision_id", ("decision_id", "due_at")),
    Watched("decisions_amendment", "decision_id", ("decision_id", "todo_id")),
    Watched("decisions_sharingevent", "decision_id", ("decision_id", "sheet_id", "happened_at")),
    Watched(
        "decisions_acknowledgement",
        "sharing_id",
        ("sharing_id", "right_person"),
        leads="ARRAY(SELECT s.decision_id FROM decisions_sharingevent s WHERE s.id = ANY (changed))",
    ),
    Watched("decisions_told", "decision_id", ("decision_id", "others_wait", "wrongly")),
    Watched("decisions_lookedagain", "decision_id", ("decision_id", "next_on")),
    Watched("decisions_sharingplan", "decision_id", ("decision_id", "look_again_on")),
    Watched("decisions_personconcerned", "decision_id", ("decision_id", "person_id")),
    Watched(
        "consent_person",
        "id",
        ("born_on", "ethnicity"),
        leads="ARRAY(SELECT c.decision_id FROM decisions_personconcerned c WHERE c.person_id = ANY (changed))",
    ),
)


def keep_register(connection: BaseDatabaseWrapper) -> None:
    """Unless it is kept so. Run by the owner of the tables after migrating; not while that is part of the way."""
    if not _is_there(connection) or mark_of(connection, "decisions_register(bigint[])") == MARK:
        return
    with connection.cursor() as cursor:
        for order in ORDERS:
            cursor.execute(order)
        cursor.execute(f"COMMENT ON FUNCTION decisions_register(bigint[]) IS '{MARK}'")
    fill(connection)


def fill(connection: BaseDatabaseWrapper) -> None:
    """Work the whole register out anew."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM decisions_registerentry")
        cursor.execute(FILL)


def faults(connection: BaseDatabaseWrapper = site) -> list[int]:
    """The decisions whose entry is not as it would be worked out now; those without one, and entries of none."""
    with connection.cursor() as cursor:
        cursor.execute(FAULTS)
        return [int(number) for (number,) in cursor.fetchall()]


def _orders() -> Iterator[str]:
    yield from (KEEP, GONE)
    for each in WATCHED:
        yield from watching(each, "register", "decisions_register")


ORDERS = tuple(_orders())
MARK = hashlib.sha256("".join((*ORDERS, FILL)).encode()).hexdigest()


def _is_there(connection: BaseDatabaseWrapper) -> bool:
    table = RegisterEntry._meta.db_table
    if table not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        found = {column.name for column in connection.introspection.get_table_description(cursor, table)}
    return found == {"decision_id", *COLUMNS}

"""The questions that the site may put to the words that are searched: functions of the owner's that answer in numbers.

A condition that an index of words answers is never asked before row-level security is, so for the site's role each
search would read every row. These read the organisation from the setting that row-level security reads, and from
nowhere else; what they are told beside that makes them find less. What they find is held against the rule of scope.py.
"""

import hashlib

from django.conf import settings
from psycopg import sql

from infoshare.saving.orders import filled
from infoshare.tenancy.context import ORGANISATION

HERE = f"nullif(current_setting('{ORGANISATION}', true), '')::bigint"
NEWEST = 1_000  # of whatever somebody reaches, read one after the other: a word that many have is soon met
OFTEN = 30  # so many of the newest, and the newest answer
LOOKED_AT = 2_000  # rows at most that an index leads to and that are looked at
LED_TO = 10_000  # the same where somebody reaches a part alone: most of them may be others'
MOST_LED_TO = f"CASE WHEN coalesce((reach->>'all')::boolean, false) THEN {LOOKED_AT} ELSE {LED_TO} END"
RANKED = 400  # how many are held against each other
PEOPLE = 200
# The stem that a typed word is searched by, none for a word that says nothing ("the"); and, where those are wanted, the
# words that are spelt most like it. Nobody is told whether a word is used: it may be so where they see nothing.
SPELT = filled(
    """
CREATE OR REPLACE FUNCTION decisions_search_spelt(typed text[], misspelt boolean)
RETURNS TABLE (place integer, stems text[])
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET pg_trgm.similarity_threshold = 0.4 AS $$
DECLARE
  here bigint := {here};
  stem text;
BEGIN
  FOR number IN 1..cardinality(typed) LOOP
    place := number;
    stems := coalesce(ts_lexize('english_stem', typed[number]), typed[number:number]);
    CONTINUE WHEN stems = '{}';
    stem := stems[1];
    IF misspelt AND stem ~ '^[a-z]{4,24}$' THEN
      stems := stems || ARRAY(
        SELECT near.word FROM (
          SELECT w.word, max(similarity(w.word, stem)) AS alike FROM decisions_searchword w
           WHERE w.organisation_id = here AND w.word % stem AND length(w.word) - length(stem) BETWEEN -3 AND 3
           GROUP BY w.word ORDER BY 2 DESC, 1 LIMIT 4
        ) near WHERE near.word <> stem)::text[];
    END IF;
    RETURN NEXT;
  END LOOP;
END
$$
""",
    here=HERE,
)
# Words as a condition: any of each group; of all groups, or of any.
QUERY = """
CREATE OR REPLACE FUNCTION decisions_search_query(organisation bigint, wanted jsonb, every boolean) RETURNS tsquery
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT string_agg('(' || (
    SELECT string_agg('''' || replace(replace(organisation || '/' || word, '\\', '\\\\'), '''', '''''') || '''', '|')
      FROM jsonb_array_elements_text(words) word
  ) || ')', CASE WHEN every THEN '&' ELSE '|' END)::tsquery
  FROM jsonb_array_elements(wanted) words
$$
"""
# `reach` is whose decisions: {"all": true}, or an owner and teams; `named` are open by name, `barred` never.
REACHES = """
CREATE OR REPLACE FUNCTION decisions_search_reaches(
  s decisions_searchtext, reach jsonb, named bigint[], barred bigint[]) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT s.decision_id <> ALL (barred) AND (s.decision_id = ANY (named) OR NOT s.is_restricted AND (
    (reach->>'all')::boolean OR s.owner_id = (reach->>'owner')::bigint OR reach->'teams' @> to_jsonb(s.team_id)))
$$
"""
# The newest of what somebody reaches, from one index each: of the organisation, or of an owner and each team.
NEWEST_OF = filled(
    """
CREATE OR REPLACE FUNCTION decisions_search_newest(
  wanted tsquery, here bigint, reach jsonb, named bigint[], barred bigint[]) RETURNS bigint[]
LANGUAGE plpgsql STABLE
SET search_path = public, pg_temp SET enable_bitmapscan = off SET enable_seqscan = off AS $$
BEGIN
  IF (reach->>'all')::boolean THEN
    RETURN ARRAY(
      SELECT n.decision_id FROM (
        SELECT s.* FROM decisions_searchtext s
         WHERE s.organisation_id = here ORDER BY s.decision_id DESC LIMIT {newest}) n
       WHERE n.words @@ wanted AND n.decision_id <> ALL (barred)
         AND (NOT n.is_restricted OR n.decision_id = ANY (named)));
  END IF;
  RETURN ARRAY(
    SELECT n.decision_id FROM (
      (SELECT s.* FROM decisions_searchtext s
        WHERE s.owner_id = (reach->>'owner')::bigint ORDER BY s.decision_id DESC LIMIT {newest})
      UNION ALL
      SELECT t.* FROM jsonb_array_elements_text(reach->'teams') team, LATERAL (
        SELECT s.* FROM decisions_searchtext s
         WHERE s.team_id = team::bigint ORDER BY s.decision_id DESC LIMIT {newest}) t
      UNION ALL
      SELECT s.* FROM decisions_searchtext s WHERE s.decision_id = ANY (named)
    ) n
    WHERE n.organisation_id = here AND n.words @@ wanted AND n.decision_id <> ALL (barred)
      AND (NOT n.is_restricted OR n.decision_id = ANY (named)));
END
$$
""",
    newest=NEWEST,
)
# From the index of words, the first in the table: the same each time, as long as no rows have moved.
INDEXED = filled(
    """
CREATE OR REPLACE FUNCTION decisions_search_indexed(
  wanted tsquery, here bigint, reach jsonb, named bigint[], barred bigint[], OUT found bigint[], OUT met bigint)
LANGUAGE sql STABLE
SET search_path = public, pg_temp SET enable_seqscan = off SET enable_indexscan = off AS $$
  SELECT (array_agg(t.decision_id ORDER BY t.decision_id DESC)
           FILTER (WHERE decisions_search_reaches(t, reach, named, barred)))[:{ranked}], count(*)
    FROM (SELECT w.* FROM decisions_searchtext w
           WHERE w.words @@ wanted AND w.organisation_id = here LIMIT {most}) t
$$
""",
    most=MOST_LED_TO,
    ranked=RANKED,
)
FOUND = filled(
    """
CREATE OR REPLACE FUNCTION decisions_search_found(
  wanted jsonb, every boolean, reach jsonb, named bigint[], barred bigint[], most integer)
RETURNS TABLE (decision bigint, worth real, many boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here bigint := {here};
  query tsquery := decisions_search_query({here}, wanted, every);
  newest bigint[];
  others bigint[] := '{}';
  met bigint := 0;
BEGIN
  IF here IS NULL OR query IS NULL THEN
    RETURN;
  END IF;
  newest := decisions_search_newest(query, here, reach, named, barred);
  many := cardinality(newest) >= {often};
  IF NOT many THEN
    SELECT i.found, i.met INTO others, met FROM decisions_search_indexed(query, here, reach, named, barred) i;
    many := met >= {most_led_to} OR coalesce(cardinality(others), 0) >= {ranked};
  END IF;
  RETURN QUERY
    SELECT s.decision_id, ts_rank('{0.1, 0.2, 0.4, 1.0}', s.words, query), many
      FROM decisions_searchtext s WHERE s.decision_id IN (
        SELECT unnest(newest) UNION SELECT unnest(others) ORDER BY 1 DESC LIMIT {ranked})
     ORDER BY 2 DESC, 1 DESC LIMIT most;
  IF many AND NOT FOUND THEN  -- nothing of theirs among those looked at, and others that were not
    RETURN QUERY SELECT NULL::bigint, 0::real, true;
  END IF;
END
$$
""",
    here=HERE,
    often=OFTEN,
    most_led_to=MOST_LED_TO,
    ranked=RANKED,
)
# People who have, for each word, one of its sounds in their name; the newest first. Few are read off the index of
# sounds, which is left no other way; where many are called so, those whom somebody reaches are read one after the other
# until there are enough.
CALLED = filled(
    """
CREATE OR REPLACE FUNCTION decisions_search_called(sounds jsonb, reach jsonb) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off SET enable_indexscan = on AS $$
DECLARE
  word jsonb;
  said text := format('p.organisation_id = %L', {here});
  theirs text := format('(%L OR p.owner_id = %L OR p.team_id = ANY (%L::bigint[]))',
    coalesce((reach->>'all')::boolean, false), (reach->>'owner')::bigint,
    ARRAY(SELECT jsonb_array_elements_text(reach->'teams')));
  met bigint;
  found bigint[];
BEGIN
  IF jsonb_array_length(sounds) = 0 THEN
    RETURN;
  END IF;
  FOR word IN SELECT * FROM jsonb_array_elements(sounds) LOOP
    said := said || format(' AND p.name_keys && %L::varchar[]', ARRAY(SELECT jsonb_array_elements_text(word)));
  END LOOP;
  PERFORM set_config('enable_indexscan', 'off', true);
  EXECUTE format('SELECT count(*), (array_agg(p.id ORDER BY p.id DESC) FILTER (WHERE %s))[:{people}]
    FROM (SELECT p.* FROM consent_person p WHERE %s LIMIT {most}) p', theirs, said) INTO met, found;
  PERFORM set_config('enable_indexscan', 'on', true);
  IF met < {most} THEN
    RETURN QUERY SELECT unnest(found);
  ELSE
    RETURN QUERY EXECUTE format(
      'SELECT p.id FROM consent_person p WHERE %s AND %s ORDER BY p.id DESC LIMIT {people}', said, theirs);
  END IF;
END
$$
""",
    people=PEOPLE,
    most=LOOKED_AT,
    here=HERE,
)
INSIDE = (
    "decisions_search_query(bigint, jsonb, boolean)",
    "decisions_search_reaches(decisions_searchtext, jsonb, bigint[], bigint[])",
    "decisions_search_newest(tsquery, bigint, jsonb, bigint[], bigint[])",
    "decisions_search_indexed(tsquery, bigint, jsonb, bigint[], bigint[])",
)
FINDS = "decisions_search_found(jsonb, boolean, jsonb, bigint[], bigint[], integer)"
ASKED = (
    "decisions_search_spelt(text[], boolean)",
    FINDS,
    "decisions_search_called(jsonb, jsonb)",
)
OWNERS_ALONE = f"REVOKE EXECUTE ON FUNCTION {', '.join((*INSIDE, *ASKED))} FROM PUBLIC"
ASKING = (SPELT, QUERY, REACHES, NEWEST_OF, INDEXED, FOUND, CALLED, OWNERS_ALONE)
ASKING_MARK = hashlib.sha256("".join(ASKING).encode()).hexdigest()


def for_the_site() -> sql.Composed:
    return sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(
        sql.SQL(", ".join(ASKED)), sql.Identifier(settings.DATABASE_SITE_ROLE)
    )

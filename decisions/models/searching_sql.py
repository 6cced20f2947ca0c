"""The questions that the site may put to the words that are searched: functions of the owner's that answer in numbers.

A condition that an index of words answers is never asked before row-level security is, so for the site's role each
search would read every row. These read the organisation from the setting that row-level security reads, and from
nowhere else; what they are told beside that makes them find less. What they find is held against the rule of scope.py.
"""

from django.conf import settings
from psycopg import sql

from infoshare.saving.orders import filled
from infoshare.tenancy.context import ORGANISATION

HERE = f"nullif(current_setting('{ORGANISATION}', true), '')::bigint"
NEWEST = 1_000  # of whatever somebody reaches, read one after the other: a word that many have is soon met
OFTEN = 30  # so many of the newest, and the newest answer
SAMPLE = 5_000  # how many an index is asked for: of more it leaves some out, so it takes no longer
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
# From the index of words; `many` where there are more than it was asked for.
INDEXED = filled(
    """
CREATE OR REPLACE FUNCTION decisions_search_indexed(
  wanted tsquery, here bigint, reach jsonb, named bigint[], barred bigint[], OUT found bigint[], OUT met bigint)
LANGUAGE sql STABLE
SET search_path = public, pg_temp SET enable_seqscan = off SET enable_indexscan = off
SET gin_fuzzy_search_limit = {sample} AS $$
  SELECT (array_agg(s.decision_id ORDER BY s.decision_id DESC)
           FILTER (WHERE decisions_search_reaches(s, reach, named, barred)))[:{ranked}], count(*)
    FROM decisions_searchtext s WHERE s.words @@ wanted AND s.organisation_id = here
$$
""",
    sample=SAMPLE,
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
    many := met > {sample} * 0.8 OR cardinality(others) >= {ranked};
  END IF;
  RETURN QUERY
    SELECT s.decision_id, ts_rank('{0.1, 0.2, 0.4, 1.0}', s.words, query), many
      FROM decisions_searchtext s WHERE s.decision_id IN (
        SELECT unnest(newest) UNION SELECT unnest(others) ORDER BY 1 DESC LIMIT {ranked})
     ORDER BY 2 DESC, 1 DESC LIMIT most;
END
$$
""",
    here=HERE,
    often=OFTEN,
    sample=SAMPLE,
    ranked=RANKED,
)
# People who have, for each word, one of its sounds in their name; the newest first.
CALLED = filled(
    """
CREATE OR REPLACE FUNCTION decisions_search_called(sounds jsonb, reach jsonb) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  word jsonb;
  said text := '';
BEGIN
  FOR word IN SELECT * FROM jsonb_array_elements(sounds) LOOP
    said := said || format(' AND p.name_keys && %L::varchar[]', ARRAY(SELECT jsonb_array_elements_text(word)));
  END LOOP;
  IF said <> '' THEN
    RETURN QUERY EXECUTE format(
      'SELECT p.id FROM consent_person p WHERE p.organisation_id = %L %s
          AND (%L OR p.owner_id = %L OR p.team_id = ANY (%L::bigint[])) ORDER BY p.id DESC LIMIT {people}',
      {here}, said, coalesce((reach->>'all')::boolean, false), (reach->>'owner')::bigint,
      ARRAY(SELECT jsonb_array_elements_text(reach->'teams')));
  END IF;
END
$$
""",
    people=PEOPLE,
    here=HERE,
)
INSIDE = (
    "decisions_search_query(bigint, jsonb, boolean)",
    "decisions_search_reaches(decisions_searchtext, jsonb, bigint[], bigint[])",
    "decisions_search_newest(tsquery, bigint, jsonb, bigint[], bigint[])",
    "decisions_search_indexed(tsquery, bigint, jsonb, bigint[], bigint[])",
)
ASKED = (
    "decisions_search_spelt(text[], boolean)",
    "decisions_search_found(jsonb, boolean, jsonb, bigint[], bigint[], integer)",
    "decisions_search_called(jsonb, jsonb)",
)
OWNERS_ALONE = f"REVOKE EXECUTE ON FUNCTION {', '.join((*INSIDE, *ASKED))} FROM PUBLIC"
ASKING = (SPELT, QUERY, REACHES, NEWEST_OF, INDEXED, FOUND, CALLED, OWNERS_ALONE)


def for_the_site() -> sql.Composed:
    return sql.SQL("GRANT EXECUTE ON FUNCTION {} TO {}").format(
        sql.SQL(", ".join(ASKED)), sql.Identifier(settings.DATABASE_SITE_ROLE)
    )

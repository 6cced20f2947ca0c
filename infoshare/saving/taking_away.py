"""Taking a record away, whole: functions of the database that find its rows and delete them, worked out from models.

Only a function of the owner's may call them: see decisions/models/taking_away.py. What a record's rows are is what
`whole` says; here also what stands in the history of parts that were taken off before, and of theirs.
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pgtrigger
from django.apps import apps
from django.db import models

from infoshare.saving import whole
from infoshare.saving.whole import Key

NEVER = "audit.Event"  # about rows too, and never taken away
# What was found of these records, by table: its key, `ids` of rows there are, `known` with those there were once.
ROWS_OF = """
CREATE OR REPLACE FUNCTION saving_rows_of(plan jsonb, roots bigint[]) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  step jsonb;
  ids bigint[];
  past bigint[];
  was bigint[];
  theirs jsonb := '{}';
BEGIN
  FOR step IN SELECT * FROM jsonb_array_elements(plan) LOOP
    ids := roots;
    IF step->'leads' <> '[]' THEN
      EXECUTE format('SELECT coalesce(array_agg(t.%I), ''{}'') FROM %I t WHERE %s',
        step->>'key', step->>'table', saving_leads(step->'leads', theirs)) INTO ids;
    END IF;
    was := '{}';
    IF step->>'past' <> '' THEN
      EXECUTE format(
        'SELECT coalesce(array_agg(t.history_id::bigint), ''{}''), coalesce(array_agg(DISTINCT t.%1$I), ''{}'')'
        ' FROM %2$I t WHERE t.%1$I = ANY (%3$L::bigint[]) OR %4$s',
        step->>'key', step->>'past', ids, saving_leads(step->'leads', theirs)) INTO past, was;
      theirs := theirs || jsonb_build_object(step->>'past', jsonb_build_object('key', 'history_id', 'ids', past));
    END IF;
    theirs := theirs || jsonb_build_object(step->>'table', jsonb_build_object(
      'key', step->>'key', 'ids', ids, 'known', ids || was, 'label', step->>'label'));
  END LOOP;
  RETURN theirs;
END
$$
"""
LEADS = """
CREATE OR REPLACE FUNCTION saving_leads(leads jsonb, theirs jsonb) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
  SELECT coalesce(string_agg(format(
    't.%I = ANY (%L::bigint[])', lead->>0, translate(theirs->(lead->>1)->>'known', '[]', '{}')
  ), ' OR '), 'false') FROM jsonb_array_elements(leads) lead
$$
"""
# Raises where something that stays leads to what would go.
CHECK = """
CREATE OR REPLACE FUNCTION saving_check_nothing_rests_on(leaning jsonb, theirs jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  lead jsonb;
  rests boolean;
BEGIN
  FOR lead IN SELECT * FROM jsonb_array_elements(leaning) LOOP
    EXECUTE format(
      'SELECT EXISTS (SELECT FROM %I t WHERE t.%I = ANY (%L::bigint[]) AND t.%I <> ALL (%L::bigint[]))',
      lead->>0, lead->>1, translate(theirs->(lead->>2)->>'ids', '[]', '{}'), lead->>3,
      translate(coalesce(theirs->(lead->>0)->>'ids', '[]'), '[]', '{}')) INTO rests;
    IF rests THEN
      RAISE EXCEPTION 'Something that is kept rests on it: %', lead->>0;
    END IF;
  END LOOP;
END
$$
"""
# With the rows of other tables that are about one of these. How many went, by table.
TAKE_AWAY = """
CREATE OR REPLACE FUNCTION saving_take_away(theirs jsonb, about text[]) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  each record;
  beside text;
  went bigint;
  counts jsonb := '{}';
BEGIN
  FOR each IN SELECT key AS table, value AS rows FROM jsonb_each(theirs) LOOP
    FOREACH beside IN ARRAY about LOOP
      CONTINUE WHEN each.rows->>'label' IS NULL;
      EXECUTE format('DELETE FROM %I WHERE about_type = %L AND about_id = ANY (%L::bigint[])',
        beside, each.rows->>'label', translate(each.rows->>'known', '[]', '{}'));
      GET DIAGNOSTICS went = ROW_COUNT;
      IF went > 0 THEN
        counts := counts || jsonb_build_object(beside, coalesce((counts->>beside)::bigint, 0) + went);
      END IF;
    END LOOP;
    EXECUTE format('DELETE FROM %I WHERE %I = ANY (%L::bigint[])',
      each.table, each.rows->>'key', translate(each.rows->>'ids', '[]', '{}'));
    GET DIAGNOSTICS went = ROW_COUNT;
    IF went > 0 THEN
      counts := counts || jsonb_build_object(each.table, coalesce((counts->>each.table)::bigint, 0) + went);
    END IF;
  END LOOP;
  RETURN counts;
END
$$
"""
OWNERS_ALONE = """
REVOKE EXECUTE ON FUNCTION saving_rows_of(jsonb, bigint[]), saving_leads(jsonb, jsonb),
  saving_check_nothing_rests_on(jsonb, jsonb), saving_take_away(jsonb, text[]) FROM PUBLIC
"""
FUNCTIONS = (LEADS, ROWS_OF, CHECK, TAKE_AWAY, OWNERS_ALONE)


def plan_of(root: type[models.Model]) -> list[dict[str, Any]]:
    """Every table that has rows of such a record, each after what it is a part of, and by which columns it is."""
    return [_step(model, keys) for model, keys in ((root, list[Key]()), *whole.parts(root))]


def _step(model: type[models.Model], keys: list[Key]) -> dict[str, Any]:
    past = whole.history_of(model)
    return {
        "table": model._meta.db_table,
        "key": model._meta.pk.column,
        "label": model._meta.label_lower,
        "leads": [[key.column, key.related_model._meta.db_table] for key in keys],
        "past": past._meta.db_table if past else "",
    }


def leaning_on(root: type[models.Model]) -> list[list[str]]:
    """The columns by which a row that is no part of such a record may lead to it: table, column, to where, its key."""
    parts = dict(whole.parts(root)) | {root: []}
    return [
        [model._meta.db_table, key.column, key.related_model._meta.db_table, str(model._meta.pk.column)]
        for model in apps.get_models(include_auto_created=True)
        if whole.is_present(model)
        for key in model._meta.concrete_fields
        if isinstance(key, models.ForeignKey) and key.related_model in parts and key not in parts.get(model, [])
    ]


def models_about() -> list[type[models.Model]]:
    """Those whose rows say which row of which table they are about, as an event does."""
    return [
        model
        for model in apps.get_models()
        if whole.is_present(model)
        and model._meta.label != NEVER
        and {"about_type", "about_id"} <= {each.name for each in model._meta.concrete_fields}
    ]


def triggers_of(roots: Iterable[type[models.Model]]) -> Iterator[str]:
    """The triggers of every table that has rows of such records, or rows about them."""
    theirs = {model._meta.label for root in roots for model in (root, *dict(whole.parts(root)))}
    ours = theirs | {model._meta.label for model in models_about()}
    yield from (trigger.get_pgid(model) for model, trigger in pgtrigger.registered() if model._meta.label in ours)


def as_sql(value: object) -> str:
    return f"$json${json.dumps(value)}$json$"

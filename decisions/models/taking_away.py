"""The one way in which a record goes: a function of the database, of the owner's, that the site may only call.

It asks for itself whether a second person confirmed, whether anything holds the record, and whose it is; then it takes
away every row of the record and whatever else quotes it, and leaves a Disposal. Events stay, as they say nothing.
"""

from collections.abc import Iterable, Iterator, Mapping

from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from consent.models import Person
from decisions.models.access import BrokenGlass
from decisions.models.decision import Decision
from decisions.models.disposing import Disposal
from decisions.models.flow import Flow
from decisions.models.lookout import Finding
from decisions.models.person_packs import PersonPack
from decisions.models.retention import Kind
from decisions.retention.schedule import DECISION, FLOW, PERSON
from infoshare.accounts.policy import roles_that
from infoshare.saving import taking_away, whole
from infoshare.saving.taking_away import as_sql
from infoshare.tenancy.context import ORGANISATION

ROOTS: Mapping[str, type[Kind]] = {DECISION: Decision, FLOW: Flow, PERSON: Person}
# Where a notice, or a form that was not saved, leads to a row by its number.
LEADS_TO: Mapping[type[models.Model], Iterable[tuple[str, str]]] = {
    BrokenGlass: [("/broken-glass/", "/")],
    Finding: [("/look-out/", "/")],
    Person: [("/persons/", "/"), ("/person-", "/")],
}
CHECKED = """
CREATE OR REPLACE FUNCTION decisions_check_disposal(asked bigint, here bigint) RETURNS void
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  proposal decisions_disposalproposal;
  organisation bigint;
BEGIN
  SELECT * INTO proposal FROM decisions_disposalproposal WHERE id = asked;
  -- Locked, so that a hold that is being set comes before this, or not at all.
  PERFORM FROM consent_person p WHERE p.id = proposal.person_id OR p.id IN (
    SELECT c.person_id FROM decisions_personconcerned c WHERE c.decision_id = proposal.decision_id
  ) ORDER BY p.id FOR UPDATE;
  PERFORM FROM decisions_decision d WHERE d.id = proposal.decision_id FOR UPDATE;
  PERFORM FROM decisions_flow f WHERE f.id = proposal.flow_id FOR UPDATE;
  SELECT coalesce(
    (SELECT d.organisation_id FROM decisions_decision d WHERE d.id = proposal.decision_id),
    (SELECT f.organisation_id FROM decisions_flow f WHERE f.id = proposal.flow_id),
    (SELECT p.organisation_id FROM consent_person p WHERE p.id = proposal.person_id)
  ) INTO organisation;
  IF organisation IS NULL OR organisation IS DISTINCT FROM here THEN
    RAISE EXCEPTION 'There is no such proposal';
  END IF;
  IF proposal.due_on > current_date + 1 OR proposal.lapses_on < current_date - 1 THEN
    RAISE EXCEPTION 'It is not due, or the proposal has lapsed';
  END IF;
  IF NOT EXISTS (
    SELECT FROM decisions_disposalanswer a
      JOIN accounts_user confirms ON confirms.id = a.answered_by_id AND confirms.is_active
      JOIN accounts_user proposes ON proposes.id = proposal.proposed_by_id AND proposes.id <> confirms.id
      JOIN accounts_membership m ON m.user_id = confirms.id AND m.role IN ({roles})
      JOIN accounts_membership n ON n.user_id = proposes.id AND n.role IN ({roles})
     WHERE a.proposal_id = proposal.id AND a.answer = 'confirmed'
       AND confirms.organisation_id = here AND proposes.organisation_id = here
  ) THEN
    RAISE EXCEPTION 'A second person whose role it is has not confirmed it';
  END IF;
  IF EXISTS (
    SELECT FROM decisions_legalhold h WHERE h.ended_at IS NULL AND (
      h.decision_id = proposal.decision_id OR h.flow_id = proposal.flow_id OR h.person_id = proposal.person_id
      OR h.person_id IN (
        SELECT c.person_id FROM decisions_personconcerned c WHERE c.decision_id = proposal.decision_id
      )
    )
  ) THEN
    RAISE EXCEPTION 'It is held';
  END IF;
END
$$
"""
# What quotes a decision and is a part of something else: packs it went into, what the look-out found of it alone, and
# printed ledgers of everybody it was ever about.
BESIDE = """
CREATE OR REPLACE FUNCTION decisions_rows_beside(decision bigint) RETURNS jsonb
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  packs bigint[] := ARRAY(
    SELECT DISTINCT c.pack_id FROM decisions_packchoice c, decisions_decision d
     WHERE d.id = decision AND position(d.reference IN array_to_string(c.parts, ' ')) > 0);
  alone bigint[] := ARRAY(
    SELECT f.finding_id FROM decisions_finding_decisions f WHERE f.decision_id = decision AND NOT EXISTS (
      SELECT FROM decisions_finding_decisions o WHERE o.finding_id = f.finding_id AND o.decision_id <> decision));
  ledgers bigint[] := ARRAY(
    SELECT i.id FROM documents_issued i WHERE i.about_type = 'consent.person' AND i.kind LIKE 'ledger-%'
      AND i.about_id IN (SELECT h.person_id FROM decisions_historicalpersonconcerned h WHERE h.decision_id = decision));
BEGIN
  DELETE FROM decisions_finding_decisions f WHERE f.decision_id = decision;
  RETURN saving_rows_of({pack}::jsonb, packs) || saving_rows_of({finding}::jsonb, alone)
    || jsonb_build_object('documents_issued', jsonb_build_object('key', 'id', 'ids', ledgers));
END
$$
"""
# By what a record and its parts are called in a notice: their references, and addresses with a number.
NAMES = """
CREATE OR REPLACE FUNCTION decisions_names(theirs jsonb) RETURNS text[]
LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
  each jsonb;
  more text[];
  named text[] := '{}';
BEGIN
  FOR each IN SELECT * FROM jsonb_array_elements({named}::jsonb) LOOP
    EXECUTE format('SELECT coalesce(array_agg(%s), ''{}'') FROM %I t WHERE t.id = ANY (%L::bigint[])',
      each->>1, each->>0, translate(coalesce(theirs->(each->>0)->>'ids', '[]'), '[]', '{}')) INTO more;
    named := named || more;
  END LOOP;
  RETURN named;
END
$$
"""
DISPOSE = """
CREATE OR REPLACE FUNCTION decisions_dispose(asked bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  here bigint := nullif(current_setting({setting}, true), '')::bigint;
  proposal decisions_disposalproposal;
  confirmed decisions_disposalanswer;
  about text;
  root bigint;
  called text;
  theirs jsonb;
  names text[];
  made bigint;
BEGIN
  PERFORM decisions_check_disposal(asked, here);
  SELECT * INTO proposal FROM decisions_disposalproposal p WHERE p.id = asked;
  SELECT * INTO confirmed FROM decisions_disposalanswer a WHERE a.proposal_id = proposal.id;
  about := CASE WHEN proposal.decision_id IS NOT NULL THEN 'decision'
    WHEN proposal.flow_id IS NOT NULL THEN 'flow' ELSE 'person' END;
  root := coalesce(proposal.decision_id, proposal.flow_id, proposal.person_id);
  called := coalesce((SELECT d.reference FROM decisions_decision d WHERE d.id = proposal.decision_id),
                     (SELECT f.reference FROM decisions_flow f WHERE f.id = proposal.flow_id), '');
  theirs := saving_rows_of({plans}::jsonb->about, ARRAY[root]);
  IF about = 'decision' THEN
    theirs := theirs || decisions_rows_beside(root);
  END IF;
  PERFORM saving_check_nothing_rests_on({leaning}::jsonb->about, theirs);
  names := decisions_names(theirs);
  PERFORM set_config('pgtrigger.ignore', {triggers}, true);
  DELETE FROM accounts_notice n USING accounts_user u WHERE u.id = n.user_id AND u.organisation_id = here
    AND EXISTS (SELECT FROM unnest(names) t WHERE position(t IN n.path) > 0 OR position(t IN n.sentence) > 0);
  DELETE FROM signing_in_unsavedform f USING accounts_user u WHERE u.id = f.user_id AND u.organisation_id = here
    AND EXISTS (SELECT FROM unnest(names) t WHERE position(t IN f.path) > 0 OR position(t IN f.fields::text) > 0);
  DELETE FROM procrastinate_jobs j WHERE j.args->>about = root::text AND j.args->>'organisation' = here::text
    AND j.status <> 'doing';
  INSERT INTO decisions_disposal (organisation_id, about, number, reference, slot, rule_id, due_on, rows,
      proposed_at, proposed_by_id, confirmed_at, confirmed_by_id)
    VALUES (here, about, root, called, proposal.slot, proposal.rule_id, proposal.due_on,
      saving_take_away(theirs, {tables_about}), proposal.proposed_at, proposal.proposed_by_id,
      confirmed.answered_at, confirmed.answered_by_id)
    RETURNING id INTO made;
  PERFORM set_config('pgtrigger.ignore', '{}', true);
  RETURN made;
END
$$
"""
OWNERS_ALONE = """
REVOKE EXECUTE ON FUNCTION decisions_check_disposal(bigint, bigint), decisions_rows_beside(bigint),
  decisions_names(jsonb), decisions_dispose(bigint) FROM PUBLIC
"""
FOR_THE_SITE = "GRANT EXECUTE ON FUNCTION decisions_dispose(bigint) TO {}"


def make_functions(connection: BaseDatabaseWrapper) -> None:
    """As the models stand now. Run by the owner of the tables after migrating; not while that is part of the way."""
    if Disposal._meta.db_table not in connection.introspection.table_names():
        return
    with connection.cursor() as cursor:
        for order in (*taking_away.FUNCTIONS, *(_filled(each) for each in (CHECKED, BESIDE, NAMES, DISPOSE))):
            cursor.execute(order)
        cursor.execute(OWNERS_ALONE)
        cursor.execute(sql.SQL(FOR_THE_SITE).format(sql.Identifier(settings.DATABASE_SITE_ROLE)))


def _filled(order: str) -> str:
    for name, value in _values().items():
        order = order.replace(f"{{{name}}}", value)
    return order


def _values() -> dict[str, str]:
    return {
        "roles": ", ".join(f"'{role}'" for role in roles_that("record.dispose")),
        "pack": as_sql(taking_away.plan_of(PersonPack)),
        "finding": as_sql(taking_away.plan_of(Finding)),
        "named": as_sql(list(_named())),
        "triggers": _array(taking_away.triggers_of((*ROOTS.values(), PersonPack, Finding))),
        "setting": f"'{ORGANISATION}'",
        "plans": as_sql({about: taking_away.plan_of(root) for about, root in ROOTS.items()}),
        "leaning": as_sql({about: taking_away.leaning_on(root) for about, root in ROOTS.items()}),
        "tables_about": _array(model._meta.db_table for model in taking_away.models_about()),
    }


def _array(names: Iterable[str]) -> str:
    return f"'{{{','.join(names)}}}'"


def _named() -> Iterator[tuple[str, str]]:
    """How the rows of a table are called, as the database says it. What an organisation calls a person is no name."""
    for model in dict.fromkeys(model for root in ROOTS.values() for model in (root, *dict(whole.parts(root)))):
        if model is not Person and any(each.name == "reference" for each in model._meta.concrete_fields):
            yield model._meta.db_table, "t.reference::text"
    for model, where in LEADS_TO.items():
        for before, behind in where:
            yield model._meta.db_table, f"'{before}' || t.id || '{behind}'"

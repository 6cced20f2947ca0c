"""Brings the database's policies and rights in line with `rules`; run by the owner of the tables after migrating."""

import hashlib

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql

from infoshare.tenancy.rules import READ, Rule, rules

# Two that bring databases of one server up to date at the same moment make the role once.
ONCE = "BEGIN %s; EXCEPTION WHEN duplicate_object OR unique_violation THEN END"
POLICY = sql.Identifier("one_organisation")
# django-pgtrigger's own listens to the setting whoever sets it. This one listens to the owner of the tables alone (and
# to functions that run as the owner); its migrations write their own back, so it is put in place after each.
ONLY_THE_OWNER_IGNORES = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name) RETURNS boolean
    LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
      SELECT coalesce(trigger_name = ANY(nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false)
        AND current_user = (SELECT proowner FROM pg_proc
          WHERE oid = 'public._pgtrigger_should_ignore(name)'::regprocedure)::regrole::name
    $$
"""


def apply(connection: BaseDatabaseWrapper) -> None:
    """Tables that are not there yet (a migration part of the way) are left out. Run in one transaction."""
    role = sql.Identifier(settings.DATABASE_SITE_ROLE)
    make_site_role(connection, role)
    with connection.cursor() as cursor:
        cursor.execute(ONLY_THE_OWNER_IGNORES)
    there = set(connection.introspection.table_names())
    for order in (
        "REVOKE TEMPORARY ON DATABASE {here} FROM PUBLIC, {}",  # a temporary table would stand before ours in triggers
        "GRANT USAGE ON SCHEMA public TO {}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}",
    ):
        _say(connection, sql.SQL(order).format(role, here=sql.Identifier(connection.settings_dict["NAME"])))
    for rule in (*rules(), Rule("django_migrations", (READ,))):
        if rule.table in there:
            _allow(connection, rule, role)
            _guard(connection, rule, role)


def make_site_role(connection: BaseDatabaseWrapper, role: sql.Identifier) -> None:
    """The role that owns nothing, where nobody made it; it signs in where DATABASE_URL says so, else nobody does."""
    way_in: sql.Composable = sql.SQL("NOLOGIN")
    if settings.DATABASE_SITE_PASSWORD:
        way_in = sql.SQL("LOGIN PASSWORD {}").format(sql.Literal(settings.DATABASE_SITE_PASSWORD))
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolcanlogin FROM pg_roles WHERE rolname = %s", [settings.DATABASE_SITE_ROLE])
        found = cursor.fetchone()
        if found is None:
            make = sql.SQL("CREATE ROLE {0} {1}; GRANT {0} TO CURRENT_USER").format(role, way_in)
            cursor.execute(sql.SQL("DO {}").format(sql.Literal(ONCE % make.as_string(cursor.connection))))
        elif settings.DATABASE_SITE_PASSWORD and not found[0]:
            cursor.execute(sql.SQL("ALTER ROLE {} {}").format(role, way_in))


def _allow(connection: BaseDatabaseWrapper, rule: Rule, role: sql.Identifier) -> None:
    if rule.rights:
        rights = sql.SQL(", ").join([sql.SQL(right) for right in rule.rights])
        _say(connection, sql.SQL("GRANT {} ON {} TO {}").format(rights, sql.Identifier(rule.table), role))


def _guard(connection: BaseDatabaseWrapper, rule: Rule, role: sql.Identifier) -> None:
    """Put the policy in place unless it is there; its comment carries the hash of what it says."""
    if rule.condition is None:
        return
    table = sql.Identifier(rule.table)
    mark = hashlib.sha256(rule.condition.as_string().encode()).hexdigest()
    if _mark(connection, rule.table) == mark:
        return
    for order in (
        sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(table),
        sql.SQL("DROP POLICY IF EXISTS {} ON {}").format(POLICY, table),
        sql.SQL("CREATE POLICY {} ON {} TO {} USING ({})").format(POLICY, table, role, rule.condition),
        sql.SQL("COMMENT ON POLICY {} ON {} IS {}").format(POLICY, table, sql.Literal(mark)),
    ):
        _say(connection, order)


def _mark(connection: BaseDatabaseWrapper, table: str) -> str | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT obj_description(p.oid, 'pg_policy') FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid"
            " WHERE c.relname = %s AND c.relrowsecurity",
            [table],
        )
        found = cursor.fetchone()
    return found[0] if found else None


def _say(connection: BaseDatabaseWrapper, order: sql.Composed) -> None:
    with connection.cursor() as cursor:
        cursor.execute(order)

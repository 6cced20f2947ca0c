"""Which rows of each table the site's role may see, and what it may do with them; worked out from the models.

A table with an `organisation` is guarded by that; any other by the first of its foreign keys that leads to one. A table
that leads to none must be listed here, or bringing the database up to date stops.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db import models
from psycopg import sql
from simple_history.models import HistoricalChanges

from infoshare.tenancy.context import ACCOUNTS, ORGANISATION

THIS_ORGANISATION = sql.SQL("(SELECT nullif(current_setting({}, true), '')::bigint)").format(sql.Literal(ORGANISATION))
SIGNING_IN = sql.SQL("(SELECT current_setting({}, true) = 'on')").format(sql.Literal(ACCOUNTS))
OF_A_ROW_THAT_IS = sql.SQL("(SELECT {that_is} FROM {there} WHERE {there}.{pk} = {table}.{column})")
# Of EXISTS PostgreSQL may make a list of all that the organisation has before it looks at one row: good where those are
# its people, and slow where they are its decisions.
OF_SOMEBODY_WHO_IS = sql.SQL("EXISTS (SELECT 1 FROM {there} WHERE {there}.{pk} = {table}.{column} AND {that_is})")
GUARDED = sql.SQL("true")  # what the site's role finds there is this organisation's: that table's own policy says so

READ, ADD, CHANGE, REMOVE = "SELECT", "INSERT", "UPDATE", "DELETE"
ALL = (READ, ADD, CHANGE, REMOVE)

# What signing in reads and writes before it is known whose organisation it is.
BEFORE_SIGNING_IN = frozenset(
    {
        "accounts.Organisation",
        "accounts.HistoricalOrganisation",
        "accounts.Team",
        "accounts.User",
        "accounts.HistoricalUser",
        "accounts.Membership",
        "account.EmailAddress",
        "account.EmailConfirmation",
        "mfa.Authenticator",
        "usersessions.UserSession",
        "socialaccount.SocialAccount",
        "socialaccount.SocialToken",
        "administration.Invitation",
        "decisions.OutsideAdviser",  # whose link somebody without an account opens
        "decisions.ReceiptLink",  # the same
        "decisions.CorrectionLink",  # the same
    }
)
# Nothing of any organisation's is in these; the rights the site has to each.
WITHOUT_ORGANISATION: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "contenttypes.ContentType": (READ,),
        "auth.Permission": (READ,),
        "auth.Group": (),
        "auth.Group_permissions": (),
        "guardian.UserObjectPermission": (),
        "guardian.GroupObjectPermission": (),
        "sessions.Session": ALL,
        "signing_in.CacheRow": ALL,
        "socialaccount.SocialApp": (READ,),
    }
)
# Jobs and their workers: made by procrastinate, whose models nobody manages here. They name rows by their numbers.
OF_THE_QUEUE = ("procrastinate_jobs", "procrastinate_events", "procrastinate_periodic_defers", "procrastinate_workers")
# The only rows that are ever taken away; the rest is kept, whatever the application asks.
REMOVED = frozenset(
    {
        "accounts.Membership",
        "accounts.Absence",
        "account.EmailAddress",
        "account.EmailConfirmation",
        "mfa.Authenticator",
        "usersessions.UserSession",
        "signing_in.UnsavedForm",
        "consent.ConsentRecipient",
        "decisions.Recipient",
        "decisions.Item",
        "decisions.Line",
        "decisions.DataSet",
        "decisions.FlowPartner",
        "decisions.DecisionGrant",
        "decisions.PersonConcerned",
        "decisions.SavedFilter",
    }
)
# What search keeps of texts: the site's role knows that it is there, and asks functions of the owner's for numbers.
KEPT_BY_THE_DATABASE: Mapping[str, str] = MappingProxyType(
    {
        "decisions.SearchText": "SELECT (decision_id, organisation_id)",
        "decisions.SearchWord": "SELECT (organisation_id)",
    }
)
# Written by the database itself, in functions of the owner's: the site's role reads them.
WRITTEN_BY_THE_DATABASE = frozenset(
    {
        "audit.ChainLink",
        "consent.LookAgain",
        "decisions.Disposal",
        "decisions.GlassEntry",
        "decisions.LogEntry",
        "decisions.OpenSheet",
        "decisions.RegisterEntry",
        "decisions.RetentionEntry",
    }
)


@dataclass(frozen=True)
class Rule:
    """One table: what the site's role may do, and the condition each row must meet (None where there is none)."""

    table: str
    rights: tuple[str, ...]
    condition: sql.Composable | None = None


class NoOrganisation(Exception):
    """A table that leads to no organisation and is not listed as being without one."""


def rules() -> Iterator[Rule]:
    yield from (Rule(table, ALL) for table in OF_THE_QUEUE)
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            yield rule(model)


def rule(model: type[models.Model]) -> Rule:
    label, table = model._meta.label, model._meta.db_table
    if label in WITHOUT_ORGANISATION:
        return Rule(table, WITHOUT_ORGANISATION[label])
    condition = _of_this_organisation(model)
    if condition is None:
        raise NoOrganisation(f"{label} leads to no organisation: give it one, or list it in {__name__}.")
    if label in BEFORE_SIGNING_IN:
        condition = sql.SQL("{} OR {}").format(condition, SIGNING_IN)
    return Rule(table, _rights(model), condition)


def _rights(model: type[models.Model]) -> tuple[str, ...]:
    """Added and never changed are the append-only tables and every row's history."""
    if model._meta.label in KEPT_BY_THE_DATABASE:
        return (KEPT_BY_THE_DATABASE[model._meta.label],)
    if model._meta.label in WRITTEN_BY_THE_DATABASE:
        return (READ,)
    kept = any(trigger.name == "append_only" for trigger in getattr(model._meta, "triggers", ()))
    if kept or issubclass(model, HistoricalChanges):
        return (READ, ADD)
    return ALL if model._meta.label in REMOVED else (READ, ADD, CHANGE)


def _of_this_organisation(model: type[models.Model]) -> sql.Composable | None:
    """The condition that a row of this model is this organisation's; None where nothing tells."""
    if model._meta.model_name in {"organisation", "historicalorganisation"}:
        return _is_this_organisation(model, "id")
    for field, target in _leads(model):
        if target._meta.label == "accounts.Organisation":
            return _is_this_organisation(model, field.column)
        if that_is := _of_this_organisation(target):
            if not _tells_by_itself(target):
                that_is = GUARDED
            way = OF_SOMEBODY_WHO_IS if target._meta.label == "accounts.User" else OF_A_ROW_THAT_IS
            return way.format(
                there=sql.Identifier(target._meta.db_table),
                pk=sql.Identifier(target._meta.pk.attname),
                table=sql.Identifier(model._meta.db_table),
                column=sql.Identifier(field.column),
                that_is=that_is,
            )
    return None


def _tells_by_itself(model: type[models.Model]) -> bool:
    """Whether it says whose it is; or shows rows of others too, before anybody has signed in.

    Of any other the policy is asked anyway. To ask the same again here would double the plan at each step of the way.
    """
    return model._meta.label in BEFORE_SIGNING_IN or any(
        target._meta.label == "accounts.Organisation" for _, target in _leads(model)[:1]
    )


def _is_this_organisation(model: type[models.Model], column: str) -> sql.Composable:
    return sql.SQL("{} = {}").format(sql.Identifier(model._meta.db_table, column), THIS_ORGANISATION)


def _leads(model: type[models.Model]) -> list[tuple[models.ForeignKey[Any, Any], type[models.Model]]]:
    """The foreign keys that every row has: first to organisations, then to anything of theirs, last to who wrote it."""
    told = getattr(model, "instance_type", model)  # in a history's table every column may be empty
    kept = {field.name for field in told._meta.concrete_fields if not field.null}
    found = [
        (field, field.related_model)
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.name in kept and field.related_model is not model
    ]
    order = {"accounts.Organisation": 0, "accounts.User": 2}
    return sorted(found, key=lambda lead: order.get(lead[1]._meta.label, 1))

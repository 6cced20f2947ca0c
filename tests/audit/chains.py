"""Events of an organisation, linked as they are when their transaction ends."""

from typing import Any

from django.db import connection
from psycopg import sql

from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.audit.models import Event

BY_HAND = ("audit_event", "audit_chainlink")


def events(by: User, count: int) -> list[Event]:
    """Of different kinds, about different rows; not linked yet."""
    about = [by.organisation, by]
    return [
        log.record(
            f"{('seen', 'saved', 'told')[number % 3]}.thing",
            by=by,
            about=about[number % 2],
            facts={"number": number, "what": f'Zoë\'s "{number}" \\ \x07\n', "changed": ["b", "a"], "so": None},
        )
        for number in range(count)
    ]


def link() -> None:
    """What happens when the transaction of a test would end."""
    say("SET CONSTRAINTS ALL IMMEDIATE")
    say("SET CONSTRAINTS ALL DEFERRED")


def chained(by: User, count: int) -> list[Event]:
    made = events(by, count)
    link()
    return made


def say(order: str) -> list[tuple[Any, ...]]:
    """What the database answers, where it does."""
    with connection.cursor() as cursor:
        cursor.execute(order)
        return list(cursor.fetchall()) if cursor.description else []


def open_to_its_owner() -> None:
    """As somebody would who has the password of the owner of the tables."""
    link()
    for table in BY_HAND:
        say(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(table)).as_string())

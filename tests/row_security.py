"""Tests act as the owner of the tables; what the site does in them, it does as its own role, bound by the policies."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponseBase
from psycopg import sql
from psycopg.pq import TransactionStatus

View = Callable[[HttpRequest], HttpResponseBase]


@contextmanager
def the_site() -> Iterator[None]:
    """Inside, the database knows us as the role that the site signs in as."""
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(settings.DATABASE_SITE_ROLE)))
    try:
        yield
    finally:
        if connection.connection.info.transaction_status != TransactionStatus.INERROR:
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")


def as_the_site(get_response: View) -> View:
    def respond(request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return get_response(request)
        with the_site():
            return get_response(request)

    return respond

"""Asking the database for decisions and people by words: what somebody reaches, as numbers, best first."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import cast

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now

from decisions.models.access import BrokenGlass, DecisionGrant
from decisions.models.register_scope import barred
from decisions.models.scope import VIEW
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Scope

Narrowed = tuple[str, list[int], list[int]]  # to what somebody reaches by role and by name, and without what bars them
EVERY, ALIKE, SOME = "every", "alike", "some"
MOST = 100  # candidates: more than a page, as some are left out
LONGEST = "2s"  # the last fence: a search is bounded without it


class TooSlow(Exception):
    """The database stopped a search that took longer than anybody waits."""


@dataclass(frozen=True, slots=True)
class Found:
    """Numbers of decisions with what each is worth, best first; `stems` is what they were found by.

    `many`: there are more than were looked at, open to the reader or not. `how`: with every word, with every word or
    one spelt like it, or with some of the words.
    """

    worth: dict[int, float]
    many: bool
    how: str
    stems: tuple[str, ...]


def find(words: Sequence[str], *, by: User) -> Found:
    """As they are typed; where that finds nothing, as they may be meant; where that does not either, any of them."""
    narrowed, many = _narrowed(by), False
    for misspelt, how in ((False, EVERY), (True, ALIKE)):
        groups = _spelt(words, misspelt=misspelt)
        found = _found(groups, narrowed, how)
        if found.worth:
            return found
        many |= found.many
    last = _found(groups, narrowed, SOME) if len(groups) > 1 else found
    return last if last.worth else replace(last, many=many or last.many)


def _spelt(words: Sequence[str], *, misspelt: bool) -> list[list[str]]:
    """For each word that says anything, the stems that stand for it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT stems FROM decisions_search_spelt(%s, %s) ORDER BY place", [list(words), misspelt])
        return [stems for (stems,) in cursor.fetchall()]


def _found(groups: list[list[str]], narrowed: Narrowed, how: str) -> Found:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT decision, worth, many FROM decisions_search_found(%s, %s, %s, %s, %s, %s)",
            [json.dumps(groups), how != SOME, *narrowed, MOST],
        )
        rows = cursor.fetchall()
    stems = tuple(stem for group in groups for stem in group)
    worth = {number: each for number, each, _ in rows if number is not None}
    return Found(worth, any(many for *_, many in rows), how, stems)


def _narrowed(by: User) -> Narrowed:
    return reach(by, "decision.search"), _named(by), sorted(barred(by))


def with_stems(words: Iterable[str], stems: Sequence[str]) -> set[str]:
    """Those of the words that have one of these stems: what a page marks."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT w FROM unnest(%s::text[]) w WHERE coalesce(ts_lexize('english_stem', w), ARRAY[w]) && %s::text[]",
            [list(words), list(stems)],
        )
        return {word for (word,) in cursor.fetchall()}


@contextmanager
def bounded_in_time() -> Iterator[None]:
    """Raises TooSlow where the database takes too long; what it is told of that ends with this."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('statement_timeout')")
            [before] = cursor.fetchone()
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [LONGEST])
            yield
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [before])
    except OperationalError as stopped:
        if getattr(stopped.__cause__, "sqlstate", "") == "57014":
            raise TooSlow from stopped
        raise


def reach(user: User, action: str) -> str:
    """What the person's roles reach, as the functions read it."""
    scopes = policy.scopes(user, action)
    if Scope.ORGANISATION in scopes:
        return json.dumps({"all": True})
    return json.dumps({"owner": user.pk if scopes else None, "teams": policy.teams(user, action)})


def _named(user: User) -> list[int]:
    """Open by name, or behind broken glass. Whoever is asked for advice is shown what the asker chose, and no more."""
    live = cast("QuerySet[DecisionGrant]", DecisionGrant.objects.live())
    granted = live.filter(user=user, permission__codename=VIEW).values_list("content_object_id")
    broken = BrokenGlass.objects.filter(broken_by=user, until__gt=Now()).values_list("decision_id")
    return [number for (number,) in granted.union(broken)]

"""What gives a hole in the wall away: an answer that tells a foreign id from none, a foreign token, a row written."""

import html
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from django.db import connection
from django.test import Client
from psycopg import sql

from infoshare.tenancy import context
from infoshare.tenancy.rules import READ, rules
from tests.decisions.builders import undone
from tests.decisions.pages import Data
from tests.row_security import the_site
from tests.seeding.canaries import Canaries

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

# What is another at every look at the same page: tokens and keys of forms, and the time that is left.
AT_EVERY_LOOK = re.compile(r'value="[A-Za-z0-9]{64}"|value="[0-9a-f-]{36}"| data-staying="[^"]*"')
# Asking in vain may be written down in these; the last is allauth's own copy of a person's address, made when it asks.
LOOKS = frozenset({"audit_event", "usersessions_usersession", "account_emailaddress"})
SHORT = 4  # characters: a shorter id stands in many places of a page that mean something else
COUNT, MARK = "count(*)", "concat(count(*), ' ', sum(hashtextextended(t::text, 0)))"
Rows = dict[str, str]


class Answer(NamedTuple):
    """What somebody is told: compared, it tells one question from another."""

    status: int
    leads_to: str
    body: str


@dataclass(frozen=True)
class Question:
    """One request. `named` are the ids it is about, which its answer may repeat."""

    method: str
    path: str
    named: tuple[str, ...] = ()
    data: Data = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """Ids that must be answered like one that nobody has. What is no id at all may be answered in another way."""

    who: str
    what: str
    nothing: Question
    foreign: Sequence[Question]
    malformed: Sequence[Question] = ()

    @property
    def size(self) -> int:
        return len(self.foreign) + len(self.malformed)

    def thinned(self, foreign: int, malformed: int, chance: random.Random) -> "Group":
        """So many of each, by chance: what one turn leaves out another takes."""
        some = chance.sample(self.foreign, min(foreign, len(self.foreign)))
        return replace(self, foreign=some, malformed=chance.sample(self.malformed, min(malformed, len(self.malformed))))


def answer(client: Client, question: Question) -> Answer:
    """An error of a page is the answer 500, as it would be in earnest."""
    client.raise_request_exception = False
    return heard(getattr(client, question.method)(question.path, question.data or None), question)


def heard(response: "Response", question: Question) -> Answer:
    return Answer(
        response.status_code,
        _without(response.get("Location", ""), question),
        _without(response.content.decode(errors="replace"), question),
    )


def _without(text: str, question: Question) -> str:
    """Without the ids asked about, longest first, and without what is another at every look."""
    spelt = {each for one in question.named for each in (one, html.escape(one)) if len(each) > SHORT}
    for each in sorted(spelt, key=len, reverse=True):
        text = text.replace(each, "")
    return AT_EVERY_LOOK.sub("", text)


def told_apart(group: Group, client: Client, canaries: Canaries, organisation: str) -> Iterator[str]:
    """A sentence for each id that is answered otherwise than it must be, and for what leaks or is written with it."""
    with undone():
        nothing = answer(client, group.nothing)
    for question in (*group.foreign, *group.malformed):
        for wrong in _wrong(group, question, nothing, client, canaries, organisation):
            yield f"{group.who}, {group.what}, {question.method} {question.path} {' '.join(question.named)}: {wrong}"


def _wrong(
    group: Group, question: Question, nothing: Answer, client: Client, canaries: Canaries, organisation: str
) -> Iterator[str]:
    with undone():
        before = rows()
        found = answer(client, question)
        written = rows() if found.status < 500 else before  # after an error the database answers nothing
    if found.status >= 500 or (question in group.foreign and found != nothing):
        yield f"{found.status} {found.leads_to} is not {nothing.status} {nothing.leads_to}"
    yield from (f"wrote to {table}" for table in before if written[table] != before[table])
    yield from (f"shows {leak}" for leak in canaries.of_others(found.leads_to + found.body, organisation))


def rows() -> Rows:
    """How many rows stand in each table."""
    return {table: number for table, number in _each_table(COUNT).items() if table not in LOOKS}


def marks(organisation: int) -> Rows:
    """A mark of all that an organisation has, by table: another one once anything of it is changed or added."""
    with the_site(), context.organisation(organisation):
        return _each_table(MARK)


def _each_table(what: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(_question(what))
        return {str(table): str(found) for table, found in cursor.fetchall()}


@cache
def _question(what: str) -> sql.Composed:
    """Of what the site may not read whole, how many rows there are: the database works it out from the others."""
    each = (
        sql.SQL("SELECT {}, (" + (what if READ in rule.rights else COUNT) + ")::text FROM {} t").format(
            sql.Literal(rule.table), sql.Identifier(rule.table)
        )
        for rule in rules()
        if rule.condition is not None
    )
    return sql.SQL(" UNION ALL ").join(each)

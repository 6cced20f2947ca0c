"""The access matrix: every address, every method, everybody who might try; and nothing changes where one is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pytest
from django.db import connection
from django.test import Client

from infoshare.access import ACCESS
from tests.accounts.addresses import patterns
from tests.campaigns.acting import taken_back
from tests.campaigns.addresses import Address, addresses
from tests.campaigns.conftest import Judge
from tests.campaigns.expected import Answer, expected
from tests.campaigns.personas import PERSONAS, Browsers, SignedIn
from tests.seeding.world import World

pytestmark = pytest.mark.slow
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
FORMS = ("POST", "PUT")  # forms of a library take PUT as POST; both want the token of their page
CHANGING = ("INSERT", "UPDATE", "DELETE", "TRUNCATE")
# What a look, a session and a count of tries leave behind even where nothing is done.
TRACES = (
    "audit_event",
    "documents_issued",  # made by whoever asks for it first
    "django_session",
    "usersessions_usersession",
    "signing_in_cacherow",
    "accounts_user",
    "account_emailaddress",
)


@dataclass
class Watch:
    """Every statement that changed a row, of a table other than those of traces."""

    changes: list[str] = field(default_factory=list)

    def __call__(
        self, execute: Callable[..., object], sql: object, params: object, many: bool, context: Mapping[str, object]
    ) -> object:
        done, statement = execute(sql, params, many, context), str(sql).lstrip()
        rows = getattr(context["cursor"], "rowcount", 0)
        if (
            rows
            and statement.upper().startswith(CHANGING)
            and not any(f'"{each}"' in statement[:60] for each in TRACES)
        ):
            self.changes.append(statement[:120])
        return done


def answer_of(status: int, where: str, persona: str) -> Answer | int:
    """`where` is the address that the answer leads on to."""
    if status == 302 and where.startswith("/accounts/login/?next="):
        return Answer.SIGN_IN
    if status == 302 and where == "/accounts/second-step/" and persona == "newcomer":
        return Answer.SECOND_STEP
    if status >= 500:
        return status
    return {403: Answer.REFUSED, 404: Answer.NOTHING}.get(status, Answer.LET_IN)


def wrong(client: Client, persona: str, method: str, address: Address) -> str:
    """What differs from the policy, in a sentence; "" where nothing does."""
    watch = Watch()
    with taken_back(client):
        address.prepare()
        with connection.execute_wrapper(watch):
            response = client.generic(method, address.path)
    changes, wanted = watch.changes, expected_of(persona, address)
    got = answer_of(response.status_code, response.get("Location", ""), persona)
    case = f"{persona}: {method} {address.name} ({address.about or address.whose})"
    if method != "POST" and (response.status_code == 405 or (method == "OPTIONS" and not response.content)):
        got = wanted  # whoever asks how a page may be asked for learns nothing of what is there
    if got != wanted:
        return f"{case}: {got} ({response.status_code}), not {wanted}"
    if changes and (wanted != Answer.LET_IN or method not in FORMS or address.whose not in {"", persona}):
        return f"{case}: {wanted}, and yet {changes}"
    return ""


def expected_of(persona: str, address: Address) -> Answer:
    return expected(persona, address.name, about=address.about, whose=address.whose, inside=address.inside)


def test_every_address_is_listed(judge: Judge) -> None:
    found = {str(each.name) for each in patterns()}
    judge("addresses listed with who may use them", tried=len(found), failed=found ^ set(ACCESS), at_least=80)


def test_everybody_is_let_in_where_the_policy_says_and_nowhere_else(
    seeded: World, signed_in: SignedIn, judge: Judge, size: Callable[[int, int], int]
) -> None:
    """In small, a few of the methods and people for each address, other ones for each; in full, all of them."""
    browsers = Browsers(seeded, signed_in)
    tries = [
        (persona, method, address)
        for place, address in enumerate(addresses(seeded))
        for turn, persona in enumerate(PERSONAS)
        for step, method in enumerate(METHODS)
        if (place + turn + step) % size(7 * len(METHODS), 1) == 0
    ]
    found = [wrong(browsers.of(persona), persona, method, address) for persona, method, address in tries]
    judge(
        "access matrix: address x method x persona",
        tried=len(tries),
        failed=[each for each in found if each],
        at_least=size(500, 15_000),
    )

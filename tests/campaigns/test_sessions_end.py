"""Sessions: whatever ended one, the next request is a stranger's, at every address that is not open to anyone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import product
from typing import TYPE_CHECKING

import pytest
import time_machine
from django.utils import timezone

from infoshare.access import ACCESS, ANYONE, DEMONSTRATION, OF_A_DECISION, WHOSE
from infoshare.accounts import policy
from infoshare.accounts.models import Membership, User
from infoshare.accounts.policy import ACTIONS
from tests.campaigns.addresses import OWNER, Address, addresses
from tests.campaigns.conftest import Judge
from tests.campaigns.endings import ENDINGS, Scene, copy_of
from tests.campaigns.personas import SignedIn
from tests.campaigns.tokens import of_decisions
from tests.decisions.builders import undone
from tests.seeding.world import RESTRICTED, World, world

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
OPEN = {ANYONE, DEMONSTRATION, WHOSE}
METHODS = ("GET", "POST")
TYPED = {"about": "What was typed when it was over"}
SIGN_IN = "/accounts/login/"
ROLES = ("manager", "safeguarding_lead", "caldicott_guardian", "ig_lead", "administrator")


@pytest.fixture
def place(db: None, size: Callable[[int, int], int]) -> World:
    """Where the practitioner holds every role, so that nothing but the session keeps them from an address."""
    made = world(organisations=size(1, 3), decisions=4)
    owner = made.organisations["North"].people[OWNER]
    Membership.objects.bulk_create(Membership(user=owner, role=role, team=owner.team) for role in ROLES)
    return made


@contextmanager
def scene(place: World, signed_in: SignedIn) -> Iterator[Scene]:
    people = place.organisations["North"].people
    with undone(), time_machine.travel(timezone.now(), tick=False) as clock:
        administrator = partial(signed_in, people["administrator"])
        yield Scene(User.objects.get(pk=people[OWNER].pk), administrator, clock)


def test_whatever_ended_a_session_or_a_role_counts_from_the_next_request(
    place: World, signed_in: SignedIn, size: Callable[[int, int], int], judge: Judge
) -> None:
    """In small, a few of the addresses after each ending, other ones after each; in full, all of them."""
    tried, failed = after_each_ending(place, signed_in, every=size(40, 1))
    judge("Sessions that ended", tried=tried, failed=failed, at_least=size(60, 2_500))
    tried, failed = after_roles_ended(place, signed_in, every=size(4, 1))
    judge("Sessions whose role ended", tried=tried, failed=failed, at_least=size(30, 100))


def after_each_ending(place: World, signed_in: SignedIn, *, every: int) -> tuple[int, list[str]]:
    tried, failed = 0, []
    closed = [each for each in addresses(place) if ACCESS[each.name] not in OPEN]
    with scene(place, signed_in) as signed:
        assert [each.path for each in closed[::every] if is_strangers(ask(signed.here, "GET", each))] == []
    for turn, end in enumerate(ENDINGS):
        with scene(place, signed_in) as signed:
            browser = end(signed)
            for address, method in product(closed[turn % every :: every], METHODS):
                tried += 1
                wrong = differs(place, browser, ask(browser, method, address))
                failed += [f"{end.__name__}: {method} {address.path}: {wrong}"] if wrong else []
    return tried, failed


def ask(browser: "Client", method: str, address: Address) -> "Answer":
    """The next request, whatever was asked before: it is taken back, in the database and in the browser."""
    with undone():
        again = copy_of(browser)
        return again.post(address.path, TYPED) if method == "POST" else again.get(address.path)


def is_strangers(answer: "Answer") -> bool:
    return answer.status_code == 302 and answer["Location"].startswith(SIGN_IN)


def differs(place: World, browser: "Client", answer: "Answer") -> str:
    """From what a stranger gets; a cookie that was sent is taken away too."""
    if not is_strangers(answer):
        return f"{answer.status_code} {answer.get('Location', '')}"
    if found := place.canaries.found_in(answer.content + str(answer.headers).encode()):
        return f"shows {found}"
    sent, kept = browser.cookies.get("session"), answer.cookies.get("session")
    if sent and sent.value and not (kept and kept.value == "" and kept["max-age"] == 0):
        return "the cookie stays"
    return ""


def after_roles_ended(place: World, signed_in: SignedIn, *, every: int) -> tuple[int, list[str]]:
    """Should anything ever end a role and leave the session: here, all roles but the administrator's."""
    tried, failed = 0, []
    actions = [each for each in addresses(place) if ACCESS[each.name] in ACTIONS and each.about != RESTRICTED]
    with scene(place, signed_in) as signed:
        signed.user.memberships.exclude(role="administrator").delete()
        left = User.objects.get(pk=signed.user.pk)
        for address, method in product(actions[::every], METHODS):
            tried += 1
            answer, wanted = ask(signed.here, method, address), status_wanted(left, address)
            shown = of_decisions(place.canaries.found_in(answer.content))
            if shown or (wanted and answer.status_code not in {wanted, 405}):  # which says only how it may be asked
                failed.append(f"{method} {address.path}: {answer.status_code}, not {wanted}; shows {shown}")
    return tried, failed


def status_wanted(user: User, address: Address) -> int:
    """A decision is as if it were not there; what else the role is not for is refused. 0: it may be done."""
    action = ACCESS[address.name]
    if action in OF_A_DECISION:
        return 404
    return 0 if policy.may(user, action) else 403

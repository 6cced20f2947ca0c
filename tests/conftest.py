"""Two organisations with twins of every role, and cases walked through the real actions."""

import gc
from collections.abc import Callable, Mapping
from typing import Protocol

import pytest
from django.db import connection
from django.test import Client
from hypothesis import HealthCheck, settings

from decisions.demonstration.cases import Case, all_cases
from decisions.demonstration.walk import key, walk
from decisions.models import Decision
from infoshare.accounts.models import User
from tests import databases
from tests.remembered import once
from tests.seeding.people import People, settle, settled
from tests.signing_in.people import let_in

gc.freeze()  # what is imported stays; looking through it again and again took a tenth of all tests' time
gc.set_threshold(50_000, 20, 50)
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])  # or a busy one
settings.load_profile("any machine")

CASES: Mapping[str, Case] = {case.id: case for case in all_cases()}


class Walked(Protocol):
    """A case as a decision: case id, whose it is, the edition, who records it, where it stops."""

    def __call__(
        self, case: str, by: User, pack: str = ..., *, decided_by: User | None = ..., until: str = ...
    ) -> Decision: ...


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_keepdb: bool, django_db_createdb: bool
) -> None:
    """A worker's own database is a copy of the one that its run migrates."""
    name = connection.creation._get_test_db_name()  # type: ignore[attr-defined]
    if django_db_createdb or not django_db_keepdb or not databases.is_there(name):
        connection.settings_dict["TEST"]["TEMPLATE"] = databases.migrated()


@pytest.fixture
def north(db: None) -> People:
    return _settled("North")


@pytest.fixture
def south(db: None) -> People:
    return _settled("South")


def _settled(name: str) -> People:
    return once(("people", name), lambda: settle(name), lambda: settled(name))


@pytest.fixture
def walked() -> Walked:
    def make(
        case: str,
        by: User,
        pack: str = "golden_rules_2024",
        *,
        decided_by: User | None = None,
        until: str = "record",
    ) -> Decision:
        by.organisation.default_pack = pack

        def find() -> Decision:
            decision = Decision.objects.get(request_key=key(CASES[case], by, "start"))
            decision.owner, decision.organisation = by, by.organisation
            return decision

        return once(
            (case, by.pk, pack, until, decided_by and decided_by.pk),
            lambda: walk(CASES[case], by=by, decided_by=decided_by, until=until),
            find,
        )

    return make


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser in which this person is signed in; a page that breaks answers 500, as it would in earnest."""

    def make(user: User) -> Client:
        client = Client()
        let_in(client, user)
        client.get("/accounts/")  # what a session's first page does once is done, so that counts of queries compare
        return client

    return make

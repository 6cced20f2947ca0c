"""Two organisations with twins of every role, and cases walked through the real actions."""

import time
from collections.abc import Callable, Mapping
from typing import Protocol

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from django.test import Client

from decisions.demonstration.cases import Case, all_cases
from decisions.demonstration.walk import walk
from decisions.models import Decision
from infoshare.accounts.models import Membership, Organisation, Team, User

CASES: Mapping[str, Case] = {case.id: case for case in all_cases()}
PASSWORD = "three random words"
APP_SECRET = "JBSWY3DPEHPK3PXP"  # of everybody's authenticator app
# Who is there: a name for the tests, a role, a team ("" is the whole organisation).
PEOPLE = (
    ("practitioner", "practitioner", "Blue team"),
    ("colleague", "practitioner", "Blue team"),
    ("manager", "manager", "Blue team"),
    ("safeguarding_lead", "safeguarding_lead", "Blue team"),
    ("practitioner_elsewhere", "practitioner", "Red team"),
    ("manager_elsewhere", "manager", "Red team"),
    ("safeguarding_lead_elsewhere", "safeguarding_lead", "Red team"),
    ("caldicott_guardian", "caldicott_guardian", ""),
    ("ig_lead", "ig_lead", ""),
    ("administrator", "administrator", ""),
)
People = dict[str, User]


class Walked(Protocol):
    """A case as a decision: case id, whose it is, the edition, who records it, where it stops."""

    def __call__(
        self, case: str, by: User, pack: str = ..., *, recorded_by: User | None = ..., until: str = ...
    ) -> Decision: ...


def settle(name: str) -> People:
    """An organisation and its people, all with the same password and an authenticator app."""
    organisation = Organisation.objects.create(name=name)
    teams = {team: Team.objects.create(organisation=organisation, name=team) for team in ("Blue team", "Red team")}
    people = {}
    for who, role, team in PEOPLE:
        user = User.objects.create_user(
            email=f"{who}@{name}.example".lower(),
            password=PASSWORD,
            name=f"{name} {who.replace('_', ' ')}",
            organisation=organisation,
        )
        Membership.objects.create(user=user, team=teams.get(team), role=role)
        people[who] = user
    apps = (Authenticator(user=user, type="totp", data={"secret": APP_SECRET}) for user in people.values())
    Authenticator.objects.bulk_create(apps)
    return people


@pytest.fixture
def north(db: None) -> People:
    return settle("North")


@pytest.fixture
def south(db: None) -> People:
    return settle("South")


@pytest.fixture
def walked() -> Walked:
    def make(
        case: str,
        by: User,
        pack: str = "golden_rules_2024",
        *,
        recorded_by: User | None = None,
        until: str = "record",
    ) -> Decision:
        by.organisation.default_pack = pack
        return walk(CASES[case], by=by, recorded_by=recorded_by, until=until)

    return make


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser in which this person is signed in; a page that breaks answers 500, as it would in earnest."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        session = client.session  # as it is right after the password and the code
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
        session["account_authentication_methods_user"] = str(user.pk)
        session.save()
        client.get("/accounts/")  # what a session's first page does once is done, so that counts of queries compare
        return client

    return make

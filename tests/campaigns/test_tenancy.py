"""Whatever people of three organisations do one after the other, nobody sees or changes anything of another's."""

from collections.abc import Callable, Iterable
from typing import ClassVar

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from infoshare.access import ACCESS
from tests.campaigns.conftest import Judge
from tests.campaigns.detectors import Answer, Question, Rows, answer, marks
from tests.campaigns.roaming import FORMS, FORMS_OF, Pool, sent
from tests.decisions.builders import undone
from tests.seeding.people import People
from tests.seeding.world import World
from tests.signing_in.people import let_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ORGANISATIONS = st.sampled_from(("North", "South", "East"))
OWN = "own"
WHOSE = st.sampled_from((OWN, OWN, OWN, "North", "South", "East"))  # mostly what works, or nothing would be written
ROLES = st.sampled_from(("practitioner", "manager", "caldicott_guardian", "administrator"))
PAGES = st.sampled_from(sorted(set(ACCESS) - {"account_logout", "healthz", "readyz"}))
FORM = st.sampled_from(FORMS)
WHICH = st.sampled_from((0, 0, 0, *range(8)))  # the first decision is the one that most may open
LEFT_OUT = st.sampled_from((None, None, None, *range(8)))  # a field of a form


class Leak(AssertionError):
    """What one organisation saw or changed of another."""


class Office(RuleBasedStateMachine):
    """One browser, in which people of all organisations sign in by turns. What they do is taken back at the end."""

    world: ClassVar[World]
    pool: ClassVar[Pool]
    at_first: ClassVar[dict[str, Rows]]
    led: ClassVar[int]

    def __init__(self) -> None:
        super().__init__()
        self.undone = undone()
        self.undone.__enter__()
        self.browser, self.stands = Client(), dict(self.at_first)

    @initialize(organisation=ORGANISATIONS, role=ROLES)
    def open_the_browser(self, organisation: str, role: str) -> None:
        self.organisation, self.role = organisation, role
        self.browser.logout()
        let_in(self.browser, self._people(organisation)[role])

    @rule(organisation=ORGANISATIONS, role=ROLES)
    def sign_in(self, organisation: str, role: str) -> None:
        self.stands[self.organisation] = marks(self._number(self.organisation))  # whatever its own people changed
        self.open_the_browser(organisation, role)
        self._check([answer(self.browser, Question("get", "/"))])

    @rule(name=PAGES, whose=WHOSE, below=WHOSE, which=WHICH)
    def open(self, name: str, whose: str, below: str, which: int) -> None:
        path = self.pool.path(name, self._of(whose), self._of(below), which)
        self._check([answer(self.browser, Question("get", path))])

    @rule(name=FORM, whose=WHOSE, other=WHOSE, which=WHICH, leave_out=LEFT_OUT)
    def send(self, name: str, whose: str, other: str, which: int, leave_out: int | None) -> None:
        """With words of one's own organisation, and ids of any; half-valid where a field is left out."""
        text = f"Said {self.world.canaries.new(self.organisation, 'typed')}"
        path = self.pool.path(name, self._of(whose), self._of(whose), which)
        ids = self.pool.ids(self._of(other), which, text)
        self._check(sent(self.browser, path, text, ids, leave_out))

    @rule(form=st.integers(0, 30), whose=WHOSE, which=WHICH)
    def work(self, form: int, whose: str, which: int) -> None:
        """What the role is for, on something of one's own."""
        names = FORMS_OF[self.role]
        self.send(name=names[form % len(names)], whose=OWN, other=whose, which=which, leave_out=None)

    def teardown(self) -> None:
        type(self).led += 1
        self.undone.__exit__(None, None, None)

    def _check(self, answers: Iterable[Answer]) -> None:
        for found in answers:
            if leaks := self.world.canaries.of_others(found.leads_to + found.body, self.organisation):
                raise Leak(f"{self.organisation} sees {leaks}")
            if found.status >= 500:
                raise Leak(f"a page broke: {found.body[:300]}")
        for other in set(self.stands) - {self.organisation}:
            if changed := marks(self._number(other)).items() ^ self.stands[other].items():
                raise Leak(f"{self.organisation} changed something of {other}: {changed}")

    def _of(self, whose: str) -> str:
        return self.organisation if whose == OWN else whose

    def _people(self, organisation: str) -> People:
        return self.world.organisations[organisation].people

    def _number(self, organisation: str) -> int:
        return self._people(organisation)["manager"].organisation_id


def test_nobody_sees_or_changes_anything_of_another_organisation(
    seeded: World, size: Callable[[int, int], int], judge: Judge
) -> None:
    sequences = size(30, 2000)
    Office.world, Office.pool, Office.led = seeded, Pool(seeded), 0
    Office.at_first = {name: marks(one.people["manager"].organisation_id) for name, one in seeded.organisations.items()}
    how = settings(
        max_examples=sequences,
        stateful_step_count=size(3, 6),
        deadline=None,  # a page takes as long as it takes
        derandomize=size(1, 0) == 1,  # in small the same sequences every time
        database=None,
        suppress_health_check=list(HealthCheck),  # they are about speed, and about how much is drawn
    )
    failed = []
    try:
        run_state_machine_as_test(Office, settings=how)
    except Leak as leak:
        failed = ["\n".join([str(leak), *getattr(leak, "__notes__", ())])]
    judge("Tenancy: sequences of steps", tried=Office.led, failed=failed, at_least=sequences)

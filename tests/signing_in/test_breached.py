"""Leaked passwords are refused: looked up in a local list by halving it, never by reading it whole."""

import hashlib
import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.checks import run_checks
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from infoshare.accounts.models import User
from infoshare.signing_in.passwords import is_listed
from tests.seeding.people import PASSWORD, People
from tests.signing_in.people import enter

LEAKED = "four quite other words"


def lines(passwords: list[str], ending: str = "\n", counted: bool = True) -> bytes:
    hashes = sorted(hashlib.sha1(each.encode()).hexdigest().upper() for each in passwords)
    return "".join(f"{each}{f':{number}' if counted else ''}{ending}" for number, each in enumerate(hashes)).encode()


@given(
    st.lists(st.text(max_size=5), max_size=40, unique=True),
    st.text(max_size=5),
    st.sampled_from(["\n", "\r\n"]),
    st.booleans(),
)
def test_exactly_those_in_the_list_are_found(leaked: list[str], other: str, ending: str, counted: bool) -> None:
    file = io.BytesIO(lines(leaked, ending, counted))
    assert all(is_listed(file, each) for each in leaked)
    assert is_listed(file, other) == (other in leaked)


class Counting(io.BytesIO):
    taken = 0

    def readline(self, *limits: int | None) -> bytes:
        line = super().readline(*limits)
        self.taken += len(line)
        return line


def test_hardly_any_of_a_long_list_is_read() -> None:
    whole = lines([f"password {number}" for number in range(20_000)])
    file = Counting(whole)
    assert is_listed(file, "password 1234")
    assert not is_listed(file, "never leaked")
    assert file.taken < len(whole) / 100


@pytest.fixture
def leaks(tmp_path: Path, settings: LazySettings) -> None:
    path = tmp_path / "leaked.txt"
    path.write_bytes(lines([LEAKED, "another leaked one"]))
    settings.BREACHED_PASSWORDS = str(path)


@pytest.mark.django_db
@pytest.mark.usefixtures("leaks")
def test_a_leaked_password_is_refused_with_a_sentence(client: Client, north: People) -> None:
    user = north["manager"]
    enter(client, user)
    for new, said in ((LEAKED, b"has leaked somewhere"), ("five words that are fine", b"")):
        sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
        assert said in client.post("/accounts/password/change/", sent).content
        assert User.objects.get(pk=user.pk).check_password(new) == (not said)


def test_a_deployment_without_a_list_is_warned(settings: LazySettings) -> None:
    def warned() -> bool:
        return "signing_in.W001" in {each.id for each in run_checks(include_deployment_checks=True)}

    settings.BREACHED_PASSWORDS = ""
    assert warned()
    settings.BREACHED_PASSWORDS = __file__
    assert not warned()

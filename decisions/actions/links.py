"""A link for somebody without an account: made once, opened once with its code, found by what it carries."""

import hashlib
import secrets
from collections.abc import Callable
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.utils import timezone

from decisions.models.links import OneTimeLink
from decisions.policies import Refused
from infoshare.administration.actions.tokens import hash_of, new_token
from infoshare.saving.references import ALPHABET
from infoshare.tenancy import context as tenancy

CODE_LENGTH = 8
NOT_OPENED = "That code does not open this page. Check it, or ring whoever sent you the link."
Link = TypeVar("Link", bound=OneTimeLink)


class Secrets(NamedTuple):
    """What a link carries, and the code that goes another way. Shown once; only their hashes are kept."""

    token: str
    code: str

    @property
    def hashes(self) -> dict[str, str]:
        return {"token_hash": hash_of(self.token), "code_hash": code_hash(self.token, self.code)}


def new_secrets() -> Secrets:
    return Secrets(new_token(), "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH)))


def code_hash(token: str, code: str) -> str:
    """Of the two together: the stored hash can't be tried against codes without the link."""
    return hashlib.sha256(f"{token}\n{code.upper().replace(' ', '').replace('-', '')}".encode()).hexdigest()


def organisation_of(kind: type[Link], token: str) -> int | None:
    """Whose link it is, before anybody is known; None where it leads nowhere."""
    with tenancy.accounts():
        found = kind._default_manager.filter(token_hash=hash_of(token))
        return found.values_list("let_in_by__organisation_id", flat=True).first()


def open_with_code(
    kind: type[Link],
    *,
    token: str,
    code: str,
    find: Callable[[str], Link | None],
    note: Callable[[Link, bool], None],
) -> Link:
    """Once, in the browser that gives the code. Raises Refused alike for every link and code that opens nothing.

    `find` gives what is still let in by the link; `note` writes down that it was opened, or that a code was wrong.
    """
    number = organisation_of(kind, token)
    if number is None:
        raise Refused(NOT_OPENED)
    with tenancy.organisation(number):
        opened = _opened(kind, token, code, find, note)
    if opened is None:
        raise Refused(NOT_OPENED)
    return opened


@transaction.atomic
def _opened(
    kind: type[Link], token: str, code: str, find: Callable[[str], Link | None], note: Callable[[Link, bool], None]
) -> Link | None:
    """A wrong code is counted, and stays so."""
    rows = kind._default_manager.select_for_update(of=("self",))
    list(rows.filter(token_hash=hash_of(token)).values_list("pk"))
    link = find(token)
    if link is None or link.opened_at:
        return None
    is_right = secrets.compare_digest(link.code_hash, code_hash(token, code))
    if is_right:
        link.opened_at = timezone.now()
    else:
        link.wrong_codes += 1
    link.save(update_fields=["opened_at", "wrong_codes"])
    note(link, is_right)
    return link if is_right else None

"""Letting somebody outside into one question: a link that opens once, and a code that goes to them another way."""

import hashlib
import secrets
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from decisions.actions.locking import locked
from decisions.models import AdviceDiscussion, OutsideAdviser
from decisions.policies import Refused
from decisions.policies import advice as policies
from decisions.policies.answering import check_can_let_in
from infoshare.accounts.models import User
from infoshare.administration.actions.tokens import hash_of, new_token
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time
from infoshare.saving.references import ALPHABET
from infoshare.tenancy import context as tenancy

CODE_LENGTH = 8
NOT_OPENED = "That code does not open this page. Check it, or ring whoever sent you the link."


class LetIn(NamedTuple):
    """Somebody let in, what their link carries and their code: "" where both went out before. Kept only as hashes."""

    adviser: OutsideAdviser
    token: str = ""
    code: str = ""


@transaction.atomic
def let_outside_in(
    *, discussion: AdviceDiscussion, request_key: UUID, name: str, organisation: str, email: str, by: User
) -> LetIn:
    draft = locked(discussion.decision)
    one_press_at_a_time(request_key)
    wanted = {"name": name, "organisation": organisation, "email": email}
    if before := made_before(discussion.outside_advisers.all(), request_key=request_key, **wanted):
        return LetIn(before)
    now = AdviceDiscussion.objects.get(pk=discussion.pk)
    policies.check_can_change(draft, now, by)
    policies.check_is_open(now)
    check_can_let_in(now)
    token, code = new_token(), "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    adviser = OutsideAdviser.objects.create(
        discussion=now,
        request_key=request_key,
        token_hash=hash_of(token),
        code_hash=code_hash(token, code),
        let_in_by=by,
        until=timezone.now() + policies.OUTSIDE_LASTS,
        **wanted,
    )
    facts: dict[str, log.Fact] = {"discussion": now.pk, "outside": adviser.pk, "until": adviser.until.isoformat()}
    log.record("advice.outside-let-in", by=by, about=draft.decision, facts=facts)
    return LetIn(adviser, token, code)


@transaction.atomic
def end_outside(*, adviser: OutsideAdviser, why: str, by: User) -> None:
    """The page is gone for them, whether they had opened it or not."""
    draft = locked(adviser.discussion.decision)
    now = OutsideAdviser.objects.select_related("discussion").select_for_update(of=("self",)).get(pk=adviser.pk)
    policies.check_looks_after(draft, by)
    if now.ended_at:
        return
    now.end(by=by, why=why, at=timezone.now())
    facts: dict[str, log.Fact] = {"discussion": now.discussion_id, "outside": now.pk}
    log.record("advice.outside-ended", by=by, about=draft.decision, facts=facts)


def organisation_of(token: str) -> int | None:
    """Whose question a link leads to, before anybody is known; None where it leads nowhere."""
    with tenancy.accounts():
        found = OutsideAdviser.objects.filter(token_hash=hash_of(token))
        return found.values_list("let_in_by__organisation_id", flat=True).first()


def let_in(token: str) -> OutsideAdviser | None:
    """Whoever is still let in by this link, inside their organisation."""
    rows = OutsideAdviser.objects.select_related(
        "discussion__decision__organisation", "discussion__decision__team", "discussion__asked_by", "let_in_by"
    ).prefetch_related("discussion__asked_by__memberships")
    found = rows.filter(token_hash=hash_of(token)).first()
    return found if found and found.is_let_in else None


def open_with_code(*, token: str, code: str) -> OutsideAdviser:
    """Once, in the browser that gives the code. Raises Refused alike for every link and code that opens nothing."""
    number = organisation_of(token)
    if number is None:
        raise Refused(NOT_OPENED)
    with tenancy.organisation(number):
        opened = _opened(token, code)
    if opened is None:
        raise Refused(NOT_OPENED)
    return opened


@transaction.atomic
def _opened(token: str, code: str) -> OutsideAdviser | None:
    """A wrong code is counted, and stays so."""
    list(OutsideAdviser.objects.select_for_update(of=("self",)).filter(token_hash=hash_of(token)).values_list("pk"))
    adviser = let_in(token)
    if adviser is None or adviser.opened_at:
        return None
    is_right = secrets.compare_digest(adviser.code_hash, code_hash(token, code))
    if is_right:
        adviser.opened_at = timezone.now()
    else:
        adviser.wrong_codes += 1
    adviser.save(update_fields=["opened_at", "wrong_codes"])
    action = "advice.outside-opened" if is_right else "advice.outside-wrong-code"
    facts: dict[str, log.Fact] = {"discussion": adviser.discussion_id, "outside": adviser.pk}
    log.record(action, by=adviser.let_in_by, about=adviser.discussion.decision, facts=facts)
    return adviser if is_right else None


def code_hash(token: str, code: str) -> str:
    """Of the two together: the stored hash can't be tried against codes without the link."""
    return hashlib.sha256(f"{token}\n{code.upper().replace(' ', '').replace('-', '')}".encode()).hexdigest()

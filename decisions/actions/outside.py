"""Letting somebody outside into one question: a link that opens once, and a code that goes to them another way."""

import hashlib
import secrets
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from decisions.actions.locking import locked
from decisions.models import AdviceDiscussion, OutsideAdviser
from decisions.policies import advice as policies
from infoshare.accounts.models import User
from infoshare.administration.actions.tokens import hash_of, new_token
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time
from infoshare.saving.references import ALPHABET

CODE_LENGTH = 8


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


def code_hash(token: str, code: str) -> str:
    """Of the two together: the stored hash can't be tried against codes without the link."""
    return hashlib.sha256(f"{token}\n{code.upper().replace(' ', '').replace('-', '')}".encode()).hexdigest()

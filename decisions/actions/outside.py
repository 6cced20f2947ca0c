"""Letting somebody outside into one question: a link that opens once, and a code that goes to them another way."""

from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from decisions.actions import links
from decisions.actions.locking import locked
from decisions.models import AdviceDiscussion, OutsideAdviser
from decisions.policies import advice as policies
from decisions.policies.answering import check_can_let_in
from infoshare.accounts.models import User
from infoshare.administration.actions.tokens import hash_of
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time


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
    made = links.new_secrets()
    adviser = OutsideAdviser.objects.create(
        discussion=now,
        request_key=request_key,
        let_in_by=by,
        until=timezone.now() + policies.OUTSIDE_LASTS,
        **made.hashes,
        **wanted,
    )
    facts: dict[str, log.Fact] = {"discussion": now.pk, "outside": adviser.pk, "until": adviser.until.isoformat()}
    log.record("advice.outside-let-in", by=by, about=draft.decision, facts=facts)
    return LetIn(adviser, made.token, made.code)


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
    return links.organisation_of(OutsideAdviser, token)


def let_in(token: str) -> OutsideAdviser | None:
    """Whoever is still let in by this link, inside their organisation."""
    rows = OutsideAdviser.objects.select_related(
        "discussion__decision__organisation", "discussion__decision__team", "discussion__asked_by", "let_in_by"
    ).prefetch_related("discussion__asked_by__memberships")
    found = rows.filter(token_hash=hash_of(token)).first()
    return found if found and found.is_let_in else None


def open_with_code(*, token: str, code: str) -> OutsideAdviser:
    """Once, in the browser that gives the code. Raises Refused alike for every link and code that opens nothing."""
    return links.open_with_code(OutsideAdviser, token=token, code=code, find=let_in, note=_note)


def _note(adviser: OutsideAdviser, is_right: bool) -> None:
    action = "advice.outside-opened" if is_right else "advice.outside-wrong-code"
    facts: dict[str, log.Fact] = {"discussion": adviser.discussion_id, "outside": adviser.pk}
    log.record(action, by=adviser.let_in_by, about=adviser.discussion.decision, facts=facts)

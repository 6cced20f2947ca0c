"""What whoever was sent a correction says: by a link that shows none of it, or to a colleague; or nothing at all."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from decisions.actions import links
from decisions.actions.correcting import end_links, page_of
from decisions.actions.entries import enter
from decisions.actions.incidents import letter_not_meant_for_them
from decisions.actions.locking import locked
from decisions.draft import Draft
from decisions.models import CorrectionHeard, CorrectionLink, CorrectionSent, CorrectionSilence
from decisions.models.corrections_due import unconfirmed
from decisions.policies import check_can_add
from decisions.policies import correcting as policies
from decisions.policies.reviewing import who_may_hear, whom_it_concerns
from decisions.policies.sharing import LINK_LASTS
from decisions.words_of_sharing import LOST
from infoshare.accounts import notices
from infoshare.accounts.models import Organisation, User
from infoshare.administration.actions.tokens import hash_of
from infoshare.audit import log
from infoshare.faults import each_by_itself
from infoshare.saving.keys import made_before, one_press_at_a_time

Facts = dict[str, log.Fact]


class AskedToConfirm(NamedTuple):
    """A link that asks, what it carries and its code: "" where both went out before."""

    link: CorrectionLink
    token: str = ""
    code: str = ""


@transaction.atomic
def ask_to_confirm(*, sent: CorrectionSent, email: str, request_key: UUID, by: User) -> AskedToConfirm:
    draft = locked(sent.owed.wrong.decision)
    one_press_at_a_time(request_key)
    if before := made_before(sent.links.all(), request_key=request_key, email=email):
        return AskedToConfirm(before)
    policies.check_can_ask(draft, sent, by)
    made, until = links.new_secrets(), timezone.now() + LINK_LASTS
    link = CorrectionLink.objects.create(
        sent=sent, request_key=request_key, email=email, let_in_by=by, until=until, **made.hashes
    )
    _log("correction.asked", sent, by=by, link=link.pk, until=until.isoformat())
    return AskedToConfirm(link, made.token, made.code)


@transaction.atomic
def end_correction_link(*, link: CorrectionLink, why: str, by: User) -> None:
    draft = locked(link.sent.owed.wrong.decision)
    check_can_add(draft, by)
    now = CorrectionLink.objects.select_for_update().get(pk=link.pk)
    if now.ended_at:
        return
    now.end(by=by, why=why, at=timezone.now())
    _log("correction.link-ended", link.sent, by=by, link=now.pk)


def organisation_of(token: str) -> int | None:
    return links.organisation_of(CorrectionLink, token)


def let_in(token: str) -> CorrectionLink | None:
    """The link while it leads anywhere, inside its organisation."""
    rows = CorrectionLink.objects.select_related(
        "sent__owed__wrong__decision__organisation", "sent__owed__sharing__sheet", "let_in_by"
    )
    found = rows.filter(token_hash=hash_of(token)).first()
    return found if found and found.is_open else None


def open_with_code(*, token: str, code: str) -> CorrectionLink:
    """Once, in the browser that gives the code. Raises Refused alike for every link and code that opens nothing."""
    return links.open_with_code(CorrectionLink, token=token, code=code, find=let_in, note=_note)


def _note(link: CorrectionLink, is_right: bool) -> None:
    _log("correction.opened" if is_right else "correction.wrong-code", link.sent, by=link.let_in_by, link=link.pk)


def correction_viewed(link: CorrectionLink) -> None:
    """Each look of somebody outside is told of whoever sent the link."""
    _log("correction.viewed", link.sent, by=link.let_in_by, link=link.pk)


@transaction.atomic
def confirm(*, link: CorrectionLink, request_key: UUID, values: Mapping[str, object]) -> CorrectionHeard:
    """The answer of whoever opened the link: once."""
    draft = locked(link.sent.owed.wrong.decision)
    own = CorrectionHeard.objects.filter(link=link)
    if before := made_before(own, request_key=request_key, **values):
        return before
    policies.check_can_answer(CorrectionLink.objects.select_for_update().get(pk=link.pk))
    said = CorrectionHeard.objects.create(sent=link.sent, link=link, request_key=request_key, **values)
    _heard(draft, said, by=link.let_in_by)
    wrong = link.sent.owed.wrong
    people = who_may_hear(draft.decision, whom_it_concerns(draft.decision))
    notices.tell(people, f"{wrong.reference}: there is an answer to a correction.", path=page_of(wrong))
    return said


@transaction.atomic
def note_confirmed(
    *, sent: CorrectionSent, request_key: UUID, values: Mapping[str, object], by: User
) -> CorrectionHeard:
    """What they said by telephone or face to face, written down by a colleague."""
    draft = locked(sent.owed.wrong.decision)
    if before := made_before(sent.heard.all(), request_key=request_key, **values):
        return before
    check_can_add(draft, by)
    said = CorrectionHeard.objects.create(sent=sent, request_key=request_key, said_by=by, **values)
    _heard(draft, said, by=by)
    return said


def _heard(draft: Draft, said: CorrectionHeard, *, by: User) -> None:
    """A letter that came to the wrong place opens an incident, as a sheet does. A link to one that was lost ends."""
    _log("correction.heard", said.sent, by=by, said=said.said, link=said.link_id)
    enter("put_right", draft.decision, by=by)
    if said.said in LOST:
        end_links(CorrectionLink.objects.filter(sent=said.sent), why="It did not reach them.", by=by)
    if said.said == "not_ours":
        letter_not_meant_for_them(said, draft.decision, by=by)


def _log(action: str, sent: CorrectionSent, *, by: User, **more: log.Fact) -> None:
    wrong = sent.owed.wrong
    facts: Facts = {"wrong": wrong.reference, "correction": sent.owed_id, "sent": sent.pk, **more}
    log.record(action, by=by, about=wrong.decision, facts=facts)


def notice_unconfirmed(organisation: Organisation, *, now: datetime) -> int:
    """How many were told of, each once. A fault with one stops no other."""
    return each_by_itself(
        _untold(organisation, now),
        lambda sent: _tell(sent, now),
        failed="Corrections of which nobody could be told by a fault of ours",
    )


def _untold(organisation: Organisation, now: datetime) -> QuerySet[CorrectionSent]:
    rows = unconfirmed(organisation, now).filter(silence=None)
    return rows.select_related("owed__wrong__decision__organisation", "owed__wrong__decision__owner")


@transaction.atomic
def _tell(found: CorrectionSent, now: datetime) -> bool:
    """Looked at again while no word on it can come in. Two runs at once tell it once."""
    decision = found.owed.wrong.decision
    locked(decision)
    sent = _untold(decision.organisation, now).filter(pk=found.pk).first()
    if sent is None:
        return False
    CorrectionSilence.objects.create(sent=sent)
    people = who_may_hear(decision, whom_it_concerns(decision))
    sentence = f"{sent.owed.wrong.reference}: nobody has confirmed a correction. Ring them."
    notices.tell(people, sentence, path=page_of(sent.owed.wrong))
    return True

"""What whoever got a sheet says: asked by a link that shows none of its content, or noted by hand."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from decisions.actions import links
from decisions.actions.entries import enter
from decisions.actions.incidents import not_meant_for_them
from decisions.actions.locking import locked
from decisions.draft import Draft
from decisions.models import Acknowledgement, ReceiptLink, SharingEvent
from decisions.policies import check_can_add
from decisions.policies import sharing as policies
from decisions.policies.reviewing import who_may_hear, whom_it_concerns
from infoshare.accounts import notices
from infoshare.accounts.models import User
from infoshare.administration.actions.tokens import hash_of
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time


class Asked(NamedTuple):
    """A link that asks, what it carries and its code: "" where both went out before."""

    link: ReceiptLink
    token: str = ""
    code: str = ""


@transaction.atomic
def ask_receipt(*, sharing: SharingEvent, email: str, request_key: UUID, by: User) -> Asked:
    draft = locked(sharing.decision)
    one_press_at_a_time(request_key)
    if before := made_before(sharing.links.all(), request_key=request_key, email=email):
        return Asked(before)
    check_can_add(draft, by)
    policies.check_can_ask_receipt(sharing, email, by)
    made = links.new_secrets()
    until = timezone.now() + policies.LINK_LASTS
    link = ReceiptLink.objects.create(
        sharing=sharing, request_key=request_key, email=email, let_in_by=by, until=until, **made.hashes
    )
    facts: dict[str, log.Fact] = {"sharing": sharing.pk, "link": link.pk, "until": until.isoformat()}
    log.record("receipt.asked", by=by, about=draft.decision, facts=facts)
    return Asked(link, made.token, made.code)


@transaction.atomic
def end_receipt_link(*, link: ReceiptLink, why: str, by: User) -> None:
    draft = locked(link.sharing.decision)
    check_can_add(draft, by)
    now = ReceiptLink.objects.select_for_update().get(pk=link.pk)
    if now.ended_at:
        return
    now.end(by=by, why=why, at=timezone.now())
    facts: dict[str, log.Fact] = {"sharing": now.sharing_id, "link": now.pk}
    log.record("receipt.link-ended", by=by, about=draft.decision, facts=facts)


def organisation_of(token: str) -> int | None:
    return links.organisation_of(ReceiptLink, token)


def let_in(token: str) -> ReceiptLink | None:
    """The link while it leads anywhere, inside its organisation."""
    rows = ReceiptLink.objects.select_related("sharing__sheet", "sharing__decision__organisation", "let_in_by")
    found = rows.filter(token_hash=hash_of(token)).first()
    return found if found and found.is_open else None


def open_with_code(*, token: str, code: str) -> ReceiptLink:
    """Once, in the browser that gives the code. Raises Refused alike for every link and code that opens nothing."""
    return links.open_with_code(ReceiptLink, token=token, code=code, find=let_in, note=_note)


def _note(link: ReceiptLink, is_right: bool) -> None:
    _tell_log("receipt.opened" if is_right else "receipt.wrong-code", link)


def receipt_viewed(link: ReceiptLink) -> None:
    """Each look of somebody outside is told of whoever sent the link."""
    _tell_log("receipt.viewed", link)


def _tell_log(action: str, link: ReceiptLink) -> None:
    facts: dict[str, log.Fact] = {"sharing": link.sharing_id, "link": link.pk}
    log.record(action, by=link.let_in_by, about=link.sharing.decision, facts=facts)


@transaction.atomic
def acknowledge(*, link: ReceiptLink, request_key: UUID, values: Mapping[str, object]) -> Acknowledgement:
    """The answer of whoever opened the link: once."""
    draft = locked(link.sharing.decision)
    if before := made_before(link.acknowledgements.all(), request_key=request_key, **values):
        return before
    policies.check_can_answer_link(ReceiptLink.objects.select_for_update().get(pk=link.pk))
    said = Acknowledgement.objects.create(sharing=link.sharing, link=link, request_key=request_key, **values)
    _heard(draft, said, by=link.let_in_by)
    assert link.sharing.sheet  # where there is none, no link asks
    reference = link.sharing.sheet.reference
    sentence = f"There is an answer about {reference}." if said.arrived else f"{reference} did not arrive."
    people = who_may_hear(draft.decision, whom_it_concerns(draft.decision))
    notices.tell(people, sentence, path=reverse("sheet", args=[draft.decision.reference, reference]))
    return said


@transaction.atomic
def note_receipt(
    *, sharing: SharingEvent, request_key: UUID, values: Mapping[str, object], by: User
) -> Acknowledgement:
    """What they said by telephone or face to face, written down by a colleague."""
    draft = locked(sharing.decision)
    if before := made_before(sharing.acknowledgements.all(), request_key=request_key, **values):
        return before
    check_can_add(draft, by)
    said = Acknowledgement.objects.create(sharing=sharing, request_key=request_key, said_by=by, **values)
    _heard(draft, said, by=by)
    return said


def _heard(draft: Draft, said: Acknowledgement, *, by: User) -> None:
    facts: dict[str, log.Fact] = {
        "sharing": said.sharing_id,
        "arrived": said.arrived,
        "right_person": said.right_person,
        "link": said.link_id,
    }
    log.record("receipt.heard", by=by, about=draft.decision, facts=facts)
    enter("heard", draft.decision, by=by)
    if said.right_person is False:
        not_meant_for_them(said, draft.decision, by=by)

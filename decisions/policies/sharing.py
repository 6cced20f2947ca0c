"""When it may be noted that something went, and what came back; when a link may be sent."""

from datetime import datetime, timedelta

from decisions.draft import Draft
from decisions.models import ReceiptLink, SharingEvent, Sheet, ToDo
from decisions.models.receipts import came_back, to_send
from decisions.policies.journey import check_can_add
from decisions.policies.sheets import check_may_go
from decisions.words_of_sharing import ARRIVED
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

LINK_LASTS = timedelta(days=30)
SHARED = "shared"  # the to-do of every record that shares


def check_can_note_sent(draft: Draft, sheet: Sheet | None, by: User) -> None:
    """A sheet that may go; or, without one, what else was shared in an emergency."""
    check_can_add(draft, by)
    if sheet:
        check_may_go(sheet)
    elif not draft.record or not draft.record.entered_afterwards:
        raise Refused("Open the sheet of whoever got it, and say there that it has been sent.")


def check_moment(draft: Draft, happened_at: datetime) -> None:
    """To the minute, as it is typed. An emergency is recorded after it was shared."""
    assert draft.record
    if not draft.record.entered_afterwards and happened_at < draft.record.recorded_at.replace(second=0, microsecond=0):
        raise Refused("It can't have gone before the decision was recorded. Check the date and the time.")


def check_can_answer(todo: ToDo) -> None:
    """That it was shared is written down at each sheet: words alone would be chased by nobody."""
    if todo.slug == SHARED and to_send(todo.decision.sheets.all()).exists():
        raise Refused("Open each sheet on the record, and say there that it was sent. Then this is done by itself.")


def check_can_ask_receipt(sharing: SharingEvent, email: str, by: User) -> None:
    if not sharing.sheet_id:
        raise Refused("There is no sheet here. Ring them, and write down what they say.")
    if email.casefold() == by.email.casefold():
        raise Refused("This is your own address. Give the address of whoever got it.")
    if came_back(sharing.acknowledgements.all()) == ARRIVED:
        raise Refused("They have said that it arrived, so there is nothing to ask.")
    if any(link.is_open for link in sharing.links.all()):
        raise Refused("A link is on its way to them. End it first, if it went to the wrong place.")


def check_can_answer_link(link: ReceiptLink) -> None:
    if link.acknowledgements.exists():
        raise Refused("You have answered this. If something changed, ring whoever sent it.")
    if not link.is_open:
        raise Refused("This link is over. Ring whoever sent it.")

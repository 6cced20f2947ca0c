"""When something may be said to be wrong, when a correction may go, be asked about, and be given up."""

from collections.abc import Sequence
from datetime import datetime

from decisions import clashes, protecting
from decisions.clashes import Clash, Said, To
from decisions.draft import Draft
from decisions.letters.correction import Version
from decisions.models import CorrectionGivenUp, CorrectionHeard, CorrectionLink, CorrectionOwed, CorrectionSent, Item
from decisions.models.corrections_due import confirmed
from decisions.policies.journey import check_can_add
from decisions.policies.sheets import check_is_let_go
from decisions.words_of_sharing import LOST
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

EXPOSES = (
    "This could lead to somebody who must not be told or found. Write other words for this recipient, or ask "
    "your safeguarding lead."
)
ASTRAY = (
    "Something went wrong with this sending: it may have reached somebody else. So there is no letter, which would say "
    "it all again. Ring them. Ask them to delete what they got, and tell them nothing more."
)
LETTER_CHANGED = "The letter changed since you opened this page. Read it again, then choose what went."


class Exposes(Refused):
    """Who could come to harm is known to whoever catches it (actions/protecting.py), and never told in the sentence."""

    def __init__(self, found: Sequence[Clash]) -> None:
        super().__init__(EXPOSES)
        self.found = found


def check_can_find_wrong(draft: Draft, by: User) -> None:
    """Whoever may add to the record, of a record that has something to be wrong."""
    check_can_add(draft, by)
    assert draft.record
    if not draft.items and not draft.record.entered_afterwards:
        raise Refused("This record holds no information that could be wrong. You can add to it instead.")


def check_is_of_this_record(draft: Draft, item: Item | None) -> None:
    """One of its pieces; after an emergency what was told is said in words."""
    assert draft.record
    if draft.record.entered_afterwards == bool(item) or (item and item not in draft.items):
        raise Refused("Choose one of the pieces of information of this record.")


def check_can_word(draft: Draft, owed: CorrectionOwed, by: User) -> None:
    check_can_add(draft, by)
    check_has_a_letter(owed)
    if owed.wrong.kind == "withdrawn":
        raise Refused("It is withdrawn altogether, so there is nothing that is right to put in words.")
    check_is_not_given_up(owed)


def check_has_a_letter(owed: CorrectionOwed) -> None:
    """What was told in an emergency is put right in words; what went astray is said to nobody again."""
    if not owed.sharing or not owed.sharing.sheet:
        raise Refused("There is no letter here. Ring them, and write down that you told them.")
    if owed.sharing.went_astray:
        raise Refused(ASTRAY)


def check_letter(draft: Draft, owed: CorrectionOwed, right: str) -> None:
    """A letter goes where its sheet may go, once there are words for this recipient which lead to nobody."""
    check_has_a_letter(owed)
    assert owed.sharing
    assert owed.sharing.sheet
    check_is_let_go(owed.sharing.sheet)
    if not right:
        raise Refused("They got this in part. First write what is right in words that they may read.")
    check_leads_to_nobody(draft, owed, right)


def check_leads_to_nobody(draft: Draft, owed: CorrectionOwed, right: str) -> None:
    """What is newly said, and who gets it, are held against those who must not be told or found, as known now."""
    is_whole = right == owed.wrong.right
    if found := [*leads_to(draft, owed.wrong.item, right, is_whole=is_whole), *_of_recipient(draft, owed)]:
        raise Exposes(found)


def leads_to(draft: Draft, item: Item | None, right: str, *, is_whole: bool = True) -> list[Clash]:
    """What of these words could lead to somebody. `is_whole`: that they are of the piece as it was, not in part."""
    is_identity = bool(is_whole and item and item.category == "identity")
    said = Said("right", "What is right", right, item.about_whom if item else "", is_identity=is_identity)
    nobody: list[To] = []
    return clashes.of(protecting.known(draft), nobody, [said]) if right else []


def _of_recipient(draft: Draft, owed: CorrectionOwed) -> list[Clash]:
    """What nobody said is none: they may have been marked since the sheet went."""
    to = str(owed.sharing.sheet.recipient) if owed.sharing and owed.sharing.sheet else ""
    return [each for each in protecting.unsettled(draft) if to and each.called == to]


def check_can_send(draft: Draft, owed: CorrectionOwed, by: User) -> None:
    check_can_add(draft, by)
    check_is_not_given_up(owed)


def check_sent_since(owed: CorrectionOwed, happened_at: datetime) -> None:
    """To the minute, as it is typed."""
    if happened_at < owed.wrong.written_at.replace(second=0, microsecond=0):
        raise Refused("It can't have gone before it was found wrong. Check the date and the time.")


def check_was_there(letter: Version | None, happened_at: datetime) -> None:
    """What is kept as the letter that went is one that could be opened by then: to the minute, as above."""
    if letter is None:
        raise Refused(LETTER_CHANGED)
    if happened_at < letter.since.replace(second=0, microsecond=0):
        raise Refused("That letter was not there yet at that time. Check the time, and which letter it was.")


def check_is_not_given_up(owed: CorrectionOwed) -> None:
    if CorrectionGivenUp.objects.filter(owed=owed).exists():  # as it stands under the lock
        raise Refused("It was written down why they can't be told. Add to the record instead.")


def is_confirmed(owed: CorrectionOwed) -> bool:
    return confirmed().filter(sent__owed=owed).exists()


def check_can_ask(draft: Draft, sent: CorrectionSent, by: User) -> None:
    """A link goes to whoever got a letter and has not confirmed it."""
    check_can_add(draft, by)
    check_is_not_given_up(sent.owed)
    check_has_a_letter(sent.owed)
    if not sent.letter:
        raise Refused("There was no letter here. Ring them, and write down what they say.")
    if is_confirmed(sent.owed):
        raise Refused("They have said that they put it right, so there is nothing to ask.")
    if CorrectionHeard.objects.filter(sent=sent, said__in=LOST).exists():
        raise Refused("It did not reach them. Send it again first.")
    if any(link.is_open and not hasattr(link, "heard") for link in sent.links.select_related("heard")):
        raise Refused("A link is on its way to them. End it first, if it went to the wrong place.")


def check_can_answer(link: CorrectionLink) -> None:
    if CorrectionHeard.objects.filter(link=link).exists():
        raise Refused("You have answered this. If something changed, ring whoever sent it.")
    if not link.is_open:
        raise Refused("This link is over. Ring whoever sent it.")


def check_can_give_up(draft: Draft, owed: CorrectionOwed, by: User) -> None:
    """Its owner, or whoever oversees it."""
    check_can_add(draft, by)
    check_is_not_given_up(owed)
    if is_confirmed(owed):
        raise Refused("They have said that they put it right, so there is nothing to give up.")

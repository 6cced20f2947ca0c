"""When a passage of a record may be amended: by whoever may add to it, of what stands in it."""

from decisions import amending
from decisions.draft import Draft
from decisions.models import Amendment
from decisions.passages import Passage
from decisions.policies.journey import check_can_add
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

NO_PASSAGE = "Choose one of the passages of this record. What it shows beside them is never amended."
READS_SO = "It reads like this already. Change the words, or go back."


def passages_of(draft: Draft) -> dict[str, Passage]:
    """Every passage that may be amended, as it stands now."""
    assert draft.record
    return amending.standing(draft.record.content, Amendment.objects.filter(decision=draft.decision))


def check_can_amend(draft: Draft, place: str, by: User) -> Passage:
    """The passage as it stands."""
    check_can_add(draft, by)
    found = passages_of(draft).get(place)
    if found is None:
        raise Refused(NO_PASSAGE)
    return found


def check_reads_otherwise(passage: Passage, text: str) -> None:
    if text == passage.text:
        raise Refused(READS_SO)

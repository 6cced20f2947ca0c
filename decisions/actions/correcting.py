"""Something that was shared is found wrong: everybody who was given it is owed a correction, until it is settled."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from decisions.actions.entries import enter
from decisions.actions.locking import locked
from decisions.actions.protecting import note_exposed, noting_refused_words
from decisions.draft import Draft
from decisions.letters import correction
from decisions.models import (
    CorrectionGivenUp,
    CorrectionLink,
    CorrectionOwed,
    CorrectionSent,
    CorrectionWords,
    Decision,
    FoundWrong,
    Item,
    SharingEvent,
    ToDo,
)
from decisions.models.lines import GOES
from decisions.policies import correcting as policies
from decisions.policies.reviewing import who_may_hear, whom_it_concerns
from decisions.sheet import Content
from decisions.words_of_sharing import CARRY_A_LETTER
from infoshare.accounts import notices
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused, allows
from infoshare.audit import log
from infoshare.saving.keys import made_before
from infoshare.saving.versions import STALE

Facts = dict[str, log.Fact]
MAY_NOT_GO = "A correction went that may not go now: keep people safe, and write down what was done"
DAYS_TO_ACT = 1


@transaction.atomic
def find_wrong(
    *, decision: Decision, item: Item | None, request_key: UUID, values: Mapping[str, object], by: User
) -> FoundWrong:
    draft = locked(decision)
    if before := made_before(decision.found_wrong.all(), request_key=request_key, item=item, **values):
        return before
    policies.check_can_find_wrong(draft, by)
    policies.check_is_of_this_record(draft, item)
    made = FoundWrong.objects.create(decision=decision, item=item, request_key=request_key, written_by=by, **values)
    facts: Facts = {"wrong": made.reference, "item": made.item_id, "kind": made.kind}
    log.record("item.found-wrong", by=by, about=decision, facts=facts)
    enter("wrong", draft.decision, by=by)
    _owe(made, to_whom(made), by=by)
    note_exposed(decision, policies.leads_to(draft, item, made.right), by=by)
    people = [each for each in who_may_hear(decision, whom_it_concerns(decision)) if each != by]
    notices.tell(people, f"{made.reference}: something that was shared is wrong.", path=page_of(made))
    return made


def to_whom(wrong: FoundWrong) -> list[SharingEvent | None]:
    """Each time that it went to somebody; after an emergency also those who were told first (None)."""
    events = SharingEvent.objects.filter(decision_id=wrong.decision_id).order_by("pk")
    if wrong.item_id is None:
        return [None, *events]
    return list(events.filter(sheet__recipient__lines__item=wrong.item_id, sheet__recipient__lines__choice__in=GOES))


def owe_corrections(sharing: SharingEvent, *, by: User) -> None:
    """What went although it had been found wrong; only inside the transaction that notes that it went."""
    for wrong in FoundWrong.objects.filter(decision=sharing.decision_id).select_related("decision"):
        _owe(wrong, [each for each in to_whom(wrong) if each == sharing], by=by)


def _owe(wrong: FoundWrong, sharings: Iterable[SharingEvent | None], *, by: User) -> None:
    made = [CorrectionOwed(wrong=wrong, sharing=each, owed_by=by) for each in sharings]
    for owed in CorrectionOwed.objects.bulk_create(made):
        facts: Facts = {"wrong": wrong.reference, "correction": owed.pk, "sharing": owed.sharing_id}
        log.record("correction.owed", by=by, about=wrong.decision, facts=facts)


def page_of(wrong: FoundWrong) -> str:
    return reverse("found-wrong", args=[wrong.decision.reference, wrong.reference])


def word_correction(*, owed: CorrectionOwed, text: str, request_key: UUID, by: User) -> CorrectionWords:
    with noting_refused_words(owed.wrong.decision, by=by):
        return _word(owed, text, request_key, by=by)


@transaction.atomic
def _word(owed: CorrectionOwed, text: str, request_key: UUID, *, by: User) -> CorrectionWords:
    draft = locked(owed.wrong.decision)
    if before := made_before(owed.worded.all(), request_key=request_key, text=text):
        return before
    policies.check_can_word(draft, owed, by)
    policies.check_leads_to_nobody(draft, owed, text)
    made = CorrectionWords.objects.create(owed=owed, text=text, request_key=request_key, written_by=by)
    _log("correction.worded", owed, by=by)
    return made


@transaction.atomic
def note_correction_sent(
    *, owed: CorrectionOwed, letter: str, request_key: UUID, values: Mapping[str, object], by: User
) -> CorrectionSent:
    """`letter` is the mark of the one that went; "" where they were told in other words.

    It happened, so it is written down, even where it may not go: then there is something to do at once.
    """
    draft = locked(owed.wrong.decision)
    letter = letter if values["channel"] in CARRY_A_LETTER else ""
    if before := made_before(owed.sent.all(), request_key=request_key, **values):
        if correction.mark(before.letter) != letter:
            raise Refused(STALE)
        return before
    policies.check_can_send(draft, owed, by)
    made = CorrectionSent(owed=owed, request_key=request_key, written_by=by, **values)
    policies.check_sent_since(owed, made.happened_at)
    made.letter = _as_it_went(draft, made, letter) if letter else {}
    end_links(CorrectionLink.objects.filter(sent__owed=owed), why="It went again.", by=by)
    made.save()
    _log("correction.sent", owed, by=by, sent=made.pk, channel=made.channel)
    enter("put_right", draft.decision, by=by)
    if letter and not allows(policies.check_letter, draft, owed, str(made.letter["right"])):
        due_at = timezone.now() + timedelta(days=DAYS_TO_ACT)
        ToDo.objects.create(decision=draft.decision, slug=f"corrected-{made.pk}", title=MAY_NOT_GO, due_at=due_at)
    return made


def _as_it_went(draft: Draft, made: CorrectionSent, mark: str) -> Content:
    there = correction.versions(draft, made.owed, timezone.now())
    found = next((each for each in there if each.mark == mark), None)
    policies.check_was_there(found, made.happened_at)
    assert found
    return found.content


def end_links(links: "QuerySet[CorrectionLink]", *, why: str, by: User) -> None:
    """Those that nobody answered: an answer to what was lost, or went again, says nothing of what counts now."""
    open_ones = links.filter(ended_at=None, heard=None).select_related("sent__owed__wrong__decision")
    for link in open_ones.select_for_update(of=("self",)):
        link.end(by=by, why=why, at=timezone.now())
        _log("correction.link-ended", link.sent.owed, by=by, link=link.pk)


@transaction.atomic
def give_up_correction(*, owed: CorrectionOwed, kind: str, why: str, request_key: UUID, by: User) -> CorrectionGivenUp:
    draft = locked(owed.wrong.decision)
    own = CorrectionGivenUp.objects.filter(owed=owed)
    if before := made_before(own, request_key=request_key, kind=kind, why=why):
        return before
    policies.check_can_give_up(draft, owed, by)
    made = CorrectionGivenUp.objects.create(owed=owed, kind=kind, why=why, request_key=request_key, given_up_by=by)
    _log("correction.given-up", owed, by=by, kind=kind)
    enter("put_right", draft.decision, by=by)
    return made


def _log(action: str, owed: CorrectionOwed, *, by: User, **more: log.Fact) -> None:
    facts: Facts = {"wrong": owed.wrong.reference, "correction": owed.pk, **more}
    log.record(action, by=by, about=owed.wrong.decision, facts=facts)

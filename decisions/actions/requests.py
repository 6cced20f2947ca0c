"""How a request was answered; and new facts, for which a decision of its own looks at it again."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Model

from decisions import amending
from decisions.actions.access import close_like
from decisions.actions.drafting import new_decision
from decisions.actions.entries import enter
from decisions.actions.locking import locked
from decisions.actions.protecting import note_clashes
from decisions.actions.reviewing import tell_whom_it_concerns
from decisions.draft import Draft
from decisions.models import Amendment, Decision, Item, PersonConcerned, Recipient, Reopening, Request, RequestAnswer
from decisions.policies import requests as policies
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time
from infoshare.saving.versions import values_of

BRIEF = ("deciding", "about", "between", "purpose")
# What is copied of each row; every other column is named in tests/decisions/test_reopened.py, with why it is not.
OF_A_RECIPIENT = ("organisation", "sector", "role", "name")
OF_AN_ITEM = ("text", "category", "nature", "source", "author", "about_whom", "accurate_on")
OF_A_REQUEST = ("requester", "requester_organisation", "position", "asked_for", "asked_why", "own_data")


@transaction.atomic
def write_answered(*, decision: Decision, request_key: UUID, values: Mapping[str, object], by: User) -> RequestAnswer:
    draft = locked(decision)
    policies.check_is_answered_here(draft, by)
    if before := made_before(decision.request_answers.all(), request_key=request_key, **values):
        return before
    answer = RequestAnswer.objects.create(decision=decision, request_key=request_key, answered_by=by, **values)
    log.record("request.answered", by=by, about=decision, facts={"answer": answer.pk})
    enter("answered", draft.decision, by=by)
    return answer


@transaction.atomic
def reopen(*, decision: Decision, request_key: UUID, facts: str, received_on: date, by: User) -> Decision:
    """A new decision that starts from what was known, with no choice made. The first is never changed."""
    one_press_at_a_time(request_key)
    first = locked(decision)
    request = policies.check_can_reopen(first, by)
    brief = values_of(first.decision, BRIEF)
    if before := made_before(by.started.all(), request_key=request_key, **brief):
        return before
    again = new_decision(by=by, request_key=request_key, values=brief, like=first.decision)
    Reopening.objects.create(decision=again, reopens=decision, facts=facts, received_on=received_on, reopened_by=by)
    _copy(first, request, again, received_on, by=by)
    close_like(first.decision, again, by=by)
    note_clashes(again, (), by=by)
    log.record("decision.started", by=by, about=again, facts={"guidance": again.pack_id, "reopens": decision.pk})
    log.record("decision.reopened", by=by, about=decision, facts={"again": again.pk})
    enter("reopened", first.decision, by=by)
    tell_whom_it_concerns(first.decision, f"New facts came for {decision.reference}: it is looked at again.", by=by)
    return again


def _copy(first: Draft, request: Request, again: Decision, came: date, *, by: User) -> None:
    """What was known: who it is about, who would get it, each piece of information. Who asks is checked anew."""
    _rows(Recipient, first.recipients, OF_A_RECIPIENT, again, by=by)
    _rows(Item, _as_amended(first), OF_AN_ITEM, again, by=by)
    values = values_of(request, OF_A_REQUEST)
    until = policies.answer_by(came) if request.own_data else None
    Request.objects.create(decision=again, received_on=came, answer_by=until, verified_how="", saved_by=by, **values)
    for person in sorted(first.people):
        link = PersonConcerned.objects.create(decision=again, person_id=person, linked_by=by)
        log.record("person.linked", by=by, about=again, facts={"link": link.pk}, personal={"person": person})


def _as_amended(first: Draft) -> list[Item]:
    """Each piece as the record says it now."""
    now = amending.texts_of_pieces(Amendment.objects.filter(decision=first.decision))
    for number, item in enumerate(first.items):
        for column, text in now.get(number, {}).items():
            setattr(item, column, text)
    return first.items


def _rows(
    kind: type[Recipient] | type[Item], rows: Iterable[Model], columns: tuple[str, ...], again: Decision, *, by: User
) -> None:
    for row in rows:
        key = uuid5(again.request_key, f"{kind.__name__} {row.pk}")
        kind._default_manager.create(decision=again, request_key=key, saved_by=by, **values_of(row, columns))

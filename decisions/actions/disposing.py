"""Disposal by two people: one proposes it, another confirms or refuses it, and the database takes the record away."""

from collections.abc import Iterator
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from consent.models import Consent, Person
from decisions import jobs, kept_until
from decisions.actions.retaining import locked_record
from decisions.models import (
    CorrectionOwed,
    Decision,
    Disposal,
    DisposalAnswer,
    DisposalProposal,
    PersonConcerned,
    Sheet,
)
from decisions.models.retention import Kind
from decisions.policies import retention as policies
from infoshare.accounts import notices, policy
from infoshare.accounts.models import User
from infoshare.accounts.people import colleagues
from infoshare.audit import log
from infoshare.documents import issuing, store
from infoshare.documents.models import Issued
from infoshare.saving.keys import made_before, one_press_at_a_time
from infoshare.saving.whole import rows_of
from infoshare.signing_in import suspended
from infoshare.tenancy import context


@transaction.atomic
def propose_disposal(*, record: Kind, why: str, request_key: UUID, by: User) -> DisposalProposal:
    """It waits for a second person, who is told by reference, and lapses if nobody answers."""
    one_press_at_a_time(request_key)
    mine = DisposalProposal.objects.filter(proposed_by=by)
    if before := made_before(mine, request_key=request_key, why=why):
        return before
    locked_record(record)
    policies.check_can_propose(record, by)
    kept = kept_until.of_one(record)
    assert kept.rule
    assert kept.due_on  # what is due is due by a rule
    made = DisposalProposal.objects.create(
        **{kept_until.about(record): record},
        why=why,
        slot=kept.rule.slot.slug,
        rule_id=kept.rule.row,
        due_on=kept.due_on,
        lapses_on=timezone.localdate() + policies.LAPSES_AFTER,
        request_key=request_key,
        proposed_by=by,
    )
    log.record("disposal.proposed", by=by, about=record, facts={"proposal": made.pk}, personal={"slot": made.slot})
    _tell_the_others(made)
    return made


def _tell_the_others(proposal: DisposalProposal) -> None:
    """Whoever could confirm it, and knows of the record."""
    record, by = proposal.record, proposal.proposed_by
    may = [user for user in colleagues(by.organisation) if policy.may(user, "record.dispose") and user != by]
    told = [user for user in may if policies.theirs(user, type(record)).filter(pk=record.pk).exists()]
    notices.tell(told, "A disposal waits for a second person.", path=f"/retention/{kept_until.called(record)}/")


@transaction.atomic
def refuse_disposal(*, proposal: DisposalProposal, why: str, by: User) -> None:
    locked_record(proposal.record)
    policies.check_can_answer(proposal, by)
    DisposalAnswer.objects.create(proposal=proposal, answer="refused", why=why, answered_by=by)
    log.record("disposal.refused", by=by, about=proposal.record, facts={"proposal": proposal.pk})


@transaction.atomic
def take_back_disposal(*, proposal: DisposalProposal, why: str, by: User) -> None:
    locked_record(proposal.record)
    policies.check_can_take_back(proposal, by)
    DisposalAnswer.objects.create(proposal=proposal, answer="taken_back", why=why, answered_by=by)
    log.record("disposal.taken-back", by=by, about=proposal.record, facts={"proposal": proposal.pk})


@transaction.atomic
def confirm_disposal(*, proposal: DisposalProposal, by: User) -> Disposal:
    """The record is gone when this ends; what stays is that it was disposed of, and its events, which say nothing."""
    record = proposal.record
    locked_record(record)
    policies.check_can_confirm(proposal, by)
    DisposalAnswer.objects.create(proposal=proposal, answer="confirmed", answered_by=by)
    log.record("disposal.confirmed", by=by, about=record, facts={"proposal": proposal.pk})
    named = list(_named(record))
    _forget_documents(record)
    with context.organisation(by.organisation_id), connection.cursor() as cursor:
        cursor.execute("SELECT decisions_dispose(%s)", [proposal.pk])
        [number] = cursor.fetchone()
    done = Disposal.objects.get(pk=number)
    suspended.forget(naming=named)
    log.record("record.disposed", by=by, about=done, facts={"of": done.about, "number": done.number})
    return done


def _named(record: Kind) -> Iterator[str]:
    """By what the addresses of a record and of its parts name them; a person's own reference stands in none."""
    yield f"/{kept_until.called(record)}/"
    if isinstance(record, Person):
        yield f"/persons/{record.pk}/"
    for model, rows in rows_of(record).items():
        if model not in (Person, Person.history.model):
            yield from (f"/{row.reference}/" for row in rows if hasattr(row, "reference"))


def _forget_documents(record: Kind) -> None:
    """Files of it go from the store once it is gone for certain; the worker sees to it where that fails."""
    for each in (record, *_ever_about(record), *_printed_parts(record)):
        issuing.one_at_a_time(each)
    printed = [row.sha256 for row in rows_of(record).get(Issued, ()) if isinstance(row, Issued)]
    documents = [*printed, *_ledgers(record)]
    if not documents:
        return
    jobs.remove_documents(documents)

    def remove() -> None:
        for sha256 in documents:
            store.remove(sha256)

    transaction.on_commit(remove, robust=True)


def _printed_parts(record: Kind) -> Iterator[Model]:
    """Of which papers are issued on their own, in the same order for everybody who takes their locks."""
    found = rows_of(record)
    for model in (Consent, CorrectionOwed, Sheet):
        yield from found.get(model, ())


def _ever_about(record: Kind) -> list[Person]:
    """Whoever a decision is about, or was said to be."""
    if not isinstance(record, Decision):
        return []
    links = PersonConcerned.history.filter(decision_id=record.pk)
    return list(Person.objects.filter(pk__in=links.values("person_id")).order_by("pk"))


def _ledgers(record: Kind) -> list[str]:
    """Printed ledgers of these people say what went by the decision."""
    people = [person.pk for person in _ever_about(record)]
    found = Issued.objects.filter(about_type=Person._meta.label_lower, about_id__in=people, kind__startswith="ledger-")
    return list(found.values_list("sha256", flat=True))

"""One record of the demonstration rests on a consent of the register, which can be taken back. All made up."""

from collections.abc import Mapping
from uuid import uuid5

from django.utils import timezone

from consent import actions as register
from consent.models import Consent, Person
from decisions import actions, content, steps
from decisions.demonstration.walk import KEYS, look
from decisions.draft import load
from decisions.models import ConsentStatement, Decision
from decisions.models.lines import GOES
from infoshare.accounts.models import User
from infoshare.govuk.moments import months_from
from infoshare.saving.versions import fingerprint, values_of
from infoshare.tenancy import context as tenancy

CASE, CHILD, WHO = "S02", "OP-1877", "The county council"
TERMS: dict[str, object] = {
    "use": "His teacher plans how to help him read",
    "method": "Read together at school; nothing is sent",
    "retention": "In his school file, until he leaves the school",
    "limits": "If somebody could be seriously harmed",
    "withdrawal": "By telling the school, at any time",
}


def settle(decisions: Mapping[str, Decision]) -> None:
    """Once; what is recorded already stays as it is."""
    decision = decisions[CASE]
    with tenancy.organisation(decision.organisation_id):
        if not load(decision).record:
            _rest(decision, _consent(decision, by=decision.owner), by=decision.owner)


def _consent(decision: Decision, *, by: User) -> Consent:
    """For the same purpose, recipients and kinds of information as the decision."""
    person = Person.objects.get(organisation=by.organisation, reference=CHILD)
    values: dict[str, object] = {"kind": "share", "between": decision.between, "purpose": decision.purpose}
    made = register.ask(person=person, request_key=uuid5(KEYS, f"{CASE} consent"), values=values, by=by)
    kinds = sorted(set(decision.lines.filter(choice__in=GOES).values_list("item__category", flat=True)))
    terms = TERMS | {"categories": kinds}
    register.save_terms(consent=made, values=terms, seen=fingerprint(values_of(made, terms)), by=by)
    for row in decision.recipients.all():
        to = {"organisation": row.organisation, "role": row.role}
        register.add_recipient(consent=made, request_key=uuid5(KEYS, f"{CASE} {row.pk}"), values=to, by=by)
    today = timezone.localdate()
    register.answer(
        consent=made,
        relationship=person.relationships.get(name=WHO),
        kind="given",
        form="implied",
        on=today,
        look_again_on=months_from(today, 6),
        why="The council placed him here so that the school helps him with reading",
        request_key=uuid5(KEYS, f"{CASE} answer"),
        by=by,
    )
    return made


def _rest(decision: Decision, on: Consent, *, by: User) -> None:
    values = {"relied_on": on}
    seen = fingerprint(values_of(ConsentStatement.objects.get(decision=decision), values))
    step = steps.step("consent-details")
    actions.save_page(decision=decision, step=step, kind=ConsentStatement, values=values, seen=seen, by=by)
    look(load(decision), by)
    actions.record(decision=decision, seen=content.fingerprint(content.of(load(decision))), by=by)

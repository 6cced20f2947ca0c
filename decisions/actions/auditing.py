"""The history of several decisions is taken out, for whoever inspects them: written down before anything is made."""

from collections.abc import Sequence

from django.db import transaction

from decisions.actions.viewing import shown_beside_others
from decisions.models import Decision
from decisions.policies.auditing import Selection
from infoshare.accounts.models import User
from infoshare.audit import log


@transaction.atomic
def exported(*, selection: Selection, decisions: Sequence[Decision], left_out: int, by: User) -> None:
    """What was asked for; and a look at each of them."""
    asked_for(selection=selection, decisions=decisions, left_out=left_out, by=by)
    shown_beside_others(decisions=decisions, what="audit PDF", by=by)


def asked_for(*, selection: Selection, decisions: Sequence[Decision], left_out: int, by: User) -> None:
    """With what was selected, by numbers and days, and each decision by its reference.

    Of a person only that one was chosen: the references beside it would tell which decisions are about them.
    """
    facts: dict[str, log.Fact] = {
        "since": selection.since.isoformat() if selection.since else None,
        "until": selection.until.isoformat() if selection.until else None,
        "team": selection.team.pk if selection.team else None,
        "practitioner": selection.practitioner.pk if selection.practitioner else None,
        "by_person": selection.person is not None,
        "left_out": left_out,
        "references": [each.reference for each in decisions],
    }
    log.record("audit.exported", by=by, about=by.organisation, facts=facts)

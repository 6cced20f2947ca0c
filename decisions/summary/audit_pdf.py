"""What became of several decisions, as one PDF for whoever inspects them.

`audit_pdf` makes one file of the decisions that it is given. Whoever makes many files asks `audit_frame` once, and then
for one file after the other: how the whole chain stands is read for all of them together.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

import rfc8785
from django.template.loader import render_to_string

from decisions import wording, words
from decisions.models import Decision
from decisions.policies import auditing as policies
from decisions.policies.auditing import Selection
from decisions.summary.audit_parts import Taken, take
from decisions.summary.drafts import Context
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused, refusal_of
from infoshare.audit import chain
from infoshare.documents.pdf import Attachment, render
from infoshare.documents.seal import seal
from infoshare.govuk.moments import day

ANY = "Any"


def audit_counted(selection: Selection, user: User) -> Context:
    """For the page, before anything is made: how many there are, or why one PDF can't hold them."""
    context: Context = {"counted": True, "back_url": "/", **_left_out(selection, policies.left_out(selection, user))}
    try:
        count = policies.check_can_export(selection, user)
        return {**context, "count": count, "too_many": refusal_of(policies.check_can_print, selection, user)}
    except Refused as refused:
        return {**context, "refused": str(refused)}


def audit_of(selection: Selection, user: User) -> tuple[list[Decision], int]:
    """The decisions, each with the right by which they are open, and how many more are restricted."""
    return list(policies.selected(selection, user)), policies.left_out(selection, user)


def audit_frame(selection: Selection, user: User, *, left_out: int, at: datetime) -> Context:
    """What stands before the decisions: what was selected and by whom, and how the chain of the organisation stands."""
    head = chain.head(user.organisation_id)
    return {
        "organisation": user.organisation.name,
        "by": user.name,
        "role": user.role_title,
        "made": at,
        "at": wording.moment(at),
        "selected": list(_selected(selection)),
        **_left_out(selection, left_out),
        "sequence": head.sequence,
        "hash": head.hash,
        "fault": chain.fault(user.organisation_id),
    }


def _left_out(selection: Selection, number: int) -> Context:
    return {"left_out": number, "by_person": selection.person is not None}


def _selected(selection: Selection) -> Iterator[dict[str, str]]:
    days = (day(selection.since) or "the beginning", day(selection.until) or "today")
    yield {"label": "Started or recorded", "text": f"From {days[0]} to {days[1]}"}
    yield {"label": "Team", "text": selection.team.name if selection.team else ANY}
    who = selection.practitioner
    yield {"label": "Who started, carries or recorded it", "text": who.name if who else ANY}
    yield {"label": "Who it is about", "text": selection.person.reference if selection.person else ANY}


def audit_pdf(decisions: Iterable[Decision], about: Mapping[str, Any], user: User) -> bytes:
    """Sealed, and kept nowhere: else it would outlast what it tells of. Its queries do not grow with the decisions."""
    taken = take(decisions, user)
    context = {"about": about, "decisions": taken, "counts": _counts(taken)}
    html = render_to_string("decisions/audit/audit_pdf.html", context)
    made = render(html, title="Audit of decisions", attachments=[_as_data(taken, about)], created_at=about["made"])
    return seal(made, user.organisation_id)


def _counts(taken: Sequence[Taken]) -> Context:
    found = Counter(each.kind for each in taken)
    kinds = {value: term.label for value, term in words.DECISIONS.items()} | {"": "Not recorded yet"}
    return {
        "total": len(taken),
        "kinds": [{"label": label, "count": found[kind]} for kind, label in kinds.items() if found[kind]],
        "added": sum(each.counts["added"] for each in taken),
        "advice": sum(each.counts["advice"] for each in taken),
        "shared": sum(each.counts["shared"] for each in taken),
        "looks": sum(look["times"] for each in taken for look in each.looks or ()),
        "without_looks": sum(each.looks is None for each in taken),
    }


def _as_data(taken: Sequence[Taken], about: Mapping[str, Any]) -> Attachment:
    """By which a machine ties the file to an export of the log. It holds nothing of any case."""
    ends: list[Any] = [
        {"events": each.events, "first": each.first, "hash": each.hash, "last": each.last, "reference": each.reference}
        for each in taken
    ]
    head = {"fault": about["fault"], "hash": about["hash"], "sequence": about["sequence"]}
    return Attachment(
        name="audit.json",
        data=rfc8785.dumps({"chain": head, "decisions": ends, "format": "infoshare-audit-pdf/1"}),
        mime="application/json",
        description="Where each decision's events stand in the log, in canonical JSON",
        relationship="Data",
    )

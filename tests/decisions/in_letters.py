"""Drafts in memory that share something, for the letters about them: from the cases, or made up."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from decisions.demonstration.cases import Case
from decisions.draft import Draft
from decisions.letters.refusal import letter as refusal
from decisions.letters.sentences import Letter
from decisions.letters.telling import VARIANTS
from decisions.letters.telling import letter as telling
from decisions.models import Conclusion, Decision, Item, Line, Recipient, Request, SharingPlan
from infoshare.accounts.models import Membership, Organisation, User
from tests.conftest import CASES
from tests.decisions.builders import in_memory

AT = datetime(2026, 3, 3, 9, tzinfo=UTC)
PACK = "golden_rules_2024"
# Those that share something about somebody who can be told.
TOLD = ("C01", "C14", "C21", "S02", "R22")


def owner(name: str = "Amara Cole", title: str = "Class teacher") -> User:
    user = User(pk=1, name=name, job_title=title, organisation=Organisation(name="Oakfield Learning Trust", contact=""))
    user.held = [Membership(role="practitioner")]
    return user


def shared(
    recipients: Sequence[Recipient],
    items: Sequence[Item],
    choices: Iterable[str],
    *,
    answers: dict[str, str] | None = None,
    decided: str = "share_part",
    by: User | None = None,
) -> Draft:
    """`choices` are those of the first recipient for each item in order, then of the second."""
    made, user = iter(choices), by or owner()
    for number, row in enumerate([*recipients, *items], 1):
        row.pk, row.saved_at = number, AT
    lines = [_line(item, to, next(made)) for to in recipients for item in items]
    decision = Decision(
        pk=1,
        pack_id=PACK,
        owner=user,
        organisation=user.organisation,
        reference="IS-2222-3333",
        about="AB",
        between="other",
    )
    bare = in_memory(PACK, answers or {}, conclusion=Conclusion(decided=decided, grounds=[]))
    plan = SharingPlan(told="after")
    return replace(bare, decision=decision, recipients=list(recipients), items=list(items), lines=lines, sharing=plan)


def _line(item: Item, to: Recipient, choice: str) -> Line:
    redacted = "In other words" if choice == "redact" else ""
    line = Line(item=item, recipient=to, choice=choice, why="Why they get it", redacted=redacted)
    line.saved_at = AT
    return line


def of_case(case: str) -> Draft:
    told: Case = CASES[case]
    recipients = [Recipient(organisation=each["organisation"], role=each["role"]) for each in told.told["recipients"]]
    items = [
        Item(text=each["text"], category=each["category"], nature=each["nature"], source="Own knowledge")
        for each in told.told["information"]
    ]
    choices = [each["choice"] for _ in recipients for each in told.told["information"]]
    return shared(recipients, items, choices, answers=told.answers(PACK), decided=told.decided)


def letter(draft: Draft, variant: str, *, already: bool = True) -> Letter:
    """As it reads once each of them got it, or before anybody did."""
    return telling(draft, VARIANTS[variant], got=[row.pk for row in draft.recipients] if already else [])


def request(**instead: object) -> Request:
    values: dict[str, object] = {
        "requester": "Ben Dunn",
        "requester_organisation": "the housing association",
        "position": "Income officer",
        "received_on": date(2026, 3, 3),
        "own_data": False,
        **instead,
    }
    return Request(**values)


def refused(draft: Draft, asked: Request, *, guarded: bool = False) -> Letter:
    return refusal(draft, asked, guarded=guarded)

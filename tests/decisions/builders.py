"""Drafts for tests: in memory for promises over every path, or in the database, one step short of their record."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from decisions import actions, content, grid, sheet
from decisions.actions.sheets import look_at_sheet
from decisions.draft import Draft, load
from decisions.models import (
    AdviceDiscussion,
    Answer,
    Conclusion,
    ConsentStatement,
    Decision,
    DutyToShare,
    Record,
    SharingPlan,
    Weighing,
)
from infoshare.accounts.models import Membership, Organisation, User
from infoshare.saving.versions import fingerprint, values_of


class Undone(Exception):
    """Ends a block whose writes are taken back."""


@contextmanager
def undone() -> Iterator[None]:
    """Takes back what the block writes; an error of the block passes through."""
    try:
        with transaction.atomic():
            yield
            raise Undone
    except Undone:
        pass


READY = "check"  # walk(until=READY) stops where everything is there and nothing is recorded


def practitioner_in_memory() -> User:
    """Whose id is 1, and whom no database knows."""
    person = User(pk=1)
    person.held = [Membership(role="practitioner")]
    return person


def in_memory(
    pack: str, answers: Mapping[str, str], *, conclusion: Conclusion | None = None, weighing: Weighing | None = None
) -> Draft:
    """A draft that no database knows, owned by the person whose id is 1."""
    return Draft(
        decision=Decision(
            pack_id=pack, owner_id=1, between="same", purpose="To help", organisation=Organisation(name="A school")
        ),
        answered={slug: Answer(slug=slug, value=value) for slug, value in answers.items()},
        recipients=[],
        items=[],
        lines=[],
        discussions=[],
        request=None,
        consent=None,
        weighing=weighing,
        basis=None,
        conclusion=conclusion,
        sharing=None,
        emergency=None,
        record=None,
        people=frozenset(),
        register=[],
    )


def started(by: User, pack: str = "golden_rules_2024", between: str = "same", key: UUID | None = None) -> Decision:
    by.organisation.default_pack = pack
    values = {"deciding": "Whether to tell the nurse", "about": "AB", "between": between, "purpose": "To help"}
    recipient = {"organisation": "Health", "role": "Nurse"}
    return actions.start(by=by, request_key=key or uuid4(), values=values, recipient=recipient)


def answer(decision: Decision, slug: str, value: str, *, by: User, note: str = "") -> None:
    """Answer as a page would that was opened just now."""
    stored = values_of(load(decision).answered.get(slug, Answer()), ("value", "note"))
    actions.answer(decision=decision, slug=slug, value=value, note=note, seen=fingerprint(stored), by=by)


def answer_all(decision: Decision, answers: Mapping[str, str], *, by: User) -> None:
    for slug, value in answers.items():
        answer(decision, slug, value, by=by)


def asked(**instead: object) -> dict[str, object]:
    """What the page on asking for advice holds."""
    return {
        "asked_whom": "The duty manager",
        "role": "manager",
        "asked_at": timezone.now() - timedelta(hours=1),
        "dilemma": "A child in my class: may I?",
        "identity_withheld": True,
        "named_why": "",
        **instead,
    }


def ask(decision: Decision, slug: str, *, by: User, key: UUID | None = None, **instead: object) -> AdviceDiscussion:
    return actions.ask_advice(decision=decision, slug=slug, request_key=key or uuid4(), values=asked(**instead), by=by)


def advise(discussion: AdviceDiscussion, *, by: User, **instead: object) -> None:
    """Write down what was said; that closes the discussion. Of a question put here, by the first whom it was put to."""
    told = {"adviser_id": discussion.put_to_whom.values_list("user", flat=True)[0]} if discussion.put == "here" else {}
    values = {
        **told,
        "advice": "share",
        "advice_text": "Share what the school needs",
        "advised_on": timezone.localdate(),
        "followed": "yes",
        "not_followed_why": "",
        **instead,
    }
    seen = fingerprint(values_of(discussion, values))
    actions.record_advice(discussion=discussion, values=values, seen=seen, by=by)


def look(decision: Decision, *, by: User) -> None:
    """Look at each recipient's sheet, as its page would that was opened just now."""
    draft = load(decision)
    for to in sheet.receivers(draft):
        look_at_sheet(decision=decision, recipient=to, seen=sheet.fingerprint(draft, to), by=by)


def record(decision: Decision, *, by: User) -> Record:
    """Record it as the check page would that was opened just now."""
    seen = content.fingerprint(content.of(load(decision)))
    return actions.record(decision=decision, seen=seen, by=by)


def emergency(**instead: object) -> dict[str, object]:
    return {
        "danger": "He is at the door with a knife",
        "told_whom": "Police control room",
        "channel": "By telephone",
        "shared": "The address",
        "shared_at": timezone.now() - timedelta(minutes=20),
        **instead,
    }


def depart(decision: Decision) -> None:
    """Turn a draft that shares into one that keeps everything back, against the guidance."""
    decision.lines.update(choice="withhold", redacted="", onward="")
    Conclusion.objects.filter(decision=decision).update(
        decided="do_not_share", grounds=["more_harm"], departure_why="The father would find them"
    )


def decide(decision: Decision, *, by: User, choice: str = "share", **instead: object) -> None:
    """Decide on everything that is still to be decided, the same for each recipient, as their pages would."""
    draft = load(decision)
    for to in draft.recipients:
        answers: dict[str, object] = {
            "choice": choice,
            "redacted": "In part" if choice == "redact" else "",
            "why": "They need it" if choice != "withhold" else "They do not need it",
            "onward": "" if choice == "withhold" else "ask_first",
            **instead,
        }
        values = grid.stored(draft, to)
        left = [item for item, whom in draft.undecided if whom == to]
        values |= {grid.name(part, item): answers[part] for item in left for part in grid.PARTS}
        del values["shown"], values["stands"]
        seen = fingerprint(grid.stored(draft, to))
        actions.decide_lines(decision=decision, recipient=to, values=values, seen=seen, by=by)


Wipe = Callable[[Decision], object]
# For each step of the journey: how to take away what it holds, without leaving anything else out.
WIPES: Mapping[str, Wipe] = {
    "details": lambda decision: Decision.objects.filter(pk=decision.pk).update(purpose=""),
    "recipients": lambda decision: (decision.lines.all().delete(), decision.recipients.all().delete()),
    "request": lambda decision: decision.request.delete(),
    "questions": lambda decision: decision.answers.filter(slug="situation").delete(),
    "items": lambda decision: (decision.lines.all().delete(), decision.items.all().delete()),
    "who-gets-what": lambda decision: decision.lines.all().delete(),
    "consent": lambda decision: ConsentStatement.objects.filter(decision=decision).update(status=""),
    "consent-relied-on": lambda decision: ConsentStatement.objects.filter(decision=decision).update(
        relied_on=None, same_purpose=False
    ),
    "consent-details": lambda decision: ConsentStatement.objects.filter(decision=decision).update(
        given_by="", reason="", explanation=""
    ),
    "views": lambda decision: ConsentStatement.objects.filter(decision=decision).update(views_not_asked=""),
    "risks": lambda decision: Weighing.objects.filter(decision=decision).update(risk_of_not_sharing=""),
    "best-interests": lambda decision: Weighing.objects.filter(decision=decision).update(best_interests=""),
    "duty": lambda decision: DutyToShare.objects.filter(decision=decision).update(listed=""),
    "duty-exception": lambda decision: DutyToShare.objects.filter(decision=decision).update(exception_why=""),
    "decision": lambda decision: decision.conclusion.delete(),
    "grounds": lambda decision: Conclusion.objects.filter(decision=decision).update(grounds=[]),
    "departure": lambda decision: Conclusion.objects.filter(decision=decision).update(departure_why=""),
    "basis": lambda decision: decision.legalbasis.delete(),
    "how": lambda decision: SharingPlan.objects.filter(decision=decision).update(securely=""),
    "telling": lambda decision: SharingPlan.objects.filter(decision=decision).update(told=""),
    "telling-details": lambda decision: SharingPlan.objects.filter(decision=decision).update(told_how=""),
    "sheets": lambda decision: decision.recipients.update(name="Somebody else"),
}

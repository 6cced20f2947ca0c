"""A decision with everything it holds, read at once: what steps, policies, pages and the record all look at."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from consent import status
from consent.models import Consent
from consent.register import Held, held
from decisions.guidance import packs, route
from decisions.guidance.pack import Outcome, Pack
from decisions.models import (
    AdviceAnswer,
    AdviceDiscussion,
    Answer,
    ClashSettled,
    Conclusion,
    ConsentStatement,
    Decision,
    DutyToShare,
    Emergency,
    Flow,
    Item,
    LegalBasis,
    Line,
    Recipient,
    Record,
    Reopening,
    Request,
    SharingPlan,
    SheetSeen,
    Weighing,
)

PAGES = (
    "request",
    "consentstatement",
    "weighing",
    "dutytoshare",
    "legalbasis",
    "conclusion",
    "sharingplan",
    "emergency",
)


@dataclass(frozen=True)
class Draft:
    """One decision as it stands. Nothing here writes.

    `people` are the numbers of those it is about. `register` holds the consents about them that whoever carries it may
    open, and the one it rests on, whoever may open that.
    """

    decision: Decision
    answered: Mapping[str, Answer]
    recipients: list[Recipient]
    items: list[Item]
    lines: list[Line]
    discussions: list[AdviceDiscussion]
    request: Request | None
    consent: ConsentStatement | None
    weighing: Weighing | None
    basis: LegalBasis | None
    conclusion: Conclusion | None
    sharing: SharingPlan | None
    emergency: Emergency | None
    record: Record | None
    people: frozenset[int]
    register: list[Held]
    flow: Flow | None = None  # as which it is carried on, where it came to bulk sharing
    sheets_seen: list[SheetSeen] = field(default_factory=list)
    settled: Sequence[ClashSettled] = ()  # what looked like a clash, and why it is none
    reopening: Reopening | None = None  # which record it looks at again, and what is new
    duty: DutyToShare | None = None  # whether the duty to share applies, where the organisation has it in force
    looked_up: dict[str, Any] = field(default_factory=dict, init=False, compare=False, repr=False)  # once for all

    @cached_property
    def pack(self) -> Pack:
        return packs.get(self.decision.pack_id)

    @cached_property
    def answers(self) -> dict[str, str]:
        """Every answer ever given, on the path or off it."""
        return {slug: answer.value for slug, answer in self.answered.items()}

    @cached_property
    def route(self) -> route.Route:
        return route.follow(self.pack, self.answers)

    @cached_property
    def counted(self) -> dict[str, str]:
        """The answers on the path: the only ones a rule, the record or the PDF may see."""
        return route.on_path(self.pack, self.answers)

    @cached_property
    def outcome(self) -> Outcome | None:
        return self.pack.outcome(self.route.outcome) if self.route.outcome else None

    @property
    def is_bulk(self) -> bool:
        return self.route.outcome == "bulk_advice"

    @property
    def open_discussions(self) -> list[AdviceDiscussion]:
        """Those that a record has to wait for: asked after the record, none is."""
        return [row for row in self.discussions if row.is_open and not row.about_record]

    @property
    def corrected(self) -> list[AdviceDiscussion]:
        """Those of which the adviser said otherwise since they were closed."""
        return [row for row in self.discussions if row.is_closed and row.is_corrected]

    def found_wrong_before(self, item: Item) -> str:
        """Where it looks again at a record: as what the same piece was found wrong there, by its reference."""
        found = self.reopening.reopens.found_wrong.all() if self.reopening else ()
        return next((each.reference for each in found if each.is_said_by(item)), "")

    def discussions_at(self, slug: str) -> list[AdviceDiscussion]:
        return [discussion for discussion in self.discussions if discussion.question == slug]

    @property
    def consent_asked_at(self) -> str | None:
        """The question on the path that asks about consent, if one does."""
        return next((slug for slug in ("consent", "agreement") if slug in self.counted), None)

    @property
    def consent_status(self) -> str:
        """The status the route found, or else the one chosen on the consent page; "" before either."""
        if self.consent_asked_at:
            return status.OF_ANSWER.get(self.counted[self.consent_asked_at], "")
        return self.consent.status if self.consent else ""

    @property
    def relied_on(self) -> Held | None:
        """The consent of the register that it rests on."""
        return self.kept(self.consent.relied_on_id) if self.consent else None

    def kept(self, consent: object) -> Held | None:
        """The consent with this number, of those that could be meant."""
        return next((each for each in self.register if each.consent.pk == consent), None)

    @property
    def told(self) -> str:
        """Whether the family is told: as the route found it, or else as the telling page says; "" before either."""
        if "tell_family" in self.counted:
            return {"not_safe": "not"}.get(self.counted["tell_family"], self.counted["tell_family"])
        return self.sharing.told if self.sharing else ""

    @property
    def must_protect_identity(self) -> bool:
        """Whether the route found that somebody could be harmed if identified (2024, rule 5)."""
        return self.counted.get("protect_identity") == "yes"

    def bare(self) -> "Draft":
        """The draft without what was written before the emergency: nobody has looked at it since."""
        return replace(
            self,
            recipients=[],
            items=[],
            lines=[],
            request=None,
            consent=None,
            weighing=None,
            duty=None,
            basis=None,
            conclusion=None,
            sharing=None,
            register=[],
            sheets_seen=[],
            settled=(),
        )

    @cached_property
    def _written(self) -> dict[tuple[int, int], Line]:
        return {(line.item_id, line.recipient_id): line for line in self.lines}

    def written(self, item: Item, recipient: Recipient) -> Line | None:
        """What somebody decided on for these two, even where one of them changed since."""
        return self._written.get((item.pk, recipient.pk))

    def line(self, item: Item, recipient: Recipient) -> Line | None:
        """What is decided for these two; None where nothing is yet, or one of them changed since."""
        line = self.written(item, recipient)
        return line if line and line.stands(item, recipient) else None

    @property
    def undecided(self) -> list[tuple[Item, Recipient]]:
        """What is still to be decided: nothing goes to anybody of whom nobody said so."""
        return [(item, to) for to in self.recipients for item in self.items if not self.line(item, to)]

    @property
    def choices(self) -> set[str]:
        """Every choice made so far, over all recipients; "" stands for those that are still to be made."""
        return {line.choice if (line := self.line(item, to)) else "" for to in self.recipients for item in self.items}

    def goes_to(self, recipient: Recipient) -> list[Line]:
        """What this recipient gets, whole or in part, in the order of the list."""
        found = (self.line(item, recipient) for item in self.items)
        return [line for line in found if line and line.goes]

    @property
    def decided(self) -> str:
        return self.conclusion.decided if self.conclusion else ""

    @property
    def shares(self) -> bool:
        return self.decided in {"share", "share_part"}

    @property
    def departs(self) -> bool:
        """Whether the practitioner decided otherwise than the guidance pointed."""
        if not self.conclusion or not self.route.outcome or self.is_bulk:
            return False
        return self.shares == (self.route.outcome == "do_not_share")


def load(decision: Decision) -> Draft:
    """Everything the decision holds, in a number of queries that does not grow with it."""
    found = _whole().get(pk=decision.pk)
    people = frozenset(link.person_id for link in found.people.all())
    return _draft(found, _register(found, people, getattr(found, "consentstatement", None)))


def load_many(decisions: Iterable[Decision]) -> list[Draft]:
    """Several at once, to be read and not to be decided: without the register of consents."""
    return [_draft(found, []) for found in _whole().filter(pk__in=[each.pk for each in decisions]).order_by("pk")]


def _whole() -> "QuerySet[Decision]":
    found = Decision.objects.select_related(
        "organisation", "team", "owner", "record", "flow", "reopening__reopens", *PAGES
    )
    return found.prefetch_related(
        "owner__memberships",
        "answers",
        "recipients",
        "items",
        "lines",
        "advicediscussions",
        Prefetch("advicediscussions__answers", queryset=_confirmations(), to_attr="confirmations"),
        Prefetch("advicediscussions__answers", queryset=_given(), to_attr="given"),
        "people",
        "sheets_seen",
        "clashes_settled__settled_by",
        "reopening__reopens__found_wrong__item",
    )


def _draft(found: Decision, register: list[Held]) -> Draft:
    consent = getattr(found, "consentstatement", None)
    recipients, items = list(found.recipients.all()), list(found.items.all())
    return Draft(
        decision=found,
        answered={answer.slug: answer for answer in found.answers.all()},
        recipients=recipients,
        items=items,
        lines=_lines(found, items, recipients),
        discussions=list(found.advicediscussions.all()),
        request=getattr(found, "request", None),
        consent=consent,
        weighing=getattr(found, "weighing", None),
        basis=getattr(found, "legalbasis", None),
        conclusion=getattr(found, "conclusion", None),
        sharing=getattr(found, "sharingplan", None),
        emergency=getattr(found, "emergency", None),
        record=getattr(found, "record", None),
        people=frozenset(link.person_id for link in found.people.all()),
        register=register,
        flow=getattr(found, "flow", None),
        sheets_seen=list(found.sheets_seen.all()),
        settled=list(found.clashes_settled.all()),
        reopening=getattr(found, "reopening", None),
        duty=getattr(found, "dutytoshare", None),
    )


def _lines(found: Decision, items: list[Item], recipients: list[Recipient]) -> list[Line]:
    """Each with its item and its recipient at hand."""
    item_of, recipient_of = {row.pk: row for row in items}, {row.pk: row for row in recipients}
    lines = list(found.lines.all())
    for line in lines:
        line.item, line.recipient = item_of[line.item_id], recipient_of[line.recipient_id]
    return lines


def _confirmations() -> QuerySet[AdviceAnswer]:
    """What was said of advice that somebody else wrote down."""
    return AdviceAnswer.objects.exclude(said="answer").select_related("given_by")


def _given() -> QuerySet[AdviceAnswer]:
    """Answers that every reader of the decision may see. Others are read apart: they are not for everybody yet."""
    return AdviceAnswer.objects.open_to(None).filter(said="answer").select_related("given_by", "outside")


def _register(found: Decision, people: frozenset[int], consent: ConsentStatement | None) -> list[Held]:
    """Nothing is asked of the register where nobody is linked and nothing rests on it."""
    relied_on = consent.relied_on_id if consent else None
    if not people and not relied_on:
        return []
    offered = Consent.objects.visible_to(found.owner).filter(person__in=people)
    return held(Consent.objects.filter(Q(pk__in=offered.values("pk")) | Q(pk=relied_on)).order_by("pk"))

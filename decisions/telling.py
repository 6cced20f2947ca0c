"""How telling the child or the family stands: what was planned, who was told since, whether somebody looked again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from decisions import steps
from decisions.draft import Draft
from decisions.models import LookedAgain, Told
from decisions.models.telling import DAYS_AFTER

BEFORE, AFTER, NOT = "before", "after", "not"
EMERGENCY = "emergency"  # nobody planned it: what is to be done is what somebody finds afterwards
ASKS_TO_TELL = "telling"  # the to-do of an emergency that asks for it; see actions/recording.py


@dataclass(frozen=True, slots=True)
class Stands:
    """The one rule. `plan` is what the record, or the draft, says; `found` is what the last look found ("" before one).

    `others_wait` is what the last telling of the right person says; None before one.
    """

    plan: str
    planned_on: date | None = None  # the day to tell them by, or to look again on, as the plan has it
    found: str = ""
    next_on: date | None = None  # the day that the last look gave
    others_wait: bool | None = None

    @property
    def is_safe(self) -> bool:
        """What somebody found since counts before the plan."""
        return self.found == "tell" if self.found else self.plan in {BEFORE, AFTER}

    @property
    def is_told(self) -> bool:
        return self.others_wait is False

    @property
    def due_on(self) -> date | None:
        """The day to tell them by, or to look again on; None where nothing is left to do, or no day is known yet."""
        if self.is_told or not self.plan:
            return None
        return self.next_on if self.found else self.planned_on


@dataclass(frozen=True, slots=True)
class Telling:
    """How it stands, with every telling and every look, in their order."""

    now: Stands
    told: Sequence[Told]
    looked: Sequence[LookedAgain]


def of(draft: Draft) -> Telling:
    """In two queries."""
    looked = list(draft.decision.looked_again.select_related("looked_by"))
    told = list(draft.decision.told_rows.select_related("relationship", "written_by"))
    plan, last = stands_for(draft), looked[-1] if looked else None
    right = [row for row in told if not row.wrongly]
    now = Stands(
        plan,
        _planned_on(draft, plan),
        found=last.found if last else "",
        next_on=last.next_on if last else None,
        others_wait=right[-1].others_wait if right else None,
    )
    return Telling(now, told, looked)


def stands_for(draft: Draft) -> str:
    """The plan; or that it was an emergency, which has none."""
    return EMERGENCY if draft.emergency and draft.record else plan_of(draft)


def plan_of(draft: Draft) -> str:
    """ "" where nobody is told: nothing is shared, nobody is identified, or it was an emergency, which has a to-do."""
    return draft.told if steps.step("telling-details").applies(draft) and not draft.emergency else ""


def got(draft: Draft) -> frozenset[int]:
    """The recipients who have what goes to them. A record from before there were sheets says only what was planned."""
    if draft.record and not draft.decision.sheets.exists():
        return frozenset(row.pk for row in draft.recipients if draft.told == AFTER)
    went = draft.decision.sharings.filter(sheet__isnull=False)
    return frozenset(went.values_list("sheet__recipient", flat=True))


def _planned_on(draft: Draft, plan: str) -> date | None:
    look_on = draft.sharing.look_again_on if draft.sharing else None
    return planned_on(plan, draft.record.recorded_at if draft.record else None, look_on)


def planned_on(plan: str, recorded_at: datetime | None, look_again_on: date | None) -> date | None:
    """Before it is shared is on the day it was decided; afterwards, within a week. An emergency's to-do has the day."""
    if plan == NOT:
        return look_again_on
    if not recorded_at or plan not in {BEFORE, AFTER}:
        return None
    on = timezone.localtime(recorded_at).date()
    return on if plan == BEFORE else on + timedelta(days=DAYS_AFTER)

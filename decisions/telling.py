"""How telling the child or the family stands: what was planned, who was told since, whether somebody looked again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from decisions import steps
from decisions.draft import Draft
from decisions.models import LookedAgain, Told

DAYS_AFTER = 7  # to tell them once it is shared
BEFORE, AFTER, NOT = "before", "after", "not"


@dataclass(frozen=True, slots=True)
class Telling:
    """`plan` is what the record, or the draft, says; what somebody found since counts before it."""

    plan: str
    told: Sequence[Told]
    looked: Sequence[LookedAgain]
    planned_on: date | None = None  # the day to tell them by, or to look again on, as the plan has it

    @property
    def is_safe(self) -> bool:
        return self.looked[-1].found == "tell" if self.looked else self.plan in {BEFORE, AFTER}

    @property
    def is_told(self) -> bool:
        return bool(self.told)

    @property
    def next_on(self) -> date | None:
        """The day to tell them by, or to look again on; None where nothing is left to do."""
        if self.is_told or not self.plan:
            return None
        return self.looked[-1].next_on if self.looked else self.planned_on


def of(draft: Draft) -> Telling:
    """In two queries."""
    plan = plan_of(draft)
    looked = list(draft.decision.looked_again.select_related("looked_by"))
    told = list(draft.decision.told_rows.select_related("relationship", "written_by"))
    return Telling(plan, told, looked, _planned_on(draft, plan))


def plan_of(draft: Draft) -> str:
    """ "" where nobody is told: nothing is shared, nobody is identified, or it was an emergency, which has a to-do."""
    return draft.told if steps.step("telling-details").applies(draft) and not draft.emergency else ""


def _planned_on(draft: Draft, plan: str) -> date | None:
    if plan == NOT:
        return draft.sharing.look_again_on if draft.sharing else None
    return tell_by(plan, draft.record.recorded_at) if draft.record and plan else None


def tell_by(plan: str, recorded_at: datetime) -> date:
    """Before it is shared is on the day it was decided; afterwards, within a week."""
    on = timezone.localtime(recorded_at).date()
    return on if plan == BEFORE else on + timedelta(days=DAYS_AFTER)

"""Samples of records, and reviews of what is in them."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from decisions.actions.quality import Answers, draw_sample, review_pick
from decisions.models import Decision, QualityPick, QualityReview, QualitySample
from decisions.policies.quality import Wanted
from decisions.quality.drawing import RANDOM
from decisions.quality.questions import ASKED, YES
from infoshare.accounts.models import Team, User


def wanted(*, how_many: int = 50, chosen: str = RANDOM, team: Team | None = None, since: date | None = None) -> Wanted:
    today = timezone.localdate()
    return Wanted(since or today - timedelta(days=30), today, team, chosen, how_many)


def drawn(by: User, **asked: Any) -> QualitySample:
    due_on = timezone.localdate() + timedelta(days=28)
    return draw_sample(wanted=wanted(**asked), due_on=due_on, request_key=uuid4(), by=by)


def references(sample: QualitySample) -> list[str]:
    return [pick.decision.reference for pick in sample.picks.select_related("decision")]


def pick_of(decision: Decision, *, by: User) -> QualityPick:
    return drawn(by).picks.get(decision=decision)


def answers(**instead: tuple[str, str]) -> Answers:
    return {slug: instead.get(slug, (YES, "")) for slug in ASKED}


def reviewed(pick: QualityPick, *, by: User, **instead: Any) -> QualityReview:
    values = {"answers": answers(), "good": "Clear reasons", "to_do": "", "request_key": uuid4(), **instead}
    return review_pick(pick=pick, by=by, **values)

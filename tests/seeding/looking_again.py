"""A sample of records of each organisation of the campaigns, drawn by its Guardian: one is reviewed."""

from datetime import timedelta
from uuid import UUID, uuid5

from django.utils import timezone

from decisions.actions.quality import answer_feedback, draw_sample, review_pick
from decisions.models import Decision, QualitySample
from decisions.models.quality import MOST
from decisions.policies.quality import Wanted
from decisions.quality.drawing import RANDOM
from decisions.quality.questions import ASKED, PARTLY
from infoshare.accounts.models import User

KEYS = UUID("7c0d7a57-3f0e-4a55-9a1b-6f2b8c1d9e33")


def look_again(decision: Decision, *, by: User) -> None:
    """Of all there are, so that this one is among them; it is answered."""
    sample = drawn(by, how_many=MOST, chosen=RANDOM)
    pick = sample.picks.get(decision=decision)
    answers = dict.fromkeys(ASKED, (PARTLY, "Something is missing"))
    key = uuid5(KEYS, decision.reference)
    made = review_pick(pick=pick, answers=answers, good="Clear", to_do="Say more", request_key=key, by=by)
    answer_feedback(review=made, comment="Thank you", request_key=key, by=decision.owner)


def drawn(by: User, *, how_many: int, chosen: str) -> QualitySample:
    today = timezone.localdate()
    wanted = Wanted(today - timedelta(days=30), today, None, chosen, how_many)
    key = uuid5(KEYS, f"{by.pk} {chosen} {how_many}")
    return draw_sample(wanted=wanted, due_on=today + timedelta(days=28), request_key=key, by=by)

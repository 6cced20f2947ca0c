"""A sample of records in the demonstration: drawn at random by a named nurse, and the first of them reviewed."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid5

from django.utils import timezone

from decisions.actions.quality import draw_sample, review_pick
from decisions.demonstration.walk import KEYS
from decisions.policies.quality import Wanted
from decisions.quality.drawing import RANDOM
from decisions.quality.questions import ASKED, PARTLY, YES
from infoshare.accounts.models import User
from infoshare.tenancy import context as tenancy

REVIEWER = "Mina Shah"
GOOD = "The reasons follow from what was known that day, and I could tell the one from the other."
TO_DO = "Next time, write down the child's own words."
WHY = {"child": "What they wanted is told by others.", "telling": "It says that they were told, not how they took it."}


def settle(people: Mapping[str, User]) -> None:
    """Once; what is there already stays as it is."""
    by = people[REVIEWER]
    with tenancy.organisation(by.organisation_id):
        if not by.quality_samples.exists():
            _draw_and_review(by)


def _draw_and_review(by: User) -> None:
    today, key = timezone.localdate(), uuid5(KEYS, f"{by.email} sample")
    wanted = Wanted(today - timedelta(days=90), today, None, RANDOM, 3)
    sample = draw_sample(wanted=wanted, due_on=today + timedelta(days=28), request_key=key, by=by)
    answers = {slug: (PARTLY, WHY[slug]) if slug in WHY else (YES, "") for slug in ASKED}
    pick = sample.picks.select_related("decision").order_by("place")[0]
    review_pick(pick=pick, answers=answers, good=GOOD, to_do=TO_DO, request_key=key, by=by)

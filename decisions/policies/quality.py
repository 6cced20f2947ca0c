"""Who draws a sample of records and from which, who reviews one of them, and who reads and answers what was found."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from decisions.draft import Draft
from decisions.models import Decision, QualityPick, QualityReview
from decisions.models.risks import CONDITIONS
from decisions.policies.reach import reaches
from decisions.policies.reviewing import authors, without_a_part
from decisions.quality.drawing import RISK
from infoshare.accounts import policy
from infoshare.accounts.calendar import midnight
from infoshare.accounts.models import Team, User
from infoshare.accounts.policy import Refused, Scope

SAMPLE, REVIEW, READ = "quality.sample", "quality.review", "quality.read"
MOST_IN_FRAME = 20_000  # records that are read and put in order while somebody waits
EMERGENCIES = ("glass", "adviser")  # rights that are for something else than looking for samples
NONE = "There is no record like that which you can open and had no part in. Choose a longer period."
NO_RISK = "None of the {count} records like that shows a risk. Choose a longer period, or draw at random."
TOO_MANY = f"There are more than {MOST_IN_FRAME:,} records like that. Choose a shorter period, or a team."
NOT_YOUR_OWN = "You had a part in making this record. Somebody else reviews it."
GONE = "You can't open this record now. Somebody has changed who may."
REVIEWED = "This record is reviewed already."
NOT_YOURS = "Only whoever carries this record answers the feedback on it."
ANSWERED = "You have answered this feedback already."


@dataclass(frozen=True)
class Wanted:
    """Of what was recorded from one day to another; `team` narrows it."""

    since: date
    until: date
    team: Team | None
    chosen: str
    how_many: int


def teams_of(user: User) -> QuerySet[Team]:
    """Those of which this person may draw a sample."""
    ours = Team.objects.filter(organisation=user.organisation_id).order_by("name")
    if Scope.ORGANISATION in policy.scopes(user, SAMPLE):
        return ours
    return ours.filter(pk__in=policy.teams(user, SAMPLE))


def frame(wanted: Wanted, user: User) -> QuerySet[Decision]:
    """What is drawn from: records that their role reaches, that they may open now, and that they had no part in.

    By risk, what was reviewed once is left out: it would be drawn again every time.
    """
    found = Decision.objects.reached_by(user, SAMPLE).filter(
        record__recorded_at__gte=midnight(wanted.since),
        record__recorded_at__lt=midnight(wanted.until + timedelta(days=1)),
    )
    if wanted.team:
        found = found.filter(team=wanted.team)
    if wanted.chosen == RISK:
        found = found.exclude(pk__in=QualityReview.objects.values("pick__decision"))
    opens = Decision.objects.visible_to(user).with_right(user).exclude(Q(through__in=EMERGENCIES))
    return without_a_part(found.filter(pk__in=opens.values("pk")), user)


def risks_of(references: Iterable[str]) -> dict[str, list[str]]:
    """The rules that each shows; in one query for each rule."""
    shows: dict[str, list[str]] = {reference: [] for reference in references}
    these = Decision.objects.filter(reference__in=list(shows))
    for slug, condition in CONDITIONS.items():
        for reference in these.filter(condition).values_list("reference", flat=True):
            shows[reference].append(slug)
    return shows


def check_frame(count: int) -> None:
    if not count:
        raise Refused(NONE)
    if count > MOST_IN_FRAME:
        raise Refused(TOO_MANY)


def picks_of(user: User) -> QuerySet[QualityPick]:
    """The records of this person's samples, as far as they may open them now."""
    mine = QualityPick.objects.filter(sample__made_by=user, sample__organisation=user.organisation_id)
    return mine.filter(decision__in=Decision.objects.visible_to(user))


def check_can_review(draft: Draft, pick: QualityPick, user: User) -> None:
    policy.check_may(user, REVIEW)
    if user.pk in authors(draft):
        raise Refused(NOT_YOUR_OWN)
    if hasattr(pick, "review"):
        raise Refused(REVIEWED)


def reads(decision: Decision, user: User) -> bool:
    """Whoever carries the record, and those who review records like it; nobody else who may open it."""
    return reaches(user, READ, decision)


def check_can_answer(decision: Decision, review: QualityReview, user: User) -> None:
    if decision.owner_id != user.pk:
        raise Refused(NOT_YOURS)
    if hasattr(review, "read"):
        raise Refused(ANSWERED)

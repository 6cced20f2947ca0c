"""Breaking the glass in an emergency, and the review by somebody else that follows."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from decisions.actions.locking import locked
from decisions.models import BrokenGlass, Decision, GlassReview
from decisions.policies import access as policies
from decisions.policies import reaches
from decisions.policies.access import barred, has_conflict
from infoshare.accounts import notices, policy
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.keys import one_press_at_a_time


@transaction.atomic
def break_glass(*, decision: Decision | None, reason: str, request_key: UUID, by: User) -> BrokenGlass:
    """Open for 60 minutes; its owner, their managers and the Guardian are told with it, by reference."""
    one_press_at_a_time(request_key)
    if before := BrokenGlass.objects.filter(broken_by=by, request_key=request_key, reason=reason).first():
        return before
    found = policies.check_can_break(decision, by)
    now = timezone.now()
    glass = BrokenGlass.objects.create(
        decision=found,
        request_key=request_key,
        reason=reason,
        broken_by=by,
        broken_at=now,
        until=now + policies.GLASS_LASTS,
    )
    log.record("glass.broken", by=by, about=found, facts={"glass": glass.pk})
    sentence = f"Somebody broke the glass to open {found.reference}. It has to be reviewed."
    notices.tell(reviewers(found) - {by, found.owner}, sentence, path=f"/broken-glass/{glass.pk}/")
    if not has_conflict(found, found.owner):
        notices.tell([found.owner], sentence, path=f"/decisions/{found.reference}/looks/")
    return glass


@transaction.atomic
def review_glass(*, glass: BrokenGlass, found: str, text: str, by: User) -> None:
    """Closes the review; who broke it and whose decision it is are told that it is closed."""
    decision = locked(glass.decision).decision
    policies.check_can_review(BrokenGlass.objects.select_related("review", "decision").get(pk=glass.pk), by)
    review = GlassReview.objects.create(broken_glass=glass, found=found, text=text, reviewed_by=by)
    log.record("glass.reviewed", by=by, about=decision, facts={"glass": glass.pk, "found": review.found})
    sentence = f"The review of the broken glass of {decision.reference} is closed."
    notices.tell({glass.broken_by, decision.owner} - {by}, sentence, path="/")


def reviewers(decision: Decision) -> set[User]:
    """Whoever reviews such things for its team or the organisation; never somebody with a conflict."""
    people = User.objects.filter(organisation_id=decision.organisation_id, is_active=True)
    holding = people.filter(memberships__role__in=policy.roles_that("glass.review")).prefetch_related("memberships")
    out = barred(decision)
    return {user for user in holding if reaches(user, "glass.review", decision) and user.pk not in out}

"""Who may ask about what the look-out found: those who review it, but never somebody it names."""

from django.db.models import QuerySet

from decisions.models import Finding, FindingReview
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused


def shown_to(user: User) -> QuerySet[Finding]:
    return Finding.objects.filter(organisation=user.organisation).exclude(people=user)


def check_can_close(finding: Finding, by: User) -> None:
    policy.check_may(by, "lookout.review")
    if finding.people.filter(pk=by.pk).exists():
        raise Refused("Somebody else asks about this: it names you.")
    if FindingReview.objects.filter(finding=finding).exists():
        raise Refused("This is closed already.")

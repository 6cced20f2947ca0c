"""The daily look-out for browsing: reads the looks of the last weeks, keeps what is new, tells who may ask about it."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from decisions import browsing, words
from decisions.models import Decision, Finding, FindingReview
from decisions.policies import lookout as policies
from infoshare.accounts import notices, policy
from infoshare.accounts.models import Organisation, User
from infoshare.accounts.people import colleagues
from infoshare.audit import log
from infoshare.audit.models import Event


def looks(organisation: Organisation, since: datetime, until: datetime) -> Iterator[browsing.Look]:
    """Every look at a decision in that time, oldest first."""
    about = dict(Decision.objects.filter(organisation=organisation).values_list("pk", "about"))
    names = dict(User.objects.filter(organisation=organisation).values_list("pk", "name"))
    alike: dict[tuple[int, int], bool] = {}
    found = Event.objects.filter(organisation=organisation, action="decision.viewed", at__gte=since, at__lt=until)
    rows = found.order_by("at", "id").values_list("by_id", "about_id", "at", "facts__through")
    for by, decision, at, through in rows.iterator(chunk_size=5000):
        if (by, decision) not in alike:
            alike[by, decision] = browsing.sounds_alike(names[by], about[decision])
        yield browsing.Look(by, decision, at, through or "", alike[by, decision])


@transaction.atomic
def look_out(organisation: Organisation, *, until: datetime) -> list[Finding]:
    """What is new or has grown since the last time. News goes to those who may ask, never to whom it names."""
    found = browsing.find(looks(organisation, until - browsing.LIMITS.window, until), until=until)
    keys = [each.key for each in found]
    kept = {row.key: row for row in Finding.objects.filter(organisation=organisation, key__in=keys)}
    news = [each for each in found if each.key not in kept or _grew(each, kept)]
    return [_keep(organisation, each, kept.get(each.key)) for each in news]


def _grew(found: browsing.Finding, kept: dict[str, Finding]) -> bool:
    return found.times > kept[found.key].times


def _keep(organisation: Organisation, found: browsing.Finding, row: Finding | None) -> Finding:
    is_new = row is None
    row = row or Finding(organisation=organisation, key=found.key, rule=found.rule)
    row.times, row.first_at, row.last_at = found.times, found.first_at, found.last_at
    row.save()
    row.people.add(*found.by)
    row.decisions.add(*found.decisions)
    if is_new:
        _tell(row)
    return row


def _tell(finding: Finding) -> None:
    named = set(finding.people.values_list("pk", flat=True))
    may = [user for user in colleagues(finding.organisation) if policy.may(user, "lookout.review")]
    sentence = f"The look-out found something to ask about: {words.LOOKOUT_RULES[finding.rule].label.lower()}."
    notices.tell([user for user in may if user.pk not in named], sentence, path=f"/look-out/{finding.pk}/")


@transaction.atomic
def close_finding(*, finding: Finding, outcome: str, text: str, by: User) -> None:
    Finding.objects.select_for_update().get(pk=finding.pk)
    policies.check_can_close(finding, by)
    FindingReview.objects.create(finding=finding, outcome=outcome, text=text, reviewed_by=by)
    log.record("finding.closed", by=by, about=finding, facts={"outcome": outcome})

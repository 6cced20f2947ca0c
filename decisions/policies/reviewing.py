"""When somebody who oversees may comment, ask for an addition and countersign: never where it is their own."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from decisions.draft import PAGES, Draft
from decisions.models import AdviceDiscussion, Decision
from decisions.models.countersigning import AGREED, NOT_AGREED, NOT_NEEDED, Standing
from decisions.policies.reach import check_reaches, reaches
from decisions.policies.withdrawing import who_looks_again
from infoshare.accounts.models import User
from infoshare.accounts.people import colleagues
from infoshare.accounts.policy import Refused
from infoshare.govuk.moments import moment

# Whoever did any of this had a part in the record, and so had everybody who ever carried it; an adviser has none.
ABOUT_IT = {"advicediscussions__about_record": True}
SINCE = (
    *("amendments__added_by", "sharings__written_by"),
    *("told_rows__written_by", "looked_again__looked_by", "request_answers__answered_by"),
    *("found_wrong__written_by", "found_wrong__owed__sent__written_by", "clashes_settled__settled_by"),
)
PARTS: Mapping[str, Mapping[str, bool]] = {
    **dict.fromkeys(("created_by", "owner", "record__recorded_by", "sheets__made_by", *SINCE), {}),
    **dict.fromkeys((f"{page}__saved_by" for page in ("answers", "items", "recipients", "lines", *PAGES)), {}),
    **dict.fromkeys(("advicediscussions__asked_by", "advicediscussions__saved_by"), ABOUT_IT),
}
NOT_YOUR_OWN = "You had a part in making this record. Somebody else countersigns it."


def reviews(draft: Draft, user: User) -> bool:
    """Whether this person oversees it: their own they do not."""
    return reaches(user, "advice.review", draft.decision) and user.pk != draft.decision.owner_id


def check_can_comment(draft: Draft, user: User, discussion: AdviceDiscussion | None = None) -> None:
    """Whoever reviews it, and its owner, who may answer."""
    if draft.decision.owner_id != user.pk and not reviews(draft, user):
        raise Refused("Only the person who carries this decision, or somebody who oversees it, can comment on it.")
    if discussion and not discussion.is_closed:
        raise Refused("Nothing is advised there yet, so there is nothing to comment on.")
    if not discussion and not draft.record:
        raise Refused("This decision is not recorded yet, so there is nothing to comment on.")


def check_can_ask_for_addition(draft: Draft, user: User) -> None:
    if not reviews(draft, user):
        raise Refused("Only somebody who oversees this decision can ask for an addition, and it is not their own.")
    if not draft.record:
        raise Refused("This decision is still a draft, so there is no record to add to.")


def check_may_countersign(draft: Draft, user: User) -> None:
    """Somebody whose role reaches it and who had no part in making it."""
    check_reaches(user, "record.countersign", draft.decision)
    if user.pk in authors(draft):
        raise Refused(NOT_YOUR_OWN)


def check_can_countersign(draft: Draft, standing: Standing, user: User) -> None:
    """The same, while it waits for a signature."""
    check_may_countersign(draft, user)
    if not draft.record or standing.is_now == NOT_NEEDED:
        raise Refused("This record needs no countersignature.")
    if standing.last and standing.is_now in {AGREED, NOT_AGREED}:
        raise Refused(_said(standing))


def _said(standing: Standing) -> str:
    """Whoever comes second is told who came first."""
    assert standing.last
    who, when = standing.last.signed_by.name, moment(standing.last.signed_at)
    if standing.is_now == AGREED:
        return f"{who} countersigned this on {when}. It needs no other signature."
    return f"{who} did not agree on {when}. It waits for what is to be added."


def authors(draft: Draft) -> set[int]:
    """Whoever had a part in a record, by their numbers, in one query."""
    this = Decision.objects.filter(pk=draft.decision.pk)
    carried: QuerySet[Decision, tuple[int]] = draft.decision.history.values_list("owner_id")
    wrote = [this.filter(**where).values_list(path) for path, where in PARTS.items()]
    return {user for (user,) in carried.order_by().union(*wrote) if user}


def without_a_part(decisions: QuerySet[Decision], user: User) -> QuerySet[Decision]:
    """Of these decisions, those whose record this person had no part in: the same rule."""
    this = Decision.objects.filter(pk=OuterRef("pk"))
    carried: QuerySet[Decision] = Decision.history.model.objects.filter(id=OuterRef("pk"), owner=user)
    wrote = [this.filter(**{path: user}, **where) for path, where in PARTS.items()]
    return decisions.exclude(reduce(or_, (Q(Exists(each)) for each in (carried, *wrote))))


def whom_it_concerns(decision: Decision) -> set[User]:
    """Its owner; where they have left or must not see it, whoever oversees it."""
    owners, overseers = who_looks_again([decision])
    return owners | overseers


def who_may_hear(decision: Decision, people: Iterable[User]) -> list[User]:
    """Of these, whoever is still here and may open it."""
    here = colleagues(decision.organisation).filter(pk__in=[user.pk for user in people])
    return [user for user in here if Decision.objects.visible_to(user).filter(pk=decision.pk).exists()]

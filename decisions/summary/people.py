"""The decisions about one person, for their page."""

from consent.models import Person
from decisions.models import Decision
from decisions.policies import person_packs
from decisions.policies.ledger import people_of
from decisions.summary.drafts import Context
from decisions.summary.kept_mark import kept_mark
from infoshare.accounts.models import User
from infoshare.govuk.moments import day

MOST = 50  # decisions about one person that its page lists, newest first


def decisions_about(person: Person, user: User) -> list[Context]:
    """Those that the reader may open."""
    found = Decision.objects.visible_to(user).filter(people__person=person).select_related("record").order_by("-pk")
    return [
        {"reference": each.reference, "at": day(each.created_at.date()), "is_draft": not hasattr(each, "record")}
        for each in found[:MOST]
    ]


def kept_of(person: Person, user: User) -> Context:
    """Whether the reader may read the ledger, and make packs."""
    return {
        "reads_ledger": people_of(user).filter(pk=person.pk).exists(),
        "makes_packs": person_packs.may_make(user),
        **kept_mark(person, user),
    }

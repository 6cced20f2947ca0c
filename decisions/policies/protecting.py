"""What clashes with somebody who must not be told or found bars the record, until it is gone or found to be none."""

from collections.abc import Iterable

from consent.models import Person
from decisions import protecting
from decisions.clashes import Clash
from decisions.draft import Draft
from decisions.policies.reach import check_reaches
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

BARRED = "{}: this could reach somebody who must not be told, or say where somebody is. Look at it before you go on."


def check_nobody_is_exposed(draft: Draft) -> None:
    for clash in protecting.unsettled(draft):
        raise Refused(BARRED.format(clash.called))


def check_can_settle(draft: Draft, clash: Clash, user: User) -> None:
    """Somebody with approval who sees whom it is about, and who does not carry the decision."""
    check_reaches(user, "clash.settle", draft.decision)
    if draft.record:
        raise Refused("This decision is recorded, so nothing waits for this any more.")
    if user.pk == draft.decision.owner_id:
        raise Refused("You carry this decision. Somebody else has to say why this is no clash.")
    if clash.who.person not in opened([clash], user):
        raise Refused("You can't open what is known of the person. Somebody who can has to look at this.")


def opened(clashes: Iterable[Clash], user: User) -> set[int]:
    """The numbers of the people whom it is about and whom this person may open: for these, names are shown."""
    wanted = {each.who.person for each in clashes}
    return set(Person.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()

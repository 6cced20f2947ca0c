"""When the child or the family may be told, when somebody looks again at it, and when a letter may be made."""

from collections.abc import Sequence

from consent.models import Person
from decisions import protecting, telling
from decisions.clashes import Known
from decisions.draft import Draft
from decisions.letters.telling import told_of
from decisions.policies.reach import reaches
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused

NOTHING = "Nothing about anybody is shared by this decision, so there is nothing to tell the child or the family about."
NOT_YET = "This draft does not say yet whether the child or the family is told. Fill in its page about that first."


def check_can_tell(draft: Draft, user: User) -> None:
    """Its owner tells them and writes it down, and so may those who oversee it: before the record, or after."""
    if not reaches(user, "record.add", draft.decision):
        raise Refused(
            f"Only {draft.decision.owner.name}, or somebody who oversees it, can tell the child or the family."
        )
    if not telling.stands_for(draft):
        raise Refused(NOTHING if draft.record or draft.decided == "do_not_share" else NOT_YET)


def check_can_look_again(draft: Draft, user: User) -> None:
    check_can_tell(draft, user)
    if not draft.record:
        raise Refused("This is a draft: change what its page says about telling the child or the family.")


def check_can_write_letter(draft: Draft, user: User) -> None:
    """Asked again each time that a letter is made: somebody may have been marked since its page was opened."""
    check_can_tell(draft, user)
    if draft.emergency:
        raise Refused("An emergency has no list of who got what, so no letter is made. Talk to them instead.")
    if draft.undecided:
        raise Refused("Decide first who gets what: the letter tells it.")
    if not told_of(draft):
        raise Refused("Nothing that is shared is about the child alone, so no letter is made. Talk to them instead.")
    check_is_safe(draft, user)


def check_is_safe(draft: Draft, user: User) -> None:
    """A letter is found and read by others. Whoever may look again at that is named."""
    owner = draft.decision.owner.name
    if not telling.of(draft).now.is_safe:
        raise Refused(
            f"It is not safe to tell them now, so no letter is made. {owner}, or somebody who oversees this decision, "
            "can look again at telling."
        )
    if kept := kept_from(draft):
        raise Refused(f"{_because(kept, user)} so no letter is made. {_who_looks(kept, user)}")


def kept_from(draft: Draft) -> list[Known]:
    return [each for each in protecting.known(draft) if each.must_not_be_told or each.must_not_be_found]


def _because(kept: Sequence[Known], user: User) -> str:
    """With names for whoever may open what is known of the person."""
    opened = {each.pk for each in Person.objects.visible_to(user).filter(pk__in={known.person for known in kept})}
    told = [each.called for each in kept if each.must_not_be_told and each.person in opened]
    found = [each.called for each in kept if not each.must_not_be_told and each.person in opened]
    if told:
        return f"{' and '.join(told)} must not be told, and could find a letter,"
    if found:
        return f"{' and '.join(found)} must not be found, and a letter could lead to them,"
    return "Somebody must not be told or found, and a letter could reach the wrong hands,"


def _who_looks(kept: Sequence[Known], user: User) -> str:
    owner = Person.objects.select_related("owner").get(pk=kept[0].person).owner
    who = "You" if owner == user else owner.name if owner.is_active else "Somebody who oversees it"
    return f"{who} can change that on the page of the person, once it is safe. Talk it through instead."

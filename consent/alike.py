"""Whether somebody is known already: by the sound of the name and the date of birth."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from consent import names
from consent.models import Person
from infoshare.accounts.models import User

MOST = 5


@dataclass(frozen=True, slots=True)
class Alike:
    """People of the reader's organisation who may be the same: those they may open, and whether there are others."""

    shown: tuple[Person, ...]
    are_others: bool

    def __bool__(self) -> bool:
        return bool(self.shown) or self.are_others


def alike(*, name: str, born_on: date | None, by: User) -> Alike:
    """Nothing of another organisation, and nobody with whom the reader has a conflict of interest, counts here."""
    sounds = names.keys(name)
    if not sounds:
        return Alike((), are_others=False)
    found = Person.objects.unbarred(by).filter(_same(sounds, born_on))
    opens = Person.objects.visible_to(by)
    shown = found.filter(pk__in=opens.values("pk")).order_by("-pk")[:MOST]
    return Alike(tuple(shown), are_others=found.exclude(pk__in=opens.values("pk")).exists())


def _same(sounds: list[str], born_on: date | None) -> Q:
    """With the same date of birth, one part of the name is enough; where a date is not known, the whole name."""
    whole = Q(name_keys__contains=sounds) | Q(name_keys__contained_by=sounds, name_keys__len__gt=1)
    if born_on is None:
        return whole
    return Q(born_on=born_on, name_keys__overlap=sounds) | Q(born_on=None) & whole

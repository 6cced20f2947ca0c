"""Finding a colleague by what somebody typed (a whole name or a work address, inside one organisation), and the box."""

from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from infoshare.accounts.models import Organisation, User
from infoshare.govuk.fields import ShortText


def colleagues(organisation: Organisation) -> QuerySet[User]:
    """Everybody who works there now, with their roles."""
    return User.objects.filter(organisation=organisation, is_active=True).prefetch_related("memberships")


def called(organisation: Organisation, typed: str) -> list[User]:
    """Who has this name or address, whatever the case: nobody, one person, or the first two of several."""
    said = " ".join(typed.split())
    return list(colleagues(organisation).filter(Q(name__iexact=said) | Q(email__iexact=said)).order_by("id")[:2])


class Colleague(ShortText):
    """A name or work address, found in one organisation; gives the person.

    `out` has the numbers of those whom nobody may learn anything of here: they are as if they did not exist.
    """

    organisation: Organisation
    out: Collection[int] = ()

    def clean(self, value: Any) -> User | None:
        typed = super().clean(value)
        if not typed:
            return None
        found = [user for user in called(self.organisation, typed) if user.pk not in self.out]
        if len(found) != 1:
            several = "More than one person has that name. Give their work email address."
            nobody = "Nobody in your organisation has that name or address. Check how it is spelt."
            raise ValidationError(several if found else nobody)
        return found[0]

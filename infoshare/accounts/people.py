"""Finding a colleague by what somebody typed: a whole name or a work address, inside one organisation."""

from django.db.models import Q, QuerySet

from infoshare.accounts.models import Organisation, User


def colleagues(organisation: Organisation) -> QuerySet[User]:
    """Everybody who works there now, with their roles."""
    return User.objects.filter(organisation=organisation, is_active=True).prefetch_related("memberships")


def called(organisation: Organisation, typed: str) -> list[User]:
    """Who has this name or address, whatever the case: nobody, one person, or the first two of several."""
    said = " ".join(typed.split())
    return list(colleagues(organisation).filter(Q(name__iexact=said) | Q(email__iexact=said)).order_by("id")[:2])

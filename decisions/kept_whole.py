"""Which record an operator means, at whose wish; and what went wrong, as a sentence."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

from django.core.management.base import CommandError
from django.db.models import Model

from consent.models import Person
from decisions.models import Decision, Flow
from infoshare.accounts.models import User
from infoshare.documents.store import Damaged
from infoshare.saving.record_file import NotReadable
from infoshare.tenancy import context

KINDS: dict[str, type[Decision | Flow]] = {"IS": Decision, "BF": Flow}
PERSON = "person:"
# Which events make a record, and how, in HL7's words (v3-DataOperation).
MAKES: Mapping[str, str] = MappingProxyType(
    {
        "decision.started": "CREATE",
        "decision.recorded": "UPDATE",
        "decision.amended": "APPEND",
        "flow.started": "CREATE",
        "flow.submitted": "UPDATE",
        "person.entered": "CREATE",
        "consent.begun": "CREATE",
        "consent.assessed": "APPEND",
        "consent.evidence-kept": "APPEND",
    }
)


@contextmanager
def asking(email: str) -> Iterator[User]:
    """Whoever asked, and inside only what their organisation has."""
    with context.accounts():
        who = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if not who:
        raise CommandError("Nobody has an account with that address.")
    with context.organisation(who.organisation_id):
        yield who


def the_record(reference: str, who: User) -> Model:
    """One of their organisation's, by its reference: of a person, the organisation's own behind "person:"."""
    found: Model | None = None
    if reference.startswith(PERSON):
        found = _theirs(Person, reference.removeprefix(PERSON), who)
    elif kind := KINDS.get(reference[:2]):
        found = _theirs(kind, reference, who)
    if found is None:
        raise CommandError("That organisation has no such record.")
    return found


def check_is_theirs(record: Model, who: User) -> None:
    """An account is of an organisation too, and no record."""
    if not isinstance(record, Decision | Flow | Person):
        raise CommandError("Nothing is put back: that is no decision, no bulk sharing and no person.")
    if record.organisation_id != who.organisation_id:
        raise CommandError("Nothing is put back: the record is another organisation's.")


def _theirs(kind: type[Model], reference: str, who: User) -> Model | None:
    return kind._base_manager.filter(reference=reference, organisation=who.organisation_id).first()


@contextmanager
def as_asked() -> Iterator[None]:
    try:
        yield
    except (NotReadable, Damaged, OSError, UnicodeDecodeError) as error:
        raise CommandError(str(error)) from error

"""The ledger of a person as a page, as a PDF and as a table; every look of it reads the events anew."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.template.loader import render_to_string
from django.urls import reverse

from consent.models import Person
from decisions import ledger, wording
from decisions.ledger import Entry
from decisions.models import Decision
from decisions.policies import person_packs
from decisions.policies.ledger import decisions_of
from decisions.summary.drafts import Context
from infoshare.accounts.models import User
from infoshare.documents.pdf import ToPrint
from infoshare.documents.tables import as_csv

COLUMNS = (
    *("Date", "Time", "Who was told", "Organisation", "What", "On what ground", "How", "By", "What came back"),
    *("Decision", "Sheet", "Corrects"),
)
ANY_DAY = date(9000, 1, 1)


@dataclass(frozen=True)
class Read:
    """What one reader may see of it, as it stood on a day."""

    person: Person
    decisions: list[Decision]
    on: date
    to: str = ""

    @property
    def mark(self) -> str:
        """Which day and which recipient it is of; tells nothing of either."""
        return hashlib.sha256(f"{self.on} {self.to}".encode()).hexdigest()[:16]

    @property
    def entries(self) -> list[Entry]:
        return ledger.of(self.decisions, on=self.on, organisation=self.to)

    @property
    def organisations(self) -> dict[str, str]:
        """Of whatever day."""
        return ledger.organisations(ledger.of(self.decisions, on=ANY_DAY))

    @property
    def to_whom(self) -> str:
        return self.organisations.get(self.to, "")


def read_ledger(person: Person, user: User, *, on: date) -> Read:
    return Read(person, ledger.held_on(decisions_of(person, user)), on)


def ledger_page(read: Read, user: User, query: str) -> Context:
    knows = Person.objects.visible_to(user).filter(pk=read.person.pk).exists()
    return {
        **_told(read),
        "person": read.person.pk,
        "query": query,
        "makes_packs": knows and person_packs.may_make(user),
        "back_url": reverse("known-person", args=[read.person.pk]) if knows else "/",
    }


def _told(read: Read) -> Context:
    return {
        "reference": read.person.reference,
        "on": wording.day(read.on),
        "to_whom": read.to_whom,
        "rows": [_row(each) for each in read.entries],
    }


def _row(entry: Entry) -> Context:
    return {
        "at": wording.moment(entry.at),
        "whom": entry.whom,
        "in_words": not entry.organisation,
        "what": entry.what,
        "ground": entry.ground,
        "how": entry.how,
        "by": entry.by,
        "came_back": entry.came_back,
        "decision": entry.decision,
        "sheet": entry.sheet,
        "corrects": entry.corrects,
    }


def ledger_print(read: Read, user: User, *, at: datetime) -> ToPrint:
    """Of the same decisions, but as they stand when nobody can dispose of one: what is gone by then is not printed."""
    still = decisions_of(read.person, user).filter(pk__in=[each.pk for each in read.decisions])
    read = replace(read, decisions=ledger.held_on(still))
    context = {**_told(read), "by": user.name, "role": user.role_title, "at": wording.moment(at)}
    html = render_to_string("decisions/ledger/ledger_pdf.html", context)
    return ToPrint(html, title="Who was told what", created_at=at, printed_on=wording.moment(at))


def ledger_csv(read: Read) -> bytes:
    return as_csv([COLUMNS, *map(_cells, read.entries)])


def _cells(entry: Entry) -> Iterator[str]:
    day, _, clock = wording.moment(entry.at).partition(" at ")
    yield from (day, clock, entry.whom, entry.organisation, "\n".join(entry.what), entry.ground, entry.how, entry.by)
    yield from (entry.came_back, entry.decision, entry.sheet, entry.corrects)

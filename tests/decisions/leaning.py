"""Decisions that lean on a consent of the register: one walked through its pages, and more like it."""

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from itertools import product
from types import MappingProxyType
from typing import TypeVar
from uuid import uuid4

from django.db.models import Model
from django.db.models.base import ModelState
from django.test import Client
from django.utils import timezone

from consent import actions
from consent.models import Consent, ConsentEvent, Person, Relationship
from consent.register import load
from decisions.actions import access
from decisions.actions.withdrawing import slug, write_down
from decisions.models import ConsentStatement, Decision, Item, LegalBasis, Line, Recipient, Record, ToDo
from decisions.models.decision import new_reference
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.consent import builders as consents
from tests.decisions.builders import READY, look, record
from tests.decisions.pages import Data, filled, form_on

Row = TypeVar("Row", bound=Model)
CASE = "S02"  # shared with one teacher, on consent that is implied


class Leant:
    """A girl, her mother, a consent that is implied for what a case shares; and the decisions that lean on it."""

    def __init__(self, walked: Walked, by: User, *, also: Sequence[str] = ()) -> None:
        self.walked, self.by = walked, by
        self.girl: Person = consents.person(by)
        self.mother: Relationship = consents.related(self.girl, "Her mother", by=by)
        self.first = walked(CASE, by, until=READY)
        self.consent = self._asked(self.first, also)
        consents.answered(self.consent, self.mother, by=by, form="implied", explained=[])
        self._rest(self.first)

    def _asked(self, draft: Decision, also: Sequence[str]) -> Consent:
        """For the same purpose, the same recipients, and the same kinds of information."""
        values: dict[str, object] = {"kind": "share", "between": draft.between, "purpose": draft.purpose}
        consent = actions.ask(person=self.girl, request_key=uuid4(), values=values, by=self.by)
        kinds = sorted(set(draft.lines.filter(choice="share").values_list("item__category", flat=True)))
        consents.save(consent, by=self.by, categories=kinds)
        for row in draft.recipients.all():
            consents.receive(consent, row.organisation, row.role, by=self.by)
        for organisation in also:
            consents.receive(consent, organisation, by=self.by)
        return consent

    def _rest(self, draft: Decision) -> None:
        access.link_person(decision=draft, reference=self.girl.reference, by=self.by)
        statement = ConsentStatement.objects.get(decision=draft)
        statement.relied_on = self.consent
        statement.save()

    def recorded(self, *, more: int = 0) -> Decision:
        """The first one, recorded; and `more` like it."""
        look(self.first, by=self.by)
        record(self.first, by=self.by)
        self.like(self.first, more)
        return self.first

    def like(
        self,
        one: Decision,
        number: int = 1,
        *,
        owner: User | None = None,
        is_draft: bool = False,
        without: str = "",
        to: str = "",
        decided: str = "",
        basis: Mapping[str, str] = MappingProxyType({}),
    ) -> list[Decision]:
        """Rows of as many more decisions, which differ from the first in what is named."""
        whose = owner or one.owner
        made = [_again(one, reference=new_reference(), owner=whose, created_by=whose) for _ in range(number)]
        Decision.objects.bulk_create(made)
        rows = Recipient.objects.filter(decision=one)
        Recipient.objects.bulk_create(
            _again(row, decision=each, organisation=to or row.organisation) for each in made for row in rows
        )
        items = Item.objects.filter(decision=one).exclude(category=without)
        Item.objects.bulk_create(_again(row, decision=each) for each in made for row in items)
        Line.objects.bulk_create(line for each in made for line in _lines(one, each))
        statement = ConsentStatement.objects.get(decision=one)
        ConsentStatement.objects.bulk_create(_again(statement, decision=each) for each in made)
        law = LegalBasis.objects.get(decision=one)
        LegalBasis.objects.bulk_create(_again(law, decision=each, **basis) for each in made)
        if not is_draft:
            kept = Record.objects.get(decision=one)
            Record.objects.bulk_create(_again(kept, decision=each, decided=decided or kept.decided) for each in made)
        return made


def _lines(one: Decision, another: Decision) -> Iterator[Line]:
    """What goes to whom in one, for the same rows of another."""
    items = {row.text: row for row in another.items.all()}
    for line, to in product(one.lines.select_related("item", "recipient"), another.recipients.all()):
        if line.item.text in items and line.recipient.role == to.role:
            yield _again(line, decision=another, item=items[line.item.text], recipient=to)


def _again(row: Row, **instead: object) -> Row:
    """A row like that one, not stored yet."""
    made = copy(row)
    made._state = ModelState()
    made.pk = None
    for name, value in {"request_key": uuid4(), **instead}.items():
        setattr(made, name, value)
    return made


def take_back(leant: Leant, **instead: object) -> ConsentEvent:
    said: dict[str, object] = {
        "relationship": leant.mother,
        "on": timezone.localdate(),
        "why": "She rang",
        "request_key": uuid4(),
        "by": leant.by,
        **instead,
    }
    return write_down(actions.take_back, consent=leant.consent, **said)  # type: ignore[arg-type]


def part(leant: Leant, label: str) -> str:
    return next(key for key, words in load(leant.consent).parts.items() if words.startswith(label))


def todos(event: ConsentEvent) -> dict[str, ToDo]:
    return {row.decision.reference: row for row in ToDo.objects.filter(slug=slug(event)).select_related("decision")}


def path(leant: Leant, page: str = "") -> str:
    return f"/consents/{leant.consent.reference}/{page}"


def said(leant: Leant, client: Client, **instead: str | list[str]) -> Data:
    form = form_on(client, path(leant, "withdraw/"))
    return {**filled(form), "whose": str(leant.mother.pk), "what": "all", "parts": [], "why": "She rang", **instead}

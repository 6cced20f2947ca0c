"""Views logged: whoever opens whatever page, each decision shown is written down; where it can't be, none is shown."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from django.test import Client

from decisions.models import AdviceDiscussion, BrokenGlass, Decision, Incident
from decisions.urls import OF
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.campaigns.conftest import Judge
from tests.campaigns.crawl import MOST, PDF, Visit, crawl
from tests.campaigns.personas import PERSONAS, SignedIn, organisation_of, user_of
from tests.campaigns.tokens import decisions_by_token, of_decisions
from tests.campaigns.unwritable import nothing_can_be_written_down
from tests.seeding.canaries import Canary
from tests.seeding.world import RECORDED, World, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LOOKS = {
    "decision.viewed",
    "access.viewed",
    "advice.viewed",
    "incident.viewed",
    "caldicott.entry-viewed",
}
# Pages that show what several decisions hold: each of those is to be written down, as their tokens tell.
SHOW_SEVERAL = {
    *("person-timeline", "person-ledger", "person-ledger-pdf", "person-ledger-csv"),
    *("pack-texts", "pack-text", "take-pack", "audit"),
}
SENT_AWAY = ("/accounts/login/", "/accounts/second-step/")
A_FEW = ("practitioner", "caldicott_guardian", "administrator", "other practitioner")


@dataclass
class Reader:
    persona: str
    user: User | None
    client: Client

    @property
    def may_read(self) -> bool:
        """Who left, or has no second step yet, reads nothing whatever their role."""
        named = self.persona not in {"leaver", "newcomer"}
        return bool(self.user and named and policy.may(self.user, "decision.read"))


@pytest.fixture
def place(db: None, size: Callable[[int, int], int]) -> World:
    return world(organisations=size(2, 3), decisions=size(4, 8))


def test_every_look_is_written_down_and_without_that_nothing_is_shown(
    place: World, signed_in: SignedIn, size: Callable[[int, int], int], judge: Judge
) -> None:
    pages = Pages(place)
    for persona in PERSONAS if size(0, 1) else A_FEW:
        user = user_of(place, persona)
        client = signed_in(user) if user else Client()
        client.raise_request_exception = False
        pages.open_all(Reader(persona, user, client), most=size(20, MOST), pdfs=size(1 - pages.pdfs, MOST))
    judge("Views logged", tried=pages.tried, failed=pages.faults, at_least=size(60, 1_000))
    judge("Views that can't be logged", tried=pages.tried_again, failed=pages.shown, at_least=size(30, 500))


class Pages:
    def __init__(self, place: World) -> None:
        self.place = place
        self.tried = self.tried_again = self.pdfs = 0
        self.faults: list[str] = []
        self.shown: list[str] = []
        self.told_by = decisions_by_token()
        self.numbers = dict(Decision.objects.values_list("reference", "pk"))

    def open_all(self, reader: Reader, *, most: int, pdfs: int) -> None:
        written_down = []
        first = ["/", f"/decisions/{self.place.organisations['North'].decisions[RECORDED].reference}/{PDF}"]
        for visit, events in looks(crawl(reader.client.get, first=first, most=most, pdfs=pdfs)):
            self.tried += 1
            self.pdfs += visit.is_pdf
            found = [*self.not_written(visit, events, reader), *self.not_theirs(visit, reader), *self.broken(visit)]
            self.faults += [f"{reader.persona} {visit.path} ({visit.answer.status_code}): {fault}" for fault in found]
            written_down += [visit.path] if events else []
        with nothing_can_be_written_down():
            for path in written_down:
                self.open_again(Visit(path, reader.client.get(path)), reader)

    def broken(self, visit: Visit) -> Iterator[str]:
        if visit.answer.status_code >= 500:
            yield "breaks"

    def not_written(self, visit: Visit, events: list[Event], reader: Reader) -> Iterator[str]:
        about = self.is_about(visit)
        expected = [(about, reader.user.pk, reader.user.organisation_id)] if about and reader.user else []
        written = [(each.about_id, each.by_id, each.organisation_id) for each in events if each.action in LOOKS]
        if written != expected and visit.at.url_name not in SHOW_SEVERAL:
            yield f"is about {expected}, and these looks were written down: {written}"
        if unnamed := self.unnamed(visit, set(self.named_by(events))):
            yield f"shows decisions that no event names: {unnamed}"

    def is_about(self, visit: Visit) -> int | None:
        """The number of the decision that an answer is about, as far as its address says so."""
        if visit.answer.status_code == 404 or visit.answer.get("Location", "").startswith(SENT_AWAY):
            return None
        if visit.at.route.startswith(OF):
            return self.numbers[visit.at.kwargs["reference"]]
        if "asked" in visit.at.kwargs:
            return AdviceDiscussion.objects.get(reference=visit.at.kwargs["asked"]).decision_id
        if visit.at.url_name == "incident":
            return Incident.objects.get(reference=visit.at.kwargs["incident"]).decision_id
        if visit.at.url_name == "review-glass":
            return BrokenGlass.objects.get(**visit.at.kwargs).decision_id
        return None

    def unnamed(self, visit: Visit, named: set[int]) -> set[int]:
        """What a decision took over from the one that it looks at again stands in both: either may be named."""
        shown = [self.told_by[each.token] for each in of_decisions(self.found(visit))]
        return {number for numbers in shown if not numbers & named for number in numbers}

    def named_by(self, events: list[Event]) -> Iterator[int]:
        for each in events:
            if each.action in LOOKS:
                yield each.about_id
            yield from (self.numbers[reference] for reference in each.facts.get("references", []))

    def not_theirs(self, visit: Visit, reader: Reader) -> Iterator[str]:
        if strangers := self.place.canaries.of_others(visit.text, organisation_of(reader.persona)):
            yield f"shows what is another organisation's: {strangers}"
        if not reader.may_read and (seen := of_decisions(self.found(visit))):
            yield f"shows somebody who may read none what is in decisions: {seen}"

    def open_again(self, visit: Visit, reader: Reader) -> None:
        self.tried_again += 1
        if visit.answer.status_code < 500 or self.found(visit):
            self.shown.append(f"{reader.persona} {visit.path}: {visit.answer.status_code} {self.found(visit)}")

    def found(self, visit: Visit) -> set[Canary]:
        return self.place.canaries.found_in(visit.text)


def looks(visits: Iterator[Visit]) -> Iterator[tuple[Visit, list[Event]]]:
    """Each page with the events that opening it left."""
    last = _last_event()
    for visit in visits:
        yield visit, list(Event.objects.filter(pk__gt=last))
        last = _last_event()


def _last_event() -> int:
    return Event.objects.order_by("-pk").values_list("pk", flat=True)[0]

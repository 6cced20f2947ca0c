"""Leaks: nothing anybody typed gets beyond the pages: not into addresses, titles, file names, mail or the log."""

import logging
from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.test import Client

from infoshare.audit.models import Event
from tests.campaigns.acting import Committing, fields, has_form, send, taken_back
from tests.campaigns.channels import Net, channels, mailed
from tests.campaigns.conftest import Judge
from tests.campaigns.crawl import MOST, Visit, crawl
from tests.campaigns.error_pages import error_pages
from tests.campaigns.personas import PERSONAS, SignedIn, user_of
from tests.decisions.pages import Data
from tests.seeding.world import DRAFT, RECORDED, World, world

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
# In small, instead of every page of everybody: pages that write, send mail, or have a file name.
DRAFT_PAGES = (
    "",
    "questions/danger/",
    "questions/purpose/advice/",
    "questions/purpose/advice/elsewhere/",
    "pages/risks/",
    "items/add/",
    "hand-over/",
    "access/",
)
OPENED = {
    "practitioner": (
        "/",
        "/decisions/new/",
        *(f"{{draft}}{page}" for page in DRAFT_PAGES),
        *(f"{{recorded}}{page}" for page in ("", "add/", "record.pdf")),
    ),
    "administrator": ("/organisation/", "/people/", "/people/invite/", "{person}", "{person}roles/{role}/end/"),
    "practitioner_elsewhere": ("/find/", "/break-glass/"),
}
MUST_HAPPEN = {
    "advice.asked",
    "advice.put",
    "decision.handed-over",
    "decision.started",
    "draft.saved",
    "glass.broken",
    "person.invited",
    "question.answered",
}


class Records(list[str]):
    """A stream that keeps each record of the log apart."""

    def write(self, text: str) -> None:
        self.append(text)

    def flush(self) -> None:
        pass


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[Records]:
    """What the installation's own log holds, told to say everything."""
    [handler] = (each for each in logging.getLogger().handlers if each.name == "stderr")
    assert isinstance(handler, logging.StreamHandler)
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, "django")
    written = Records()
    before = handler.setStream(written)
    yield written
    handler.setStream(before)


@pytest.fixture
def place(db: None, size: Callable[[int, int], int]) -> World:
    return world(organisations=size(1, 3), decisions=4)


def test_nothing_that_was_typed_gets_beyond_the_pages(
    place: World,
    signed_in: SignedIn,
    log: Records,
    django_capture_on_commit_callbacks: Committing,
    size: Callable[[int, int], int],
    judge: Judge,
) -> None:
    net, done = Net(place.canaries), set()
    opened = dict.fromkeys(PERSONAS, ["/"]) if size(0, 1) else some(place)
    for persona, first in opened.items():
        user = net.reader = user_of(place, persona)
        client = signed_in(user) if user else Client()
        for visit in crawl(client.get, first=first, most=size(len(first), MOST), pdfs=1):
            net.look_at(f"{persona} {visit.path}", channels(visit))
            if has_form(visit):
                done |= send_forms(net, place, client, visit, django_capture_on_commit_callbacks)
    assert done >= MUST_HAPPEN, MUST_HAPPEN - done
    net.reader = place.organisations["North"].people["practitioner"]
    for wrong, visit in error_pages(signed_in(net.reader), net.canaries.new("North", "typed where it goes wrong")):
        net.look_at(wrong, [*channels(visit), ("page", visit.text)])
    assert mail.outbox
    assert any("ValueError" in each for each in log)
    net.look_at("mail", (("mail", mailed(each)) for each in mail.outbox))
    net.look_at("log", (("record", each) for each in log))
    judge("Leaks", tried=net.tried, failed=net.failed, at_least=size(1_000, 100_000))


def some(place: World) -> dict[str, list[str]]:
    """The few pages, with what stands in their addresses."""
    north = place.organisations["North"]
    person = north.people["manager"]
    drafted, recorded = (f"/decisions/{north.decisions[what].reference}/" for what in (DRAFT, RECORDED))
    where = {"draft": drafted, "recorded": recorded, "person": f"/people/{person.pk}/"}
    role = person.memberships.get().pk
    return {who: [each.format(**where, role=role) for each in pages] for who, pages in OPENED.items()}


def send_forms(net: Net, place: World, client: Client, visit: Visit, committing: Committing) -> set[str]:
    """A page's form sent twice, well and badly, with a token in every box; the events that were written down."""
    typed = net.canaries.new("North", f"typed at {visit.path}")
    well = fields(visit, typed, place.organisations["North"].decisions[RECORDED].reference)
    badly: Data = dict.fromkeys(well, typed)
    last = Event.objects.order_by("-pk").values_list("pk", flat=True)[0]
    happened = set()
    for data in (well, badly):
        with taken_back(client):
            for answer in send(client, visit, data, committing):
                net.look_at(f"{visit.path} sent", channels(answer))
            happened |= set(Event.objects.filter(pk__gt=last).values_list("action", flat=True))
    return happened

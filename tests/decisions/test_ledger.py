"""The ledger of a person: its page, its files, and who may read it, and only what they may open."""

import csv
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from io import StringIO
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from decisions import ledger
from decisions.actions import access
from decisions.actions.sharing import note_sent
from decisions.models import Amendment, Decision, FoundWrong, Record, SharingEvent
from decisions.policies.ledger import decisions_of
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.decisions.around import child_of
from tests.decisions.correcting import found, owed
from tests.decisions.correcting import rang as answered
from tests.decisions.correcting import told as tell
from tests.decisions.ledgers import Family
from tests.decisions.sharing import more, rang, sent, sheets
from tests.documents.reading import words
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


@pytest.fixture
def family(north: People, walked: Walked) -> Family:
    return Family(north, walked)


def test_what_went_at_a_minute_to_midnight_was_known_that_day(family: Family) -> None:
    [sheet, *_] = sheets(family.first)
    night = timezone.localtime().replace(hour=23, minute=59) + timedelta(days=1)
    with time_machine.travel(night + timedelta(hours=1), tick=True):
        sent(sheet, by=family.by, happened_at=night)
        sent(sheet, by=family.by, happened_at=night + timedelta(minutes=2))
    held = ledger.held_on(decisions_of(family.person, family.by).filter(pk=family.first.pk))
    assert [len(ledger.of(held, on=night.date() + timedelta(days=day))) for day in (-1, 0, 1)] == [0, 1, 2]


def test_reading_it_takes_no_more_questions_for_more_decisions(
    family: Family, django_assert_num_queries: Callable[[int], Iterator[None]]
) -> None:
    family.share()
    family.correct()
    for decisions in (Decision.objects.filter(pk=family.first.pk), decisions_of(family.person, family.by)):
        with django_assert_num_queries(9):  # type: ignore[attr-defined]
            assert ledger.of(ledger.held_on(decisions), on=date(2100, 1, 1))


def test_the_page_says_who_was_told_what_when_and_on_what_ground(family: Family, signed_in: SignedIn) -> None:
    sent(sheets(family.first)[0], by=family.by)
    page = signed_in(family.by).get(f"{family.page}/").content.decode()
    for said in ("duty social worker, the multi-agency safeguarding hub", "Signs of neglect", "Lawful basis"):
        assert said in page, said
    for said in ("Police control room", "The address", "Shared at once: somebody was in danger", "in its own words"):
        assert said in page, said
    assert "from the decisions about them that you can open" in page


def test_a_correction_stands_there_as_what_they_were_told_then(family: Family, signed_in: SignedIn) -> None:
    """And what went before is marked: who asks what the school knew on a day reads neither alone."""
    [sheet, *_] = sheets(family.first)
    sent(sheet, by=family.by)
    wrong = found(sheet, by=family.by)
    answered(tell(owed(wrong)[0], by=family.by), by=family.by)
    client = signed_in(family.by)
    page = " ".join(client.get(f"{family.page}/").content.decode().split())
    pdf = words(client.get(f"{family.page}.pdf").content)
    rows = list(csv.DictReader(StringIO(client.get(f"{family.page}.csv").content.decode("utf-8-sig"))))
    right = f"What is right: {wrong.right}"
    for said in ("[Found wrong on", wrong.reference, right, "They have put it right", "correction for"):
        assert said in page, said
        assert "".join(said.split()) in "".join(pdf.split()), said
    assert [row["Corrects"] for row in rows] == ["", "", wrong.reference]
    assert right in rows[-1]["What"]
    assert "[Found wrong on" in rows[1]["What"]


def test_before_it_was_found_wrong_nobody_knew(family: Family) -> None:
    [sheet, *_] = sheets(family.first)
    event = sent(sheet, by=family.by)
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=True):
        tell(owed(found(sheet, by=family.by))[0], by=family.by)
    held = ledger.held_on(decisions_of(family.person, family.by).filter(pk=family.first.pk))
    [then] = ledger.of(held, on=timezone.localdate(event.happened_at))
    assert "Found wrong" not in str(then)
    assert len(ledger.of(held, on=timezone.localdate() + timedelta(days=3))) == 2


def test_a_record_of_the_first_format_is_read_by_the_words_it_was_recorded_with() -> None:
    """Where a label is changed for new records, this is what the old ones say."""
    content = {
        "format": 1,
        "decision": {"label": "Shared at once: somebody was in danger"},
        "emergency": [
            {"label": "What the danger was", "text": "A knife"},
            {"label": "What was shared", "text": "The address"},
            {"label": "Who was told", "text": "Police control room"},
            {"label": "How", "text": "By telephone"},
        ],
    }
    now = timezone.now()
    record = Record(content=content, happened_at=now, recorded_by=User(name="Ann"))
    decision = Decision(pk=1, reference="IS-2222-2222")
    decision.record = record
    nothing = {
        "sharings": SharingEvent.objects.none(),
        "found_wrong": FoundWrong.objects.none(),
        "amendments": Amendment.objects.none(),
    }
    vars(decision)["_prefetched_objects_cache"] = nothing
    [entry] = ledger.everything(decision)
    assert (entry.whom, entry.what, entry.how) == ("Police control room", ("The address",), "By telephone")
    basis = [{"label": "Lawful basis", "text": "Public task"}]
    consent = [{"label": "Consent", "text": "Given"}, {"label": "Who", "text": "Her mother"}]
    shared = Record(content={"format": 1, "basis": basis, "consent": consent})
    assert ledger.ground(shared.content) == "Lawful basis: Public task. Consent: Given"


def test_what_more_an_emergency_shared_names_whom_and_what_and_never_those_who_were_told_first(family: Family) -> None:
    values = more(happened_at=timezone.now() - timedelta(minutes=1))
    note_sent(decision=family.urgent, sheet=None, request_key=uuid4(), values=values, by=family.by)
    [_, entry] = ledger.of(ledger.held_on(Decision.objects.filter(pk=family.urgent.pk)), on=date(2100, 1, 1))
    assert (entry.whom, entry.what) == ("Ward sister, Saint Lukes", ("Which door he stood at",))


def test_a_later_word_never_covers_that_it_went_to_somebody_else(family: Family) -> None:
    event = sent(sheets(family.first)[0], by=family.by)
    rang(event, by=family.by, right_person=False, done_with="")
    decisions = Decision.objects.filter(pk=family.first.pk)
    [entry] = ledger.of(ledger.held_on(decisions), on=date(2100, 1, 1))
    assert entry.came_back == "It went to somebody it was not meant for"
    rang(event, by=family.by)
    [entry] = ledger.of(ledger.held_on(decisions), on=date(2100, 1, 1))
    assert entry.came_back.startswith("Once it went to somebody it was not meant for. It arrived.")


def test_an_emergency_is_shown_whoever_is_asked_about(family: Family, signed_in: SignedIn) -> None:
    """Its record names whom in words: nobody may conclude that they were not told."""
    sent(sheets(family.first)[0], by=family.by)
    mark = ledger.mark("The multi-agency  safeguarding hub")
    page = signed_in(family.by).get(f"{family.page}/", {"to": mark}).content.decode()
    assert "what the multi-agency safeguarding hub was told" in page
    assert "Police control room" in page


def test_a_day_that_is_none_is_said_and_nothing_is_downloaded(family: Family, signed_in: SignedIn) -> None:
    wrong = {"on_day": "31", "on_month": "2", "on_year": "2026"}
    client = signed_in(family.by)
    assert "must be a real date" in client.get(f"{family.page}/", wrong).content.decode()
    for end in (".pdf", ".csv"):
        answer = client.get(f"{family.page}{end}", wrong)
        assert answer.status_code == 302
        assert answer["Location"].startswith(f"{family.page}/?")


def test_the_files_say_what_the_page_says(family: Family, signed_in: SignedIn) -> None:
    family.share()
    client = signed_in(family.by)
    then = timezone.localdate()
    asked = {"on_day": str(then.day), "on_month": str(then.month), "on_year": str(then.year)}
    rows = list(csv.DictReader(StringIO(client.get(f"{family.page}.csv", asked).content.decode("utf-8-sig"))))
    held = ledger.held_on(decisions_of(family.person, family.by))
    entries = ledger.of(held, on=then)
    assert [row["Sheet"] for row in rows] == [each.sheet for each in entries]
    assert [row["On what ground"] for row in rows] == [each.ground for each in entries]
    answer = client.get(f"{family.page}.pdf", asked)
    assert answer["Content-Disposition"] == f'attachment; filename="ledger-{then.isoformat()}.pdf"'
    read = words(answer.content)
    for each in entries:
        assert "".join(each.whom.split()) in read


def test_what_somebody_typed_is_no_formula_in_the_table(family: Family, signed_in: SignedIn) -> None:
    sent(sheets(family.first)[0], by=family.by, shared_by='=HYPERLINK("http://127.0.0.1")')
    rows = list(csv.DictReader(StringIO(signed_in(family.by).get(f"{family.page}.csv").content.decode("utf-8-sig"))))
    assert rows[-1]["By"] == '\'=HYPERLINK("http://127.0.0.1")'


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ("practitioner", 200),
        ("colleague", 404),
        ("manager", 404),
        ("safeguarding_lead", 200),
        ("safeguarding_lead_elsewhere", 404),
        ("caldicott_guardian", 200),
        ("ig_lead", 200),
        ("administrator", 403),
    ],
)
def test_who_may_read_it(family: Family, north: People, signed_in: SignedIn, who: str, answer: int) -> None:
    """Whoever carries a decision of theirs, and those who oversee; others find nothing there."""
    for end in ("/", ".csv"):
        assert signed_in(north[who]).get(f"{family.page}{end}").status_code == answer


def test_whoever_carries_a_decision_reads_it_though_somebody_else_entered_the_person(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, other = north["practitioner"], north["practitioner_elsewhere"]
    person = child_of(walked("C01", by), by, known_to=by)
    theirs = walked("C01", other)
    access.link_person(decision=theirs, reference=person.reference, by=other)
    assert signed_in(other).get(f"/persons/{person.pk}/").status_code == 404
    assert signed_in(other).get(f"/persons/{person.pk}/ledger/").status_code == 200


def test_lines_of_decisions_that_the_reader_may_not_open_are_not_there(
    family: Family, north: People, signed_in: SignedIn
) -> None:
    """And the page says the same whether there are any or not."""
    sent(sheets(family.first)[0], by=family.by)
    sent(sheets(family.second)[0], by=family.by)
    guardian, until = north["caldicott_guardian"], timezone.now() + timedelta(days=5)
    before = signed_in(guardian).get(f"{family.page}/").content.decode()
    access.restrict(decision=family.second, why="Staff", viewers=[family.by], until=until, by=guardian)
    after = signed_in(guardian).get(f"{family.page}/").content.decode()
    assert family.second.reference in before
    assert family.second.reference not in after
    assert family.first.reference in after
    assert "restricted" not in after.lower()
    files = signed_in(guardian).get(f"{family.page}.csv").content.decode()
    assert family.second.reference not in files


def test_somebody_with_a_conflict_of_interest_finds_nothing(family: Family, north: People, signed_in: SignedIn) -> None:
    guardian, lead = north["caldicott_guardian"], north["safeguarding_lead"]
    access.bar(decision=family.first, whom=lead, kind="relative", why="Her aunt", by=guardian)
    page = signed_in(lead).get(f"{family.page}/").content.decode()
    assert family.first.reference not in page


def test_every_look_is_written_down_with_each_decision_it_shows(family: Family, signed_in: SignedIn) -> None:
    client = signed_in(family.by)
    for end, what in (("/", "page"), (".pdf", "PDF"), (".csv", "CSV")):
        client.get(f"{family.page}{end}")
        event = Event.objects.filter(action="ledger.viewed").latest("pk")
        assert (event.about_id, event.by_id, event.facts["what"]) == (family.person.pk, family.by.pk, what)
        assert event.facts["references"] == sorted(
            each.reference for each in (family.first, family.second, family.urgent)
        )
    looks = Event.objects.filter(action="decision.viewed", about_id=family.second.pk, by=family.by)
    facts = {"what": "ledger of a person", "through": "own"}
    assert [each.facts for each in looks] == [facts] * 3, "The look-out for browsing counts them too"
    page = signed_in(family.by).get(f"/decisions/{family.first.reference}/looks/").content.decode()
    assert "ledger of a person" in page

"""The yearly report of a made-up year: its numbers, its two files, and what they never tell."""

import csv
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pypdf import PdfReader

from decisions.actions import access, caldicott
from decisions.advising.disclosure import Cell
from decisions.advising.yearly import HERE, IN_TIME, LATE, STATES, Table
from decisions.models import AdviceAnswer, AdviceDiscussion
from decisions.summary.caldicott import report as reports
from decisions.summary.caldicott.bars import bars
from decisions.summary.caldicott.year import of_year
from infoshare.accounts.models import Membership, User
from infoshare.audit.models import Event
from tests.decisions.builders import advise, ask, started
from tests.decisions.caldicott import ANSWER, GUARDIAN, a_year, answer, follow, put, whole
from tests.seeding.people import People
from tests.verapdf import Verdict, validate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def lines(answered: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(answered.decode("utf-8-sig"))))


def test_a_made_up_year_is_told_in_its_page_and_in_both_files(north: People, signed_in: SignedIn) -> None:
    a_year(north)
    guardian = north[GUARDIAN]
    found = of_year(guardian.organisation, 2025)
    assert found.total.value == 38
    assert [found.tables["late"][name].value for name in (IN_TIME, LATE)] == [26, 12]  # the one that waits is late too
    assert found.tables["states"][STATES["closed"]].value == 35
    assert [found.tables["states"][STATES[each]].text for each in ("taken_back", "waiting")] == ["Fewer than 5"] * 2
    assert [cell.text for cell in found.tables["advice"].cells] == ["19", "8", "8", "0", "0"]
    assert [cell.text for cell in found.tables["followed"].cells] == ["24", "Not shown", "Not shown"]
    assert found.tables["themes"]["Health information"].value == 27
    assert found.tables["enquirers"]["Practitioner"].value == 38
    assert (found.waits[0].median, found.waits[2].median) == ("4.0", "")
    client = signed_in(guardian)
    page = client.get("/caldicott/report/?year=2025").content.decode()
    assert "Questions asked of a Caldicott Guardian" in page
    assert page.count("<svg") == page.count("<desc ") == 7
    file = client.get("/caldicott/report.csv?year=2025")
    assert file["Content-Disposition"] == 'attachment; filename="caldicott-report-2025.csv"'
    assert file.content.startswith(b"\xef\xbb\xbf")
    told = lines(file.content)
    assert told[0] == ["section", "measure", "value"]
    assert ["What was advised", "Share", "19"] in told
    assert ["Lessons", "1", "Ask before the end of term"] in told
    pdf = client.get("/caldicott/report.pdf?year=2025").content
    assert validate(pdf) == [Verdict(pdfa_3a=True, pdfua_1=True, failures=())]
    [[attached]] = PdfReader(BytesIO(pdf)).attachments.values()
    assert attached == file.content
    text = PdfReader(BytesIO(pdf)).pages[0].extract_text()
    assert "Key figures" in text
    assert "North" in text


def test_a_year_in_which_nothing_was_asked_has_a_valid_report_too(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["ig_lead"])
    assert validate(client.get("/caldicott/report.pdf").content) == [Verdict(pdfa_3a=True, pdfua_1=True, failures=())]
    for year in ("1999", "3000", "nonsense", ""):
        for page in ("report/", "report.pdf", "report.csv"):
            assert client.get(f"/caldicott/{page}?year={year}").status_code == 404


def test_the_year_that_has_ended_stays_as_it_ended(north: People) -> None:
    zone = timezone.get_default_timezone()
    owner, guardian = north["practitioner"], north[GUARDIAN]
    with time_machine.travel(datetime(2025, 12, 31, 16, tzinfo=zone), tick=False):
        every = [put(started(owner), by=owner) for _ in range(6)]
    with time_machine.travel(datetime(2026, 1, 5, 10, tzinfo=zone), tick=False):
        for each in every:
            follow(answer(each, by=guardian), by=owner)
        found = of_year(guardian.organisation, 2025)
        assert of_year(guardian.organisation, 2026).total.value == 0
    assert found.tables["states"][STATES["waiting"]].value == 6
    assert found.tables["late"][IN_TIME].value == 6
    assert found.waits[0].median == "1.0"
    assert found.lessons == ()


def test_nothing_that_is_written_later_moves_a_number_of_a_year_that_has_ended(north: People) -> None:
    zone = timezone.get_default_timezone()
    owner, guardian = north["practitioner"], north[GUARDIAN]
    with time_machine.travel(datetime(2025, 12, 30, 10, tzinfo=zone), tick=False):
        every = [put(started(owner), by=owner) for _ in range(6)]
        answers = [answer(each, by=guardian) for each in every]
        for given in answers:
            follow(given, by=owner)
        caldicott.mark(discussion=every[0], request_key=uuid4(), title="As it ended", by=guardian)
        elsewhere = [ask(started(owner), "situation", by=owner, role=GUARDIAN) for _ in range(5)]
        for each in elsewhere:
            advise(each, by=owner)
    with time_machine.travel(datetime(2026, 1, 5, 10, tzinfo=zone), tick=False):
        before = reports.as_csv(of_year(guardian.organisation, 2025))
        follow(answers[0], by=owner, followed="no", why="It came too late")
        caldicott.mark(discussion=every[0], request_key=uuid4(), title="Another title", by=guardian)
        caldicott.mark(discussion=every[1], request_key=uuid4(), title="A later one", by=guardian)
        caldicott.set_theme(discussion=elsewhere[0], theme="police", by=guardian)
        assert reports.as_csv(of_year(guardian.organisation, 2025)) == before


def test_everybody_reads_the_same_numbers_though_one_may_not_open_every_entry(north: People) -> None:
    owner, ig_lead = north["practitioner"], north["ig_lead"]
    decisions = [started(owner) for _ in range(6)]
    for decision in decisions:
        put(decision, by=owner)
    before = reports.as_csv(of_year(ig_lead.organisation, timezone.localdate().year))
    access.bar(decision=decisions[0], whom=ig_lead, kind="relative", why="Her uncle", by=north[GUARDIAN])
    assert reports.as_csv(of_year(ig_lead.organisation, timezone.localdate().year)) == before


def test_lessons_and_precedents_of_advice_with_names_stay_out_of_it(north: People, signed_in: SignedIn) -> None:
    owner, guardian = north["practitioner"], north[GUARDIAN]
    named = put(started(owner), by=owner, names_withheld=False)
    without = put(started(owner), by=owner)
    for each, lesson in ((named, "Her name is known"), (without, "Ring 07700 900123 first")):
        given = {**ANSWER, "lesson": lesson}  # as none is written any more
        AdviceAnswer.objects.create(discussion=each, request_key=uuid4(), given_by=guardian, **given)
        caldicott.mark(discussion=each, request_key=uuid4(), title=f"On {lesson[:4]}", by=guardian)
    found = of_year(guardian.organisation, timezone.localdate().year)
    assert found.lessons == ("Ring [contact withheld] first",)
    assert found.precedents == ("On Ring",)
    for page in ("report/", "report.pdf", "report.csv"):
        assert signed_in(guardian).get(f"/caldicott/{page}").status_code == 200
        seen = Event.objects.filter(action="caldicott.report-viewed").latest("pk")
        assert seen.facts["references"] == [without.decision.reference]


def test_of_two_blind_opinions_no_lesson_is_told_before_both_are_in(north: People) -> None:
    from decisions.actions.asking import Whom

    owner = north["practitioner"]
    first = put(started(owner), by=owner, whom=Whom(GUARDIAN), second=Whom("ig_lead"))
    answer(first, by=north[GUARDIAN])
    assert of_year(owner.organisation, timezone.localdate().year).lessons == ()
    answer(first.second, by=north["ig_lead"], given_as="ig_lead", lesson="")
    assert of_year(owner.organisation, timezone.localdate().year).lessons == ("Ask before the end of term",)


@pytest.mark.parametrize("begins", ["=1+1", "+1", "-1", "@A1", "\tx", "\rx"])
def test_no_text_becomes_a_formula_in_a_spreadsheet(begins: str, north: People) -> None:
    answer(put(started(north["practitioner"]), by=north["practitioner"]), by=north[GUARDIAN], lesson=begins)
    told = lines(reports.as_csv(of_year(north[GUARDIAN].organisation, timezone.localdate().year)))
    [[_, _, lesson]] = [line for line in told if line[0] == "Lessons"]
    assert lesson == f"'{begins}"
    assert not any(text.startswith(("=", "+", "-", "@", "\t", "\r")) for line in told for text in line)


def test_whoever_asked_counts_in_the_role_that_they_held_then(north: People) -> None:
    owner = north["practitioner"]
    when = timezone.now() - timedelta(days=1)
    with time_machine.travel(timezone.now() + timedelta(seconds=1), tick=False):
        for _ in range(5):
            put(started(owner), by=owner)
    with time_machine.travel(timezone.now() + timedelta(minutes=1), tick=False):
        owner.memberships.all().delete()
        Membership.objects.create(user=owner, role="ig_lead")
        found = of_year(owner.organisation, timezone.localdate().year)
    assert when
    assert found.tables["enquirers"]["Practitioner"].value == 5
    assert found.tables["enquirers"]["Information governance lead"].value == 0


def test_a_chart_says_every_number_and_draws_none_that_is_kept_back() -> None:
    table = Table("What <was> advised", HERE, [Cell("Share", 12), Cell("Part & more", None, "few"), Cell("None", 0)])
    drawn = bars(table, "chart")
    assert '<title id="chart-title">What &lt;was&gt; advised</title>' in drawn
    assert "Share: 12; Part &amp; more: Fewer than 5; None: 0" in drawn
    assert len(re.findall("<rect", drawn)) == 1


def test_a_restricted_decision_counts_and_is_not_told_apart(north: People) -> None:
    zone = timezone.get_default_timezone()
    found = [whole(north, datetime(2025, 3, day, 10, tzinfo=zone)) for day in range(3, 9)]
    decision = AdviceDiscussion.objects.get(pk=found[0].pk).decision
    until = timezone.now() + timedelta(days=9)
    owner = north["practitioner"]
    access.restrict(decision=decision, why="Staff", viewers=[owner], until=until, by=north[GUARDIAN])
    assert of_year(owner.organisation, 2025).total.value == 6

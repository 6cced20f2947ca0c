"""The Caldicott inbox and log: what waits, what was advised, and nothing of whom it is about."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import uuid4

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisions.actions import access, caldicott
from decisions.actions.asking import Whom, take_back
from decisions.models import AdviceDiscussion, LogNote, LogTheme, Precedent, PutTo
from decisions.policies import Refused
from decisions.policies.answering import NAMES_SOMEBODY
from decisions.summary.caldicott.entry import entries, entry_page
from decisions.summary.caldicott.inbox import inbox_page
from decisions.summary.caldicott.log import PAGE, log_page
from infoshare.accounts.models import Membership, Notice, User
from infoshare.audit.models import Event
from tests.decisions.answering_builders import talked
from tests.decisions.builders import advise, ask, started
from tests.decisions.caldicott import GUARDIAN, answer, follow, put, whole
from tests.seeding.people import APP_SECRET, People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
WRITTEN = ("note", "precedent", "no-precedent", "theme")


@pytest.fixture
def second(north: People) -> User:
    """Another Guardian of North."""
    user = User.objects.create_user(
        email="second@north.example", password="x", name="Second Guardian", organisation=north[GUARDIAN].organisation
    )
    Membership.objects.create(user=user, role=GUARDIAN)
    Authenticator.objects.create(user=user, type="totp", data={"secret": APP_SECRET})
    return user


def waiting(user: User) -> list[str]:
    return [row["reference"] for row in inbox_page(user)["rows"]]  # type: ignore[attr-defined]


def row_of(user: User, discussion: AdviceDiscussion) -> dict[str, object]:
    rows: list[dict[str, object]] = inbox_page(user)["rows"]  # type: ignore[assignment]
    return next(row for row in rows if row["reference"] == discussion.reference)


def logged(user: User, query: str = "") -> list[str]:
    return [row["reference"] for row in log_page(user, QueryDict(query))["rows"]]  # type: ignore[attr-defined]


def test_what_is_due_first_stands_first_and_answered_says_so(north: People) -> None:
    owner, guardian = north["practitioner"], north[GUARDIAN]
    later = put(started(owner), by=owner, urgency="weeks")
    with time_machine.travel(timezone.now() - timedelta(days=3), tick=False):
        late = put(started(owner), by=owner, urgency="at_once")
    assert waiting(guardian) == [late.reference, later.reference]
    assert row_of(guardian, late)["overdue"]
    assert not row_of(guardian, later)["overdue"]
    answer(late, by=guardian)
    assert row_of(guardian, late)["answered"]
    assert not row_of(guardian, late)["overdue"]
    take_back(discussion=later, why="Solved", by=owner)
    assert waiting(guardian) == [late.reference]


def test_the_inbox_holds_what_was_put_to_a_guardian_in_whatever_role_and_nothing_else(north: People) -> None:
    owner = north["practitioner"]
    put(started(owner), by=owner, whom=Whom("manager"))
    by_name = put(started(owner), by=owner, whom=Whom("safeguarding_lead", colleague=north[GUARDIAN]))
    assert waiting(north[GUARDIAN]) == waiting(north["ig_lead"]) == [by_name.reference]


def test_the_log_stays_as_it_is_whoever_becomes_a_guardian_or_is_one_no_more(north: People) -> None:
    owner, guardian, manager = north["practitioner"], north[GUARDIAN], north["manager"]
    put(started(owner), by=owner, whom=Whom("manager"))
    by_name = put(started(owner), by=owner, whom=Whom("safeguarding_lead", colleague=guardian))
    assert logged(north["ig_lead"]) == [by_name.reference]
    Membership.objects.create(user=manager, role=GUARDIAN, deputy=True)
    assert logged(north["ig_lead"]) == [by_name.reference], "It was put to no Guardian then"
    guardian.memberships.all().delete()
    assert logged(north["ig_lead"]) == [by_name.reference]


def test_a_colleague_takes_a_question_on_once_and_it_is_written_down(north: People, second: User) -> None:
    owner = north["practitioner"]
    found = put(started(owner), by=owner, whom=Whom(GUARDIAN, colleague=north[GUARDIAN]))
    assert row_of(second, found)["offered"]
    for _ in range(2):
        caldicott.take_on(discussion=found, by=second)
    assert PutTo.objects.get(discussion=found, user=second).why == "holds"
    assert Event.objects.get(action="caldicott.taken-on").by == second
    assert found.reference in Notice.objects.get(user=second).sentence
    assert row_of(second, found)["mine"]
    answer(found, by=second)


def test_nobody_takes_on_their_own_question_nor_both_of_two_opinions(north: People, second: User) -> None:
    guardian = north[GUARDIAN]
    own = put(started(second), by=second, whom=Whom(GUARDIAN, colleague=guardian))
    assert not row_of(second, own)["offered"]
    with pytest.raises(Refused, match="own adviser"):
        caldicott.take_on(discussion=own, by=second)
    owner = north["practitioner"]
    pair = [Whom(GUARDIAN, colleague=guardian), Whom(GUARDIAN, colleague=second)]
    first = put(started(owner), by=owner, whom=pair[0], second=pair[1])
    for mine, other in ((guardian, first.second), (second, first)):
        assert other.reference not in [*waiting(mine), *logged(mine)], "the same minute and words would tell them"
        with pytest.raises(Refused, match="two opinions"):
            caldicott.take_on(discussion=other, by=mine)
    caldicott.take_on(discussion=first, by=north["ig_lead"])


def test_of_two_blind_opinions_the_inbox_and_the_log_tell_nobody_before_both_are_in(
    north: People, second: User
) -> None:
    owner, guardian, third = north["practitioner"], north[GUARDIAN], north["ig_lead"]
    first = put(
        started(owner), by=owner, whom=Whom(GUARDIAN, colleague=guardian), second=Whom(GUARDIAN, colleague=second)
    )
    answer(first, by=guardian, rationale="The first opinion", theme="police")
    assert row_of(guardian, first)["answered"]
    assert not row_of(third, first)["answered"]
    assert logged(third, "advice=share") == logged(third, "theme=police") == []
    assert "The first opinion" not in entry(third, first)
    for mine, other in ((guardian, first.second), (second, first)):
        assert other.reference not in [*waiting(mine), *logged(mine)]
        with pytest.raises(AdviceDiscussion.DoesNotExist):
            entry(mine, other)
    answer(first.second, by=second, advice="do_not_share")
    for reader in (second, third):
        assert row_of(reader, first)["answered"]
        assert "The first opinion" in entry(reader, first)


def entry(user: User, discussion: AdviceDiscussion) -> str:
    return str(entry_page(entries(user).get(pk=discussion.pk), user))


def test_a_conflict_of_interest_hides_it_from_inbox_log_and_every_page(
    north: People, second: User, signed_in: SignedIn
) -> None:
    owner = north["practitioner"]
    decision = started(owner)
    found = put(decision, by=owner, whom=Whom(GUARDIAN, colleague=north[GUARDIAN]))
    assert logged(second) == [found.reference]
    access.bar(decision=decision, whom=second, kind="relative", why="Her uncle", by=north[GUARDIAN])
    assert waiting(second) == logged(second) == []
    client = signed_in(second)
    assert client.post(f"/caldicott/{found.reference}/take-on/").status_code == 404
    for page in ("", *(f"{each}/" for each in WRITTEN)):
        assert client.get(f"/caldicott/log/{found.reference}/{page}").status_code == 404
    assert logged(north[GUARDIAN]) == [found.reference]


def test_of_a_restricted_decision_the_log_shows_advice_without_names_and_no_other(north: People, second: User) -> None:
    owner = north["practitioner"]
    without, named = started(owner), started(owner)
    hidden = put(without, by=owner)
    told = put(named, by=owner, names_withheld=False)
    assert set(logged(second)) == {hidden.reference, told.reference}
    for decision in (without, named):
        until = timezone.now() + timedelta(days=9)
        access.restrict(decision=decision, why="Staff", viewers=[owner], until=until, by=north[GUARDIAN])
    assert logged(second) == [hidden.reference]
    late = put(without, by=owner, whom=Whom(GUARDIAN, colleague=north[GUARDIAN]))
    caldicott.take_on(discussion=late, by=second)


def test_a_question_with_names_of_a_restricted_decision_is_not_taken_on(north: People, second: User) -> None:
    owner, decision = north["practitioner"], started(north["practitioner"])
    named = put(decision, by=owner, whom=Whom(GUARDIAN, colleague=north[GUARDIAN]), names_withheld=False)
    until = timezone.now() + timedelta(days=9)
    access.restrict(decision=decision, why="Staff", viewers=[owner], until=until, by=north[GUARDIAN])
    with pytest.raises(Refused, match="restricted"):
        caldicott.take_on(discussion=named, by=second)


def test_the_log_holds_what_was_advised_elsewhere_and_what_went_on_to_a_guardian(north: People) -> None:
    owner, guardian = north["practitioner"], north[GUARDIAN]
    elsewhere = ask(started(owner), "situation", by=owner, role=GUARDIAN)
    ask(started(owner), "situation", by=owner, role="manager")
    advised = put(started(owner), by=owner, whom=Whom("safeguarding_lead", colleague=guardian))
    answer(advised, by=guardian)
    assert set(logged(guardian)) == {elsewhere.reference, advised.reference}
    assert waiting(guardian) == [advised.reference]


def test_an_entry_has_every_field_that_a_guardian_keeps_and_names_nobody(north: People, signed_in: SignedIn) -> None:
    owner, guardian = north["practitioner"], north[GUARDIAN]
    decision = started(owner)
    found = put(decision, by=owner)
    follow(answer(found, by=guardian), by=owner, followed="no", why="AB was away, born 1 May 2014 at 07700 900123")
    page = signed_in(guardian).get(f"/caldicott/log/{found.reference}/").content.decode()
    for said in (
        found.reference,
        "Practitioner",
        "Within two working days",
        "[initials withheld]",
        "1. The purpose is justified",
        "The data protection officer",
        "To share all, part or nothing",
        "The nurse needs it",
        "Tell the nurse alone",
        "[contact withheld]",
        "No decision is recorded yet",
        "Health information",
        "working hours",
        "Closed",
    ):
        assert said in page, said
    assert not re.search(r"\bAB\b", page)
    assert decision.reference not in page
    event = Event.objects.get(action="caldicott.entry-viewed")
    assert (event.about_id, event.facts["discussion"]) == (decision.pk, found.pk)


@pytest.mark.parametrize("withheld", [True, False])
def test_of_a_draft_that_nobody_was_shown_neither_the_log_nor_who_confirms_sees_anything(
    north: People, signed_in: SignedIn, withheld: bool
) -> None:
    owner, guardian = north["practitioner"], north[GUARDIAN]
    decision = started(owner)
    decision.purpose, decision.saved_by = "Her sister Bee goes to Mill Lane", owner
    decision.save()
    why = "" if withheld else "She knows them"
    with_names = {"identity_withheld": withheld, "named_why": why}
    talk = talked(decision, guardian, by=owner, place="page-items", role=GUARDIAN, **with_names)
    talk.refresh_from_db()
    assert talk.shown["parts"] == []
    client = signed_in(guardian)
    for page in (f"/advice/{talk.reference}/confirm/", f"/caldicott/log/{talk.reference}/"):
        seen = client.get(page)
        assert (seen.status_code, "Mill Lane" in seen.content.decode()) == (200, False)
    alone = ask(decision, "page-items", by=owner, role=GUARDIAN)
    assert "Mill Lane" in str(alone.rested_on)
    assert "Mill Lane" not in client.get(f"/caldicott/log/{alone.reference}/").content.decode()


def test_words_of_advice_from_elsewhere_are_shown_without_names_too(north: People) -> None:
    owner = north["practitioner"]
    found = ask(started(owner), "situation", by=owner, role=GUARDIAN, dilemma="May AB be told?")
    advise(found, by=owner, advice_text="Yes, AB may", followed="partly", not_followed_why="A.B. said no")
    shown = entry(north[GUARDIAN], found)
    assert "[initials withheld]" in shown
    assert "AB may" not in shown
    assert "A.B." not in shown


def test_filters_find_what_they_say(north: People) -> None:
    guardian, zone = north[GUARDIAN], timezone.get_default_timezone()
    old = whole(north, datetime(2024, 3, 4, 10, tzinfo=zone), advice="do_not_share", theme="police")
    new = whole(north, datetime(2025, 5, 6, 10, tzinfo=zone), followed="partly", why="Not all", theme="bulk")
    waits = put(started(north["practitioner"]), by=north["practitioner"])
    caldicott.mark(discussion=old, request_key=uuid4(), title="Police", by=guardian)
    for query, wanted in {
        "": [waits, new, old],
        "year=2024": [old],
        "year=2025&quarter=2": [new],
        "year=2025&quarter=1": [],
        "theme=police": [old],
        "theme=bulk": [new],
        "advice=do_not_share": [old],
        "followed=partly": [new],
        "state=open": [waits],
        "state=closed": [new, old],
        "state=taken_back": [],
        "precedents=on": [old],
        "theme=nonsense": [waits, new, old],
    }.items():
        assert logged(guardian, query) == [each.reference for each in wanted], query
    caldicott.mark(discussion=old, request_key=uuid4(), title="", by=guardian)
    assert logged(guardian, "precedents=on") == []


def test_pages_of_the_log_follow_each_other_without_gap(north: People) -> None:
    owner, guardian = north["practitioner"], north[GUARDIAN]
    with time_machine.travel(timezone.now(), tick=False):  # the same moment: their numbers tell them apart
        every = [put(started(owner), by=owner).reference for _ in range(PAGE + 3)][::-1]
    first = log_page(guardian, QueryDict())
    assert logged(guardian) == every[:PAGE]
    assert "previous_url" not in first
    following = str(first["next_url"]).removeprefix("?")
    assert logged(guardian, following) == every[PAGE:]
    back = log_page(guardian, QueryDict(following))
    assert "next_url" not in back
    assert logged(guardian, str(back["previous_url"]).removeprefix("?")) == every[:PAGE]


@pytest.mark.parametrize("path", ["/caldicott/", "/caldicott/log/", "/caldicott/report/", "/caldicott/report.csv"])
def test_no_page_asks_the_database_once_for_each_row(path: str, north: People, signed_in: SignedIn) -> None:
    def more(times: int) -> None:
        for number in range(times):
            owner = north[("practitioner", "colleague", "manager")[number % 3]]
            found = put(started(owner), by=owner)
            if number % 2:
                answer(found, by=north[GUARDIAN])

    more(3)
    client = signed_in(north[GUARDIAN])
    before = _cost(client, path)
    more(9)
    assert _cost(client, path) == before


def _cost(client: Client, path: str) -> int:
    client.get("/settings/")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_a_note_and_a_title_that_tell_who_it_is_are_refused_and_what_was_typed_is_kept(
    north: People, signed_in: SignedIn
) -> None:
    owner = north["practitioner"]
    found = put(started(owner), by=owner)
    client, page = signed_in(north[GUARDIAN]), f"/caldicott/log/{found.reference}/"
    for at, field in (("note/", "text"), ("precedent/", "title")):
        typed = {"request_key": uuid4(), field: "As with AB in spring"}
        answered = client.post(page + at, typed)
        assert NAMES_SOMEBODY in answered.content.decode().replace("&#x27;", "'")
        assert "As with AB in spring" in answered.content.decode()
        assert client.post(page + at, {**typed, field: "As before in spring"}).status_code == 302
    assert (LogNote.objects.get().text, Precedent.objects.get().title) == ("As before in spring",) * 2
    assert "As before in spring" in client.get(page).content.decode()
    for refused in ("caldicott.note-refused", "caldicott.precedent-refused"):
        event = Event.objects.get(action=refused)
        assert (event.by, event.facts) == (north[GUARDIAN], {"discussion": found.pk}), "each try is written down"
    assert client.post(f"{page}no-precedent/", {"request_key": uuid4()}).status_code == 302
    assert Precedent.objects.latest("pk").title == ""


def test_a_second_press_writes_once_and_a_theme_is_set_where_there_is_none(north: People) -> None:
    owner, guardian, key = north["practitioner"], north[GUARDIAN], uuid4()
    found = put(started(owner), by=owner)
    for _ in range(2):
        caldicott.note(discussion=found, request_key=key, text="A note", by=guardian)
        caldicott.mark(discussion=found, request_key=key, title="A title", by=guardian)
        caldicott.set_theme(discussion=found, theme="bulk", by=guardian)
    assert (LogNote.objects.count(), Precedent.objects.count(), LogTheme.objects.count()) == (1, 1, 1)
    with pytest.raises(Refused, match="theme already"):
        caldicott.set_theme(discussion=found, theme="harm", by=guardian)
    other = put(started(owner), by=owner)
    answer(other, by=guardian, theme="health")
    with pytest.raises(Refused, match="theme already"):
        caldicott.set_theme(discussion=other, theme="harm", by=guardian)
    written = {"caldicott.noted", "caldicott.precedent", "caldicott.theme-set"}
    assert {event.action for event in Event.objects.filter(action__in=written)} == written
    assert not any("A note" in str(event.facts) for event in Event.objects.all())


def test_only_those_who_keep_the_log_write_in_it_and_only_where_they_may_open_the_entry(
    north: People, second: User
) -> None:
    owner, decision = north["practitioner"], started(north["practitioner"])
    found = put(decision, by=owner, names_withheld=False)
    access.bar(decision=decision, whom=second, kind="relative", why="Her uncle", by=north[GUARDIAN])
    for by in (owner, north["manager"], second):
        key = uuid4()
        for write in (
            lambda by=by, key=key: caldicott.note(discussion=found, request_key=key, text="A note", by=by),
            lambda by=by, key=key: caldicott.mark(discussion=found, request_key=key, title="A title", by=by),
            lambda by=by: caldicott.set_theme(discussion=found, theme="bulk", by=by),
        ):
            with pytest.raises(Refused):
                write()
    assert not LogNote.objects.exists()


def test_what_a_guardian_writes_is_whole_and_stays(north: People) -> None:
    found, by = put(started(north["practitioner"]), by=north["practitioner"]), north[GUARDIAN]
    with pytest.raises(IntegrityError, match="log_note_says_something"), transaction.atomic():
        LogNote.objects.create(discussion=found, request_key=uuid4(), text="", noted_by=by)
    with pytest.raises(IntegrityError, match="theme_known"), transaction.atomic():
        LogTheme.objects.create(discussion=found, theme="nonsense", set_by=by)
    for model, values in ((LogNote, {"text": "A", "noted_by": by}), (Precedent, {"title": "A", "said_by": by})):
        key = uuid4()
        kept = model.objects.create(discussion=found, request_key=key, **values)
        with pytest.raises(IntegrityError, match="once_a_key"), transaction.atomic():
            model.objects.create(discussion=found, request_key=key, **values)
        with pytest.raises(Exception, match="append-only|never"), transaction.atomic():
            kept.delete()


ENTRY = "log/{}/"
PATHS = ("", "log/", ENTRY, *(f"{ENTRY}{page}/" for page in WRITTEN), "{}/take-on/")
REPORTS = ("report/", "report.pdf", "report.csv")


@pytest.mark.parametrize("who", ["practitioner", "manager", "safeguarding_lead", "administrator"])
def test_nobody_but_a_guardian_and_an_ig_lead_is_let_in_by_any_address(
    who: str, north: People, signed_in: SignedIn
) -> None:
    found = put(started(north["practitioner"]), by=north["practitioner"])
    client = signed_in(north[who])
    for path in (*PATHS, *REPORTS):
        where = f"/caldicott/{path.format(found.reference)}"
        for method in ("get", "post", "put", "delete"):
            wanted = 405 if path.endswith("take-on/") and method != "post" else 403
            assert getattr(client, method)(where).status_code == wanted, (method, where)
    assert not PutTo.objects.filter(user=north[who], why="holds").exists()


def test_another_organisation_finds_nothing(north: People, south: People, signed_in: SignedIn) -> None:
    found = put(started(north["practitioner"]), by=north["practitioner"])
    client = signed_in(south[GUARDIAN])
    assert found.reference not in client.get("/caldicott/").content.decode()
    assert found.reference not in client.get("/caldicott/log/").content.decode()
    assert client.get(f"/caldicott/log/{found.reference}/").status_code == 404
    assert client.post(f"/caldicott/{found.reference}/take-on/").status_code == 404


def test_every_page_shown_is_written_down(north: People, signed_in: SignedIn) -> None:
    found = put(started(north["practitioner"]), by=north["practitioner"])
    client = signed_in(north["ig_lead"])
    for path in ("", "log/", f"log/{found.reference}/", f"log/{found.reference}/note/", *REPORTS):
        assert client.get(f"/caldicott/{path}").status_code == 200
    written = Event.objects.filter(action__startswith="caldicott.").values_list("action", flat=True)
    assert [*written] == [
        "caldicott.inbox-viewed",
        "caldicott.log-viewed",
        *["caldicott.entry-viewed"] * 2,
        *["caldicott.report-viewed"] * 3,
    ]
    lists = Event.objects.filter(action__in=["caldicott.inbox-viewed", "caldicott.log-viewed"])
    assert all(event.facts["references"] == [found.decision.reference] for event in lists)

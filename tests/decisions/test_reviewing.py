"""Those who oversee read what was recorded and advised, comment on it, and ask for additions."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisions import actions
from decisions.actions import access, reviewing
from decisions.models import AdditionAsked, Decision, ReadMark, ReviewComment, ReviewEntry, ToDo
from decisions.policies import Refused
from decisions.summary.waiting import work_list
from infoshare.accounts.models import Notice, User
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.decisions.builders import advise, ask, started
from tests.decisions.pages import filled, form_on, problems
from tests.decisions.reviewing import ask_for, comment, entries, mark_all_read
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


@pytest.fixture
def recorded(north: People, walked: Walked) -> Decision:
    return walked("C01", north["practitioner"])


def told(user: User) -> list[str]:
    return [notice.sentence for notice in user.notices.all()]


def add(decision: Decision, *, by: User, todo: ToDo | None = None) -> None:
    actions.amend(decision=decision, request_key=uuid4(), title="More", text="He rang", why="Later", todo=todo, by=by)


@pytest.mark.parametrize("who", ["manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"])
def test_a_record_waits_for_those_who_oversee_it(who: str, north: People, recorded: Decision) -> None:
    assert entries(north[who]) == [(recorded.reference, "recorded")]


@pytest.mark.parametrize("who", ["practitioner", "colleague", "manager_elsewhere", "administrator"])
def test_nobody_else_finds_it(who: str, north: People, recorded: Decision, signed_in: SignedIn) -> None:
    assert entries(north[who]) == []
    page = signed_in(north[who]).get("/review/")
    assert page.status_code == (200 if who == "manager_elsewhere" else 403)
    assert recorded.reference not in page.content.decode()


@pytest.mark.parametrize(
    ("who", "name"), [("manager", "by"), ("manager", "team"), ("ig_lead", "by"), ("ig_lead", "team")]
)
def test_a_filter_that_is_not_understood_is_repeated_nowhere(
    who: str, name: str, north: People, south: People, recorded: Decision, signed_in: SignedIn
) -> None:
    """So a number that another organisation has gives the very page of one that nobody has."""
    user, client = south["practitioner"], signed_in(north[who])
    for number in (user.pk if name == "by" else user.memberships.get().team_id, 8765432):
        page = client.get(f"/review/?{name}={number}").content.decode()
        assert recorded.reference in page
        assert f"{name}={number}" not in page


def test_nobody_reviews_their_own(north: People, walked: Walked) -> None:
    own = walked("C01", north["manager"])
    assert entries(north["manager"]) == []
    assert entries(north["safeguarding_lead"]) == [(own.reference, "recorded")]
    with pytest.raises(Refused, match="not their own"):
        ask_for(own, by=north["manager"])


def test_a_restriction_and_a_conflict_close_it_to_them(north: People, recorded: Decision) -> None:
    lead, guardian = north["safeguarding_lead"], north["caldicott_guardian"]
    access.bar(decision=recorded, whom=lead, kind="relative", why="An uncle", by=guardian)
    assert entries(lead) == []
    viewers = [north["practitioner"]]
    access.restrict(
        decision=recorded, why="Staff", viewers=viewers, until=timezone.now() + timedelta(days=9), by=guardian
    )
    assert entries(north["manager"]) == []


def test_what_is_marked_as_read_is_unread_again_when_something_is_added(north: People, recorded: Decision) -> None:
    manager, owner = north["manager"], north["practitioner"]
    mark_all_read(manager)
    assert entries(manager) == []
    add(recorded, by=owner)
    assert entries(manager) == [(recorded.reference, "added")]
    assert entries(north["ig_lead"]) == [(recorded.reference, "added")], "one thing is one line"
    [row] = ReviewEntry.objects.for_review_by(manager).with_read_before(manager)
    assert row.read_before
    [row] = ReviewEntry.objects.for_review_by(north["ig_lead"]).with_read_before(north["ig_lead"])
    assert not row.read_before


def test_what_was_added_after_the_page_was_opened_stays_unread(north: People, recorded: Decision) -> None:
    manager = north["manager"]
    [shown] = ReviewEntry.objects.for_review_by(manager).values_list("pk", flat=True)
    add(recorded, by=north["practitioner"])
    assert reviewing.mark_read(entries=[shown], by=manager) == 0
    assert entries(manager) == [(recorded.reference, "added")]


def test_ones_own_addition_is_not_news_to_oneself(north: People, recorded: Decision) -> None:
    manager = north["manager"]
    mark_all_read(manager)
    comment(recorded, by=manager)
    assert entries(manager) == []
    assert entries(north["safeguarding_lead"]) == [(recorded.reference, "commented")]


def test_nobody_marks_what_is_not_theirs_to_review(north: People, recorded: Decision) -> None:
    number = ReviewEntry.objects.get().pk
    assert reviewing.mark_read(entries=[number], by=north["manager_elsewhere"]) == 0
    with pytest.raises(Refused, match="Your role does not let you"):
        reviewing.mark_read(entries=[number], by=north["practitioner"])
    assert not ReadMark.objects.exists()


def test_closed_advice_is_reviewed_too_and_open_advice_is_not(north: People, signed_in: SignedIn) -> None:
    by, client = north["practitioner"], signed_in(north["manager"])
    discussion = ask(started(by), "situation", by=by)
    page = f"/decisions/{discussion.decision.reference}/advice/{discussion.pk}/reviewed/"
    assert entries(north["manager"]) == []
    assert client.get(page).status_code == 404
    advise(discussion, by=by, advice="do_not_share", advice_text="Wait for the police")
    assert entries(north["manager"]) == [(discussion.reference, "advised")]
    listed = client.get("/review/").content.decode()
    assert "Advice: Do not share" in listed
    assert page in listed
    assert "Wait for the police" in client.get(page).content.decode()
    assert signed_in(north["manager_elsewhere"]).get(page).status_code == 404


def test_the_list_shows_what_is_unread_first_then_the_newest(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    manager = north["manager"]
    first, second, third = (walked(case, north["practitioner"]) for case in ("C01", "R12", "C05"))
    read = [ReviewEntry.objects.get(thing=each.reference).pk for each in (first, third)]
    reviewing.mark_read(entries=read, by=manager)
    page = signed_in(manager).get("/review/").content.decode()
    order = sorted((second, third, first), key=lambda each: page.index(each.reference))
    assert order == [second, third, first]
    event = Event.objects.filter(action="list.viewed", by=manager).latest("pk")
    assert event.facts == {"what": "review", "references": sorted(each.reference for each in order)}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("what=decisions", {"record"}),
        ("what=advice", {"advice"}),
        ("read=no", {"record"}),
        ("read=yes", {"advice"}),
        ("said=share", {"record"}),
        ("said=more_information", {"advice"}),
        ("since_day=1&since_month=1&since_year=2020", {"record", "advice"}),
        ("until_day=1&until_month=1&until_year=2020", set()),
        ("signing=waits", set()),
    ],
)
def test_filters(query: str, found: set[str], north: People, walked: Walked, signed_in: SignedIn) -> None:
    by, manager = north["practitioner"], north["manager"]
    discussion = ask(started(by), "situation", by=by)
    advise(discussion, by=by, advice="more_information")
    mark_all_read(manager)
    recorded = walked("C01", by)
    page = signed_in(manager).get(f"/review/?{query}").content.decode()
    shown = {name for name, thing in (("record", recorded), ("advice", discussion)) if thing.reference in page}
    assert shown == found


def test_filters_by_person_and_team(north: People, walked: Walked, signed_in: SignedIn) -> None:
    blue, red = walked("C01", north["practitioner"]), walked("C01", north["practitioner_elsewhere"])
    client = signed_in(north["ig_lead"])
    page = client.get(f"/review/?by={north['practitioner'].pk}").content.decode()
    assert (blue.reference in page, red.reference in page) == (True, False)
    page = client.get(f"/review/?team={red.team_id}").content.decode()
    assert (blue.reference in page, red.reference in page) == (False, True)


def test_a_filter_that_can_not_be_read_says_so_and_shows_everything(
    recorded: Decision, north: People, signed_in: SignedIn
) -> None:
    response = signed_in(north["manager"]).get("/review/?since_day=40&since_month=1&since_year=2026&by=abc&after=x-y")
    assert "must be a real date" in " ".join(problems(response))
    assert recorded.reference in response.content.decode()


def test_pages_of_25_lead_on_from_the_unread_to_the_read(north: People, signed_in: SignedIn) -> None:
    by, manager = north["practitioner"], north["manager"]
    for _ in range(30):
        advise(ask(started(by), "situation", by=by), by=by)
    mark_all_read(manager)
    for _ in range(24):
        advise(ask(started(by), "situation", by=by), by=by)
    client, path, seen = signed_in(manager), "/review/", []
    while path:
        page = client.get(path)
        seen.append([row["thing"] for row in page.context["rows"]])
        path = f"/review/{page.context['older_url']}" if page.context["older_url"] else ""
    assert [len(each) for each in seen] == [25, 25, 4]
    assert len({thing for each in seen for thing in each}) == 54
    assert not client.get("/review/?after=read-1").context["rows"]


def test_the_list_costs_the_same_with_one_row_and_with_many(north: People, walked: Walked, signed_in: SignedIn) -> None:
    client = signed_in(north["manager"])
    costs = []
    for cases in (("C01",), ("R12", "C05", "C20")):
        for case in cases:
            for who in ("practitioner", "colleague", "safeguarding_lead"):
                walked(case, north[who])
        client.get("/review/")
        with CaptureQueriesContext(connection) as queries:
            client.get("/review/")
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_marking_from_the_list_marks_one_or_the_page_and_keeps_the_filter(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    for case in ("C01", "R12", "C05"):
        walked(case, north["practitioner"])
    client, numbers = signed_in(north["manager"]), [str(row.pk) for row in ReviewEntry.objects.all()]
    response = client.post("/review/read/?read=no", {"entry": numbers, "only": numbers[:1]})
    assert response["Location"] == "/review/?read=no"
    assert len(entries(north["manager"])) == 2
    client.post("/review/read/", {"entry": [*numbers, "abc", "9" * 30]})
    assert entries(north["manager"]) == []
    assert client.get("/review/read/").status_code == 405
    assert Event.objects.filter(action="review.read", by=north["manager"]).count() == 3


def test_a_comment_is_told_answered_and_shown_to_all_who_may_open_it(
    north: People, recorded: Decision, signed_in: SignedIn
) -> None:
    manager, owner, path = north["manager"], north["practitioner"], f"/decisions/{recorded.reference}/comment/"
    client = signed_in(manager)
    assert problems(client.post(path, filled(form_on(client, path), ""))) == ["Write your comment"]
    sent = filled(form_on(client, path), "Who told the father?")
    assert client.post(path, sent)["Location"] == f"/decisions/{recorded.reference}/"
    assert client.post(path, sent).status_code == 302, "twice is once"
    assert ReviewComment.objects.get().text == "Who told the father?"
    assert told(owner) == [f"There is a comment on {recorded.reference}."]
    comment(recorded, "The nurse did", by=owner)
    assert told(manager) == [f"There is a comment on {recorded.reference}."]
    page = signed_in(north["ig_lead"]).get(f"/decisions/{recorded.reference}/").content.decode()
    assert "Who told the father?" in page
    assert "The nurse did" in page
    assert recorded.record.content_hash == Decision.objects.get(pk=recorded.pk).record.content_hash


def test_who_may_open_it_by_name_reads_comments_and_writes_none(
    north: People, recorded: Decision, signed_in: SignedIn
) -> None:
    comment(recorded, "Well weighed", by=north["manager"])
    until = timezone.now() + timedelta(days=1)
    adviser = north["practitioner_elsewhere"]
    access.let_adviser_in(decision=recorded, whom=adviser, why="Law", until=until, by=north["practitioner"])
    client = signed_in(adviser)
    page = client.get(f"/decisions/{recorded.reference}/").content.decode()
    assert "Well weighed" in page
    assert "Your review" not in page
    assert client.get(f"/decisions/{recorded.reference}/comment/").status_code == 403
    with pytest.raises(Refused, match="somebody who oversees it"):
        comment(recorded, by=adviser)


def test_a_comment_on_advice_stands_on_its_page_and_with_the_record(north: People, signed_in: SignedIn) -> None:
    by, manager = north["practitioner"], signed_in(north["manager"])
    decision = started(by)
    path = f"/decisions/{decision.reference}/comment/"
    assert manager.get(path).status_code == 403, "nothing is recorded or advised"
    first, second = (ask(decision, "situation", by=by) for _ in range(2))
    for each in (first, second):
        advise(each, by=by)
    sent = {**filled(form_on(manager, f"{path}?about={second.reference}"), "Why him?"), "about": second.reference}
    assert form_on(manager, f"{path}?about={second.reference}").fields["about"].initial == second.reference
    page = manager.post(path, sent)["Location"]
    assert page == f"/decisions/{decision.reference}/advice/{second.pk}/reviewed/"
    assert "Why him?" in signed_in(by).get(page).content.decode()
    assert "Why him?" not in manager.get(page.replace(str(second.pk), str(first.pk))).content.decode()
    assert told(by) == [f"There is a comment on {second.reference}."]


def test_an_addition_asked_for_is_a_to_do_that_an_addition_closes(
    north: People, recorded: Decision, signed_in: SignedIn
) -> None:
    manager, owner = north["manager"], north["practitioner"]
    client, path = signed_in(manager), f"/decisions/{recorded.reference}/ask-for-addition/"
    assert client.post(path, filled(form_on(client, path), "Say why nobody was told")).status_code == 302
    todo = recorded.todos.get(title="Say why nobody was told")
    assert todo.asked_for.asked_by == manager
    assert f"An addition to {recorded.reference} is asked for." in told(owner)
    page = signed_in(owner).get(f"/decisions/{recorded.reference}/").content.decode()
    assert "Asked for by North manager" in page
    assert todo.title in signed_in(owner).get("/").content.decode()
    add(recorded, todo=todo, by=owner)
    assert entries(manager) == [(recorded.reference, "added")]


def test_the_same_press_asks_once(north: People, recorded: Decision) -> None:
    key, before = uuid4(), recorded.todos.count()
    for _ in range(2):
        reviewing.ask_for_addition(decision=recorded, what="More", days=1, request_key=key, by=north["manager"])
    assert recorded.todos.count() == before + 1
    assert AdditionAsked.objects.count() == 1


def test_where_the_owner_has_left_whoever_oversees_is_told(north: People, recorded: Decision) -> None:
    User.objects.filter(pk=north["practitioner"].pk).update(is_active=False)
    ask_for(recorded, by=north["caldicott_guardian"])
    assert told(north["practitioner"]) == []
    assert told(north["manager"]) == [f"An addition to {recorded.reference} is asked for."]


def test_nobody_is_told_of_what_they_can_not_open_any_more(north: People, recorded: Decision) -> None:
    comment(recorded, by=north["manager"])
    guardian = north["caldicott_guardian"]
    access.bar(decision=recorded, whom=north["manager"], kind="relative", why="An uncle", by=guardian)
    comment(recorded, "A word", by=north["practitioner"])
    assert told(north["manager"]) == []


def test_the_first_page_says_in_one_line_how_much_there_is_to_review(north: People, walked: Walked) -> None:
    for case in ("C01", "R12"):
        walked(case, north["practitioner"])
    titles = [row["title"] for row in work_list(north["manager"])]
    assert titles == ["To review: 2 not read yet"]
    assert [row["title"] for row in work_list(north["practitioner"])] == ["Tell the child or the family"]
    mark_all_read(north["manager"])
    assert work_list(north["manager"]) == []


def test_no_event_holds_a_word_of_what_was_said(north: People, recorded: Decision) -> None:
    comment(recorded, "canary-comment", by=north["manager"])
    ask_for(recorded, "canary-addition", by=north["manager"])
    assert not [each for each in Event.objects.all() if "canary" in str(each.facts)]
    assert not [each for each in Notice.objects.all() if "canary" in each.sentence]


def test_the_database_holds_marks_comments_and_askings_to_their_rules(north: People, recorded: Decision) -> None:
    manager, entry = north["manager"], ReviewEntry.objects.get()
    said = comment(recorded, by=manager)
    mark_all_read(manager)
    rules: list[tuple[Callable[[], object], str]] = [
        (lambda: _mark_again(entry, by=manager), "read_marked_once"),
        (lambda: _comment_again(said, text=""), "comment_says_something"),
        (lambda: _comment_again(said, text="b"), "comment_once_a_key"),
        (lambda: _ask_for_nothing(recorded), "todo_says_what"),
        (lambda: _enter(entry, kind="seen"), "reviewentry_kind_known"),
        (lambda: _enter(entry, said="maybe"), "reviewentry_said_known"),
    ]
    for broken, name in rules:
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            broken()
    for row in (said, entry, ReadMark.objects.get()):
        rows = type(row)._default_manager.filter(pk=row.pk)
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            rows._raw_delete(rows.db)


def _comment_again(said: ReviewComment, *, text: str) -> None:
    key = said.request_key if text else uuid4()
    ReviewComment.objects.create(decision=said.decision, request_key=key, text=text, said_by=said.said_by)


def _ask_for_nothing(decision: Decision) -> None:
    ToDo.objects.create(decision=decision, slug="x", title="", due_at=timezone.now())


def _mark_again(entry: ReviewEntry, *, by: User) -> None:
    ReadMark.objects.create(organisation=entry.organisation, entry=entry, read_by=by)


def _enter(entry: ReviewEntry, **broken: str) -> None:
    said = {"kind": entry.kind, "said": entry.said, **broken}
    whose = {"author": entry.author, "came_by": entry.came_by, "organisation": entry.organisation}
    ReviewEntry.objects.create(decision=entry.decision, thing=entry.thing, **whose, **said)

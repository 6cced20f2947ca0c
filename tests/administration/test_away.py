"""When somebody is away: said by themselves or for them, told to whoever stands in, ended when they leave."""

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisions.actions import leave
from infoshare.accounts.models import Absence, User
from infoshare.accounts.policy import Refused
from infoshare.administration import actions
from infoshare.audit import log
from infoshare.govuk.moments import day
from infoshare.saving.versions import fingerprint, values_of
from tests.accounts.away import away
from tests.decisions.pages import Data, form_on, problems
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
COLUMNS = ("first_on", "last_on", "stand_in")


def on(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def boxes(name: str, day: date) -> Data:
    return {f"{name}_day": str(day.day), f"{name}_month": str(day.month), f"{name}_year": str(day.year)}


def typed(first_on: date, last_on: date, stand_in: str = "", **more: str) -> Data:
    return {**boxes("first_on", first_on), **boxes("last_on", last_on), "stand_in": stand_in, **more}


def add(client: Client, first: int, last: int, stand_in: str = "", path: str = "/away/add/") -> str:
    """Fill in the page; what is read then."""
    key = str(form_on(client, path)["request_key"].value())
    answer = client.post(path, typed(on(first), on(last), stand_in, request_key=key), follow=True)
    assert answer.redirect_chain, problems(answer)
    return answer.content.decode()


def refused(client: Client, first: int, last: int, stand_in: str = "", path: str = "/away/add/") -> list[str]:
    key = str(form_on(client, path)["request_key"].value())
    return problems(client.post(path, typed(on(first), on(last), stand_in, request_key=key)))


def sentences(user: User) -> list[str]:
    return list(user.notices.order_by("pk").values_list("sentence", flat=True))


def happened(user: User) -> list[str]:
    return [event.action for event in log.history(user) if event.action.startswith("absence.")]


def change(absence: Absence, *, by: User, **instead: object) -> None:
    stored = values_of(absence, COLUMNS)
    actions.change_absence(absence=absence, seen=fingerprint(stored), values={**stored, **instead}, by=by)


def test_somebody_says_when_they_are_away_and_who_stands_in_is_told(north: People, signed_in: SignedIn) -> None:
    user = north["manager"]
    client = signed_in(user)
    assert "When you are away" in client.get("/").content.decode()
    page = add(client, 3, 5, "North colleague")
    assert "North colleague stands in" in page
    [found] = Absence.objects.all()
    assert (found.user, found.stand_in, found.set_by) == (user, north["colleague"], user)
    assert (found.first_on, found.last_on) == (on(3), on(5))
    [event] = log.history(user).filter(action="absence.set")
    assert event.by == user
    [sentence] = sentences(north["colleague"])
    assert sentence.startswith("You stand in for a colleague: ")
    assert "North" not in sentence
    assert sentences(user) == [], "they know"
    assert "North manager: " in signed_in(north["colleague"]).get("/away/").content.decode()


def test_nobody_need_stand_in(north: People, signed_in: SignedIn) -> None:
    assert "Nobody stands in" in add(signed_in(north["manager"]), 0, 0)


def test_an_administrator_says_so_for_somebody_who_is_told(north: People, signed_in: SignedIn) -> None:
    user, client = north["manager"], signed_in(north["administrator"])
    path = f"/people/{user.pk}/"
    page = add(client, 0, 2, north["colleague"].email, path=f"{path}away/")
    assert "Away now" in page
    assert "Said to be away" in page
    assert sentences(user)[0].startswith("You are put down as away: ")
    absence = Absence.objects.get()
    assert absence.set_by == north["administrator"]
    assert client.post(f"{path}away/{absence.pk}/end/")["Location"] == path
    assert not Absence.objects.exists()
    assert sentences(user)[1].startswith("You are no longer put down as away: ")


def test_nobody_else_says_so_for_somebody(north: People, signed_in: SignedIn) -> None:
    absence, client = away(north["manager"], on(1)), signed_in(north["ig_lead"])
    for path in ("away/", f"away/{absence.pk}/", f"away/{absence.pk}/end/"):
        assert client.post(f"/people/{north['manager'].pk}/{path}").status_code == 403
    for path in (f"/away/{absence.pk}/", f"/away/{absence.pk}/end/"):
        assert client.post(path).status_code == 404
    days = {"first_on": on(4), "last_on": on(5), "stand_in": None}
    for act in (
        lambda: actions.set_absence(person=north["manager"], request_key=uuid4(), values=days, by=north["ig_lead"]),
        lambda: actions.end_absence(absence=absence, by=north["ig_lead"]),
        lambda: change(absence, by=north["ig_lead"], last_on=on(2)),
    ):
        with pytest.raises(Refused, match="Your role does not let you"):
            act()


@pytest.mark.parametrize(
    ("first", "last", "sentence"),
    [
        (5, 4, "The last day can't be before the first."),
        (-1, 2, "The first day must be today or in the future"),
        (3, 3, "Some of these days are in another absence already."),
        (1, 12, "Some of these days are in another absence already."),
        (9, 10, "Some of these days are in another absence already."),
    ],
)
def test_days_that_can_not_be_are_refused_with_a_sentence(
    first: int, last: int, sentence: str, north: People, signed_in: SignedIn
) -> None:
    away(north["manager"], on(3), 7)
    assert any(sentence in each for each in refused(signed_in(north["manager"]), first, last))
    assert Absence.objects.count() == 1


def test_the_days_before_and_after_an_absence_are_free(north: People, signed_in: SignedIn) -> None:
    away(north["manager"], on(3), 7)
    client = signed_in(north["manager"])
    add(client, 2, 2)
    add(client, 10, 10)
    assert Absence.objects.count() == 3


def test_a_stand_in_is_a_colleague_with_a_role_and_somebody_else(
    north: People, south: People, signed_in: SignedIn
) -> None:
    user = north["manager"]
    client = signed_in(user)
    north["colleague"].memberships.all().delete()
    for whom, sentence in (
        (north["colleague"], "That person holds no role"),
        (user, "Nobody stands in for themselves"),
        (south["colleague"], "Nobody in your organisation has that name"),
    ):
        [said] = refused(client, 1, 2, whom.email)
        assert sentence in said
    for whom in (north["colleague"], user):
        days = {"first_on": on(1), "last_on": on(2), "stand_in": whom}
        with pytest.raises(Refused, match="Choose somebody else"):
            actions.set_absence(person=user, request_key=uuid4(), values=days, by=user)


def test_a_stand_in_who_is_away_then_is_named_in_a_warning(north: People, signed_in: SignedIn) -> None:
    away(north["colleague"], on(5), 3)
    away(north["colleague"], on(20), 3)
    page = add(signed_in(north["manager"]), 3, 5, "North colleague")
    assert page.count("North colleague is away then too: ") == 1
    assert "Choose somebody else for those days." in page


def test_a_stand_in_who_lost_every_role_is_named_in_a_warning(north: People, signed_in: SignedIn) -> None:
    away(north["manager"], on(3), stand_in=north["colleague"])
    north["colleague"].memberships.all().delete()
    page = signed_in(north["manager"]).get("/away/").content.decode()
    assert "North colleague holds no role any more. Choose somebody else." in page


def test_days_that_were_taken_out_meanwhile_are_not_changed(north: People) -> None:
    absence = away(north["manager"], on(3))
    kept = Absence.objects.get(pk=absence.pk)
    actions.end_absence(absence=absence, by=north["manager"])
    with pytest.raises(Refused, match="taken out meanwhile"):
        change(kept, by=north["manager"], last_on=on(9))


def test_a_second_press_puts_days_down_once(north: People) -> None:
    user, key = north["manager"], uuid4()
    days = {"first_on": on(1), "last_on": on(2), "stand_in": north["colleague"]}
    for _ in range(2):
        actions.set_absence(person=user, request_key=key, values=days, by=user)
    assert Absence.objects.count() == len(sentences(north["colleague"])) == 1


def test_days_and_stand_in_are_changed_and_both_stand_ins_are_told(north: People, signed_in: SignedIn) -> None:
    user, client = north["manager"], signed_in(north["manager"])
    absence = away(user, on(3), 2, stand_in=north["colleague"])
    path = f"/away/{absence.pk}/"
    form = form_on(client, path)
    assert form["stand_in"].value() == north["colleague"].email
    version = str(form["version"].value())
    assert client.post(path, typed(on(4), on(9), "North ig lead", version=version))["Location"] == "/away/"
    changed = Absence.objects.get()
    assert (changed.first_on, changed.last_on, changed.stand_in) == (on(4), on(9), north["ig_lead"])
    assert happened(user) == ["absence.changed"]
    assert changed.history.latest().history_user == user
    assert sentences(north["colleague"])[0].startswith("You no longer stand in for a colleague")
    assert sentences(north["ig_lead"])[0].startswith("You stand in for a colleague")
    assert client.post(path, typed(on(4), on(5), "", version=version)).status_code == 409


def test_saving_what_stands_there_tells_nobody(north: People) -> None:
    absence = away(north["manager"], on(3), stand_in=north["colleague"])
    change(absence, by=north["manager"])
    assert happened(north["manager"]) == sentences(north["colleague"]) == []


def test_of_what_has_begun_the_past_stays_and_the_rest_can_change(north: People, signed_in: SignedIn) -> None:
    user, client = north["manager"], signed_in(north["manager"])
    absence = away(user, on(-2), 5)
    path = f"/away/{absence.pk}/"
    form = form_on(client, path)
    assert set(form.fields) == {"last_on", "stand_in", "version"}
    assert "It began on" in client.get(path).content.decode()
    version = str(form["version"].value())
    page = client.post(path, {**boxes("last_on", on(-1)), "stand_in": "", "version": version})
    assert "must be today or in the future" in problems(page)[0]
    client.post(path, {**boxes("last_on", on(6)), "stand_in": "", "version": version})
    absence.refresh_from_db()
    assert (absence.first_on, absence.last_on) == (on(-2), on(6))
    for days in ({"first_on": on(-1)}, {"first_on": on(1)}, {"last_on": on(-1)}):
        with pytest.raises(Refused, match="Days that are past stay as they are"):
            change(absence, by=user, **days)


def test_coming_back_early_keeps_the_days_that_were(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["manager"])
    absence = away(north["manager"], on(-2), 5, stand_in=north["colleague"])
    client.post(f"/away/{absence.pk}/end/")
    absence.refresh_from_db()
    assert absence.last_on == on(-1)
    assert happened(north["manager"]) == ["absence.ended"]
    assert sentences(north["colleague"])[0].startswith("You no longer stand in")
    assert client.post(f"/away/{absence.pk}/end/").status_code == 403
    assert client.get(f"/away/{absence.pk}/").status_code == 403


@pytest.mark.parametrize("first", [0, 4])
def test_what_has_not_begun_is_taken_out_and_its_history_stays(first: int, north: People, signed_in: SignedIn) -> None:
    absence = away(north["manager"], on(first), 2)
    client = signed_in(north["manager"])
    assert "Take out" in client.get(f"/away/{absence.pk}/end/").content.decode()
    client.post(f"/away/{absence.pk}/end/")
    assert not Absence.objects.exists()
    gone = Absence.history.latest("history_id")
    assert (gone.history_type, gone.history_user) == ("-", north["manager"])
    actions.end_absence(absence=absence, by=north["manager"])
    assert happened(north["manager"]) == ["absence.ended"], "ended twice, it ends once"


def test_days_end_when_somebody_leaves_and_whom_they_stood_in_for_looks_for_somebody_else(north: People) -> None:
    leaver, by = north["colleague"], north["administrator"]
    began, later = away(leaver, on(-3), 9, stand_in=north["ig_lead"]), away(leaver, on(20))
    theirs, past = away(north["manager"], on(2), 3, stand_in=leaver), away(north["manager"], on(-9), stand_in=leaver)
    leave(person=leaver, to={}, by=by)
    began.refresh_from_db()
    assert began.last_on == on(-1)
    assert sentences(north["ig_lead"])[0].endswith(f": {day(on(0))} to {day(on(5))}."), "the days that are left out"
    assert not Absence.objects.filter(pk=later.pk).exists()
    assert sentences(north["ig_lead"])[0].startswith("You no longer stand in")
    theirs.refresh_from_db()
    past.refresh_from_db()
    assert (theirs.stand_in, past.stand_in) == (None, leaver)
    assert sentences(north["manager"])[-1].startswith("Whoever stands in for you has left. Choose somebody else")
    assert happened(north["manager"]) == ["absence.changed"]
    assert sentences(leaver) == []


def test_whoever_left_is_not_put_down_as_away(north: People, signed_in: SignedIn) -> None:
    User.objects.filter(pk=north["colleague"].pk).update(is_active=False)
    assert signed_in(north["administrator"]).get(f"/people/{north['colleague'].pk}/away/").status_code == 403


def test_days_that_are_over_are_no_longer_listed(north: People, signed_in: SignedIn) -> None:
    away(north["manager"], on(-3), 3)
    assert "No days are put down" in signed_in(north["manager"]).get("/away/").content.decode()


def test_today_is_the_day_in_london(north: People) -> None:
    absence = away(north["manager"], date(2026, 7, 1))
    with time_machine.travel("2026-07-01T22:30:00Z", tick=False):
        change(absence, by=north["manager"], stand_in=north["colleague"])
    with time_machine.travel("2026-07-01T23:30:00Z", tick=False), pytest.raises(Refused, match="is over"):
        actions.end_absence(absence=absence, by=north["manager"])


def test_the_page_costs_the_same_with_one_absence_and_ten(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["manager"])

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/away/").status_code == 200
        return len(queries)

    def one(number: int) -> None:
        away(north["manager"], on(number), stand_in=north["colleague"])
        away(north["ig_lead"], on(number), stand_in=north["manager"])
        away(north["colleague"], on(number))

    one(0)
    first = cost()
    for number in range(1, 10):
        one(number)
    assert cost() == first

"""Somebody leaves: all they carry is somebody else's first, and from then on nothing lets them in."""

import ast
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from decisions import actions, policies
from decisions.actions import take_back
from decisions.actions.incidents import open_incident, take_step
from decisions.draft import load
from decisions.models import AdviceDiscussion, Decision
from decisions.models.carrying import Load, carried_by, load_of
from infoshare.accounts.models import Membership, User
from infoshare.accounts.policy import Refused
from infoshare.administration.actions import come_back, give_role
from infoshare.audit import log
from infoshare.audit.models import Event
from tests.administration.builders import again, second_administrator
from tests.conftest import Walked
from tests.decisions.builders import ask, emergency, started
from tests.decisions.pages import form_on
from tests.decisions.sharing import rang, sent, sheets
from tests.seeding.people import PASSWORD, People

ROOT: Path = settings.ROOT
pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]


def carrying(north: People) -> User:
    """Somebody with two drafts, one of which waits for advice, and an emergency with its to-dos."""
    by = north["practitioner"]
    ask(started(by), "situation", by=by)
    started(by)
    draft = started(by)
    actions.share_in_emergency(by=by, request_key=draft.request_key, about="", values=emergency(), decision=draft)
    return by


def leave(person: User, to: User, *, by: User) -> None:
    actions.leave(person=person, to=dict.fromkeys([None, to.team.pk if to.team else None], to), by=by)


def test_everything_a_leaver_carries_is_handed_to_whom_the_administrator_chose(
    north: People, signed_in: SignedIn
) -> None:
    leaver, client = carrying(north), signed_in(north["administrator"])
    path = f"/people/{leaver.pk}/leaving/"
    assert "They are leaving" in client.get(f"/people/{leaver.pk}/").content.decode()
    form = form_on(client, path)
    (name,) = form.fields
    assert form.fields[name].initial == north["manager"].pk, "the manager of the team is suggested"
    assert "2 drafts and 1 record that is not complete." in client.get(path).content.decode()
    assert client.post(path, {name: north["colleague"].pk})["Location"] == "/people/"
    assert not carried_by(leaver).exists()
    assert {each.owner for each in Decision.objects.all()} == {north["colleague"]}
    handed = Event.objects.filter(action="decision.handed-over")
    assert {event.by for event in handed} == {north["administrator"]}
    assert handed[0].facts == {"from": leaver.pk, "to": north["colleague"].pk, "why": "leaver"}
    assert handed.count() == 3
    assert signed_in(north["colleague"]).get(f"/decisions/{handed_to(north).reference}/").status_code == 200


def handed_to(north: People) -> Decision:
    return Decision.objects.filter(owner=north["colleague"])[0]


def test_a_leaver_is_out_at_once_and_can_not_come_in_again(north: People, signed_in: SignedIn, client: Client) -> None:
    leaver = carrying(north)
    device = signed_in(leaver)
    assert device.get("/").status_code == 200
    leave(leaver, north["manager"], by=north["administrator"])
    assert device.get("/").status_code == 302
    client.post("/accounts/login/", {"login": leaver.email, "password": PASSWORD})
    assert client.get("/").status_code == 302
    assert not again(leaver).is_active
    assert not leaver.memberships.exists()
    assert [event.action for event in log.history(leaver)] == ["role.ended", "person.left"]


def test_what_is_recorded_and_complete_stays_with_who_recorded_it(north: People, walked: Walked) -> None:
    complete = walked("C05", north["practitioner"])
    assert load_of(north["practitioner"]) == Load(0, 0, 0)
    leave(north["practitioner"], north["manager"], by=north["administrator"])
    assert Decision.objects.get(pk=complete.pk).owner == north["practitioner"]


def test_a_sheet_of_which_no_word_came_and_an_open_incident_are_carried_on(north: People, walked: Walked) -> None:
    """Else nobody would be left who is told of the silence, or finds it on their list."""
    by, lead = north["practitioner"], north["ig_lead"]
    decision = walked("C01", by)
    events = [sent(each, by=by) for each in sheets(decision)]
    assert not decision.todos.filter(done_by=None).exists()
    assert load_of(by) == Load(0, 0, 0, unheard=len(events))
    policies.check_can_hand_over(load(decision), by)
    for event in events:
        rang(event, by=by)
    with pytest.raises(Refused, match="recorded and complete"):
        policies.check_can_hand_over(load(decision), by)
    made = open_incident(sharing=events[0], what_happened="Too much", request_key=uuid4(), by=by)
    assert load_of(by) == Load(0, 0, 0, incidents=1)
    policies.check_can_hand_over(load(decision), by)
    for kind in ("ico_no", "told_people", "learnt"):
        take_step(incident=made, kind=kind, text="It was a draft", request_key=uuid4(), by=lead)
    assert not carried_by(by).exists()


def test_somebody_who_carries_nothing_just_leaves(north: People, signed_in: SignedIn) -> None:
    client, path = signed_in(north["administrator"]), f"/people/{north['colleague'].pk}/leaving/"
    assert "They carry nothing that somebody else must take over" in client.get(path).content.decode()
    client.post(path, {"anything": "at all"})
    assert not again(north["colleague"]).is_active


def test_the_administrator_sees_how_much_and_nothing_of_what(north: People, signed_in: SignedIn) -> None:
    leaver = carrying(north)
    todos = Decision.objects.get(record__isnull=False).todos.count()
    assert load_of(leaver) == Load(drafts=2, todos=todos, advice=1)
    page = signed_in(north["administrator"]).get(f"/people/{leaver.pk}/leaving/").content.decode()
    take_back(discussion=AdviceDiscussion.objects.get(), why="It was solved", by=leaver)
    assert load_of(leaver).advice == 0, "what was taken back is not still to come"
    for decision in Decision.objects.all():
        for word in (decision.reference, decision.deciding, f">{decision.about}<"):
            assert word not in page


@pytest.mark.parametrize("who", ["administrator", "south"])
def test_only_a_colleague_who_may_carry_decisions_takes_over(
    who: str, north: People, south: People, signed_in: SignedIn
) -> None:
    leaver, other = carrying(north), south["manager"] if who == "south" else north["administrator"]
    client, path = signed_in(north["administrator"]), f"/people/{leaver.pk}/leaving/"
    (name,) = form_on(client, path).fields
    for chosen, sentence in ((other.pk, "Select one of the answers shown"), ("", "Choose who takes it over")):
        assert sentence in client.post(path, {name: chosen}).content.decode()
    assert again(leaver).is_active
    assert carried_by(leaver).count() == 3


def test_the_leaver_takes_nothing_over_from_themselves(north: People) -> None:
    with pytest.raises(Refused, match="Choose somebody else"):
        leave(carrying(north), north["practitioner"], by=north["administrator"])


def test_when_one_draft_can_not_be_handed_over_nothing_is(north: People) -> None:
    """A draft of another team was started after the page was opened: the page knows no one who takes that."""
    leaver, to = carrying(north), north["manager"]
    late = started(leaver)
    Decision.objects.filter(pk=late.pk).update(team=north["manager_elsewhere"].team)
    with pytest.raises(Refused, match="What they carry has changed"):
        leave(leaver, to, by=north["administrator"])
    assert again(leaver).is_active
    assert again(leaver).roles == {"practitioner"}
    assert carried_by(leaver).count() == 4
    assert not Event.objects.filter(action__in=["decision.handed-over", "person.left"]).exists()


def test_each_teams_work_goes_to_whom_was_chosen_for_that_team(north: People, signed_in: SignedIn) -> None:
    leaver, late = carrying(north), started(north["practitioner"])
    Decision.objects.filter(pk=late.pk).update(team=north["manager_elsewhere"].team)
    client, path = signed_in(north["administrator"]), f"/people/{leaver.pk}/leaving/"
    form = form_on(client, path)
    assert [field.initial for field in form.fields.values()] == [north["manager"].pk, north["manager_elsewhere"].pk]
    client.post(path, {name: str(field.initial) for name, field in form.fields.items()})
    assert Decision.objects.get(pk=late.pk).owner == north["manager_elsewhere"]
    assert Decision.objects.filter(owner=north["manager"]).count() == 3


def test_the_last_administrator_stays(north: People, south: People, signed_in: SignedIn) -> None:
    by = north["administrator"]
    with pytest.raises(Refused, match="The last administrator can't leave"):
        leave(by, north["manager"], by=by)
    assert signed_in(by).get(f"/people/{by.pk}/leaving/").status_code == 403
    second_administrator(north)
    leave(by, north["manager"], by=by)
    assert not again(by).is_active


def test_the_database_refuses_to_make_the_owner_of_an_open_draft_inactive(north: People) -> None:
    leaver = carrying(north)
    with pytest.raises(DatabaseError, match="Hand over the drafts of somebody who leaves first"), transaction.atomic():
        User.objects.filter(pk=leaver.pk).update(is_active=False)
    leaver.is_active = False
    with pytest.raises(DatabaseError, match="Hand over the drafts"), transaction.atomic():
        leaver.save()


def test_no_code_makes_anybody_inactive_but_what_sees_them_out_and_only_leaving_calls_that() -> None:
    sets, calls = set(), set()
    for path in (file for part in ("infoshare", "decisions", "consent") for file in (ROOT / part).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if _makes_inactive(node):
                sets.add(str(path.relative_to(ROOT)))
            if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "see_out":
                calls.add(str(path.relative_to(ROOT)))
    assert sets == {"infoshare/administration/actions/people.py"}
    assert calls == {"decisions/actions/leaving.py"}


def _makes_inactive(node: ast.AST) -> bool:
    """An assignment to it, or a call that writes it; asking for it (filter) is none."""
    if isinstance(node, ast.Call):
        writes = ast.unparse(node.func).endswith(("update", "create", "create_user", "User"))
        return writes and any(keyword.arg == "is_active" for keyword in node.keywords)
    return isinstance(node, ast.Attribute) and node.attr == "is_active" and isinstance(node.ctx, ast.Store)


def test_somebody_who_comes_back_signs_in_without_a_role_and_gets_one_again(north: People, signed_in: SignedIn) -> None:
    person, client = north["colleague"], signed_in(north["administrator"])
    leave(person, north["manager"], by=north["administrator"])
    with pytest.raises(Refused, match="has left. Bring them back first."):
        give_role(person=person, role="practitioner", team=None, by=north["administrator"])
    assert "They have left" in client.get(f"/people/{person.pk}/").content.decode()
    client.post(f"/people/{person.pk}/back/")
    assert again(person).is_active
    assert again(person).roles == set()
    assert "Your role looks after" in signed_in(again(person)).get("/").content.decode()
    give_role(person=again(person), role="practitioner", team=None, by=north["administrator"])
    for line in (
        "Came back, without any role",
        "Left",
        "Given the role Practitioner",
        "Role ended: Practitioner, Blue",
    ):
        assert line in client.get(f"/people/{person.pk}/").content.decode(), line


def test_whoever_comes_back_signs_in_anew(north: People, signed_in: SignedIn) -> None:
    device = signed_in(north["colleague"])
    leave(north["colleague"], north["manager"], by=north["administrator"])
    come_back(person=north["colleague"], by=north["administrator"])
    assert device.get("/").status_code == 302, "the session of before is gone"


def test_coming_back_twice_is_coming_back_once(north: People) -> None:
    leave(north["colleague"], north["manager"], by=north["administrator"])
    for _ in range(2):
        come_back(person=north["colleague"], by=north["administrator"])
    assert Event.objects.filter(action="person.came-back").count() == 1


@pytest.mark.slow
def test_the_page_of_leaving_costs_the_same_with_three_colleagues_and_thirty(
    north: People, signed_in: SignedIn
) -> None:
    leaver, client = carrying(north), signed_in(north["administrator"])

    def cost() -> int:
        client.get("/organisation/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"/people/{leaver.pk}/leaving/").status_code == 200
        return len(queries)

    first = cost()
    for number in range(27):
        more = User.objects.create_user(
            email=f"{number}@north.example", password="x", name="C", organisation=leaver.organisation
        )
        Membership.objects.create(user=more, role="practitioner", team=leaver.team)
        started(leaver)
    assert cost() == first

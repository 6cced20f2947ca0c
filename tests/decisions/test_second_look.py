"""Records of an older edition: which are listed for whom, how the same answers end now, and what came of a look."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consent import actions as consent_actions
from decisions import actions
from decisions.actions import access
from decisions.actions.second_look import look_at_it_again
from decisions.models import Amendment, Decision, SecondLook
from decisions.models.second_look import worth_a_look
from decisions.policies import Refused
from decisions.policies.second_look import edition_for
from decisions.summary import second_look
from infoshare.accounts.models import Organisation, User
from infoshare.audit.models import Event
from tests.conftest import Walked
from tests.decisions.builders import undone
from tests.decisions.leaning import Leant
from tests.seeding.people import People

SignedIn = Callable[[User], Client]
OLDER = "golden_rules_2008"
LIST = "/second-looks/"


def listed(client: Client, query: str = "") -> list[str]:
    return [row["reference"] for row in client.get(f"{LIST}{query}").context["rows"]]


def look(decision: Decision, by: User, came_to: str = "still_right") -> SecondLook:
    return look_at_it_again(decision=decision, request_key=uuid4(), came_to=came_to, why="Nothing new", by=by)


@pytest.fixture
def kept_back(north: People, walked: Walked) -> Decision:
    """Not shared in 2008, where 2024 can end in sharing."""
    return walked("C05", north["practitioner"], OLDER)


def test_a_record_of_an_older_edition_is_listed_for_whoever_carries_or_oversees_it(
    north: People, south: People, kept_back: Decision, signed_in: SignedIn
) -> None:
    for role in ("practitioner", "manager", "safeguarding_lead", "ig_lead", "caldicott_guardian"):
        assert listed(signed_in(north[role])) == [kept_back.reference], role
    assert listed(signed_in(north["colleague"])) == []
    assert listed(signed_in(south["ig_lead"])) == []
    assert signed_in(north["administrator"]).get(LIST).status_code == 403


def test_nothing_is_listed_that_was_decided_on_the_edition_that_new_decisions_follow(
    north: People, walked: Walked, kept_back: Decision, signed_in: SignedIn
) -> None:
    walked("C05", north["manager"])
    walked("C21", north["practitioner"], OLDER, until="items")
    assert listed(signed_in(north["ig_lead"])) == [kept_back.reference]
    Organisation.objects.filter(pk=kept_back.organisation_id).update(default_pack=OLDER)
    assert listed(signed_in(north["ig_lead"])) == []


def test_what_is_restricted_or_barred_is_not_listed(north: People, kept_back: Decision, signed_in: SignedIn) -> None:
    lead = north["safeguarding_lead"]
    access.bar(decision=kept_back, whom=north["manager"], kind="relative", why="Her niece", by=lead)
    assert listed(signed_in(north["manager"])) == []
    until = timezone.now() + timedelta(days=7)
    access.restrict(decision=kept_back, why="About a colleague", viewers=[lead], until=until, by=lead)
    assert listed(signed_in(north["ig_lead"])) == []
    assert listed(signed_in(lead)) == [kept_back.reference]


def test_a_record_is_listed_while_something_of_it_goes_on_and_no_longer(
    north: People, kept_back: Decision, walked: Walked
) -> None:
    by = north["practitioner"]
    shared, pack = walked("C01", by, OLDER), edition_for(_fresh(by))
    now, much_later = timezone.localdate(), timezone.localdate() + timedelta(days=1000)
    assert set(worth_a_look(by, pack, much_later)) == {kept_back, shared}  # it is to be written down that it went
    write_down(shared, by)
    assert set(worth_a_look(by, pack, now)) == {kept_back, shared}  # its day to be looked at again is to come
    assert set(worth_a_look(by, pack, much_later)) == {kept_back}  # that is kept back still


def test_a_record_is_listed_while_nobody_has_withdrawn_the_consent_it_rests_on(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    leant = Leant(lambda case, whose, until: walked(case, whose, OLDER, until=until), by)  # type: ignore[arg-type]
    (resting,) = leant.like(leant.recorded(), decided="share")
    pack, much_later = edition_for(_fresh(by)), timezone.localdate() + timedelta(days=1000)
    assert resting in worth_a_look(by, pack, much_later)
    said = {"relationship": leant.mother, "on": timezone.localdate(), "why": "She rang", "request_key": uuid4()}
    consent_actions.take_back(consent=leant.consent, by=by, **said)  # type: ignore[arg-type]  # without what it asks of decisions
    assert resting not in worth_a_look(by, pack, much_later)


def write_down(decision: Decision, by: User) -> None:
    """All that is still to be."""
    for todo in decision.todos.all():
        Amendment.objects.create(
            decision=decision, todo=todo, title=todo.title, text="It went", request_key=uuid4(), added_by=by
        )


def _fresh(user: User) -> User:
    """As the site reads them: tests choose an edition in memory."""
    return User.objects.select_related("organisation").get(pk=user.pk)


def test_only_those_whose_answers_can_end_otherwise_are_left_where_that_is_asked(
    north: People, kept_back: Decision, walked: Walked, signed_in: SignedIn
) -> None:
    shared = walked("C21", north["practitioner"], OLDER)
    client = signed_in(north["practitioner"])
    assert listed(client) == [shared.reference, kept_back.reference]
    assert listed(client, "?ends=otherwise") == [kept_back.reference]
    rows = {row["reference"]: row["fork"] for row in client.get(LIST).context["rows"]}
    assert rows[shared.reference] is None
    assert [end["is"] for end in rows[kept_back.reference]["ends"]] == ["The 2024 edition can end in: Share."]


def test_what_the_database_finds_to_end_otherwise_is_what_the_guidance_says_of_each(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    for case in ("C01", "C05", "C08", "C14", "R09", "R12"):
        walked(case, north["practitioner"], OLDER)
    client = signed_in(north["practitioner"])
    every = client.get(LIST).context["rows"]
    said = [row["reference"] for row in every if row["fork"]]
    assert len(every) == 6
    assert listed(client, "?ends=otherwise") == said
    assert 0 < len(said) < len(every)


def test_what_came_of_it_is_said_once_with_a_reason_and_takes_it_off_the_list(
    north: People, kept_back: Decision, signed_in: SignedIn
) -> None:
    client = signed_in(north["practitioner"])
    path = f"/decisions/{kept_back.reference}/second-look/"
    key = str(client.get(path).context["form"]["request_key"].value())
    sent = {"request_key": key, "came_to": "still_right", "why": ""}
    assert client.post(path, sent).context["form"].errors["why"] == ["Say why"]
    sent["why"] = "She is 16 now and well"
    assert client.post(path, sent).headers["Location"] == LIST
    assert client.post(path, sent).headers["Location"] == LIST  # pressed twice
    row = SecondLook.objects.get()
    assert (row.decision, row.pack_id, row.came_to, row.looked_by) == (
        kept_back,
        "golden_rules_2024",
        "still_right",
        north["practitioner"],
    )
    event = Event.objects.get(action="guidance.looked-again")
    assert event.facts == {"guidance": "golden_rules_2024", "look": row.pk, "came_to": "still_right"}
    assert listed(client) == []
    assert "She is 16 now and well" in client.get(f"/decisions/{kept_back.reference}/").content.decode()
    assert client.get(path).status_code == 403


def test_a_second_look_is_said_once_an_edition_and_never_changed(north: People, kept_back: Decision) -> None:
    by = _fresh(north["manager"])
    said = look(kept_back, by)
    with pytest.raises(Refused, match="Somebody has said already"):
        look(kept_back, by)
    for broken in (lambda: said.delete(), lambda: SecondLook.objects.update(why="Other")):
        with pytest.raises(DatabaseError, match="never changed or removed"), undone():
            broken()
    values = {"decision": kept_back, "request_key": uuid4(), "looked_by": by}
    for wrong, name in (
        ({"pack_id": "other", "came_to": "unknown", "why": "x"}, "came_to_known"),
        ({"pack_id": "other", "came_to": "still_right", "why": ""}, "says_why"),
        ({"pack_id": "", "came_to": "still_right", "why": "x"}, "is_for_an_edition"),
        ({"pack_id": said.pack_id, "came_to": "still_right", "why": "x"}, "once_an_edition"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            SecondLook.objects.create(**values, **wrong)


def test_who_does_not_oversee_it_says_nothing_of_it(north: People, kept_back: Decision, walked: Walked) -> None:
    with pytest.raises(Refused, match="Your role does not let you"):
        look(kept_back, _fresh(north["colleague"]))
    with pytest.raises(Refused, match="nothing to look at again"):
        look(walked("C05", north["manager"]), _fresh(north["manager"]))
    with pytest.raises(Refused, match="still a draft"):
        look(walked("C21", north["manager"], OLDER, until="items"), _fresh(north["manager"]))


def test_what_can_be_opened_again_is_opened_before_that_is_said(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    asked = walked("R12", by, OLDER)
    with pytest.raises(Refused, match="Open it again first"):
        look(asked, _fresh(by), "opened_again")
    actions.reopen(
        decision=asked, request_key=uuid4(), facts="They came back", received_on=timezone.localdate(), by=_fresh(by)
    )
    assert look(asked, _fresh(by), "opened_again").came_to == "opened_again"


def test_showing_the_list_is_written_down_with_what_it_showed(
    north: People, kept_back: Decision, signed_in: SignedIn
) -> None:
    signed_in(north["manager"]).get(LIST)
    event = Event.objects.filter(action="list.viewed", by=north["manager"]).latest("pk")
    assert event.facts == {"what": "second looks", "references": [kept_back.reference]}


@pytest.mark.slow
def test_the_pages_lead_forth_and_back_through_every_record_once_with_as_many_queries(
    north: People, walked: Walked, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = north["practitioner"]
    made = [walked(case, by, OLDER).reference for case in ("C01", "C05", "C08", "C14", "R09")][::-1]
    client = signed_in(by)
    with CaptureQueriesContext(connection) as whole:
        assert listed(client) == made
    monkeypatch.setattr(second_look, "PAGE", 2)
    with CaptureQueriesContext(connection) as part:
        page = client.get(LIST).context
    assert len(part) == len(whole)
    pages = [[row["reference"] for row in page["rows"]]]
    while page["older_url"]:
        page = client.get(LIST + str(page["older_url"])).context
        pages.append([row["reference"] for row in page["rows"]])
    assert pages == [made[:2], made[2:4], made[4:]]
    back = []
    while page["newer_url"]:
        page = client.get(LIST + str(page["newer_url"])).context
        back.append([row["reference"] for row in page["rows"]])
    assert back == [made[2:4], made[:2]]
    monkeypatch.setattr(second_look, "MOST", 3)
    assert client.get(LIST).context["count"] == "more than 3"


@pytest.mark.parametrize("query", ["?after=x", "?after=99999999999999999999", "?before=-1", "?ends=x", "?after=1"])
def test_an_address_that_was_tampered_with_shows_the_first_page(
    north: People, kept_back: Decision, signed_in: SignedIn, query: str
) -> None:
    assert listed(signed_in(north["practitioner"]), query) == [kept_back.reference]

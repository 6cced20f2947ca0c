"""Who sees which decision: own, team or organisation; everybody else gets the page of one that does not exist."""

import re
from collections.abc import Callable

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from decisions import policies
from decisions.draft import load
from decisions.models import Decision
from decisions.models.decision import new_reference
from infoshare import access
from infoshare.access import ACCESS
from infoshare.accounts.models import Membership, User
from infoshare.audit.models import Event
from tests.accounts.addresses import path_of
from tests.campaigns.detectors import AT_EVERY_LOOK
from tests.conftest import Walked
from tests.decisions.builders import READY, ask, started
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
OF_A_DECISION = [name for name, who in ACCESS.items() if who in access.OF_A_DECISION]
ABOUT_ACCESS = [name for name in OF_A_DECISION if "/access/" in path_of(name) or name == "looks"]
CONTENT = [name for name in OF_A_DECISION if name not in ABOUT_ACCESS]
# Whose decision is seen by whom, inside one organisation.
SEEN_BY = {
    "practitioner": {"practitioner", "manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"},
    "colleague": {"colleague", "manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"},
    "practitioner_elsewhere": {
        "practitioner_elsewhere",
        "manager_elsewhere",
        "safeguarding_lead_elsewhere",
        "caldicott_guardian",
        "ig_lead",
    },
    "manager": {"manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"},
    "caldicott_guardian": {"caldicott_guardian", "ig_lead"},
}


def without_tokens(body: bytes) -> str:
    """A page without what is different at every look."""
    return AT_EVERY_LOOK.sub("", body.decode())


@pytest.mark.parametrize("whose", SEEN_BY)
def test_each_role_sees_its_own_its_teams_or_its_organisations_decisions_and_no_others(
    whose: str, north: People, south: People
) -> None:
    decision = started(north[whose])
    seen = {who for who, user in north.items() if Decision.objects.visible_to(user).contains(decision)}
    assert seen == SEEN_BY[whose]
    assert not any(Decision.objects.visible_to(user).exists() for user in south.values())


def test_somebody_with_two_roles_sees_what_either_lets_them_see(north: People) -> None:
    both = north["manager_elsewhere"]
    Membership.objects.create(user=both, team=north["manager"].team, role="safeguarding_lead")
    for whose in ("practitioner", "practitioner_elsewhere"):
        assert Decision.objects.visible_to(User.objects.get(pk=both.pk)).contains(started(north[whose]))


def test_somebody_who_lost_every_role_sees_nothing_more(north: People) -> None:
    started(north["practitioner"])
    north["practitioner"].memberships.all().delete()
    assert not Decision.objects.visible_to(User.objects.get(pk=north["practitioner"].pk)).exists()


@pytest.mark.parametrize("who", ["south practitioner", "south guardian", "colleague", "manager elsewhere", "admin"])
def test_a_stranger_gets_the_very_page_of_a_decision_that_does_not_exist(
    who: str, north: People, south: People, signed_in: SignedIn
) -> None:
    stranger = {
        "south practitioner": south["practitioner"],
        "south guardian": south["caldicott_guardian"],
        "colleague": north["colleague"],
        "manager elsewhere": north["manager_elsewhere"],
        "admin": north["administrator"],
    }[who]
    decision, client = started(north["practitioner"]), signed_in(stranger)
    events = Event.objects.count()
    for name in OF_A_DECISION:
        for ask_for in (client.get, client.post):
            theirs = ask_for(path_of(name, reference=decision.reference, pk=decision.recipients.get().pk))
            nothing = ask_for(path_of(name))
            assert (theirs.status_code, nothing.status_code) == (404, 404), name
            assert without_tokens(theirs.content) == without_tokens(nothing.content), name
    assert Event.objects.count() == events


@pytest.mark.slow
def test_every_page_of_a_decision_is_written_down_before_it_is_shown(
    north: People, signed_in: SignedIn, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    discussion = ask(decision, "danger", by=by)
    client = signed_in(by)
    pks = {"advice": discussion.pk, "change-row": decision.items.all()[0].pk, "remove-row": decision.items.all()[0].pk}
    pks |= dict.fromkeys(("what-goes-to", "keep-back"), decision.recipients.all()[0].pk)
    for name in CONTENT:
        slug = "risks" if name == "step" else "situation"
        before = Event.objects.filter(action="decision.viewed").count()
        client.get(path_of(name, reference=decision.reference, pk=pks.get(name, 1), slug=slug))
        after = Event.objects.filter(action="decision.viewed")
        assert after.count() == before + 1, name
        last = after.latest("id")
        assert (last.by, last.about_id, last.facts["through"]) == (by, decision.pk, "own"), name


def test_every_page_about_access_is_written_down(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client = started(by), signed_in(by)
    for name in ABOUT_ACCESS:
        before = Event.objects.filter(action="access.viewed").count()
        client.get(path_of(name, reference=decision.reference))
        assert Event.objects.filter(action="access.viewed").count() == before + 1, name


def refuse_events() -> None:
    """From here on, inside this test's transaction, no event can be written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION no_events() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'no events today'; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER no_events BEFORE INSERT ON audit_event FOR EACH ROW EXECUTE FUNCTION no_events()"
        )


@pytest.mark.parametrize("name", ["decision", "check", "rows", "step", "question", "access", "looks"])
def test_when_the_look_cannot_be_written_down_nothing_is_shown(name: str, north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    refuse_events()
    path = path_of(name, reference=decision.reference, slug="risks" if name == "step" else "situation")
    with pytest.raises(DatabaseError, match="no events today"):
        client.get(path)


def test_when_the_event_cannot_be_written_nothing_is_saved(north: People) -> None:
    refuse_events()
    with pytest.raises(DatabaseError, match="no events today"):
        started(north["practitioner"])


@pytest.mark.slow
def test_an_administrator_sees_no_words_of_any_case(north: People, signed_in: SignedIn, walked: Walked) -> None:
    decision = walked("C26", north["practitioner"])
    client = signed_in(north["administrator"])
    for path in ("/", "/advice/"):
        page = client.get(path).content.decode()
        for word in (decision.reference, decision.about, decision.deciding, "duty manager"):
            assert word not in page


def test_an_administrator_starts_nothing(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["administrator"])
    for name in ("start", "emergency"):
        response = client.get(reverse(name))
        assert response.status_code == 403
        assert b"Your role does not let you do this. It is for: Practitioner, Manager" in response.content


@pytest.mark.slow
@pytest.mark.parametrize("who", ["manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"])
def test_those_who_oversee_a_draft_read_it_and_change_nothing(who: str, north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision = started(by)
    discussion, client = ask(decision, "situation", by=by), signed_in(north[who])
    page = client.get(reverse("decision", args=[decision.reference]))
    assert page.status_code == 200
    assert b"Whether to tell the nurse" in page.content
    pk = {"advice": discussion.pk, "change-row": 1}
    for name in (name for name, may in ACCESS.items() if may == "decision.change"):
        slug = "risks" if name == "step" else "situation"
        where = {"reference": decision.reference, "pk": pk.get(name, decision.recipients.get().pk), "slug": slug}
        for ask_for in (client.get, client.post):
            response = ask_for(path_of(name, **where))
            assert response.status_code == 403, name
            assert b"Only North practitioner can change this draft. You can read it." in response.content


@pytest.mark.slow
def test_a_record_is_read_by_those_who_oversee_it_and_added_to(
    north: People, signed_in: SignedIn, walked: Walked
) -> None:
    decision = walked("C08", north["practitioner"])
    for who in ("manager", "caldicott_guardian"):
        client = signed_in(north[who])
        assert client.get(reverse("decision", args=[decision.reference])).status_code == 200
        assert client.get(reverse("add-to", args=[decision.reference])).status_code == 200


def test_somebody_who_neither_made_nor_oversees_a_record_cannot_add_to_it(north: People, walked: Walked) -> None:
    draft = load(walked("C20", north["practitioner"]))
    with pytest.raises(policies.Refused, match="Only the person who made this decision"):
        policies.check_can_add(draft, north["colleague"])


def test_a_draft_is_changed_not_added_to(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["practitioner"])
    response = client.get(reverse("add-to", args=[decision.reference]))
    assert response.status_code == 403
    assert b"This decision is still a draft" in response.content


def test_references_are_random_and_never_misread() -> None:
    made = {new_reference() for _ in range(1000)}
    assert len(made) == 1000
    assert all(re.fullmatch("IS-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", each) for each in made)

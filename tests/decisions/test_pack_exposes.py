"""Whom a pack could expose: whoever asks, by name or for whom; who must not be found; and reasons that age."""

from datetime import timedelta

import pytest
from django.utils import timezone

from consent.models import Person
from decisions import person_pack
from decisions.actions import access
from decisions.models import Decision, PersonPack
from decisions.policies import Refused
from decisions.policies.person_packs import exposed, people_of
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.consent.people import entered
from tests.decisions.around import child_of, father_of, untold
from tests.decisions.packs import added, begun, chosen, made, text_with
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def guardian(north: People) -> User:
    return north["caldicott_guardian"]


@pytest.fixture
def decision(north: People, walked: Walked) -> Decision:
    return walked("C01", north["practitioner"])


@pytest.fixture
def sister(decision: Decision, north: People) -> Person:
    return child_of(decision, north["practitioner"])


@pytest.fixture
def brother(decision: Decision, north: People) -> Person:
    by = north["practitioner"]
    found = entered(by, reference="F-BROTHER", name="Finn Byrne")
    access.link_person(decision=decision, reference=found.reference, by=by)
    return found


ASKERS = (
    ("Sean Byrne", "a relative"),
    ("Jo Lane", "solicitor for Mr Sean Byrne"),
    ("Jane Smith of Smith LLP for Mr S Byrne", ""),
    ("J Lane", "her father"),
    ("J Lane", "solicitor for the father"),
)


@pytest.mark.parametrize(("name", "who"), ASKERS)
def test_whoever_asks_is_known_by_name_by_who_they_are_and_by_whom_they_ask_for(
    sister: Person, north: People, name: str, who: str
) -> None:
    father = untold(sister, north["practitioner"])
    assert exposed(people_of(sister), name, who) == {f"relationship {father.pk}"}
    assert exposed(people_of(sister), "Bea Hart", "her aunt") == set()


def test_it_is_held_against_everybody_around_the_others_in_it_too(
    sister: Person, brother: Person, guardian: User, north: People
) -> None:
    """Marked on the page of her brother alone: nothing bars the start, and then it does."""
    untold(brother, north["practitioner"])
    pack = begun(sister, guardian, asked_by="Sean Byrne", asked_as="A relative", exposed_why="")
    with pytest.raises(Refused, match="must not be told"):
        chosen(pack, guardian, "record")
    choice = chosen(pack, guardian, "record", exposed_why="A court ordered it")
    assert choice.exposed
    assert made(pack, guardian)


def test_where_somebody_must_not_be_found_a_reason_is_asked_and_those_texts_stand_first(
    sister: Person, decision: Decision, guardian: User, north: People, signed_in: object
) -> None:
    by = north["practitioner"]
    mother = entered(
        by,
        reference="F-MOTHER",
        name="Nuala Kane",
        address="14 Mill Lane, Leeds",
        must_not_be_found=True,
        must_not_be_found_why="He looks for her",
    )
    access.link_person(decision=decision, reference=mother.reference, by=by)
    added(decision, "She is safe at 14 Mill Ln now", by)
    pack = begun(sister, guardian, exposed_why="")
    with pytest.raises(Refused, match="must not be found"):
        chosen(pack, guardian, "record")
    chosen(pack, guardian, "record", exposed_why="It goes to her social worker")
    told = text_with(pack, "She is safe")
    assert "Mill" not in told.text, "A person of her own on the decision, no relative of the child"
    page = signed_in(guardian).get(f"/packs/{pack.reference}/texts/").content.decode()  # type: ignore[operator]
    assert page.index("Read these first") < page.index("She is safe at") < page.index("The record,")


def test_somebody_marked_after_it_was_made_bars_taking_it(sister: Person, guardian: User, north: People) -> None:
    from decisions.actions.person_packs import take_pack

    pack = begun(sister, guardian, asked_by="Sean Byrne", asked_as="A relative")
    chosen(pack, guardian, "record")
    ready = made(pack, guardian)
    assert take_pack(made=ready, by=guardian)
    untold(sister, north["practitioner"])
    with pytest.raises(Refused, match="marked since"):
        take_pack(made=ready, by=guardian)


def test_a_reason_counts_for_what_was_restricted_when_it_was_given(
    sister: Person, decision: Decision, guardian: User, north: People, walked: Walked, signed_in: object
) -> None:
    by, until = north["practitioner"], timezone.now() + timedelta(days=5)
    other = walked("C08", by)
    access.link_person(decision=other, reference=sister.reference, by=by)
    access.restrict(decision=decision, why="Staff", viewers=[guardian], until=until, by=guardian)
    pack = begun(sister, guardian)
    chosen(pack, guardian, "record", why="The court asked for it")
    access.restrict(decision=other, why="Staff", viewers=[guardian], until=until, by=guardian)
    with pytest.raises(Refused, match="restricted since it was chosen"):
        made(pack, guardian)
    page = signed_in(guardian).get(f"/packs/{pack.reference}/choose/").content.decode()  # type: ignore[operator]
    assert "The court asked for it" not in page, "A reason is given anew"
    assert chosen(pack, guardian, "record", why="Both").restricted_of == sorted([decision.reference, other.reference])
    assert made(pack, guardian)


def test_a_namesake_is_said_on_the_page(sister: Person, guardian: User, north: People) -> None:
    """No name tells who of the two is meant: it stays, and whoever reads is told."""
    father_of(sister, north["practitioner"], name=sister.name)
    father_of(sister, north["practitioner"], name="Old Mary Byrne", kind="grandparent")
    pack = begun(sister, guardian)
    chosen(pack, guardian, "record")
    assert person_pack.load(pack).known.same_name
    assert isinstance(pack, PersonPack)

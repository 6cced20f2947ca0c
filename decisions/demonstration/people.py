"""The made-up organisations of the demonstration, and somebody in each for every role."""

from dataclasses import dataclass
from uuid import uuid4

from decisions.actions import leave
from infoshare.accounts.models import Membership, Organisation, Team, User
from infoshare.administration.actions import invite
from infoshare.administration.models import Invitation
from infoshare.tenancy import context as tenancy

PASSWORD = "correct-horse-battery-staple"
ACTIVE, INVITED, LEFT = "active", "invited", "left"
ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str
    job_title: str
    team: str = ""
    status: str = ACTIVE


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation: its edition of the guidance, its addresses' domain, its people, what is signed twice."""

    name: str
    domain: str
    pack: str
    people: tuple[Person, ...]
    countersign: tuple[str, ...] = ()


PLACES = (
    Place(
        "Oakfield Learning Trust",
        "oakfield.example",
        "golden_rules_2024",
        (
            Person("Amara Cole", "practitioner", "Special needs coordinator", "Oakfield Primary"),
            Person("Ben Hughes", "practitioner", "School business manager", "Oakfield Secondary"),
            Person("Carys Lloyd", "practitioner", "Nursery key worker", "Acorn Nursery"),
            Person("Deepa Nair", "safeguarding_lead", "Designated safeguarding lead", "Oakfield Primary"),
            Person("Ewan Fraser", "manager", "Head of secondary school", "Oakfield Secondary"),
            Person("Farah Aziz", "ig_lead", "Data protection officer"),
            Person("Grace Obi", "caldicott_guardian", "Caldicott Guardian"),
            Person("Harry Webb", "administrator", "Office administrator"),
            Person("Zara Kaya", "practitioner", "Class teacher", "Oakfield Secondary", INVITED),
            Person("Xavier Boyd", "practitioner", "Attendance officer", "Oakfield Primary", LEFT),
        ),
    ),
    Place(
        "Riverside Community Health",
        "riverside.example",
        "golden_rules_2024",
        (
            Person("Isla Grant", "practitioner", "Health visitor", "Family health"),
            Person("Jon Petrov", "practitioner", "GP", "Primary care"),
            Person("Kemi Adeyemi", "practitioner", "School nurse", "Family health"),
            Person("Liam Doyle", "manager", "Team manager", "Family health"),
            Person("Mina Shah", "safeguarding_lead", "Named nurse for safeguarding", "Primary care"),
            Person("Niall Byrne", "ig_lead", "Information governance lead"),
            Person("Olwen Price", "caldicott_guardian", "Caldicott Guardian"),
            Person("Paul Marsh", "administrator", "Practice administrator"),
        ),
        countersign=("share_part",),
    ),
    Place(
        "Harbour Youth and Family Charity",
        "harbour.example",
        "golden_rules_2008",
        (
            Person("Rosa Lima", "practitioner", "Family support worker", "Family support"),
            Person("Sam Tully", "practitioner", "Youth worker (volunteer)", "Youth club"),
            Person("Tess Moran", "manager", "Family support manager", "Family support"),
            Person("Umar Khan", "safeguarding_lead", "Safeguarding lead", "Youth club"),
            Person("Vera Holt", "ig_lead", "Data protection lead"),
            Person("Wil Evans", "caldicott_guardian", "Trustee, Caldicott Guardian"),
            Person("Yasmin Ali", "administrator", "Charity administrator"),
        ),
    ),
)


def settle(place: Place) -> dict[str, User]:
    """The place's people by name, made where they are not there yet."""
    with tenancy.accounts():
        chosen = {"default_pack": place.pack, "countersign": list(place.countersign)}
        organisation, _ = Organisation.objects.get_or_create(name=place.name, defaults=chosen)
    with tenancy.organisation(organisation.pk):
        here = {each.name: _settle(each, place, organisation) for each in place.people if each.status == ACTIVE}
        administrator = next(here[each.name] for each in place.people if each.role == ADMINISTRATOR)
        for person in place.people:
            if person.status == INVITED:
                _invite(person, place, by=administrator)
            if person.status == LEFT:
                _see_out(person, place, by=administrator)
    return here


def _settle(person: Person, place: Place, organisation: Organisation) -> User:
    email = _email(person, place)
    user = User.objects.filter(email=email).first() or _new(person, email, organisation)
    Membership.objects.get_or_create(user=user, team=_team(person, organisation), role=person.role)
    return user


def _email(person: Person, place: Place) -> str:
    return f"{person.name.lower().replace(' ', '.')}@{place.domain}"


def _team(person: Person, organisation: Organisation) -> Team | None:
    return Team.objects.get_or_create(organisation=organisation, name=person.team)[0] if person.team else None


def _new(person: Person, email: str, organisation: Organisation) -> User:
    user = User.objects.create_user(email=email, password=PASSWORD, name=person.name, organisation=organisation)
    user.job_title = person.job_title
    user.save(update_fields=["job_title"])
    return user


def _invite(person: Person, place: Place, *, by: User) -> None:
    """No mail goes out: nobody reads what is sent to a made-up address."""
    email, team = _email(person, place), _team(person, by.organisation)
    if not Invitation.objects.filter(email=email).exists():
        values = {"email": email, "name": person.name, "job_title": person.job_title, "role": person.role, "team": team}
        invite(by=by, request_key=uuid4(), values=values)


def _see_out(person: Person, place: Place, *, by: User) -> None:
    if not User.objects.filter(email=_email(person, place)).exists():
        leave(person=_settle(person, place, by.organisation), to={}, by=by)

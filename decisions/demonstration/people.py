"""The made-up organisations of the demonstration, and somebody in each for every role."""

from dataclasses import dataclass

from infoshare.accounts.models import Membership, Organisation, Team, User

PASSWORD = "correct-horse-battery-staple"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    role: str
    job_title: str
    team: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation: its edition of the guidance, the domain of its addresses, its people."""

    name: str
    domain: str
    pack: str
    people: tuple[Person, ...]


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
    organisation, _ = Organisation.objects.get_or_create(name=place.name, defaults={"default_pack": place.pack})
    return {person.name: _settle(person, place, organisation) for person in place.people}


def _settle(person: Person, place: Place, organisation: Organisation) -> User:
    email = f"{person.name.lower().replace(' ', '.')}@{place.domain}"
    user = User.objects.filter(email=email).first() or _new(person, email, organisation)
    team = Team.objects.get_or_create(organisation=organisation, name=person.team)[0] if person.team else None
    Membership.objects.get_or_create(user=user, team=team, role=person.role)
    return user


def _new(person: Person, email: str, organisation: Organisation) -> User:
    user = User.objects.create_user(email=email, password=PASSWORD, name=person.name, organisation=organisation)
    user.job_title = person.job_title
    user.save(update_fields=["job_title"])
    return user

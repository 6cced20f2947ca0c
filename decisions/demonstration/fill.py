"""Fills an empty installation for a demonstration; a second time it changes nothing."""

from decisions.demonstration import (
    access,
    advising,
    amending,
    correcting,
    editions,
    known,
    leaning,
    overseeing,
    packing,
    relying,
    retaining,
    reviewing,
    sharing,
)
from decisions.demonstration.cases import all_cases
from decisions.demonstration.people import PLACES, settle
from decisions.demonstration.walk import walk
from decisions.models import Decision
from infoshare.tenancy import context as tenancy

# Whose case it is, and where it stops: "record" where nothing else is said.
WHOSE = {
    "C01": ("Deepa Nair", "record"),
    "C05": ("Jon Petrov", "record"),
    "C08": ("Mina Shah", "record"),
    "C14": ("Jon Petrov", "record"),
    "C18": ("Kemi Adeyemi", "record"),
    "C20": ("Sam Tully", "record"),
    "C21": ("Jon Petrov", "record"),
    "C26": ("Ben Hughes", "record"),
    "R05": ("Kemi Adeyemi", "record"),
    "R06": ("Kemi Adeyemi", "record"),
    "R09": ("Rosa Lima", "record"),
    "R12": ("Isla Grant", "record"),
    "R15": ("Carys Lloyd", "decision"),
    "R19": ("Ben Hughes", "items"),
    "R22": ("Amara Cole", "record"),
    "S02": ("Amara Cole", "check"),  # recorded once there is a consent for it to rest on
}
FLOW_DECIDED_BY = {"C18": "Olwen Price"}


def fill() -> list[Decision]:
    """Every person of every place, every case as a real decision, and one that can rest on a consent."""
    people = {name: user for place in PLACES for name, user in settle(place).items()}
    decisions = {}
    for case in all_cases():
        whose, until = WHOSE[case.id]
        decides = people.get(FLOW_DECIDED_BY.get(case.id, ""))
        with tenancy.organisation(people[whose].organisation_id):
            decisions[case.id] = walk(case, by=people[whose], decided_by=decides, until=until)
    known.settle(decisions)
    relying.settle(people)
    leaning.settle(decisions)
    access.settle(decisions, people)
    advising.settle(decisions, people)
    overseeing.settle(decisions, people)
    sharing.settle(decisions)
    correcting.settle(decisions)
    amending.settle(decisions)
    packing.settle(decisions, people)
    reviewing.settle(people)
    retaining.settle(decisions, people)
    editions.settle(people)
    return list(decisions.values())

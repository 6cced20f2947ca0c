"""The rules of how long records are kept, as they are shipped; and which there can be. docs/retention.md lists both.

A rule is for one slot: which records, and from what it counts. An organisation's own rule takes the place of the
shipped one of its slot, from a day on.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

DECISION, FLOW, PERSON = "decision", "flow", "person"
BIRTH, DEATH, ADOPTION, RECORDED, LAST, ENDED = "birth", "death", "adoption", "recorded", "last", "ended"
ANYBODY, LOOKED_AFTER, DIED, ADOPTED = "", "looked_after", "died", "adopted"
OWN_CHOICE = "This organisation's own choice: no law sets it. Most claims can be brought for six years."
SCHOOLS = "Information and Records Management Society, toolkit for schools: child protection files"
PLACEMENT = "Care Planning, Placement and Case Review (England) Regulations 2010, regulation 50"
ADOPTIONS = "Disclosure of Adoption Information (Post-Commencement Adoptions) Regulations 2005, regulation 6"


@dataclass(frozen=True, slots=True)
class Slot:
    """Which records, about whom (of a person who is marked so), and from what the time counts."""

    about: str
    whom: str
    trigger: str

    @property
    def slug(self) -> str:
        return "-".join(filter(None, (self.about, self.whom, self.trigger)))


@dataclass(frozen=True, slots=True)
class Rule:
    """How long, and who says so. `row` is the organisation's own one, by its number; None is as shipped."""

    slot: Slot
    years: int
    months: int
    source: str
    row: int | None = None
    holds: bool = True


def _shipped(about: str, whom: str, trigger: str, years: int, source: str) -> Rule:
    return Rule(Slot(about, whom, trigger), years, 0, source)


_OF_PEOPLE = (
    (ANYBODY, BIRTH, 25, SCHOOLS),
    (LOOKED_AFTER, BIRTH, 75, PLACEMENT),
    (DIED, DEATH, 15, PLACEMENT),
    (ADOPTED, ADOPTION, 100, ADOPTIONS),
)
SHIPPED: Mapping[str, Rule] = MappingProxyType(
    {
        rule.slot.slug: rule
        for rule in (
            *(_shipped(DECISION, *each) for each in _OF_PEOPLE),
            _shipped(DECISION, ANYBODY, RECORDED, 6, OWN_CHOICE),
            *(_shipped(PERSON, *each) for each in _OF_PEOPLE),
            _shipped(PERSON, ANYBODY, LAST, 6, OWN_CHOICE),
            _shipped(FLOW, ANYBODY, ENDED, 6, OWN_CHOICE),
        )
    }
)
# Every slot there can be a rule for, by what it is about. Two have no rule as shipped.
_CHOSEN_ALONE = {DECISION: Slot(DECISION, ANYBODY, LAST), FLOW: Slot(FLOW, ANYBODY, LAST)}
SLOTS: Mapping[str, Slot] = MappingProxyType(
    {
        slot.slug: slot
        for about in (DECISION, PERSON, FLOW)
        for slot in (
            *(rule.slot for rule in SHIPPED.values() if rule.slot.about == about),
            *(each for each in _CHOSEN_ALONE.values() if each.about == about),
        )
    }
)
# Where a law sets the time, no organisation chooses a shorter one.
SET_BY_LAW = frozenset(slug for slug, rule in SHIPPED.items() if rule.source in {PLACEMENT, ADOPTIONS})


def in_force(own: Iterable[Rule]) -> list[Rule]:
    """The shipped rules, each unless the organisation has one of its own for the slot; and its other ones."""
    chosen = {**SHIPPED, **{rule.slot.slug: rule for rule in own}}
    return [chosen[slug] for slug in SLOTS if slug in chosen and chosen[slug].holds]


def is_shorter(rule: Rule, than: Rule) -> bool:
    return not rule.holds or (rule.years * 12 + rule.months) < (than.years * 12 + than.months)

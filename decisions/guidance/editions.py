"""Which editions of the guidance there were, and which replaced which: those with a pack here, and those without."""

from dataclasses import dataclass

from decisions.guidance.pack import Pack
from decisions.guidance.packs import PACKS


@dataclass(frozen=True, slots=True)
class Edition:
    """`published` is an ISO date, as exact as the source gives it; `pack_id` is "" where there is no pack of it."""

    published: str
    title: str
    pack_id: str = ""

    @property
    def year(self) -> str:
        return self.published[:4]


# In the order in which they were published: each is in force until the next one is. From the edition of 2015 on the
# title is the same, so that the year tells them apart.
EDITIONS = (
    Edition("2008-10", "Information Sharing: Guidance for practitioners and managers", "golden_rules_2008"),
    Edition("2015-03", "Information sharing: advice for practitioners, 2015"),
    Edition("2018-07", "Information sharing: advice for practitioners, 2018"),
    Edition("2024-05", "Information sharing: advice for practitioners, 2024", "golden_rules_2024"),
)


def before(edition: Edition) -> Edition | None:
    """The one that it replaced."""
    place = EDITIONS.index(edition)
    return EDITIONS[place - 1] if place else None


def after(edition: Edition) -> Edition | None:
    """The one that replaced it."""
    return next(iter(EDITIONS[EDITIONS.index(edition) + 1 :]), None)


def of(pack: Pack) -> Edition:
    return next(each for each in EDITIONS if each.pack_id == pack.id)


def older(pack: Pack) -> list[Pack]:
    """The packs of the editions before this one's, the oldest first."""
    return [PACKS[each.pack_id] for each in EDITIONS[: EDITIONS.index(of(pack))] if each.pack_id]


def newest_first() -> list[Edition]:
    return list(reversed(EDITIONS))

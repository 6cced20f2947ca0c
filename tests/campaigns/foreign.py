"""Who may not see which decision: written down here by hand, so that it is not the product that says what is right."""

from collections.abc import Mapping

from decisions.actions import access
from decisions.models import Decision
from infoshare.accounts.models import Organisation, User
from tests.administration.builders import invite
from tests.campaigns.personas import OUTSIDE, organisation_of
from tests.decisions.builders import ask, started
from tests.seeding.world import DRAFT, EMERGENCY, RECORDED, RESTRICTED, World

RED, CONFLICTED, HANDED_OVER = "of the other team", "conflicted", "handed over"
WHO = (
    "practitioner",
    "manager",
    "caldicott_guardian",
    "administrator",
    "adviser",
    "viewer",
    "breaker",
    "barred",
    "other guardian",
)
# For each persona, what it may not open in North; those of the other organisations come on top.
CLOSED: Mapping[str, tuple[str, ...]] = {
    "practitioner": (HANDED_OVER, RED, CONFLICTED),
    "manager": (RESTRICTED, RED, CONFLICTED),
    "caldicott_guardian": (RESTRICTED, CONFLICTED),
    "administrator": (DRAFT, RECORDED, RED, CONFLICTED),
    "adviser": (RESTRICTED, EMERGENCY, HANDED_OVER, CONFLICTED),
    "viewer": (DRAFT, RECORDED, RED, CONFLICTED),
    "breaker": (RESTRICTED, EMERGENCY, HANDED_OVER, CONFLICTED),
    "barred": (DRAFT, RECORDED, RESTRICTED, RED, CONFLICTED),
    "other guardian": (DRAFT, RECORDED, RESTRICTED, RED, CONFLICTED),
}
# Where a conflict of interest stands: there nobody breaks the glass either.
BARRED: Mapping[str, tuple[str, ...]] = {who: (CONFLICTED,) for who in WHO if who not in OUTSIDE} | {
    "barred": (DRAFT, RECORDED, RESTRICTED, CONFLICTED)
}
ABOUT_ACCESS = frozenset(
    {"access", "let-adviser-in", "name-viewer", "end-grant", "restrict", "lift-restriction", "bar", "end-conflict"}
    | {"own-conflict", "link-person", "unlink-person", "looks"}
)
# Who looks after access to a restricted decision without seeing what is in it, and with which pages.
LOOKED_AFTER: Mapping[str, frozenset[str]] = {
    "manager": frozenset({"bar", "end-conflict", "link-person", "unlink-person"}),
    "caldicott_guardian": ABOUT_ACCESS,
}
# One that the persona may open, in its own organisation: a draft where there is one, and a record.
_ALL = ("practitioner", "manager", "caldicott_guardian", "adviser", "breaker", "other guardian")
_FEW = {"viewer": RESTRICTED, "barred": EMERGENCY}
DRAFTS: Mapping[str, str] = {**dict.fromkeys(_ALL, DRAFT), **_FEW}
RECORDS: Mapping[str, str] = {**dict.fromkeys(_ALL, RECORDED), **_FEW}


def furnish(world: World) -> World:
    """A decision of the other team, one that everybody who might see it is barred from; restrictions are not told."""
    north = world.organisations["North"]
    with world.canaries.planting("North"):
        for what in (RED, CONFLICTED):
            by = north.people["practitioner_elsewhere"]
            north.decisions[what] = started(by)
            ask(north.decisions[what], "situation", by=by)
        for who in WHO:
            if who not in OUTSIDE:
                _bar(north.decisions[CONFLICTED], north.people[who], by=north.people["safeguarding_lead_elsewhere"])
    for name, one in world.organisations.items():
        with world.canaries.planting(name):
            for number in range(2):
                invite(one.people["administrator"], email=f"asked-{number}@{name}.example".lower())
    Organisation.objects.update(tells_of_restricted=False)
    return world


def _bar(decision: Decision, whom: User, by: User) -> None:
    access.bar(decision=decision, whom=whom, kind="relative", why="A cousin", by=by)


def closed_to(world: World, who: str, page: str = "") -> list[Decision]:
    """The decisions that this persona must find nothing of, on this page: of its organisation, then of others."""
    spared = {RESTRICTED} if page in LOOKED_AFTER.get(who, frozenset()) else set()
    here = [world.organisations["North"].decisions[what] for what in CLOSED[who] if what not in spared]
    others = [each for each in world.organisations if each not in {"North", organisation_of(who)}]
    twins = [(other, what) for other in others for what in (DRAFT, RECORDED)]
    return here + [world.organisations[other].decisions[what] for other, what in twins]


def own(world: World, who: str, *, recorded: bool = False) -> Decision | None:
    what = (RECORDS if recorded else DRAFTS).get(who)
    return world.organisations[organisation_of(who)].decisions[what] if what else None

"""Every id that a form carries, typed, chosen or hidden, and the ids of others that are sent in its place."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.test import Client

from consent.models import Person
from decisions.models import AdviceDiscussion, Decision
from infoshare.accounts.models import Team
from infoshare.signing_in.models import UnsavedForm
from tests.accounts.addresses import SAMPLES, path_of
from tests.campaigns.detectors import Group, Question
from tests.campaigns.foreign import BARRED, WHO, closed_to
from tests.campaigns.personas import ANONYMOUS, organisation_of, user_of
from tests.decisions.builders import undone
from tests.decisions.pages import Data, filled, form_on
from tests.seeding.world import DRAFT, RECORDED, RESTRICTED, World

NOBODYS, NOBODY, NOBODYS_REFERENCE = "8765432", "nobody.at.all@nowhere.example", str(SAMPLES["reference"])
MALFORMED = ("abc", "0", "-1", str(10**20), "")
SAID = MALFORMED[:-1]  # where the field may be left empty


class Typed(NamedTuple):
    """One field of one form: what nobody has, what others have, and what must be filled in besides."""

    who: str
    path: str
    field: str
    nobodys: str
    foreign: list[str]
    besides: Mapping[str, str] = {}
    malformed: tuple[str, ...] = MALFORMED
    shown_at: str = ""  # the page that shows the form, where it is another

    def group(self, client: Client) -> Group:
        """The rest of the form is as the page shows it, filled in."""
        with undone():
            rest = filled(form_on(client, self.shown_at or self.path)) | dict(self.besides)
        nothing, foreign = self._question(rest, self.nobodys), [self._question(rest, each) for each in self.foreign]
        malformed = [self._question(rest, each) for each in self.malformed]
        return Group(self.who, f"{self.path} {self.field}", nothing, foreign, malformed)

    def _question(self, rest: Data, value: str) -> Question:
        return Question("post", self.path, (value,), rest | {self.field: value})


def typed(world: World) -> Iterator[Typed]:
    for who in WHO:
        if who != "administrator":  # who finds no decisions
            yield from _references(world, who)
    yield from _colleagues(world)
    yield from _people(world)
    yield from _teams(world)
    yield from _discussions(world)
    yield from _audited(world)
    yield from _strangers(world)


def _references(world: World, who: str) -> Iterator[Typed]:
    """Found by whoever may open it; broken open only in one's own organisation, and where no conflict stands."""
    closed = closed_to(world, who)
    yield Typed(who, path_of("find"), "reference", NOBODYS_REFERENCE, [each.reference for each in closed])
    barred = [world.organisations["North"].decisions[what] for what in BARRED.get(who, ())]
    others = [each for each in closed if _whose(world, each) != organisation_of(who)]
    references = [each.reference for each in (*barred, *others)]
    yield Typed(who, path_of("break-glass"), "reference", NOBODYS_REFERENCE, references, {"understood": "on"})
    unsaved = [str(each.pk) for each in UnsavedForm.objects.exclude(user=user_of(world, who))[:5]]
    missing = {"reference": NOBODYS_REFERENCE}
    yield Typed(who, path_of("find"), "unsaved", NOBODYS, unsaved, missing)


def _whose(world: World, decision: Decision) -> str:
    return next(name for name, one in world.organisations.items() if decision in one.decisions.values())


def _colleagues(world: World) -> Iterator[Typed]:
    """Who is let in or kept out, by name or address: people of other organisations, and one who is gone."""
    strangers = [
        world.organisations[name].people[who] for name in ("South", "East") for who in ("colleague", "adviser")
    ]
    foreign = [said for each in strangers for said in (each.name, each.email)]
    foreign.append(world.organisations["North"].people["leaver"].email)
    for name, who, what in (
        ("let-adviser-in", "practitioner", DRAFT),
        ("let-adviser-in", "caldicott_guardian", RECORDED),
        ("name-viewer", "caldicott_guardian", RESTRICTED),
        ("bar", "manager", DRAFT),
    ):
        yield Typed(who, _path(world, name, what), "whom", NOBODY, foreign, {"of": "decision", "kind": "relative"})
    yield Typed("practitioner", path_of("add-absence"), "stand_in", NOBODY, foreign, malformed=SAID)
    absent = path_of("person-away", pk=world.organisations["North"].people["colleague"].pk)
    yield Typed("administrator", absent, "stand_in", NOBODY, foreign, malformed=SAID)
    find = path_of("find-people")
    yield Typed("administrator", find, "name", NOBODY, foreign[:-1], malformed=(), shown_at=path_of("people"))


def _people(world: World) -> Iterator[Typed]:
    """Who is chosen from a list: people of other organisations, those who may not, and those who are gone."""
    north = world.organisations["North"].people
    strangers = [world.organisations[name].people["practitioner"] for name in ("South", "East")]
    foreign = [str(each.pk) for each in (*strangers, north["administrator"], north["leaver"])]
    yield Typed("practitioner", _path(world, "hand-over", DRAFT), "owner", NOBODYS, foreign)
    yield Typed("manager", _path(world, "hand-over", DRAFT), "owner", NOBODYS, foreign)
    yield Typed("caldicott_guardian", _path(world, "restrict", DRAFT), "viewers", NOBODYS, foreign)
    team = north["practitioner"].memberships.get().team_id
    yield Typed("administrator", path_of("leaving", pk=north["practitioner"].pk), f"team_{team}", NOBODYS, foreign)
    mine = world.organisations["North"].decisions[DRAFT].people.values("person")
    people = [str(pk) for pk in Person.objects.exclude(pk__in=mine).values_list("pk", flat=True)]
    besides = {"whom": north["colleague"].email, "kind": "relative"}
    yield Typed("manager", _path(world, "bar", DRAFT), "of", NOBODYS, people, besides)


def _discussions(world: World) -> Iterator[Typed]:
    """What a comment is about: discussions of other decisions, here and elsewhere."""
    north = world.organisations["North"].decisions[DRAFT]
    others = AdviceDiscussion.objects.exclude(decision=north).order_by("pk")
    foreign = list(others.values_list("reference", flat=True)[:6])
    yield Typed("manager", _path(world, "comment", DRAFT), "about", "AD-2222-2222", foreign)


def _audited(world: World) -> Iterator[Typed]:
    """Whom and which team an audit is about: those of other organisations are as if they were not there."""
    north = world.organisations["North"].people["caldicott_guardian"].organisation
    people = list(Person.objects.exclude(organisation=north).values_list("reference", flat=True)[:6])
    people = [each for each in people if not Person.objects.filter(organisation=north, reference=each).exists()]
    yield Typed("caldicott_guardian", path_of("audit"), "person", "NOBODY-1", people, malformed=())
    teams = [str(pk) for pk in Team.objects.exclude(organisation=north).values_list("pk", flat=True)[:6]]
    yield Typed("caldicott_guardian", path_of("audit"), "team", NOBODYS, teams, {"person": ""}, malformed=SAID)


def _path(world: World, name: str, what: str) -> str:
    return path_of(name, reference=world.organisations["North"].decisions[what].reference)


def _teams(world: World) -> Iterator[Typed]:
    """Teams of other organisations. The role is one that is held in a team, so that none is refused too."""
    north = world.organisations["North"].people
    teams = Team.objects.exclude(organisation=north["manager"].organisation)
    foreign = [str(pk) for pk in teams.values_list("pk", flat=True)]
    besides = {"role": "manager", "email": NOBODY}
    for path in (path_of("invite"), path_of("give-role", pk=north["colleague"].pk)):
        yield Typed("administrator", path, "team", NOBODYS, foreign, besides)


def _strangers(world: World) -> Iterator[Typed]:
    """Whoever signs in or forgot their password learns of nobody's account."""
    foreign = [one.people[who].email for one in world.organisations.values() for who in ("manager", "leaver")]
    yield Typed(ANONYMOUS, path_of("account_login"), "login", NOBODY, foreign, {"password": "three wrong words"})
    yield Typed(ANONYMOUS, path_of("account_reset_password"), "email", NOBODY, foreign)

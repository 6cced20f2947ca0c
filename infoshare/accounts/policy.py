"""Who may do what, and how far: the one table that pages, actions, templates and tests all read.

A row is an action; a column is a role; what stands there is a scope. The last three columns are no roles but standings
towards one decision: somebody asked to advise on it, a named viewer of it, and somebody who has broken the glass to it.
Nothing here overrides a conflict of interest: whoever is barred from a decision finds nothing there.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from django.db.models import Q

from infoshare.accounts.models import User
from infoshare.accounts.roles import ROLES


class Refused(Exception):
    """It may not be done; the text is for the person who asked."""


def refusal_of(check: Callable[..., object], *of: object) -> str:
    """The sentence a check refuses with, for a page that says it beforehand; empty where it passes."""
    try:
        check(*of)
    except Refused as refused:
        return str(refused)
    return ""


def allows(check: Callable[..., object], *of: object) -> bool:
    """Whether a check passes: for a page that leaves out what it would refuse."""
    return not refusal_of(check, *of)


class Scope(StrEnum):
    """How far a role reaches: what is the person's own, their team's, their organisation's, or one that names them."""

    OWN = "own"
    TEAM = "team"
    ORGANISATION = "organisation"
    NAMED = "named"


@dataclass(frozen=True, slots=True)
class Action:
    slug: str
    does: str
    scopes: Mapping[str, Scope]  # by the slug of a role or a standing
    confirmed: bool = False  # the person proves again who they are first


STANDINGS: Mapping[str, str] = MappingProxyType(
    {"adviser": "An adviser asked", "viewer": "A named viewer", "glass": "After breaking the glass"}
)
COLUMNS = (*ROLES, *STANDINGS)

_SCOPES = {"-": None, "own": Scope.OWN, "team": Scope.TEAM, "org": Scope.ORGANISATION, "named": Scope.NAMED}


def _table(*rows: tuple[str, str, str]) -> Mapping[str, Action]:
    """Each row: slug (with ! where the person proves again who they are), what it does, a scope for each column."""
    actions = {}
    for slug, does, scopes in rows:
        cells = [_SCOPES[cell] for cell in scopes.split()]
        reach = {column: cell for column, cell in zip(COLUMNS, cells, strict=True) if cell}
        actions[slug.rstrip("!")] = Action(slug.rstrip("!"), does, MappingProxyType(reach), slug.endswith("!"))
    return MappingProxyType(actions)


# fmt: off
ACTIONS = _table(
    #                                                              practitioner
    #                                                              |    manager
    #                                                              |    |    safeguarding lead
    #                                                              |    |    |    Caldicott Guardian
    #                                                              |    |    |    |    IG lead
    #                                                              |    |    |    |    |   administrator
    #                                                              |    |    |    |    |   | adviser viewer glass
    ("decision.start", "Start a decision, or write down sharing in an emergency",
                                                                  "own  own  own  own  own -   -     -     -"),
    ("decision.read", "Open a decision, its record and its PDF",
                                                                  "own  team team org  org -   named named named"),
    ("decision.list", "See the list of the decisions that you can open, and save filters of it",
                                                                  "own  team team org  org -   -     -     -"),
    ("list.export!", "Take a list of decisions out, as a table for a spreadsheet",
                                                                  "-    team team org  org -   -     -     -"),
    ("figures.organisation", "See in rounded numbers what the whole organisation decides",
                                                                  "-    org  org  org  org -   -     -     -"),
    ("decision.change", "Change a draft, ask for advice, record the decision",
                                                                  "own  own  own  own  own -   -     -     -"),
    ("flow.start", "Write and submit the form for bulk or regular sharing",
                                                                  "own  own  own  own  own -   -     -     -"),
    ("flow.read", "Open a flow, its papers, its record and its PDF",
                                                                  "own  team team org  org -   -     -     -"),
    ("flow.decide!", "Decide on a flow that somebody else wrote",
                                                                  "-    -    -    org  org -   -     -     -"),
    ("flow.review!", "Look at an approved flow again, and let it go on",
                                                                  "-    -    -    org  org -   -     -     -"),
    ("flow.end", "Say that a flow has ended",
                                                                  "own  team team org  org -   -     -     -"),
    ("advice.answer", "Answer a question for advice that is put to you",
                                                                  "own  own  own  own  own -   -     -     -"),
    ("advice.review", "Read what was advised and decided, comment, ask for an addition",
                                                                  "-    team team org  org -   -     -     -"),
    ("record.countersign!", "Countersign somebody else's record",
                                                                  "-    team team org  org -   -     -     -"),
    ("caldicott.log", "Open the Caldicott inbox and log, and the yearly report",
                                                                  "-    -    -    org  org -   -     -     -"),
    ("audit.export!", "Take the history of several decisions out, for an audit",
                                                                  "-    -    -    org  org -   -     -     -"),
    ("clash.settle", "Say why what looks like a danger to somebody who must be protected is none",
                                                                  "-    team team org  org -   -     -     -"),
    ("record.add", "Add to a recorded decision",
                                                                  "own  team team org  org -   -     -     -"),
    ("guidance.look-again", "List the records of an older edition that are worth a second look",
                                                                  "own  team team org  org -   -     -     -"),
    ("decision.link", "Say which person of yours a decision is about",
                                                                  "own  team team org  org -   -     -     -"),
    ("decision.lookers", "See who has looked at a decision",
                                                                  "own  own  own  org  own -   -     -     -"),
    ("decision.hand-over", "Hand a draft over to a colleague",
                                                                  "own  team team org  org -   -     -     -"),
    ("person.enter", "Enter a child, young person or adult whose information it is",
                                                                  "own  own  own  own  own -   -     -     -"),
    ("person.know", "Open and change what is known of a person, and who others are to them",
                                                                  "own  team team org  org -   -     -     -"),
    ("ledger.read", "Read who was told what about a person, by the decisions that you can open",
                                                                  "own  own  team org  org -   -     -     -"),
    ("pack.make!", "Make a pack of what is kept of a person, for their request or a review",
                                                                  "-    -    -    org  org -   -     -     -"),
    ("consent.keep", "Open and write down consent about a person, and what becomes of it",
                                                                  "own  team team org  org -   -     -     -"),
    ("access.advise!", "Let an adviser open one decision, until a date",
                                                                  "own  own  own  org  org -   -     -     -"),
    ("access.restrict!", "Restrict a decision to named people, and lift that",
                                                                  "-    -    team org  org -   -     -     -"),
    ("access.name!", "Name who may open a restricted decision",
                                                                  "-    -    -    org  org -   -     -     -"),
    ("access.bar!", "Bar somebody who has a conflict of interest",
                                                                  "-    team team org  org -   -     -     -"),
    ("access.bar-self", "Say that you have a conflict of interest yourself",
                                                                  "own  own  own  own  own -   -     -     -"),
    ("decision.search", "Search the decisions that you can open",
                                                                  "own  team team org  org -   -     -     -"),
    ("decision.find", "Find a decision by its reference",
                                                                  "org  org  org  org  org -   -     -     -"),
    ("glass.break", "Break the glass in an emergency, for 60 minutes",
                                                                  "org  org  org  org  org -   -     -     -"),
    ("incident.handle", "Open an incident about sharing, and write down what is done",
                                                                  "own  team team org  org -   -     -     -"),
    ("incident.close", "Close an incident about sharing, with what was learnt",
                                                                  "-    -    -    org  org -   -     -     -"),
    ("glass.review", "Review a glass that somebody else broke",
                                                                  "-    team team org  org -   -     -     -"),
    ("quality.sample", "Draw a sample of others' records to look at again, and see what came of it",
                                                                  "-    team team org  org -   -     -     -"),
    ("quality.review", "Review a record of one's own sample, with feedback to whoever carries it",
                                                                  "-    team team org  org -   -     -     -"),
    ("quality.read", "Read how each golden rule stands in a record, and the feedback on it",
                                                                  "own  team team org  org -   -     -     -"),
    ("lookout.review", "See and close what the look-out for browsing found",
                                                                  "-    -    -    org  org -   -     -     -"),
    ("retention.review", "See which records are due, keep one longer, hold one, and lift that",
                                                                  "-    -    -    org  org -   -     -     -"),
    ("retention.rules!", "Choose how long records are kept",
                                                                  "-    -    -    org  org -   -     -     -"),
    ("record.dispose!", "Propose to dispose of a record that is due, or confirm what a colleague proposed",
                                                                  "-    -    -    org  org -   -     -     -"),
    ("organisation.settings!", "Choose the organisation's settings",
                                                                  "-    -    -    org  org org -     -     -"),
    ("people.manage!", "Invite people, change their roles and days away, see leavers out; send stuck mail again",
                                                                  "-    -    -    -    -   org -     -     -"),
    ("teams.manage!", "Add and rename teams",
                                                                  "-    -    -    -    -   org -     -     -"),
)
# fmt: on


def scopes(user: User, action: str) -> set[Scope]:
    """How far this person's roles reach for an action; empty where they may not do it at all."""
    table = ACTIONS[action].scopes
    return {table[role] for role in user.roles if role in table}


def may(user: User, *actions: str) -> bool:
    """Whether the person may do one of these anywhere."""
    return any(scopes(user, action) for action in actions)


def check_may(user: User, action: str) -> None:
    """Raises Refused, which says whose it is, where no role of this person may do it."""
    if not may(user, action):
        whose = [ROLES[slug].title for slug in roles_that(action)]
        raise Refused(f"Your role does not let you do this. It is for: {', '.join(whose)}.")


def teams(user: User, action: str) -> list[int]:
    """The numbers of the teams that the action reaches, by the roles this person holds in them."""
    table = ACTIONS[action].scopes
    return [held.team_id for held in user.held if held.team_id and table.get(held.role) == Scope.TEAM]


def reaches(user: User, action: str, *, owner_id: int, team_id: int | None) -> bool:
    """Whether the action reaches what this owner of the same organisation has in this team."""
    found = scopes(user, action)
    return (
        Scope.ORGANISATION in found
        or (bool(found) and owner_id == user.pk)
        or (team_id is not None and team_id in teams(user, action))
    )


def within(user: User, action: str) -> Q:
    """The same rule for the database: of rows with an organisation, an owner and a team, those that it reaches."""
    found = scopes(user, action)
    if Scope.ORGANISATION in found:
        return Q(organisation_id=user.organisation_id)
    own = Q(owner=user) if found else Q(pk__in=[])
    return own | Q(team_id__in=teams(user, action))


def parts_within(user: User, action: str) -> list[Q]:
    """The same, each part by itself: of rows that are laid together so, an index answers each."""
    found = scopes(user, action)
    if Scope.ORGANISATION in found:
        return [Q(organisation_id=user.organisation_id)]
    own = [Q(owner=user)] if found else []
    return own + [Q(team_id=team) for team in teams(user, action)]


def roles_that(action: str, *reach: Scope) -> list[str]:
    """The slugs of the roles that may do it (that far, where scopes are given)."""
    found: Iterable[tuple[str, Scope]] = ACTIONS[action].scopes.items()
    return [slug for slug, scope in found if slug in ROLES and (not reach or scope in reach)]

"""The decision that somebody asks for, where they may open it: what stands before every page of one.

The rules are those of scope.py. Django takes longer to put so much into SQL than PostgreSQL takes to answer it, and it
reads the same for all who hold the same roles: so it is put into SQL once, of stand-ins for the person's own numbers.
"""

from functools import lru_cache
from typing import Any

from decisions.models.decision import Decision
from infoshare.accounts.models import Membership, User

Roles = frozenset[tuple[str, int | None]]  # each with the number that stands in for its team
PERSON, ORGANISATION, FIRST_TEAM = -1, -2, -3  # the database's own begin at 1; further teams go down from there
REFERENCE = "IS-0000-0000"  # no reference has a 0


def seen(user: User, reference: str) -> Decision | None:
    """As `visible_to` and `with_right` find it; None where they do not."""
    teams = sorted({held.team_id for held in user.held if held.team_id})
    stand_ins = {team: FIRST_TEAM - place for place, team in enumerate(teams)}
    roles = frozenset((held.role, stand_ins[held.team_id] if held.team_id else None) for held in user.held)
    statement, values = in_sql(roles)
    real = {PERSON: user.pk, ORGANISATION: user.organisation_id, REFERENCE: reference}
    real |= {stand_in: team for team, stand_in in stand_ins.items()}
    return next(iter(Decision.objects.raw(statement, [real.get(value, value) for value in values])), None)


@lru_cache(maxsize=1000)
def in_sql(roles: Roles) -> tuple[str, tuple[Any, ...]]:
    """Moments in it are the database's own, so it holds for as long as the site runs."""
    somebody = _with(roles)
    rows = Decision.objects.visible_to(somebody).with_right(somebody).filter(reference=REFERENCE)
    found: tuple[str, tuple[Any, ...]] = rows.query.sql_with_params()
    return found


def _with(roles: Roles) -> User:
    """Nothing else is known of them: a rule that asked for more would find that there is nobody with that number."""
    somebody = User.from_db(None, ["id", "organisation_id"], [PERSON, ORGANISATION])
    somebody.held = [Membership(user_id=PERSON, role=role, team_id=team) for role, team in roles]
    return somebody

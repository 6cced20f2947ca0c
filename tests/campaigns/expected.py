"""Who is let in where, worked out from the policy table alone: what the access matrix holds the site against.

It reads the table, the list of addresses, and who stands how towards a decision of North's practitioner. Of how the
site finds out it knows nothing, so the two can differ.
"""

from collections.abc import Mapping
from enum import StrEnum

from infoshare.access import ACCESS, ANYONE, DEMONSTRATION, OF_A_DECISION, SIGNED_IN, WHOSE
from infoshare.accounts.policy import ACTIONS, Scope
from tests.campaigns.personas import ANONYMOUS, OUTSIDE
from tests.seeding.people import PEOPLE, STANDING
from tests.seeding.world import DRAFT, EMERGENCY, IN_BULK, OLDER, READY_TO_RECORD, RECORDED, RESTRICTED, SHARED


class Answer(StrEnum):
    LET_IN = "let in"
    SIGN_IN = "sent to sign in"
    SECOND_STEP = "sent to set up a second step"
    REFUSED = "refused with a sentence"
    NOTHING = "the page for what does not exist"


ROLE = {who: (role, team) for who, role, team in PEOPLE + STANDING}
OWNER, TEAM = "practitioner", "Blue team"  # of every decision that the matrix opens
NAMED: Mapping[str, set[str]] = {
    DRAFT: {"adviser", "breaker"},
    RECORDED: {"adviser", "breaker"},
    RESTRICTED: {OWNER, "viewer"},
    EMERGENCY: set(),
    IN_BULK: set(),
    OLDER: set(),
    READY_TO_RECORD: set(),
    SHARED: set(),
}
BARRED: Mapping[str, set[str]] = {
    **dict.fromkeys((DRAFT, RECORDED, RESTRICTED), {"barred"}),
    **dict.fromkeys((EMERGENCY, IN_BULK, OLDER, READY_TO_RECORD, SHARED), set()),
}
# What waits for a second person was proposed by this one, who alone takes it back.
PROPOSED_BY, TAKES_BACK = "ig_lead", "take-back-disposal"
ANSWERS = ("confirm-disposal", "refuse-disposal", TAKES_BACK)
FOR_ALL_WHO_OPEN = ("decision.read", "access.bar-self")
# While a second step is not set up: the way to it, and the way out.
BEFORE_A_SECOND_STEP = {
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "stay-signed-in",
}


def expected(persona: str, name: str, *, about: str = "", whose: str = "", inside: bool = False) -> Answer:
    """`about` is the decision by what is the matter with it; `whose`, the one persona that a thing is of.

    `inside` is for something of the organisation that has a number in the address.
    """
    who = ACCESS[name]
    if who == DEMONSTRATION:
        return Answer.NOTHING
    if who in {ANYONE, WHOSE}:
        return Answer.LET_IN
    if persona in {ANONYMOUS, "leaver"}:
        return Answer.SIGN_IN
    if persona == "newcomer":
        return Answer.LET_IN if name in BEFORE_A_SECOND_STEP else Answer.SECOND_STEP
    if who in ACTIONS and whose and _role(persona) not in ACTIONS[who].scopes:
        return Answer.REFUSED
    if whose and persona != whose and name != "throw-away":  # to throw away what is not there is to have done so
        return Answer.NOTHING
    if who == SIGNED_IN:
        return Answer.LET_IN
    if who in OF_A_DECISION:
        return _of_a_decision(persona, name, who, about)
    if _role(persona) not in ACTIONS[who].scopes:
        return Answer.REFUSED
    if inside and who.startswith("flow."):
        return _of_a_flow(persona, who)
    if name in ANSWERS and (persona == PROPOSED_BY) != (name == TAKES_BACK) and persona not in OUTSIDE:
        return Answer.REFUSED
    return Answer.NOTHING if inside and not _finds(persona, name, who) else Answer.LET_IN


def _finds(persona: str, name: str, action: str) -> bool:
    """Whether what the address names is there for somebody whose role may do such a thing."""
    if name == "ask-for-addition":  # to the record
        return persona not in BARRED[RECORDED] and reaches(persona, action)
    if name == "review-glass":  # of the draft
        return persona not in BARRED[DRAFT] and reaches(persona, action)
    if action.startswith(
        ("person.", "consent.", "incident.", "ledger.", "pack.")
    ):  # the draft is about somebody whom its owner entered, in the Blue team
        return reaches(persona, action)
    return persona not in OUTSIDE


def _of_a_flow(persona: str, action: str) -> Answer:
    """The practitioner's, in the Blue team. Whoever may not open it finds nothing; of the others, only some may act."""
    if not reaches(persona, "flow.read"):
        return Answer.NOTHING
    return Answer.LET_IN if reaches(persona, action) else Answer.REFUSED


def _of_a_decision(persona: str, name: str, action: str, about: str) -> Answer:
    if persona in OUTSIDE or persona in BARRED[about]:
        return Answer.NOTHING
    opens = persona in NAMED[about] or (about != RESTRICTED and reaches(persona, "decision.read"))
    if is_about_access(name):
        looks_after = reaches(persona, "access.name" if action in FOR_ALL_WHO_OPEN else action)
        if not opens and not looks_after:
            return Answer.NOTHING
        return Answer.LET_IN if action in FOR_ALL_WHO_OPEN or looks_after else Answer.REFUSED
    if not opens:
        return Answer.NOTHING
    return Answer.LET_IN if action == "decision.read" or reaches(persona, action) else Answer.REFUSED


def is_about_access(name: str) -> bool:
    """Pages that show who may open a decision, and nothing of what it says."""
    return (
        name in {"access", "end-grant", "looks"}
        or ACCESS[name].startswith("access.")
        or ACCESS[name] == "decision.link"
    )


def reaches(persona: str, action: str) -> bool:
    """Whether the role's scope takes in a decision of the practitioner, in the Blue team."""
    if persona in OUTSIDE:
        return False
    role, team = ROLE[persona]
    scope = ACTIONS[action].scopes.get(role)
    return (
        scope == Scope.ORGANISATION
        or (scope == Scope.TEAM and (team == TEAM or persona == OWNER))
        or (scope is not None and persona == OWNER)
    )


def _role(persona: str) -> str:
    return ROLE[OUTSIDE.get(persona, persona)][0]

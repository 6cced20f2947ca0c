"""Who may use each address of the site, by its name: the one list, compared with the addresses by a test.

Beside "anyone", "signed in" and the like stand the actions of infoshare/accounts/policy.py.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.http import HttpRequest

ANYONE, SIGNED_IN, DEMONSTRATION = "anyone", "signed in", "demonstration only"
WHOSE = "whose page it is"  # told by a mark in the page, though they be signed out by now

ACCESS: Mapping[str, str] = MappingProxyType(
    {
        "healthz": ANYONE,
        "readyz": ANYONE,
        "account_login": ANYONE,
        "account_logout": ANYONE,
        "account_signup": ANYONE,
        "account_inactive": ANYONE,
        "account_reset_password": ANYONE,
        "account_reset_password_done": ANYONE,
        "account_reset_password_from_key": ANYONE,
        "account_reset_password_from_key_done": ANYONE,
        "sign-in-as": DEMONSTRATION,
        "mfa_authenticate": ANYONE,
        "organisation-account": ANYONE,
        "openid_connect_login": ANYONE,
        "openid_connect_callback": ANYONE,
        "time-left": ANYONE,
        "keep-typed": WHOSE,
        "stay-signed-in": SIGNED_IN,
        "unsaved": SIGNED_IN,
        "throw-away": SIGNED_IN,
        "usersessions_list": SIGNED_IN,
        "end-session": SIGNED_IN,
        "end-other-sessions": SIGNED_IN,
        "your-sign-in": SIGNED_IN,
        "account_change_password": SIGNED_IN,
        "mfa_index": SIGNED_IN,
        "mfa_activate_totp": SIGNED_IN,
        "mfa_add_webauthn": SIGNED_IN,
        "mfa_edit_webauthn": SIGNED_IN,
        "remove-factor": SIGNED_IN,
        "mfa_view_recovery_codes": SIGNED_IN,
        "mfa_generate_recovery_codes": SIGNED_IN,
        "account_reauthenticate": SIGNED_IN,
        "mfa_reauthenticate": SIGNED_IN,
        "mfa_reauthenticate_webauthn": SIGNED_IN,
        "home": SIGNED_IN,
        "discussions": SIGNED_IN,
        "guidance": SIGNED_IN,
        "accept-invitation": ANYONE,
        "policy": SIGNED_IN,
        "notice-seen": SIGNED_IN,
        "administration": SIGNED_IN,
        "people": "people.manage",
        "find-people": "people.manage",
        "invite": "people.manage",
        "person": "people.manage",
        "person-details": "people.manage",
        "give-role": "people.manage",
        "end-role": "people.manage",
        "lost-second-step": "people.manage",
        "come-back": "people.manage",
        "leaving": "people.manage",
        "invitation": "people.manage",
        "send-again": "people.manage",
        "withdraw": "people.manage",
        "teams": "teams.manage",
        "add-team": "teams.manage",
        "rename-team": "teams.manage",
        "close-team": "teams.manage",
        "organisation": "organisation.settings",
        "start": "decision.start",
        "emergency": "decision.start",
        "decision": "decision.read",
        "pdf": "decision.read",
        "question": "decision.change",
        "ask": "decision.change",
        "advice": "decision.change",
        "rows": "decision.change",
        "add-row": "decision.change",
        "change-row": "decision.change",
        "remove-row": "decision.change",
        "step": "decision.change",
        "check": "decision.change",
        "emergency-in": "decision.change",
        "find": "decision.find",
        "break-glass": "glass.break",
        "broken-glass": "glass.review",
        "review-glass": "glass.review",
        "look-out": "lookout.review",
        "finding": "lookout.review",
        "access": "decision.read",
        "let-adviser-in": "access.advise",
        "name-viewer": "access.name",
        "end-grant": "decision.read",
        "restrict": "access.restrict",
        "lift-restriction": "access.restrict",
        "bar": "access.bar",
        "end-conflict": "access.bar",
        "own-conflict": "access.bar-self",
        "link-person": "decision.link",
        "unlink-person": "decision.link",
        "looks": "decision.lookers",
        "add-to": "record.add",
        "todo": "record.add",
        "hand-over": "decision.hand-over",
    }
)
# What is done with one decision: whoever may not open it gets the page for one that does not exist.
OF_A_DECISION = (
    "decision.read",
    "decision.change",
    "decision.hand-over",
    "decision.link",
    "decision.lookers",
    "record.add",
    "access.advise",
    "access.name",
    "access.restrict",
    "access.bar",
    "access.bar-self",
)


def action_of(request: HttpRequest) -> str:
    """The action that this request's address is for; "" where being there takes no role."""
    who = ACCESS[str(request.resolver_match and request.resolver_match.url_name)]
    return "" if who in {ANYONE, SIGNED_IN, DEMONSTRATION, WHOSE} else who

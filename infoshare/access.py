"""Who may use each address of the site, by its name: the one list, compared with the addresses by a test."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Who = Literal[
    "anyone",
    "signed in",
    "who may see the decision",
    "who may change the draft",
    "who may add to the record",
    "demonstration only",
]

ACCESS: Mapping[str, Who] = MappingProxyType(
    {
        "healthz": "anyone",
        "readyz": "anyone",
        "account_login": "anyone",
        "account_logout": "anyone",
        "account_signup": "anyone",
        "account_inactive": "anyone",
        "account_reset_password": "anyone",
        "account_reset_password_done": "anyone",
        "account_reset_password_from_key": "anyone",
        "account_reset_password_from_key_done": "anyone",
        "sign-in-as": "demonstration only",
        "account_change_password": "signed in",
        "home": "signed in",
        "discussions": "signed in",
        "guidance": "signed in",
        "organisation": "signed in",
        "start": "signed in",
        "emergency": "signed in",
        "decision": "who may see the decision",
        "pdf": "who may see the decision",
        "question": "who may change the draft",
        "ask": "who may change the draft",
        "advice": "who may change the draft",
        "rows": "who may change the draft",
        "add-row": "who may change the draft",
        "change-row": "who may change the draft",
        "remove-row": "who may change the draft",
        "step": "who may change the draft",
        "check": "who may change the draft",
        "emergency-in": "who may change the draft",
        "add-to": "who may add to the record",
        "todo": "who may add to the record",
    }
)

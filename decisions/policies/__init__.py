"""When each thing may be done: every check raises one sentence that a person can act on."""

from decisions.policies.handing_over import check_can_close, check_can_hand_over, check_can_take, takers
from decisions.policies.journey import (
    check_can_add,
    check_can_answer,
    check_can_choose_for_organisation,
    check_can_decide_lines,
    check_can_edit,
    check_can_open,
    check_can_record,
    check_can_start,
    check_can_visit,
    check_has_room,
    check_is_owner,
    check_makes_sense,
    check_may_rely,
)
from decisions.policies.reach import check_reaches, reaches
from infoshare.accounts.policy import Refused

__all__ = [
    "check_can_close",
    "check_can_hand_over",
    "check_can_take",
    "takers",
    "Refused",
    "check_can_add",
    "check_can_answer",
    "check_can_choose_for_organisation",
    "check_can_decide_lines",
    "check_can_edit",
    "check_can_open",
    "check_can_record",
    "check_can_start",
    "check_can_visit",
    "check_has_room",
    "check_is_owner",
    "check_makes_sense",
    "check_may_rely",
    "check_reaches",
    "reaches",
]

"""Everything that can happen to a decision: the only writers. One transaction each, its audit event inside."""

from decisions.actions.advice import ask_advice, follow, record_advice, say_still_holds, write_down
from decisions.actions.asking import put_question, take_back
from decisions.actions.deciding_flows import DecidedAlready, decide_flow, end_flow, review_flow
from decisions.actions.drafting import (
    Conflict,
    add_row,
    answer,
    change_row,
    remove_row,
    save_details,
    save_page,
    start,
)
from decisions.actions.flows import (
    add_flow_row,
    carry_on,
    change_flow_row,
    keep_paper,
    remove_flow_row,
    renew_flow,
    save_flow_page,
    start_flow,
    submit_flow,
)
from decisions.actions.handing_over import hand_over
from decisions.actions.leaving import leave
from decisions.actions.lines import decide_lines, keep_all_back
from decisions.actions.organisation import choose_for_organisation
from decisions.actions.protecting import ask_about_clashes, settle_clash
from decisions.actions.recording import amend, record, share_in_emergency
from decisions.actions.requests import reopen, write_answered
from decisions.actions.teams import close_team
from decisions.actions.telling_the_family import look_again, write_told
from decisions.actions.viewing import (
    access_viewed,
    advice_viewed,
    consents_offered,
    figures_viewed,
    flow_viewed,
    flows_listed,
    found,
    ledger_viewed,
    list_viewed,
    people_named,
    retained_viewed,
    retention_listed,
    searched,
    viewed,
)

__all__ = [
    "DecidedAlready",
    "add_flow_row",
    "carry_on",
    "change_flow_row",
    "decide_flow",
    "end_flow",
    "figures_viewed",
    "flow_viewed",
    "flows_listed",
    "keep_paper",
    "remove_flow_row",
    "renew_flow",
    "review_flow",
    "save_flow_page",
    "start_flow",
    "submit_flow",
    "Conflict",
    "access_viewed",
    "advice_viewed",
    "add_row",
    "amend",
    "answer",
    "ask_advice",
    "change_row",
    "choose_for_organisation",
    "close_team",
    "consents_offered",
    "decide_lines",
    "follow",
    "found",
    "ledger_viewed",
    "hand_over",
    "keep_all_back",
    "leave",
    "look_again",
    "people_named",
    "retained_viewed",
    "retention_listed",
    "searched",
    "put_question",
    "say_still_holds",
    "ask_about_clashes",
    "settle_clash",
    "take_back",
    "write_answered",
    "write_down",
    "write_told",
    "list_viewed",
    "record",
    "record_advice",
    "remove_row",
    "reopen",
    "save_details",
    "save_page",
    "share_in_emergency",
    "start",
    "viewed",
]

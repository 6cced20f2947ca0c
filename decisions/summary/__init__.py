"""What each page shows, as plain data: templates choose nothing."""

from decisions.summary.access import (
    access_page,
    conflicts,
    glass_list,
    glass_page,
    looks_page,
    may_stay,
)
from decisions.summary.advice import (
    advice_page,
    ask_page,
    discussions_page,
    elsewhere_page,
    last_answer,
    on_duty,
    stands_now,
    still_holds_page,
)
from decisions.summary.amending import amend_page, passages_page
from decisions.summary.answering import answer_page, confirm_page, outside_page, say_page
from decisions.summary.audit_pdf import audit_counted, audit_frame, audit_of, audit_pdf
from decisions.summary.comparing import compare_consent, compare_decision, compare_person
from decisions.summary.correcting import (
    correction_frame,
    correction_letter,
    correction_page,
    correction_print,
    correction_text,
    find_wrong_page,
    found_wrong_page,
    letters_offered,
    owed_rows,
)
from decisions.summary.corrections_heard import confirm_correction_page, correction_code_page, mail_correction_link
from decisions.summary.drafts import (
    check_page,
    draft_page,
    list_page,
    question_page,
    row_page,
    step_page,
    task_list,
)
from decisions.summary.editions import compared_page, editions_page, guidance_page
from decisions.summary.exporting import export_next, export_page, exports_of, packed, progress, zipped
from decisions.summary.figures import asked_for, figure_list, figures_page, organisation_page, quarter_over
from decisions.summary.flow_records import (
    decide_page,
    end_page,
    event_page,
    flow_print,
    flow_record,
    review_flow_page,
)
from decisions.summary.flows import (
    check_flow_page,
    flow_page,
    flow_row,
    flow_rows,
    flow_tasks,
    flow_url,
    page_url,
    paper_page,
    register_page,
)
from decisions.summary.grid import grid_page, keep_back_page, recipient_page
from decisions.summary.handing_over import hand_over_page, leaving_page
from decisions.summary.incidents import incident_page
from decisions.summary.ledger import ledger_csv, ledger_page, ledger_print, read_ledger
from decisions.summary.list_export import (
    export_list_page,
    list_csv,
    list_export_page,
    list_next,
    list_rows,
    list_total,
)
from decisions.summary.lookout import finding_page, lookout_page
from decisions.summary.navigation import next_url, task_list_url
from decisions.summary.overview import home_page
from decisions.summary.people import decisions_about, kept_of
from decisions.summary.person_packs import offers, pack_frame, pack_page, packs_page, papers, text_page, texts_page
from decisions.summary.person_packs import stored as stored_text
from decisions.summary.protecting import clashes_page, settle_page
from decisions.summary.quality import (
    feedback_page,
    review_sampled_page,
    sample_csv,
    sample_page,
    sample_rows,
    samples_page,
)
from decisions.summary.receipts import mail_receipt_link, receipt_code_page, receipt_page
from decisions.summary.records import RECORD, add_page, countersign_page, issued, record_page
from decisions.summary.register import codes_of, decisions_address, decisions_filter, decisions_page, filter_said
from decisions.summary.requests import refusal_of, refusal_page, refusal_print
from decisions.summary.retained import frame as retained_frame
from decisions.summary.retained import retained_page, said_of
from decisions.summary.retention import named_in, opens, retention_page
from decisions.summary.retention_rules import disposed_page, rules_page
from decisions.summary.review_list import filter_form, review_page
from decisions.summary.reviewing import discussion_page
from decisions.summary.saying import code_page, let_in_page, mail_adviser_link, say_to_adviser_page, seen_by_adviser
from decisions.summary.search import TOO_SLOW, search_page, searched
from decisions.summary.second_look import looked_again, second_look_page, second_looks_page
from decisions.summary.sharing import sharing_frame, sheet_page, to_send_page
from decisions.summary.sheets import approve_page, see_sheet_page, sheet_frame, sheet_print, sheet_text, sheets_page
from decisions.summary.telling import carers, letter_of, letter_page, letter_print, telling_form, telling_page
from decisions.summary.timeline import decision_timeline, decisions_shown, person_timeline
from decisions.summary.withdrawing import foreseen_page, leaning_page, notice_page, references, withdrawal_page

__all__ = [
    "compared_page",
    "looked_again",
    "second_look_page",
    "second_looks_page",
    "editions_page",
    "feedback_page",
    "review_sampled_page",
    "sample_csv",
    "sample_page",
    "sample_rows",
    "samples_page",
    "export_next",
    "export_page",
    "exports_of",
    "packed",
    "progress",
    "zipped",
    "audit_counted",
    "audit_frame",
    "audit_of",
    "audit_pdf",
    "compare_consent",
    "compare_decision",
    "compare_person",
    "decision_timeline",
    "decisions_shown",
    "person_timeline",
    "amend_page",
    "passages_page",
    "disposed_page",
    "named_in",
    "opens",
    "retained_frame",
    "retained_page",
    "retention_page",
    "rules_page",
    "said_of",
    "confirm_correction_page",
    "correction_code_page",
    "correction_frame",
    "correction_letter",
    "correction_page",
    "correction_print",
    "correction_text",
    "find_wrong_page",
    "found_wrong_page",
    "mail_correction_link",
    "owed_rows",
    "carers",
    "clashes_page",
    "kept_of",
    "ledger_csv",
    "ledger_page",
    "ledger_print",
    "letters_offered",
    "letter_of",
    "letter_page",
    "letter_print",
    "offers",
    "pack_frame",
    "pack_page",
    "packs_page",
    "papers",
    "read_ledger",
    "refusal_of",
    "refusal_page",
    "refusal_print",
    "settle_page",
    "stored_text",
    "telling_page",
    "text_page",
    "texts_page",
    "telling_form",
    "answer_page",
    "code_page",
    "seen_by_adviser",
    "confirm_page",
    "let_in_page",
    "mail_adviser_link",
    "outside_page",
    "say_page",
    "say_to_adviser_page",
    "decide_page",
    "end_page",
    "event_page",
    "flow_print",
    "flow_record",
    "review_flow_page",
    "check_flow_page",
    "flow_page",
    "flow_row",
    "flow_rows",
    "flow_tasks",
    "flow_url",
    "page_url",
    "paper_page",
    "register_page",
    "foreseen_page",
    "leaning_page",
    "notice_page",
    "references",
    "withdrawal_page",
    "access_page",
    "add_page",
    "conflicts",
    "countersign_page",
    "decisions_about",
    "finding_page",
    "glass_list",
    "glass_page",
    "lookout_page",
    "looks_page",
    "may_stay",
    "advice_page",
    "ask_page",
    "approve_page",
    "check_page",
    "discussion_page",
    "discussions_page",
    "filter_form",
    "draft_page",
    "elsewhere_page",
    "keep_back_page",
    "last_answer",
    "on_duty",
    "stands_now",
    "still_holds_page",
    "grid_page",
    "guidance_page",
    "hand_over_page",
    "home_page",
    "TOO_SLOW",
    "search_page",
    "searched",
    "leaving_page",
    "list_page",
    "next_url",
    "RECORD",
    "issued",
    "question_page",
    "recipient_page",
    "record_page",
    "review_page",
    "row_page",
    "step_page",
    "task_list",
    "task_list_url",
    "incident_page",
    "mail_receipt_link",
    "receipt_code_page",
    "receipt_page",
    "see_sheet_page",
    "sharing_frame",
    "sheet_frame",
    "sheet_page",
    "to_send_page",
    "sheet_print",
    "sheet_text",
    "sheets_page",
    "asked_for",
    "codes_of",
    "figure_list",
    "figures_page",
    "organisation_page",
    "quarter_over",
    "export_list_page",
    "list_csv",
    "list_export_page",
    "list_next",
    "list_rows",
    "list_total",
    "decisions_address",
    "decisions_filter",
    "decisions_page",
    "filter_said",
]

"""What each page shows, as plain data: templates choose nothing."""

from decisions.summary.access import (
    access_page,
    conflicts,
    glass_list,
    glass_page,
    looks_page,
    may_stay,
    restricted_list,
)
from decisions.summary.drafts import (
    advice_page,
    ask_page,
    check_page,
    draft_page,
    list_page,
    question_page,
    row_page,
    step_page,
    task_list,
)
from decisions.summary.handing_over import hand_over_page, leaving_page
from decisions.summary.lookout import finding_page, lookout_page
from decisions.summary.navigation import next_url, task_list_url
from decisions.summary.overview import discussions_page, guidance_page, home_page
from decisions.summary.people import decisions_about
from decisions.summary.records import add_page, countersign_page, pdf, record_page
from decisions.summary.review_list import filter_form, review_page
from decisions.summary.reviewing import discussion_page
from decisions.summary.withdrawing import foreseen_page, leaning_page, notice_page, references, withdrawal_page

__all__ = [
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
    "restricted_list",
    "advice_page",
    "ask_page",
    "check_page",
    "discussion_page",
    "discussions_page",
    "filter_form",
    "draft_page",
    "guidance_page",
    "hand_over_page",
    "home_page",
    "leaving_page",
    "list_page",
    "next_url",
    "pdf",
    "question_page",
    "record_page",
    "review_page",
    "row_page",
    "step_page",
    "task_list",
    "task_list_url",
]

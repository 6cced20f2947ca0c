"""What each page shows, as plain data: templates choose nothing."""

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
from decisions.summary.navigation import next_url, task_list_url
from decisions.summary.overview import discussions_page, guidance_page, home_page
from decisions.summary.records import add_page, pdf, record_page

__all__ = [
    "add_page",
    "advice_page",
    "ask_page",
    "check_page",
    "discussions_page",
    "draft_page",
    "guidance_page",
    "home_page",
    "list_page",
    "next_url",
    "pdf",
    "question_page",
    "record_page",
    "row_page",
    "step_page",
    "task_list",
    "task_list_url",
]

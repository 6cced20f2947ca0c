"""Where each step of a draft is, and which comes next."""

from django.urls import reverse

from decisions import policies, sheet
from decisions.draft import Draft
from decisions.forms.rows import LISTS
from decisions.steps import BULK, PAGE, SHEETS, WHO_GETS_WHAT, Step, next_step, step
from infoshare.accounts.models import User
from infoshare.accounts.policy import allows


def url(draft: Draft, name: str, /, **where: object) -> str:
    return reverse(name, kwargs={"reference": draft.decision.reference, **where})


def task_list_url(draft: Draft) -> str:
    return url(draft, "decision")


def question_url(draft: Draft) -> str:
    """The question that is next or waits; the last one when all are answered."""
    return url(draft, "question", slug=draft.route.asked[-1])


def step_url(draft: Draft, step: Step) -> str:
    if step.slug in LISTS:
        return url(draft, "rows", name=step.slug)
    if step.slug == WHO_GETS_WHAT:
        return _grid_url(draft)
    if step.slug == SHEETS:
        return _sheets_url(draft)
    if step.slug == "questions":
        return question_url(draft)
    if step.slug == BULK:  # the task list has the button that goes on with it
        return task_list_url(draft)
    return url(draft, "step", slug=step.slug)


def _grid_url(draft: Draft) -> str:
    """Of one recipient the page itself; of several the whole at a glance."""
    if len(draft.recipients) == 1 and draft.items:
        return url(draft, "what-goes-to", pk=draft.recipients[0].pk)
    return url(draft, "who-gets-what")


def _sheets_url(draft: Draft) -> str:
    """The first that nobody looked at as it is; all of them, once that is done."""
    found = next((to for to in sheet.receivers(draft) if not sheet.seen(draft, to)), None)
    return url(draft, "see-sheet", pk=found.pk) if found else url(draft, "sheets")


def place_url(draft: Draft, place: str) -> str:
    """Where advice was asked: its page, its question while that is on the way, else the task list."""
    if place.startswith(PAGE):
        return step_url(draft, step(place.removeprefix(PAGE)))
    return url(draft, "question", slug=place) if place in draft.route.asked else task_list_url(draft)


def next_url(draft: Draft) -> str:
    """The page of the first thing the draft lacks; the check page when it lacks nothing. Danger comes first."""
    if draft.route.outcome == "share_now":
        return url(draft, "emergency-in")
    following = next_step(draft)
    return step_url(draft, following) if following else url(draft, "check")


def hand_over_url(draft: Draft, user: User) -> str:
    """Where this person hands it over; "" where they may not."""
    return url(draft, "hand-over") if allows(policies.check_can_hand_over, draft, user) else ""

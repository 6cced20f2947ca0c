"""The pages of a draft: its task list, questions, lists, and the page to check before recording."""

from decisions import asking, content, duty_to_share, policies, protecting, steps, wording
from decisions.draft import Draft
from decisions.guidance.drawing import svg
from decisions.models import AdviceDiscussion
from decisions.policies.journey import CHANGED
from decisions.policies.protecting import BARRED
from decisions.steps import Step
from decisions.summary.kept_mark import kept_mark
from decisions.summary.navigation import hand_over_url, next_url, step_url, url
from decisions.summary.protecting import alarm
from decisions.summary.relying import consents
from infoshare.accounts.models import User
from infoshare.accounts.policy import refusal_of

Context = dict[str, object]
PAPER_ORDER = (steps.ABOUT, steps.QUESTIONS, steps.INFORMATION, steps.WEIGHING, steps.DECIDING, steps.SHARING)


def task_list(draft: Draft, user: User) -> Context:
    """Every section with its tasks, what is done, what is next, what still bars the record."""
    following = steps.next_step(draft)
    sections = []
    for name in PAPER_ORDER:
        tasks = [
            _task(draft, each, following)
            for each in steps.applying(draft)
            if each.section == name and each.slug not in {"questions", steps.BULK}
        ]
        if name == steps.QUESTIONS:
            tasks = _question_tasks(draft) + tasks
        if name == steps.DECIDING and not draft.route.outcome:
            tasks = [{"title": steps.step("decision").title, "status": "Cannot start yet", "kind": "barred"}]
        if tasks:
            sections.append({"title": name, "tasks": tasks})
    return {
        **_draft(draft),
        "sections": sections,
        "missing": [sentence for _, sentence in steps.missing(draft)],
        "bulk": draft.is_bulk,
        "duty_since": _duty_since(draft),
        **_way_on(draft),
        "open_discussions": [_open(draft, row) for row in draft.open_discussions],
        "stale": [_stale(draft, row) for row in asking.stale(draft)],
        "recorded_by_others": _recorded_by_others(draft, user),
        "hand_over_url": hand_over_url(draft, user),
        **kept_mark(draft.decision, user),
    }


def _duty_since(draft: Draft) -> str:
    """The day since which an older draft is asked about the duty to share; "" where it is not, or has answered."""
    return wording.day(draft.decision.organisation.share_duty_from) if duty_to_share.is_told(draft) else ""


def _way_on(draft: Draft) -> Context:
    """Where the large button leads: to the advice that is waited for, or to the next thing that is missing."""
    waiting = [row for row in draft.open_discussions if row.question in draft.route.waiting_for_advice_at]
    if waiting:
        button = f"What {waiting[0].asked_whom} advised"
        return {"next_url": url(draft, "advice", pk=waiting[0].pk), "next_words": button}
    return {"next_url": next_url(draft), "next_words": "Continue"}


def _open(draft: Draft, row: AdviceDiscussion) -> Context:
    """A discussion that waits; "due" where it was put to somebody who is to answer by then."""
    return {"whom": row.asked_whom, "url": url(draft, "advice", pk=row.pk), "due": wording.moment(row.due_at)}


def _stale(draft: Draft, row: AdviceDiscussion) -> Context:
    return {"whom": row.asked_whom, "url": url(draft, "still-holds", pk=row.pk)}


def _draft(draft: Draft) -> Context:
    return {"draft": draft, "decision": draft.decision, "reference": draft.decision.reference, **alarm(draft)}


def _recorded_by_others(draft: Draft, user: User) -> str:
    """The sentence for somebody who has done their part and may not press the last button."""
    if steps.next_step(draft):
        return ""
    return refusal_of(policies.check_can_record, draft, user)


def _task(draft: Draft, step: Step, following: Step | None) -> Context:
    if step.missing(draft):
        kind = "next" if following and step.slug == following.slug else "todo"
        return {
            "title": step.title,
            "url": step_url(draft, step),
            "status": "Next" if kind == "next" else "To do",
            "kind": kind,
        }
    return {"title": step.title, "url": step_url(draft, step), "status": "Done", "kind": "done"}


def _question_tasks(draft: Draft) -> list[Context]:
    tasks: list[Context] = []
    for slug in draft.route.asked:
        question = draft.pack.question(slug)
        task: Context = {"title": question.text, "url": url(draft, "question", slug=slug)}
        if slug in draft.route.waiting_for_advice_at:
            task |= {"status": "Waiting for advice", "kind": "waiting"}
        elif slug in draft.counted:
            task |= {"status": question.label(draft.counted[slug]), "kind": "done"}
        else:
            task |= {"status": "Next", "kind": "next"}
        tasks.append(task)
    return tasks


def question_page(draft: Draft, slug: str) -> Context:
    question = draft.pack.question(slug)
    return {
        **_draft(draft),
        "question": question,
        "number": draft.route.asked.index(slug) + 1,
        "rules": [rule for rule in draft.pack.rules if rule.number in question.rules],
        "pack": draft.pack,
        "discussions": [row for row in draft.discussions_at(slug) if not row.ended_at],
        "stale": [_stale(draft, row) for row in asking.stale(draft) if row.question == slug],
        "waits": slug in draft.route.waiting_for_advice_at,
        "barred": any(discussion.is_open for discussion in draft.discussions_at(slug)),
        "back_url": _before(draft, slug),
    }


def _before(draft: Draft, slug: str) -> str:
    place = draft.route.asked.index(slug)
    return url(draft, "question", slug=draft.route.asked[place - 1]) if place else url(draft, "decision")


def step_page(draft: Draft, step: Step) -> Context:
    return {
        **_draft(draft),
        "step": step,
        "back_url": url(draft, "decision"),
        "outcome": draft.outcome if step.slug in {"decision", "departure", "grounds"} else None,
        "why": draft.route.why,
        "weighing": draft.weighing if step.slug in {"decision", "grounds"} else None,
        "consents": consents(draft) if step.slug == steps.RELIED_ON else None,
        "ask_url": url(draft, "ask", slug=steps.PAGE + step.slug),
    }


def list_page(draft: Draft, name: str) -> Context:
    return {
        **_draft(draft),
        "name": name,
        "rows": _recipients(draft) if name == "recipients" else _items(draft),
        "next_url": next_url(draft),
        "ask_url": url(draft, "ask", slug=steps.PAGE + name),
        "back_url": url(draft, "decision"),
    }


def _recipients(draft: Draft) -> list[Context]:
    return [{**wording.recipient(row), "pk": row.pk} for row in draft.recipients]


def _items(draft: Draft) -> list[Context]:
    return [{**wording.item(row), "pk": row.pk} for row in draft.items]


def row_page(draft: Draft, name: str, title: str) -> Context:
    return {**_draft(draft), "name": name, "title": title, "back_url": url(draft, "rows", name=name)}


def _shown(draft: Draft) -> Context:
    shown = content.of(draft)
    return {
        **_draft(draft),
        "record": shown,
        "version": content.fingerprint(shown),
        "picture": svg(draft.pack, draft.counted),
    }


def check_page(draft: Draft, user: User) -> Context:
    """The record as it would be written now, with what still bars it."""
    problems = [{"text": sentence, "url": step_url(draft, step)} for step, sentence in steps.missing(draft)]
    problems += [
        {"text": f"Write down what was advised by {row.asked_whom}.", "url": url(draft, "advice", pk=row.pk)}
        for row in draft.open_discussions
    ]
    problems += [
        {"text": CHANGED.format(row.asked_whom), "url": url(draft, "still-holds", pk=row.pk)}
        for row in asking.stale(draft)
    ]
    if protecting.unsettled(draft):
        problems.append({"text": BARRED, "url": url(draft, "clashes")})
    return {
        **_shown(draft),
        "problems": problems,
        "refused": "" if problems else _recorded_by_others(draft, user),
        "changes": _changes(draft),
        "duty_since": _duty_since(draft),
        "back_url": url(draft, "decision"),
    }


def _changes(draft: Draft) -> dict[str, str]:
    """For each part of the record, the page that changes it."""
    links = {step.slug.replace("-", "_"): step_url(draft, step) for step in steps.applying(draft)}
    return links | {f"question_{slug}": url(draft, "question", slug=slug) for slug in draft.counted}


def draft_page(draft: Draft, sentence: str, user: User) -> Context:
    """A draft as somebody reads it who may not change it."""
    missing = [text for _, text in steps.missing(draft)]
    return {
        **_shown(draft),
        "missing": [] if draft.flow else missing,
        "flow": draft.flow,
        "sentence": sentence,
        "hand_over_url": hand_over_url(draft, user),
        **kept_mark(draft.decision, user),
        "back_url": "/",
    }

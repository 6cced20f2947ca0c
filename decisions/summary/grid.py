"""Who gets what: every item for every recipient at a glance, and one recipient's items with what to think about."""

from django.utils import timezone

from decisions import cautions, steps, wording
from decisions.draft import Draft
from decisions.forms.lines import LinesForm
from decisions.models import Item, Recipient
from decisions.summary.drafts import Context
from decisions.summary.navigation import next_url, url
from decisions.summary.protecting import alarm


def grid_page(draft: Draft) -> Context:
    return {
        **_draft(draft),
        "columns": [_column(draft, to) for to in draft.recipients],
        "rows": [
            {"text": item.text, "cells": [_cell(draft, item, to) for to in draft.recipients]} for item in draft.items
        ],
        "open": bool(draft.undecided),
        "next_url": next_url(draft) if not draft.undecided else _first_open(draft),
        "ask_url": _ask_url(draft),
        "back_url": url(draft, "decision"),
    }


def recipient_page(draft: Draft, to: Recipient, form: LinesForm) -> Context:
    return {
        **_of_recipient(draft, to),
        "purpose": draft.decision.purpose,
        "pieces": [_piece(draft, item, to, form) for item in draft.items],
        "undated": [number for number, item in enumerate(draft.items, 1) if item.accurate_on is None],
        "left": sum(whom == to for _, whom in draft.undecided),
        "ask_url": _ask_url(draft),
        "back_url": url(draft, "who-gets-what"),
    }


def keep_back_page(draft: Draft, to: Recipient) -> Context:
    return {
        **_of_recipient(draft, to),
        "items": [item.text for item in draft.items],
        "shared": len(draft.goes_to(to)),
        "back_url": url(draft, "what-goes-to", pk=to.pk),
    }


def _draft(draft: Draft) -> Context:
    return {"decision": draft.decision, "reference": draft.decision.reference, **alarm(draft)}


def _of_recipient(draft: Draft, to: Recipient) -> Context:
    return {
        **_draft(draft),
        "to": str(to),
        "keep_back_url": url(draft, "keep-back", pk=to.pk),
    }


def _column(draft: Draft, to: Recipient) -> Context:
    decided = [line for item in draft.items if (line := draft.line(item, to))]
    return {
        "to": str(to),
        "url": url(draft, "what-goes-to", pk=to.pk),
        "counts": wording.counted(line.choice for line in decided),
        "left": len(draft.items) - len(decided),
    }


def _cell(draft: Draft, item: Item, to: Recipient) -> Context:
    line = wording.line(draft.line(item, to), to)
    return {"choice": line["choice"], "label": wording.SHORT.get(line["choice"], line["choice_label"])}


def _piece(draft: Draft, item: Item, to: Recipient, form: LinesForm) -> Context:
    wrong, case = draft.found_wrong_before(item), draft.decision
    given = cautions.Given(item, to, case.purpose, timezone.localdate(), about=case.about, found_wrong=wrong)
    return {
        "item": wording.item(item),
        "cautions": cautions.of(given),
        "changed": bool(draft.written(item, to)) and not draft.line(item, to),
        "questions": form.questions(item),
    }


def _first_open(draft: Draft) -> str:
    _, to = draft.undecided[0]
    return url(draft, "what-goes-to", pk=to.pk)


def _ask_url(draft: Draft) -> str:
    return url(draft, "ask", slug=steps.PAGE + steps.WHO_GETS_WHAT)

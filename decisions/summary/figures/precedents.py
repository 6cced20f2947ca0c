"""What was decided before, where it came to the same point: shown to whoever decides now, and nothing of anybody."""

from datetime import date

from decisions.draft import Draft
from decisions.oversight.quarters import years_over
from decisions.oversight.suppression import Release
from decisions.steps import Step
from decisions.summary.drafts import Context
from decisions.summary.figures.year_tables import HOW, LIKE, WITH
from decisions.summary.figures.yearly import told_of_year


def precedents(draft: Draft, step: Step, today: date) -> Context:
    """Of the decisions of last year that pointed to the same, with the same said of consent: how many were shared."""
    if step.slug != "decision" or not draft.outcome:
        return {}
    row = (draft.outcome.slug, draft.counted.get("agreement") or draft.counted.get("consent", ""))
    year = years_over(today)[0]
    told = told_of_year(draft.decision.organisation, year)
    shared, kept = (told[LIKE.place(row, way)] for way in HOW)
    if shared.is_hidden:
        return {}
    is_few = shared.is_few and kept.is_few
    return {
        "precedents": {
            "year": year.title,
            "shared": shared.text,
            "kept": kept.text,
            "is_few": is_few,
            "shared_with": [] if shared.is_few else _shared_with(told, row),
        }
    }


def _shared_with(told: Release, row: tuple[str, ...]) -> list[dict[str, str]]:
    numbers = {whom: told[WITH.place(like, "shared")] for like, whom in WITH.rows.items() if like[:-1] == row}
    return [{"whom": whom, "number": each.text} for whom, each in numbers.items() if each.value is not None]

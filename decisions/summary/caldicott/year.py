"""A year of the Caldicott log, counted: the same for every reader, whatever they may open."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from consent.status import Term
from decisions import words
from decisions.advising import yearly
from decisions.advising.clock import working_time
from decisions.advising.withheld import Known, marked
from decisions.advising.yearly import ANSWERED, CLOSED, TAKEN_BACK, WAITING, Asked, Labels, Report
from decisions.models import AdviceAnswer, AdviceDiscussion
from decisions.models.log import as_it_stood, asked_of_guardians
from decisions.summary.caldicott.enquirers import ENQUIRERS, roles_when_asked
from decisions.summary.caldicott.log import bounds
from infoshare.accounts.calendar import bank_holidays
from infoshare.accounts.models import Organisation

Answers = Mapping[int, list[AdviceAnswer]]


def of_year(organisation: Organisation, year: int) -> Report:
    """As it stood when the year ended, or stands now; in a number of queries that does not grow."""
    start, end = bounds(year)
    until = min(end, timezone.now())
    asked_then = asked_of_guardians(organisation).filter(log_entry__asked_at__gte=start, log_entry__asked_at__lt=until)
    found = as_it_stood(asked_then, until)
    rows = list(found.select_related("decision").order_by("asked_at", "pk"))
    answers, roles = _answers(rows, until), roles_when_asked(rows)
    holidays = bank_holidays(organisation.nation)
    told = [row for row in rows if row.identity_withheld]
    asked = [_asked(row, roles[row.pk], answers.get(row.pk, []), until, holidays) for row in rows]
    return yearly.report(
        asked,
        year=year,
        until=timezone.localdate(until if until < end else end - timedelta(days=1)),
        labels=_labels(),
        lessons=_lessons(told, answers),
        precedents=sorted({row.precedent for row in told if row.precedent}),
        quoted=sorted({row.decision.reference for row in told if row.precedent or _lesson(row, answers)}),
    )


def _answers(rows: Iterable[AdviceDiscussion], until: datetime) -> Answers:
    found = AdviceAnswer.objects.open_to(None).filter(discussion__in=rows, given_at__lt=until)
    answers = defaultdict(list)
    for each in found:
        answers[each.discussion_id].append(each)
    return answers


def _asked(
    row: AdviceDiscussion, role: str, answers: list[AdviceAnswer], until: datetime, holidays: Container[date]
) -> Asked:
    state, last = _state(row, answers, until), answers[-1] if answers else None
    here, closed = row.put != "elsewhere", state == CLOSED
    waited_until = answers[0].given_at if answers else min(filter(None, (row.ended_at, until)))
    return Asked(
        received=timezone.localdate(row.asked_at),
        enquirer=role,
        here=here,
        urgency=row.urgency,
        state=state,
        late=row.due_at is not None and waited_until > row.due_at,
        worked=working_time(row.asked_at, waited_until, holidays=holidays) if here else yearly.NO_TIME,
        advice=row.advice_then if closed else "",
        followed=row.followed_then if closed else "",
        theme=row.logged_theme if closed and here else "",
        principles=tuple(last.principles) if last and closed and here else (),
        confirmed=last.said if last and closed and not here else "",
    )


def _state(row: AdviceDiscussion, answers: list[AdviceAnswer], until: datetime) -> str:
    if row.closed_at and row.closed_at < until:
        return CLOSED
    if row.ended_at and row.ended_at < until:
        return TAKEN_BACK
    return ANSWERED if answers and row.put != "elsewhere" else WAITING


def _lessons(rows: Iterable[AdviceDiscussion], answers: Answers) -> list[str]:
    """Of advice that was given without names; what looks like a number or an address is left out of it too.

    Each once, and in the order of the alphabet: that tells neither how many there were nor when.
    """
    return sorted({marked(lesson, Known()).shown for row in rows if (lesson := _lesson(row, answers))})


def _lesson(row: AdviceDiscussion, answers: Answers) -> str:
    return answers[row.pk][-1].lesson if answers.get(row.pk) else ""


def _labels() -> Labels:
    return Labels(
        enquirers=ENQUIRERS,
        advice=_of(words.ADVICE),
        followed=_of(words.FOLLOWED),
        themes=_of(words.THEMES),
        principles=_of(words.PRINCIPLES),
    )


def _of(vocabulary: Mapping[str, Term]) -> dict[str, str]:
    return {value: term.label for value, term in vocabulary.items()}

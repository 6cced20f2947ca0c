"""Which consents may call for another look, found by the database: rather some too many than one too few.

What calls for it is said by standing.py alone, once all of a consent is read. This keeps a county's from being read.
"""

from datetime import date, timedelta
from typing import Any

from django.db.models import DateField, Exists, F, Func, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from consent import birthdays, words
from consent.models.consent import Consent
from consent.models.events import ConsentEvent

A_DAY = timedelta(days=1)
KEPT = timedelta(days=14)  # so long after the 18th birthday a parent's answer is shown as having ended
Events = QuerySet[ConsentEvent, Any]
AGREES = ("given", "renewed")
ANSWERS = (*AGREES, "refused", "withdrawn", "found_invalid")
SAME = Q(by_themselves=True) & Q(by_themselves=OuterRef("by_themselves")) | Q(relationship=OuterRef("relationship"))
EVERYBODYS = Q(by_themselves=False, relationship__isnull=True)


class Turned(Func):
    """The day somebody turns an age, or the day before: born on 29 February, PostgreSQL has them turn on the 28th."""

    output_field = DateField()

    def __init__(self, *born: Any, years: int) -> None:
        super().__init__(*born, template=f"(%(expressions)s + interval '{years:d} years')::date")


def may_call(consents: QuerySet[Consent], *, since: date | None, until: date, today: date) -> QuerySet[Consent]:
    """Those with a day in that time on which somebody's answer may call for another look, or ends. All that does is in.

    `since` None is as far back as there is.
    """
    answers = _last_answers(today)
    a_child = Q(by_themselves=True) | Q(turned_18__isnull=True) | Q(turned_18__gte=today - KEPT - A_DAY)
    in_time = _in_time("next_look", since, until) | _in_time("until", since, until)
    for age in birthdays.LOOK_AGAIN_AT:
        turned = Turned(F("consent__person__born_on"), years=age)
        answers = answers.annotate(**{f"turned_{age}": turned})
        in_time |= _in_time(f"turned_{age}", since and since - A_DAY, until) & Q(
            **{f"turned_{age}__gte": F("looked_on")}
        )
    answers = answers.filter(a_child)
    calls = _after(today).filter(_in_time("on", since, until), kind="called_for_review", on__gte=OuterRef("looked_on"))
    found = answers.filter(consent=OuterRef("pk")).filter(in_time | Exists(calls))
    return consents.filter(Exists(found))


def _in_time(name: str, since: date | None, until: date) -> Q:
    return Q(**{f"{name}__lte": until}) & (Q(**{f"{name}__gte": since}) if since else Q())


def _after(today: date) -> Events:
    """What happened to the consent of an event after it, until today."""
    later = Q(on__gt=OuterRef("on")) | Q(on=OuterRef("on"), pk__gt=OuterRef("pk"))
    return ConsentEvent.objects.filter(later, consent=OuterRef("consent"), on__lte=today)


def _last_answers(today: date) -> Events:
    """Each time somebody whose answer may count agreed and has answered nothing since, with what was set since."""
    after = _after(today)
    looks = after.filter(kind="reviewed").order_by("-on", "-pk")
    has_a_say = ConsentEvent.objects.filter(SAME, consent=OuterRef("consent"), responsibility=words.YES)
    answers = ConsentEvent.objects.filter(kind__in=AGREES, on__lte=today)
    answers = answers.filter(Q(by_themselves=True) | Exists(has_a_say))
    answers = answers.exclude(until__lt=today).filter(~Exists(after.filter(SAME | EVERYBODYS, kind__in=ANSWERS)))
    return answers.annotate(
        looked_on=Coalesce(Subquery(looks.values("on")[:1]), F("on")),
        next_look=Coalesce(Subquery(looks.values("look_again_on")[:1]), F("look_again_on")),
    )

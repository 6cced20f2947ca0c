"""The easy-read copy of a consent: large type, one idea a line, short words, a picture beside each."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.template.loader import render_to_string

from consent import words
from consent.documents import family
from consent.register import Held
from consent.standing import Standing
from infoshare.documents.pdf import ToPrint
from infoshare.govuk.moments import day

Context = dict[str, object]


@dataclass(frozen=True, slots=True)
class Line:
    """One idea: a picture (templates/consent/pictures), a few words of ours, and what was written down about it."""

    picture: str
    says: str
    words: tuple[str, ...] = ()

    @property
    def template(self) -> str:
        return f"consent/pictures/{self.picture}.html"


def to_print(held: Held, *, on: date, at: datetime) -> ToPrint:
    html = render_to_string("consent/easy_read_pdf.html", easy_read(held, on))
    return ToPrint(html, title=f"Easy-read consent {held.consent.reference}", created_at=at, printed_on=day(on))


def easy_read(held: Held, on: date) -> Context:
    now = held.standing(on)
    return {
        "reference": held.consent.reference,
        "organisation": held.consent.organisation.name,
        "on": day(on),
        "stands": now.stands,
        "lines": list(_lines(held, now, on)),
        "keeper": family.keeper(held.consent.begun_by),
    }


def _lines(held: Held, now: Standing, on: date) -> Iterator[Line]:
    consent, covers = held.consent, held.scope(on)
    yield Line("person", f"This is about {family.about(held)}.")
    yield Line(_picture(now), f"{family.STANDS[now.status].label}.", (family.follows(held, now),))
    yield Line("paper", f"{family.TITLES['information']}:", _information(held, covers.categories))
    yield Line("talk", f"{family.TITLES['recipients']}:", tuple(map(str, covers.recipients)) or ("Nobody yet",))
    yield Line("why", f"{family.TITLES['purpose']}:", (consent.purpose,))
    if back := family.taken_back(held, now):
        yield Line("stop", "This was taken back:", tuple(back))
    if now.stands:
        yield Line("calendar", family.until(now))
    if consent.limits:
        yield Line("lock", "We keep it private. We may share it without a yes only:", (consent.limits,))
    yield Line("stop", "You can change your mind at any time.", (consent.withdrawal,) if consent.withdrawal else ())


def _picture(now: Standing) -> str:
    if now.stands:
        return "yes"
    return "stop" if now.status in {"refused", "withdrawn", "expired", "invalid"} else "talk"


def _information(held: Held, covered: frozenset[str]) -> tuple[str, ...]:
    labels = [words.CATEGORIES[each].label for each in held.consent.categories if each in covered]
    return tuple(labels) or ("Nothing yet",)

"""What the list of decisions is narrowed by. It stands in the address: codes, days, and colleagues by their numbers."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django_filters import ChoiceFilter, Filter, FilterSet, ModelChoiceFilter

from decisions import words
from decisions.guidance.packs import PACKS
from decisions.models import RegisterEntry
from decisions.models.register import RegisterQuerySet
from decisions.models.register_pages import SORTS
from decisions.models.register_terms import rows_with
from infoshare.accounts.calendar import midnight
from infoshare.accounts.models import Team, User
from infoshare.govuk.fields import GovDateField, ShortText
from infoshare.govuk.forms import GovForm
from infoshare.saving.forms import CreatingForm, SavingForm

BACKWARDS = "The last day must be the first day or later"
Choices = list[tuple[str, str]]


def _terms(vocabulary: Mapping[str, Any]) -> Choices:
    return [(value, term.label) for value, term in vocabulary.items()]


def _answers(*slugs: str) -> Choices:
    """What can be answered to these questions, in whichever edition they stand."""
    asked = (each for pack in PACKS.values() for each in pack.questions if each.slug in slugs)
    return list({option.value: option.label for question in asked for option in question.options}.items())


STATES: Choices = [
    ("open", "Draft, or waiting for advice"),
    ("done", "Recorded, also after an emergency"),
    *_terms(words.REGISTER_STATES),
]
WHOSE: Choices = [("own", "Mine"), ("others", "Other people's")]
EDITIONS: Choices = [(key, each.title) for key, each in PACKS.items()]
AGREEMENTS, SITUATIONS = _answers("agreement", "consent"), _answers("situation")
OUTCOMES: Choices = list({each.slug: each.title for pack in PACKS.values() for each in pack.outcomes}.items())


class RegisterForm(GovForm):
    def clean(self) -> None:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and until < since:
            self.add_error("until", BACKWARDS)


class DayFilter(Filter):  # type: ignore[misc]
    field_class = GovDateField


class TermFilter(ChoiceFilter):  # type: ignore[misc]
    """By what the term means, as figures count it too."""

    def filter(self, rows: RegisterQuerySet, value: str) -> RegisterQuerySet:
        return rows_with(rows, self.field_name, value) if value else rows


class RegisterFilter(FilterSet):  # type: ignore[misc]
    """Each filter is said of the register alone; of how it is sorted `sort` is read by whoever shows the page."""

    state = TermFilter(label="How it stands", choices=STATES, empty_label="Any")
    whose = ChoiceFilter(
        label="Whose",
        choices=WHOSE,
        method="of_whom",
        empty_label="Anybody's",
    )
    team = ModelChoiceFilter(label="Team", queryset=Team.objects.none(), empty_label="Any")
    by = ModelChoiceFilter(label="By", field_name="owner", queryset=User.objects.none(), empty_label="Anybody")
    decided = TermFilter(label="What was decided", choices=_terms(words.DECISIONS), empty_label="Any")
    ground = TermFilter(label="Why it was not shared", choices=_terms(words.GROUNDS), empty_label="Any")
    outcome = TermFilter(label="What the guidance pointed to", choices=OUTCOMES, empty_label="Any")
    agreement = TermFilter(label="Consent or agreement", choices=AGREEMENTS, empty_label="Any")
    consent = TermFilter(label="Consent set aside", choices=_terms(words.OVERRIDDEN), empty_label="Either")
    situation = TermFilter(label="What it is", choices=SITUATIONS, empty_label="Any")
    edition = TermFilter(label="Guidance", choices=EDITIONS, empty_label="Any")
    took = TermFilter(label="From starting to recording", choices=_terms(words.TOOK), empty_label="Any")
    heard = TermFilter(label="Word that it arrived", choices=_terms(words.HEARD), empty_label="Any")
    added = TermFilter(label="Added to since", choices=_terms(words.ADDED), empty_label="Either")
    unwritten = TermFilter(label="Still to be written down", choices=_terms(words.UNWRITTEN), empty_label="Either")
    # The days are those that the list is sorted by, so that they are found together in its index.
    since = DayFilter(label="From", called="The first day", method="from_day")
    until = DayFilter(label="To", called="The last day", method="to_day")
    sort = ChoiceFilter(
        label="In order",
        choices=_terms(words.REGISTER_SORTS)[1:],
        method="as_it_is",
        empty_label=words.REGISTER_SORTS["started"].label,
    )

    class Meta:
        model = RegisterEntry
        form = RegisterForm
        fields: tuple[str, ...] = ()

    def __init__(self, data: Mapping[str, Any], *, by: User, teams: Any, people: Any) -> None:
        super().__init__(data or {}, queryset=RegisterEntry.objects.all())
        self.reader = by
        self.filters["team"].queryset, self.filters["by"].queryset = teams, people
        for name, rows in (("team", teams), ("by", people)):
            if len(rows) < (2 if name == "team" else 1):
                del self.filters[name]

    @property
    def sort_wanted(self) -> str:
        return self.form.cleaned_data["sort"] or "started"

    @property
    def codes(self) -> dict[str, str]:
        """What is asked for, as an address has it: what was typed as a day is numbers there."""
        found: dict[str, str] = {}
        for name, value in self.form.cleaned_data.items():
            if isinstance(value, date):
                parts = zip(("day", "month", "year"), (value.day, value.month, value.year), strict=True)
                found |= {f"{name}_{part}": str(number) for part, number in parts}
            elif value:
                found[name] = str(getattr(value, "pk", value))
        return found

    def of_whom(self, rows: RegisterQuerySet, name: str, value: str) -> RegisterQuerySet:
        own = Q(owner_id=self.reader.pk)
        return rows.filter(own if value == "own" else ~own)

    def from_day(self, rows: RegisterQuerySet, name: str, value: date) -> RegisterQuerySet:
        return rows.filter(**{f"{self._dated}__gte": midnight(value)})

    def to_day(self, rows: RegisterQuerySet, name: str, value: date) -> RegisterQuerySet:
        return rows.filter(**{f"{self._dated}__lt": midnight(value + timedelta(days=1))})

    def as_it_is(self, rows: RegisterQuerySet, name: str, value: str) -> RegisterQuerySet:
        return rows

    @property
    def _dated(self) -> str:
        return SORTS[self.sort_wanted].column


class SaveFilterForm(SavingForm):
    refused_at = "name"
    messages = {"name": "Give it a name"}
    name = ShortText(
        label="What do you call it?",
        max_length=60,
        width=30,
        help_text="Only you see this name. Name no child and no family. For example: waiting for advice.",
    )


class ExportListForm(CreatingForm):
    """The button alone."""

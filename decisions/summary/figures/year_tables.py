"""By what decisions of a whole year are told apart, and how all those numbers add up."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from consent.status import Term
from decisions import words
from decisions.forms.register import AGREEMENTS, OUTCOMES, SITUATIONS
from decisions.models.register_terms import SHARED
from decisions.oversight.quarters import Year
from decisions.oversight.suppression import Place, Sum
from decisions.summary.figures.catalogue import DECIDED
from decisions.summary.figures.organisation import SUMS, WHOLE
from infoshare.accounts.models import Organisation, Team

HOW = ("shared", "kept")
ALL = "all"


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` of the register, or what yearly.py works out of it; and what each row is called, by their values."""

    slug: str
    columns: tuple[str, ...]
    rows: Mapping[tuple[str, ...], str]
    title: str = ""
    says: str = ""

    def place(self, row: tuple[str, ...], way: str) -> Place:
        return (self.slug, *row, way)


def _rows(terms: Iterable[tuple[str, str]], none: str) -> dict[tuple[str, ...], str]:
    return {**{(value,): label for value, label in terms}, ("",): none}


def _terms(vocabulary: Mapping[str, Term]) -> Iterator[tuple[str, str]]:
    return ((value, term.label) for value, term in vocabulary.items())


REASON = Table(
    "outcome",
    ("outcome",),
    {(value,): label for value, label in OUTCOMES},
    title="By what the guidance pointed to",
    says="Where the answers led. The decision is the author's own.",
)
SITUATION = Table(
    "situation",
    ("situation",),
    _rows(SITUATIONS, "Not said"),
    title="By what it was",
    says="Whether somebody asked for it, or it was thought of here.",
)
AGE = Table(
    "age",
    ("age",),
    _rows(_terms(words.AGES), "No date of birth is recorded"),
    title="By age",
    says="The age of the youngest whom it is about, on the day on which it was started.",
)
ETHNICITY = Table(
    "ethnicity",
    ("ethnicity",),
    _rows(_terms(words.ETHNIC_GROUPS), "Not recorded"),
    title="By ethnic group",
    says="Of the same child, where they or a parent said it. The groups are those of the Census 2021.",
)
# What a decision is like while it is made: where the guidance points, and what is known of consent.
LIKE = Table(
    "like",
    ("outcome", "agreement"),
    {(value, said): "" for value, _ in OUTCOMES for said in ("", *(each for each, _ in AGREEMENTS))},
)
# With whom those were shared: of each kind how many, as one decision may go to several.
WITH = Table(
    "with",
    (*LIKE.columns, "sector"),
    {(*row, sector): term.label for row in LIKE.rows for sector, term in words.SECTORS.items()},
)
WITHOUT = "without"


def places_of(shown: Sequence[Table]) -> Iterator[Place]:
    """All that is told of a year but with whom something was shared."""
    yield from ((ALL, way) for way in HOW)
    yield from (each.place(row, way) for each in (*shown, LIKE) for row in each.rows for way in HOW)


PLACES_WITH = [WITH.place(row, "shared") for row in WITH.rows]
SUMS_WITH: list[Sum] = [
    (LIKE.place(row[:-1], "shared"), [WITH.place(row, "shared"), WITH.place(row, WITHOUT)]) for row in WITH.rows
]


def tables(organisation: Organisation) -> list[Table]:
    teams = [(str(team.pk), team.name) for team in Team.objects.filter(organisation=organisation).order_by("name")]
    team = Table(
        "team", ("team_id",), _rows(teams, "In no team"), title="By team", says="The team that the decision belongs to."
    )
    return [REASON, SITUATION, AGE, ETHNICITY, team]


def sums_of(year: Year, shown: Sequence[Table]) -> Iterator[Sum]:
    """What adds up to what: each table to the whole, what decisions are like to where they led, quarters to it."""
    for way in HOW:
        for each in shown:
            yield (ALL, way), [each.place(row, way) for row in each.rows]
        for row in REASON.rows:
            yield REASON.place(row, way), [LIKE.place(each, way) for each in LIKE.rows if each[:1] == row]
    yield (ALL,), [(ALL, way) for way in HOW]
    for row in REASON.rows:
        yield (REASON.slug, *row), [REASON.place(row, way) for way in HOW]
    yield from _quarters([each.slug for each in year.quarters])


def _quarters(slugs: Sequence[str]) -> Iterator[Sum]:
    """What each quarter adds up to by itself, and all of them to what is known of the year."""
    for slug in slugs:
        for total, parts in SUMS:
            yield (slug, *total), [(slug, *part) for part in parts]
    yield (ALL,), [(slug, *WHOLE) for slug in slugs]
    for way in HOW:
        labels = [row.label for row in DECIDED.rows if (row.codes["decided"] in SHARED) == (way == "shared")]
        yield (ALL, way), [(slug, DECIDED.slug, label) for slug in slugs for label in labels]
    for row, label in REASON.rows.items():
        yield (REASON.slug, *row), [(slug, REASON.slug, label) for slug in slugs]

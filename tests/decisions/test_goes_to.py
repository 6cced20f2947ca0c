"""Over many grids: a recipient gets nothing that was kept back, and of what was shared in part that part alone."""

from datetime import UTC, datetime
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from decisions import content
from decisions.draft import Draft
from decisions.models import Item, Line, Recipient
from tests.decisions.builders import in_memory

BEFORE, THEN, NOW = (datetime(2026, 11, day, tzinfo=UTC) for day in (1, 2, 3))
CELL = st.one_of(st.none(), st.tuples(st.sampled_from(["share", "redact", "withhold"]), st.booleans()))
GRIDS = st.tuples(st.integers(1, 6), st.integers(1, 4)).flatmap(
    lambda size: st.lists(st.lists(CELL, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)
Grid = list[list[tuple[str, bool] | None]]


def drafted(cells: Grid) -> Draft:
    """Each text names its item; what is read instead names its recipient too. Some items changed since."""
    items = [
        Item(pk=number, text=f"whole-{number}", nature="fact", category="health", saved_at=THEN)
        for number in range(len(cells))
    ]
    recipients = [Recipient(pk=number, role=f"role-{number}", saved_at=THEN) for number in range(len(cells[0]))]
    lines = [_line(item, to, *cell) for item, to in product(items, recipients) if (cell := cells[item.pk][to.pk])]
    draft = in_memory("golden_rules_2024", {})
    draft.items.extend(items)
    draft.recipients.extend(recipients)
    draft.lines.extend(lines)
    return draft


def _line(item: Item, to: Recipient, choice: str, stands: bool) -> Line:
    redacted = f"instead-{item.pk}-{to.pk}" if choice == "redact" else ""
    return Line(item=item, recipient=to, choice=choice, why="w", redacted=redacted, saved_at=NOW if stands else BEFORE)


def read_by(draft: Draft, to: Recipient) -> list[str]:
    """The words that leave for one recipient."""
    return [line.redacted or line.item.text for line in draft.goes_to(to)]


@given(GRIDS)
def test_a_recipient_reads_what_was_shared_once_and_nothing_else(cells: Grid) -> None:
    draft = drafted(cells)
    for to in draft.recipients:
        wanted = []
        for item in draft.items:
            choice, stands = cells[item.pk][to.pk] or ("", False)
            if stands and choice == "share":
                wanted.append(item.text)
            elif stands and choice == "redact":
                wanted.append(f"instead-{item.pk}-{to.pk}")
        assert read_by(draft, to) == wanted


@given(GRIDS)
def test_whatever_does_not_go_is_kept_back_or_still_to_be_decided(cells: Grid) -> None:
    draft = drafted(cells)
    for item, to in product(draft.items, draft.recipients):
        line = draft.line(item, to)
        ways = [
            line in draft.goes_to(to) if line else False,
            bool(line and line.choice == "withhold"),
            (item, to) in draft.undecided,
        ]
        assert sum(ways) == 1


@given(GRIDS)
def test_the_record_says_of_each_what_goes(cells: Grid) -> None:
    draft = drafted(cells)
    for item, said in zip(draft.items, content._items(draft), strict=True):
        lines = said["lines"]
        assert isinstance(lines, list)
        for to, line in zip(draft.recipients, lines, strict=True):
            goes = [each for each in draft.goes_to(to) if each.item == item]
            assert (line["choice"] in {"share", "redact"}) == bool(goes)
            assert line["redacted"] == (goes[0].redacted if goes else "")

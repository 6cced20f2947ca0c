"""What a sheet says, over many grids: what goes to its recipient once, and of everything else nothing."""

import json
import re
from datetime import UTC, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decisions import sheet
from decisions.draft import Draft
from decisions.models import Item, Line, Recipient
from infoshare.accounts.models import Membership, Organisation, User
from tests.decisions.builders import in_memory

THEN, NOW = (datetime(2026, 11, day, tzinfo=UTC) for day in (2, 3))
CHOICES = st.sampled_from(["share", "redact", "withhold", ""])
GRIDS = st.tuples(st.integers(1, 6), st.integers(1, 4)).flatmap(
    lambda size: st.lists(st.lists(CHOICES, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)
TOKEN = re.compile(r"q[a-z]+\d+(?:x\d+)?z")  # found also where a layout took the spaces away


def drafted(cells: list[list[str]]) -> Draft:
    """Every text is a token that says where it stands."""
    natures = ("fact", "opinion", "allegation")
    items = [
        Item(
            pk=number,
            text=f"qtext{number}z",
            nature=natures[number % 3],
            category="health",
            source=f"qsource{number}z",
            author=f"qauthor{number}z",
            about_whom=f"qabout{number}z",
            saved_at=THEN,
        )
        for number in range(len(cells))
    ]
    to = [Recipient(pk=n, organisation=f"qplace{n}z", role=f"qrole{n}z", saved_at=THEN) for n in range(len(cells[0]))]
    found = in_memory("golden_rules_2024", {})
    owner = User(pk=1, name="qowner1z", email="owner@north.example", job_title="qjob1z")
    owner.held = [Membership(role="practitioner")]
    found.decision.organisation = Organisation(pk=1, name="qours1z", contact="qring1z")
    found.decision.owner, found.decision.about, found.decision.purpose = owner, "qinitials1z", "qpurpose1z"
    found.items.extend(items)
    found.recipients.extend(to)
    found.lines.extend(_line(item, whom, cells[item.pk][whom.pk]) for item, whom in product(items, to))
    found.lines[:] = [line for line in found.lines if line.choice]
    return found


def _line(item: Item, to: Recipient, choice: str) -> Line:
    redacted = f"qinstead{item.pk}x{to.pk}z" if choice == "redact" else ""
    onward = "no" if choice in {"share", "redact"} else ""
    why = f"qwhy{item.pk}x{to.pk}z"
    return Line(item=item, recipient=to, choice=choice, why=why, redacted=redacted, onward=onward, saved_at=NOW)


def tokens(content: object) -> list[str]:
    return TOKEN.findall(json.dumps(content))


def wanted(cells: list[list[str]], to: Recipient) -> list[str]:
    """Every token that may stand on the sheet, each as often as it may."""
    found = ["qours1z", f"qplace{to.pk}z", f"qrole{to.pk}z", "qpurpose1z", "qowner1z", "qjob1z", "qring1z"]
    for number, row in enumerate(cells):
        if row[to.pk] == "share":
            found += [f"qtext{number}z", f"qsource{number}z", f"qabout{number}z"]
            found += [f"qauthor{number}z"] if number % 3 else []
        elif row[to.pk] == "redact":
            found += [f"qinstead{number}x{to.pk}z"]
    return found


@given(GRIDS)
def test_a_sheet_says_what_goes_to_its_recipient_once_and_nothing_else(cells: list[list[str]]) -> None:
    draft = drafted(cells)
    for to in draft.recipients:
        assert sorted(tokens(sheet.of(draft, to))) == sorted(wanted(cells, to))


@given(GRIDS)
def test_whoever_gets_nothing_gets_no_sheet(cells: list[list[str]]) -> None:
    draft = drafted(cells)
    get = [to.pk for to in draft.recipients if {"share", "redact"} & {row[to.pk] for row in cells}]
    assert [to.pk for to in sheet.receivers(draft)] == get


@pytest.mark.parametrize(
    ("nature", "choice", "said"),
    [
        ("fact", "share", "A fact."),
        ("opinion", "share", "An opinion of Her aunt."),
        ("allegation", "share", "An allegation by Her aunt. It is not established."),
        ("opinion", "redact", "An opinion."),
        ("allegation", "redact", "An allegation. It is not established."),
    ],
)
def test_an_opinion_or_an_allegation_is_never_taken_for_a_fact(nature: str, choice: str, said: str) -> None:
    draft = drafted([[choice]])
    draft.items[0].nature, draft.items[0].author = nature, "Her aunt"
    assert sheet.MARKS[1].take(draft.goes_to(draft.recipients[0])[0]) == said


def test_each_field_says_where_it_is_from_and_why_it_may_go() -> None:
    assert [each.name for each in sheet.FIELDS] == ["organisation", "to", "purpose", "lines", "conditions", "call"]
    assert all(each.source and each.why for each in sheet.FIELDS)
    assert all(each.source and each.why for each in sheet.MARKS)


def test_where_the_organisation_names_no_number_the_owners_address_stands_there() -> None:
    draft = drafted([["share"]])
    draft.decision.organisation.contact = ""
    assert sheet.of(draft, draft.recipients[0])["call"] == {
        "name": "qowner1z",
        "role": "qjob1z",
        "contact": "owner@north.example",
    }


@pytest.mark.parametrize("changed", ["text", "recipient", "purpose", "onward", "owner", "nature"])
def test_whatever_changes_on_the_sheet_changes_its_fingerprint(changed: str) -> None:
    draft = drafted([["share"], ["withhold"]])
    to = draft.recipients[0]
    before = sheet.fingerprint(draft, to)
    changes = {
        "text": lambda: setattr(draft.items[0], "text", "Other"),
        "recipient": lambda: setattr(to, "role", "Other"),
        "purpose": lambda: setattr(draft.decision, "purpose", "Other"),
        "onward": lambda: setattr(draft.lines[0], "onward", "yes"),
        "owner": lambda: setattr(draft.decision.owner, "name", "Other"),
        "nature": lambda: setattr(draft.items[0], "nature", "opinion"),
    }
    changes[changed]()
    assert sheet.fingerprint(draft, to) != before


def test_what_is_kept_back_changes_nothing_of_it() -> None:
    draft = drafted([["share"], ["withhold"]])
    to = draft.recipients[0]
    before = sheet.fingerprint(draft, to)
    draft.items[1].text, draft.lines[1].why, draft.lines[0].why = "Other", "Other", "Other"
    assert sheet.fingerprint(draft, to) == before

"""What is printed is all that the record holds, in its order, in a file for the archive; and nothing kept back."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any
from unittest import mock

import pytest
from django.template.backends.django import Template
from django.utils.html import strip_tags

from decisions import summary
from decisions.models import Line, Sheet
from tests.browser.pdfs import packed, text
from tests.campaigns.conftest import Judge
from tests.campaigns.papers import Paper, kinds, of_everybody, on_one_page, richest
from tests.documents.reading import opened, streams, words
from tests.seeding.canaries import TOKEN
from tests.seeding.world import SHARED, Seeded, World
from tests.verapdf import Verdict, validate

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Size = Callable[[int, int], int]
Given = dict[str, tuple[str, set[str]]]  # by the page as it is printed: its template, and the tokens it was given
VALID = Verdict(pdfa_3a=True, pdfua_1=True, failures=())
# Names stand wherever somebody or something is spoken of.
NAMES = (
    *("accounts.Organisation.name", "accounts.Team.name", "accounts.User.name", "accounts.User.job_title"),
    *("decisions.Recipient.organisation", "decisions.Recipient.role", "decisions.Recipient.name"),
    *("consent.ConsentRecipient.organisation", "consent.ConsentRecipient.role", "consent.Relationship.name"),
    *(
        "consent.Person.reference",
        "consent.Person.name",
        "decisions.FlowPartner.organisation",
        "decisions.Decision.about",
    ),
)
# The same piece goes to several, or is asked about again below.
REPEATED = {
    "pack": {"decisions.Item.text"},
    "ledger": {"decisions.Item.text"},
    "record": {  # it was found wrong; a passage that was amended stands in its place too; an emergency is told first
        *("decisions.Item.text", "decisions.Conclusion.reasons", "decisions.Amendment.text"),
        *("decisions.Emergency.told_whom", "decisions.Emergency.danger", "decisions.SharingEvent.told_whom"),
    },
    "flow": {  # the answer first
        *("decisions.DataSet.what", "decisions.DataSet.about_whom", "decisions.DataSet.how_many"),
        *("decisions.Flow.power", "decisions.FlowPaper.what"),
    },
}
# What the page has for whoever carries the record: where links went, and words that stand in the letters themselves.
NOT_PRINTED = {
    "record": {"accounts.Organisation.contact", "decisions.CorrectionLink.email", "decisions.CorrectionWords.text"}
}


@pytest.fixture
def given() -> Iterator[Given]:
    found = Given()
    render = Template.render

    def noted(template: Template, context: Any = None, request: Any = None) -> Any:
        html = render(template, context, request)
        if template.template.name in kinds():
            found[str(html)] = (str(template.template.name), set(tokens(context)))
        return html

    with mock.patch.object(Template, "render", noted):
        yield found


def tokens(value: object) -> Iterator[str]:
    """Of all that a template is given: whatever it leaves out is found."""
    if isinstance(value, str):
        yield from TOKEN.findall(value)
    elif isinstance(value, Mapping):
        yield from tokens(list(value.values()))
    elif is_dataclass(value):
        yield from tokens([getattr(value, each.name) for each in fields(value)])
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from tokens(each)


def test_each_paper_is_for_the_archive_and_the_screen_reader_and_says_all_it_was_given_once_and_in_order(
    size: Size, judge: Judge, given: Given, seeded: World
) -> None:
    north = World(seeded.canaries, {"North": seeded.organisations["North"]})
    every = of_everybody(north)
    assert {template for template, _ in given.values()} == kinds(), "each kind of document is printed"
    papers = richest(every) if size(1, 0) else every
    places = {token: each.place for token, each in seeded.canaries.planted.items()}
    printed = [paper.to_print.pdf() for paper in papers]
    verdicts = zip(papers, validate(*printed), strict=True)
    invalid = [f"{paper.name}: {verdict.failures}" for paper, verdict in verdicts if verdict != VALID]
    judge("PDF truth: papers that are not PDF/A-3a and PDF/UA-1", tried=len(papers), failed=invalid)
    failed = [f"{paper.name}: {each}" for paper in papers for each in faults(paper, given, places)]
    tried = sum(len(given[paper.to_print.html][1]) for paper in papers)
    judge("PDF truth: texts left out, said twice or out of order", tried=tried, failed=failed, at_least=300)


def faults(paper: Paper, given: Given, places: Mapping[str, str]) -> Iterator[str]:
    _, held = given[paper.to_print.html]
    on_page = TOKEN.findall(strip_tags(paper.to_print.html[paper.to_print.html.index("<body") :]))
    read = TOKEN.findall(packed(text(on_one_page(paper.to_print).pdf())))
    if read != on_page:
        yield "its texts are in another order, or there are other ones"
    for token in held - set(read):
        if places[token] not in NOT_PRINTED.get(paper.kind, ()):
            yield f"{places[token]} is left out"
    for token, times in Counter(read).items():
        if times > 1 and places[token] not in {*NAMES, *REPEATED.get(paper.kind, ())}:
            yield f"{places[token]} stands there {times} times"


def test_what_is_kept_back_is_in_no_byte_of_a_sheet(size: Size, judge: Judge, seeded: World) -> None:
    failed, tried, some = list[str](), 0, list(seeded.organisations.items())[: size(1, 3)]
    for name, organisation in some:
        sheet = Sheet.objects.get(decision=organisation.decisions[SHARED], reference=_gone(organisation))
        back = kept_back(sheet)
        tried += len(back)
        failed += byte_by_byte(f"{name}, {sheet.reference}", sheet, back)
    judge("PDF truth: texts kept back that are in a sheet", tried=tried, failed=failed, at_least=5 * len(some))


def _gone(organisation: Seeded) -> str:
    """The first sheet of what is shared, which was approved."""
    return str(Sheet.objects.filter(decision=organisation.decisions[SHARED]).order_by("pk")[0].reference)


def kept_back(sheet: Sheet) -> set[str]:
    """Each reason, and all of a piece that does not go to them; what others read in its place."""
    lines = list(Line.objects.filter(item__decision=sheet.decision).select_related("item"))
    goes = {line.item_id for line in lines if line.recipient_id == sheet.recipient_id and line.choice == "share"}
    texts = [line.why for line in lines]
    texts += [line.redacted for line in lines if line.recipient_id != sheet.recipient_id]
    for line in lines:
        if line.item_id not in goes:
            texts += [line.item.text, line.item.source, line.item.about_whom, line.item.author]
    return {token for said in texts for token in TOKEN.findall(said)}


def byte_by_byte(what: str, sheet: Sheet, back: set[str]) -> Iterator[str]:
    """In its text, its streams, its title and the rest of what it says of itself; and it carries no other file."""
    pdf = summary.sheet_print(sheet).pdf()
    read, whole = opened(pdf), words(pdf)
    data = b"\n".join([pdf, *streams(pdf), repr(read.metadata).encode()])
    if "/AF" in read.root_object or list(read.attachments):
        yield f"{what}: another file is attached"
    for token in back:
        if token in whole or token.encode() in data or token.encode("utf-16-be") in data:
            yield f"{what}: {token} leaked"

"""Everything of a seeded organisation that is printed, made by the site's own summaries and templates."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NamedTuple
from unittest import mock

from django.utils import timezone

from consent.documents import easy_read
from consent.documents import record as consent_record
from consent.models import Consent, Person
from consent.register import load as load_consent
from decisions import person_pack, summary
from decisions.actions import access
from decisions.draft import Draft, load
from decisions.flow import load as load_flow
from decisions.letters.telling import VARIANTS
from decisions.models import CorrectionOwed, Decision, Flow, PersonPack, Sheet
from decisions.policies import requests
from decisions.policies.auditing import Selection
from decisions.summary.caldicott import report
from decisions.summary.caldicott.year import of_year
from decisions.summary.correcting import correction_print
from decisions.summary.flow_records import flow_print
from decisions.summary.records import record_print
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused
from infoshare.documents.pdf import Attachment, ToPrint
from tests.seeding.world import SHARED, World

DRAWN_AT_ONCE = ("decisions.summary.person_packs", "decisions.summary.audit_pdf")  # and never kept
NO_EDGES = " ".join(f"@{edge} {{ content: none }}" for edge in ("top-left", "bottom-left", "bottom-right"))
TALL = f"<style>@page {{ size: 210mm 50000mm; {NO_EDGES} }} @page :first {{ {NO_EDGES} }}</style>"
TOLD_OF = "Told of"
TEMPLATES = Path(__file__).parents[2] / "templates"


class Paper(NamedTuple):
    """One document; its name ends with a number where there are more of its kind."""

    name: str
    to_print: ToPrint

    @property
    def kind(self) -> str:
        return self.name.rstrip("0123456789. ")


def kinds() -> set[str]:
    """The templates of whole documents."""
    found = (path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*_pdf.html"))
    return {str(path) for path in found if not path.name.startswith("_")}


def of_everybody(world: World) -> list[Paper]:
    """All of them, of every organisation. One person's ledger tells of what was shared, as they are linked with it."""
    found = list[Paper]()
    for seeded in world.organisations.values():
        owner = seeded.people["practitioner"]
        access.link_person(decision=seeded.decisions[SHARED], reference=TOLD_OF, by=owner)
        found += papers(owner, seeded.people["caldicott_guardian"])
    return found


def richest(found: Iterable[Paper]) -> list[Paper]:
    """One of each kind: that which is longest."""
    longest = sorted(found, key=lambda paper: len(paper.to_print.html))
    return list({paper.kind: paper for paper in longest}.values())


def papers(reader: User, guardian: User) -> Iterator[Paper]:
    at = timezone.now()
    for decision in Decision.objects.filter(organisation=reader.organisation, record__isnull=False).order_by("pk"):
        yield from _of(load(decision), reader, at)
    for flow in Flow.objects.filter(organisation=reader.organisation).order_by("pk"):
        held = load_flow(flow)
        if held.submission:
            yield Paper(f"flow {flow.pk}", flow_print(held))
    for consent in Consent.objects.filter(organisation=reader.organisation).order_by("pk"):
        read, today = load_consent(consent), timezone.localdate()
        yield Paper(f"consent {consent.pk}", consent_record.to_print(read, on=today, at=at))
        yield Paper(f"consent, easy read {consent.pk}", easy_read.to_print(read, on=today, at=at))
    yield from _of_people(reader, guardian, at)


def _of(draft: Draft, reader: User, at: datetime) -> Iterator[Paper]:
    """Of one record: itself, its sheets, its letters, what was wrong with it."""
    decision = draft.decision
    yield Paper(f"record {decision.pk}", record_print(draft))
    for variant in VARIANTS:
        yield Paper(f"letter, {variant} {decision.pk}", summary.letter_print(draft, variant, at=at))
    with suppress(Refused):
        asked = requests.check_can_refuse(draft, decision.owner)
        yield Paper(f"refusal {decision.pk}", summary.refusal_print(draft, asked, at=at))
    for sheet in Sheet.objects.filter(decision=decision).order_by("pk"):
        with suppress(Refused):
            yield Paper(f"sheet {sheet.pk}", summary.sheet_print(sheet))
    for owed in CorrectionOwed.objects.filter(wrong__decision=decision).order_by("pk"):
        with suppress(Refused):
            yield Paper(f"correction {owed.pk}", correction_print(summary.correction_letter(draft, owed)))


def _of_people(reader: User, guardian: User, at: datetime) -> Iterator[Paper]:
    """Of all that became of a person, and of the organisation."""
    for person in Person.objects.filter(organisation=reader.organisation).order_by("pk"):
        read = summary.read_ledger(person, reader, on=timezone.localdate())
        yield Paper(f"ledger {person.pk}", summary.ledger_print(read, reader, at=at))
    for pack in PersonPack.objects.filter(person__organisation=reader.organisation).order_by("pk"):
        held = person_pack.load(pack)
        for number, each in enumerate(drawn(partial(summary.papers, held, at=at))):
            yield Paper(f"pack {pack.pk}.{number}", each)
    found = of_year(guardian.organisation, at.year)
    yield Paper("report", report.to_print(found, guardian, at=at))
    decisions, left_out = summary.audit_of(Selection(), guardian)
    about = summary.audit_frame(Selection(), guardian, left_out=left_out, at=at)
    for each in drawn(lambda: summary.audit_pdf(decisions, about, guardian)):
        yield Paper("audit", each)


def on_one_page(to_print: ToPrint) -> ToPrint:
    """So that no head of a page comes between two words of what was typed."""
    return replace(to_print, html=to_print.html.replace("</head>", f"{TALL}</head>"))


def drawn(make: Callable[[], object]) -> list[ToPrint]:
    """What these would draw."""
    found = list[ToPrint]()

    def draw(html: str, *, title: str, created_at: datetime, attachments: Sequence[Attachment] = ()) -> bytes:
        found.append(ToPrint(html, title=title, created_at=created_at, attachments=tuple(attachments)))
        return b""

    with ExitStack() as patched:
        for module in DRAWN_AT_ONCE:
            patched.enter_context(mock.patch(f"{module}.render", draw))
            patched.enter_context(mock.patch(f"{module}.seal", lambda made, organisation: made))
        make()
    return found

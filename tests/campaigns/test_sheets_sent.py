"""Grids recorded, sent, asked after, corrected: what is kept back is in no mail, notice, event, job or file sent."""

import random
from collections.abc import Callable, Iterator

import pytest
from django.core import mail
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from decisions import grid
from decisions.actions.lines import decide_lines
from decisions.draft import load
from decisions.models import Conclusion, Decision, Item, Sheet
from infoshare.accounts.models import Notice, User
from infoshare.audit.models import Event
from infoshare.saving.versions import fingerprint
from tests.campaigns.conftest import Judge
from tests.conftest import Walked
from tests.decisions import correcting
from tests.decisions.answering_builders import press
from tests.decisions.around import item, to
from tests.decisions.builders import READY, look, record, undone
from tests.decisions.sharing import sent, sheets
from tests.documents.reading import streams, words
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CHOICES = ("share", "redact", "withhold")
OUTSIDE = "somebody@elsewhere.example"


def test_what_is_kept_back_is_in_no_mail_notice_event_job_or_file(
    size: Callable[[int, int], int],
    judge: Judge,
    north: People,
    walked: Walked,
    signed_in: Callable[[User], Client],
) -> None:
    by, grids, failed = north["practitioner"], size(2, 20), list[str]()
    ready = walked("C01", by, until=READY)
    for number in range(grids):
        with undone():
            mail.outbox.clear()
            failed += faults(ready, by, signed_in(by), random.Random(number))
    judge("Sheets sent: grids of which nothing leaks on the way", tried=grids, failed=failed, at_least=grids)


def faults(decision: Decision, by: User, client: Client, dice: random.Random) -> Iterator[str]:
    """One grid, decided by chance, on its whole way out."""
    for number in range(3):
        item(decision, by, text=f"qtext{number}z", source=f"qsource{number}z", about_whom=f"qabout{number}z")
        to(decision, by, organisation=f"A service {number}", role="Nurse")
    for row in load(decision).recipients:
        _decide(decision, row.pk, by, dice)
    is_part = decision.lines.exclude(choice="share").exists()
    Conclusion.objects.filter(decision=decision).update(decided="share_part" if is_part else "share")
    look(decision, by=by)
    record(decision, by=by)
    for sheet in sheets(decision):
        _send(sheet, by, client)
    corrected = correcting.found(sheets(decision)[0], by=by, kind="withdrawn", right="")
    for owed in correcting.owed(corrected):
        correcting.told(owed, by=by)
        press(client, f"/decisions/{decision.reference}/wrong/{corrected.reference}/{owed.pk}/link/", email=OUTSIDE)
    yield from _told(decision)
    for sheet in sheets(decision):
        yield from _leaves(sheet, client)


def _decide(decision: Decision, recipient: int, by: User, dice: random.Random) -> None:
    draft = load(decision)
    [whom] = [row for row in draft.recipients if row.pk == recipient]
    values = grid.stored(draft, whom)
    seen = fingerprint(grid.stored(draft, whom))
    del values["shown"], values["stands"]
    for number, piece in enumerate(draft.items):
        choice = "share" if number == 0 else dice.choice(CHOICES)  # so that each gets a sheet
        goes = choice != "withhold"
        answers = {
            "choice": choice,
            "redacted": f"qinstead{piece.pk}x{recipient}z" if choice == "redact" else "",
            "why": f"qwhy{piece.pk}x{recipient}z",
            "onward": "ask_first" if goes else "",
        }
        values |= {grid.name(part, piece): answer for part, answer in answers.items()}
    decide_lines(decision=decision, recipient=whom, values=values, seen=seen, by=by)


def _send(sheet: Sheet, by: User, client: Client) -> None:
    event = sent(sheet, by=by)
    press(client, f"/decisions/{sheet.decision.reference}/shared/{event.pk}/link/", email=OUTSIDE)


def _tokens(piece: Item) -> set[str]:
    return {said for said in (piece.text, piece.source, piece.about_whom) if said.startswith("q")}


def _told(decision: Decision) -> Iterator[str]:
    """No mail, notice, event or job holds any word of any piece, kept back or not, nor why."""
    secret = {token for piece in decision.items.all() for token in _tokens(piece)}
    secret |= {said for row in decision.lines.all() for said in (row.why, row.redacted) if said}
    places = {
        "mail": [f"{each.subject} {each.body} {each.attachments}" for each in mail.outbox],
        "notice": [f"{each.sentence} {each.path}" for each in Notice.objects.all()],
        "event": [str(each.facts) for each in Event.objects.all()],
        "job": [str(each.args) for each in ProcrastinateJob.objects.all()],
    }
    assert places["job"], "the record's document is a job"
    assert len(mail.outbox) > len(sheets(decision)), "a link for each sheet and one for the correction"
    for where, texts in places.items():
        yield from (f"{token} is in a {where}" for token in secret for text in texts if token in text)


def _leaves(sheet: Sheet, client: Client) -> Iterator[str]:
    """What is stored of a sheet, and its two files with their names, hold nothing that is not for its recipient."""
    own = {row.item_id: row for row in sheet.decision.lines.filter(recipient=sheet.recipient)}
    kept_back = {row.redacted for row in sheet.decision.lines.exclude(recipient=sheet.recipient) if row.redacted}
    for piece in sheet.decision.items.all():
        if own[piece.pk].choice != "share":
            kept_back |= _tokens(piece)
    kept_back |= {row.why for row in sheet.decision.lines.all()}
    base = f"/decisions/{sheet.decision.reference}/sheets/{sheet.reference}/sheet"
    pdf, text = client.get(f"{base}.pdf"), client.get(f"{base}.txt")
    read = "\n".join(
        [words(pdf.content), text.content.decode(), str(sheet.content), str(pdf.headers), str(text.headers)]
    )
    data = b"\n".join([pdf.content, *streams(pdf.content)])
    for token in kept_back:
        if token in read or token.encode() in data or token.encode("utf-16-be") in data:
            yield f"{token} is on {sheet.reference}"
    for piece in sheet.decision.items.all():
        if own[piece.pk].choice == "share" and text.content.decode().count(piece.text) != 1:
            yield f"{piece.text} is not once on {sheet.reference}"

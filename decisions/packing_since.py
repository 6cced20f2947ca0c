"""What became of a record, for a pack: what was found wrong, added, said, asked and done since."""

from collections.abc import Callable, Iterator, Mapping

from decisions import amending, content, wording, words, words_of_sharing
from decisions.draft import Draft
from decisions.models import AdviceDiscussion, Amendment, CorrectionOwed, FoundWrong, Incident, SheetApproval

Line = tuple[str, str, str]  # heading, label, text
# What of a decision is read beside its draft for this: at once, for all that were chosen.
BESIDE = (
    *("amendments__added_by", "looked_again__looked_by", "comments__said_by", "comments__discussion"),
    *("record__countersign_needed__countersignatures__signed_by", "sheets__approvals__signed_by"),
    *("incidents__opened_by", "incidents__steps__taken_by", "incidents__sharing__sheet"),
    *("found_wrong__item", "found_wrong__written_by", "found_wrong__owed__sharing__sheet__recipient"),
    *("found_wrong__owed__sent__written_by", "found_wrong__owed__sent__heard__said_by"),
    "found_wrong__owed__given_up__given_up_by",
)


def lines(draft: Draft) -> Iterator[Line]:
    """What is wrong in it comes first: nobody reads on as if it were right."""
    for read in SINCE.values():
        yield from read(draft)


def _found_wrong(draft: Draft) -> Iterator[Line]:
    numbers = {row.pk: number for number, row in enumerate(draft.items, 1)}
    for row in draft.decision.found_wrong.all():
        heading = f"Found wrong on {wording.moment(row.written_at)}"
        yield heading, "Which", f"Information {numbers[row.item_id]}" if row.item_id else row.what
        yield heading, "What it said", row.item.text if row.item else ""
        yield heading, "What is wrong", words_of_sharing.WRONG[row.kind].label
        yield heading, "What is right", row.right
        yield heading, "How it was found", row.found_how
        yield heading, "Found by", row.found_by
        yield heading, "Written down by", row.written_by.name
        yield from _corrected(heading, row)


def _corrected(heading: str, row: FoundWrong) -> Iterator[Line]:
    """Who was told, and what came back."""
    for owed in row.owed.all():
        yield heading, "To be told", _whom(owed)
        for sent in owed.sent.all():
            how = words_of_sharing.CHANNELS[sent.channel].label
            said = (wording.moment(sent.happened_at), how, sent.sent_by or sent.written_by.name)
            yield heading, "They were told", ". ".join(said)
            yield heading, "What the letter said was right", str(sent.letter.get("right", ""))
            yield heading, "Noted", sent.note
            for heard in sent.heard.all():
                yield heading, "What came back", words_of_sharing.PUT_RIGHT_THEIRS[heard.said]
                yield heading, "In their words", heard.words
                yield heading, "Heard", heard.told_how
        if hasattr(owed, "given_up"):
            yield heading, "Why they were not told, or nothing came back", owed.given_up.why


def _whom(owed: CorrectionOwed) -> str:
    return owed.sharing.whom if owed.sharing else "Those who were told in the emergency"


def _amendments(draft: Draft) -> Iterator[Line]:
    rows = draft.decision.amendments.all()
    numbers = {row.pk: number for number, row in amending.numbered(rows).items()}
    for row in rows:
        if row.place:
            yield from _amended(row, f"Amendment {numbers[row.pk]}, {wording.moment(row.added_at)}")
        else:
            said = (row.title, f"By {row.added_by.name}", row.text, row.why)
            yield "Added since", wording.moment(row.added_at), "\n".join(filter(None, said))


def _amended(row: Amendment, heading: str) -> Iterator[Line]:
    yield heading, "Of", row.title
    yield heading, "It said", row.stood
    yield heading, "It now reads", row.text
    yield heading, "Why", row.why
    yield heading, "By", row.added_by.name


def _looked(draft: Draft) -> Iterator[Line]:
    for row in draft.decision.looked_again.all():
        heading = f"Looked again at telling them, {wording.moment(row.looked_at)}"
        yield heading, "What was found", words.LOOKED_AGAIN[row.found].label
        yield heading, "Why", row.why
        yield heading, "Next on", wording.day(row.next_on)
        yield heading, "By", row.looked_by.name


def _advice(draft: Draft) -> Iterator[Line]:
    for asked in draft.discussions:
        if asked.about_record:
            yield from (("Advice since", row["label"], row["text"]) for row in content.discussion(asked))


def _corrections(draft: Draft) -> Iterator[Line]:
    """What an adviser said that they advised, against what the record says of it."""
    for asked in draft.discussions:
        if (word := asked.last_word) and _is_later(draft, asked):
            yield "Advice that was corrected since", asked.reference, content.answered(word)


def _is_later(draft: Draft, asked: AdviceDiscussion) -> bool:
    """What was corrected before it was recorded stands in the record."""
    word = asked.last_word
    recorded_at = draft.decision.record.recorded_at
    return bool(word and word.said == "corrected" and word.given_at > recorded_at and not asked.about_record)


def _comments(draft: Draft) -> Iterator[Line]:
    for row in draft.decision.comments.all():
        about = f", about {row.discussion.reference}" if row.discussion else ""
        yield "Comments", f"{wording.moment(row.said_at)}{about}", f"{row.said_by.name}\n{row.text}"


def _countersigning(draft: Draft) -> Iterator[Line]:
    for needed in draft.decision.record.countersign_needed.all():
        yield "Countersigning", "Needed because", ". ".join(words.COUNTERSIGN[each].label for each in needed.because)
        for row in needed.countersignatures.all():
            said = ("They agree" if row.agreed else "They don't agree", f"By {row.signed_by.name}", row.reasons)
            yield "Countersigning", wording.moment(row.signed_at), "\n".join(filter(None, said))


def _shared(draft: Draft) -> Iterator[Line]:
    """How each sheet was approved, and each mistake. Each time that one went is a part of its own."""
    for sheet in draft.decision.sheets.all():
        yield from (_approval(sheet.reference, row) for row in sheet.approvals.all())
    for incident in draft.decision.incidents.all():
        yield from _incident(incident)


def _approval(sheet: str, row: SheetApproval) -> Line:
    said = "It may go" if row.agreed else "It may not go yet"
    whole = "\n".join(filter(None, (said, f"By {row.signed_by.name}", row.reasons)))
    return f"Whether sheet {sheet} may go", wording.moment(row.signed_at), whole


def _incident(row: Incident) -> Iterator[Line]:
    heading = f"Incident {row.reference}"
    sheet = row.sharing.sheet
    yield heading, "Of", sheet.reference if sheet else ""
    yield heading, wording.moment(row.opened_at), row.what_happened
    for step in row.steps.all():
        said = (words_of_sharing.INCIDENT_STEPS[step.kind].label, f"By {step.taken_by.name}", step.text)
        yield heading, wording.moment(step.taken_at), "\n".join(said)


# By the name under which the record's own PDF has it (decisions/summary/record_data.py), in the order it is read.
SINCE: Mapping[str, Callable[[Draft], Iterator[Line]]] = {
    "found_wrong": _found_wrong,
    "amendments": _amendments,
    "looked": _looked,
    "advice_since": _advice,
    "corrections": _corrections,
    "comments": _comments,
    "countersigning": _countersigning,
    "shared": _shared,
}

"""What happened to one question for advice, in order of time: for whoever asked, and for each who was asked."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from decisions import wording, words
from decisions.models import AdviceAnswer, AdviceDiscussion, AdviceReply, OutsideAdviser, PutTo
from infoshare.accounts.models import User

Context = dict[str, object]
Reader = User | OutsideAdviser


class _Happened(NamedTuple):
    """`what` is what a heading says: by whom, and what they did."""

    at: datetime
    what: str
    text: str = ""
    answer: AdviceAnswer | None = None


def thread(discussion: AdviceDiscussion, reader: Reader) -> list[Context]:
    """An adviser reads messages as they were shown; one outside reads those of whoever asked, and their own."""
    put = list(discussion.put_to_whom.select_related("user"))
    found = [
        *_put(discussion, put, reader),
        *_answers(discussion, reader),
        *_replies(discussion, reader, {row.user_id for row in put}),
        *_ends(discussion, reader),
    ]
    return [_row(each) for each in sorted(found, key=lambda each: each.at)]


def _row(each: _Happened) -> Context:
    answer = each.answer
    return {
        "what": each.what,
        "at": wording.moment(each.at),
        "advice": words.ADVICE[answer.advice].label if answer else "",
        "text": answer.rationale if answer else each.text,
        "more": _more(answer) if answer else [],
    }


def _more(answer: AdviceAnswer) -> list[dict[str, str]]:
    ticked = [term.label for value, term in words.PRINCIPLES.items() if value in answer.principles]
    return wording.rows(
        ("On conditions", answer.conditions),
        (
            "Answered as",
            words.ADVISERS[answer.given_as].label if answer.given_by_id and answer.said == "answer" else "",
        ),
        ("Principles", "\n".join(ticked)),
        ("Talked to", answer.consulted),
        ("Other ways thought of", answer.options),
        ("To be looked at again on", wording.day(answer.review_on)),
    )


def _put(discussion: AdviceDiscussion, put: list[PutTo], reader: Reader) -> Iterator[_Happened]:
    asker = discussion.asked_by.name
    outside = isinstance(reader, OutsideAdviser)
    if discussion.put != "elsewhere":
        yield _Happened(discussion.asked_at, f"{asker} asked")
    for row in [] if outside else put:
        what = "asked to confirm it" if row.why == "confirm" else "asked"
        if row.user == reader:
            yield _Happened(row.put_at, f"You were {what}")
        else:
            why = "" if row.why in {"confirm", "asked"} else words.WHY_THEM[row.why].label
            yield _Happened(row.put_at, f"{row.user.name} was {what}", why)


def _answers(discussion: AdviceDiscussion, reader: Reader) -> Iterator[_Happened]:
    found = AdviceAnswer.objects.open_to(reader).filter(discussion=discussion).select_related("given_by", "outside")
    for row in found.filter(outside=reader) if isinstance(reader, OutsideAdviser) else found:
        yield _Happened(row.given_at, f"{_called(row, reader)} {words.SAYS[row.said].label.lower()}", answer=row)


def _replies(discussion: AdviceDiscussion, reader: Reader, asked: set[int]) -> Iterator[_Happened]:
    outside = isinstance(reader, OutsideAdviser)
    as_shown = outside or reader.pk in asked
    found = AdviceReply.objects.open_to(reader).filter(discussion=discussion)
    for row in found.select_related("said_by", "outside"):
        if outside and row.outside != reader and (row.outside_id or row.said_by_id in asked):
            continue
        yield _Happened(row.said_at, f"{_called(row, reader)} wrote", row.shown if as_shown else row.text)


def _called(row: AdviceAnswer | AdviceReply, reader: Reader) -> str:
    by = row.outside or (row.said_by if isinstance(row, AdviceReply) else row.given_by)
    if by == reader:
        return "You"
    return f"{by.name} ({by.organisation})" if isinstance(by, OutsideAdviser) else str(by)


def _ends(discussion: AdviceDiscussion, reader: Reader) -> Iterator[_Happened]:
    """Why a question was taken back is in the asker's own words, so an adviser is not shown it."""
    if hasattr(discussion, "overdue") and not isinstance(reader, OutsideAdviser):
        yield _Happened(discussion.overdue.noticed_at, "Nobody had answered in time")
    if discussion.ended_at:
        yield _Happened(discussion.ended_at, f"{discussion.ended_by} took the question back")

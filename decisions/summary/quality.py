"""Samples of records: how far each is, what was answered over the whole of it, and the feedback on one record.

Nothing here says whose the records of a sample are, and nothing counts or sorts by a person.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils import timezone

from decisions import wording, words
from decisions.draft import Draft
from decisions.models import Decision, QualityAnswer, QualityPick, QualityReview, QualitySample
from decisions.policies import quality as policies
from decisions.quality import score
from decisions.quality.drawing import RANDOM
from decisions.quality.questions import ANSWERS, ASKED, QUESTIONS
from decisions.quality.risks import RISKS
from decisions.summary.drafts import Context
from decisions.summary.waits import MOST, Waits, end_of
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.documents.tables import as_csv

SHOWN = 50  # samples on the list
AT_RANDOM = "Drawn at random"


@dataclass(frozen=True)
class Row:
    """One record of a sample, as far as its reader may open it."""

    pk: int
    reference: str
    decided: str
    recorded: str
    why: tuple[str, ...]
    reviewed: str  # on which day; "" while it is not
    url: str
    answers: Mapping[str, str]


def samples_page(user: User) -> Context:
    rows = list(user.quality_samples.select_related("team")[:SHOWN])
    left = _left(user)
    return {"rows": [_line(row, left.get(row.pk, 0)) for row in rows], "most": SHOWN, "back_url": "/"}


def samples_due(user: User) -> list[Waits]:
    """Those of which something is left to review."""
    if not policy.may(user, policies.SAMPLE):
        return []
    found = _unreviewed(user).values("sample", "sample__due_on", "sample__made_at").annotate(left=Count("pk"))
    return [
        Waits(
            f"Review records of a sample: {row['left']} left",
            "",
            reverse("quality-sample", args=[row["sample"]]),
            row["sample__made_at"],
            end_of(row["sample__due_on"]),
        )
        for row in found.order_by("sample__due_on", "sample")[:MOST]
    ]


def _unreviewed(user: User) -> QuerySet[QualityPick]:
    return policies.picks_of(user).filter(review__isnull=True).order_by()


def _left(user: User) -> dict[int, int]:
    return dict(_unreviewed(user).values_list("sample").annotate(left=Count("pk")))


def sample_page(sample: QualitySample, user: User) -> Context:
    """Its records in the order in which they were drawn, and each question's answers over all of them."""
    rows = sample_rows(sample, user)
    reviewed = [row for row in rows if row.reviewed]
    return {
        **_line(sample, len(rows) - len(reviewed)),
        "shown": [row.reference for row in rows],
        "records": rows,
        "reviewed": len(reviewed),
        "closed": sample.drawn - len(rows),
        "counts": _counts(sample, user) if reviewed else [],
        "heads": list(ANSWERS.values()),
        "earlier": _earlier(sample, user),
        "sample": sample,
        "back_url": reverse("quality"),
    }


def _line(sample: QualitySample, left: int) -> Context:
    return {
        "pk": sample.pk,
        "since": wording.day(sample.since),
        "until": wording.day(sample.until),
        "team": sample.team.name if sample.team else "",
        "how": "at random" if sample.chosen == RANDOM else "by risk",
        "drawn": sample.drawn,
        "left": left,
        "due": wording.day(sample.due_on),
        "overdue": bool(left) and sample.due_on < timezone.localdate(),
        "made": wording.moment(sample.made_at),
    }


def _earlier(sample: QualitySample, user: User) -> int:
    """How many this person drew of the same records before: drawing again until it suits is seen."""
    same = {name: getattr(sample, name) for name in ("since", "until", "team", "chosen")}
    return user.quality_samples.filter(**same, pk__lt=sample.pk).count()


def sample_rows(sample: QualitySample, user: User) -> list[Row]:
    found = policies.picks_of(user).filter(sample=sample).select_related("decision__record", "review")
    picks = list(found.defer("decision__record__content").prefetch_related("review__answers").order_by("place"))
    return [_row(pick) for pick in picks]


def _row(pick: QualityPick) -> Row:
    record, reference = pick.decision.record, pick.decision.reference
    review = getattr(pick, "review", None)
    answers = {each.question: ANSWERS[each.answer] for each in review.answers.all()} if review else {}
    return Row(
        pk=pick.pk,
        reference=reference,
        decided=words.DECISIONS[record.decided].label,
        recorded=wording.day(_on(record.recorded_at)),
        why=tuple(RISKS[each].why for each in pick.why) or (AT_RANDOM,),
        reviewed=wording.day(_on(review.reviewed_at)) if review else "",
        url=reverse("feedback", args=[reference, review.pk]) if review else "",
        answers=answers,
    )


def _on(moment: Any) -> date:
    return timezone.localtime(moment).date()


def _counts(sample: QualitySample, user: User) -> list[Context]:
    """Of the records that the reader may open, so of none that they have not read: nothing is held back as small."""
    mine = QualityAnswer.objects.filter(review__pick__in=policies.picks_of(user).filter(sample=sample).values("pk"))
    rows = mine.order_by().values_list("question", "answer").annotate(times=Count("pk"))
    times = {(question, answer): number for question, answer, number in rows}
    return [
        {"question": QUESTIONS[slug].text, "numbers": [times.get((slug, answer), 0) for answer in ANSWERS]}
        for slug in QUESTIONS
        if any(question == slug for question, _ in times)
    ]


def sample_csv(rows: Iterable[Row]) -> bytes:
    """The answers of each record; neither who made it, nor a word that anybody typed."""
    heads = ("Reference", "Recorded", "Decided", "Why drawn", "Reviewed", *(QUESTIONS[slug].short for slug in ASKED))
    return as_csv([heads, *map(_cells, rows)])


def _cells(row: Row) -> Iterator[str]:
    yield from (row.reference, row.recorded, row.decided, "\n".join(row.why), row.reviewed)
    yield from (row.answers.get(slug, "") for slug in ASKED)


def review_sampled_page(draft: Draft, pick: QualityPick) -> Context:
    assert draft.record
    content = draft.record.content
    return {
        "reference": draft.decision.reference,
        "decided": content["decision"]["label"],
        "reasons": content["decision"]["reasons"],
        "about": content["about"],
        "to": content["to"],
        "why": [RISKS[each].why for each in pick.why] or [AT_RANDOM],
        "score": score.of(content),
        "back_url": reverse("quality-sample", args=[pick.sample_id]),
    }


def feedback_page(decision: Decision, review: QualityReview, user: User) -> Context:
    read = getattr(review, "read", None)
    return {
        "reference": decision.reference,
        "by": review.reviewed_by.name,
        "at": wording.moment(review.reviewed_at),
        "good": review.good,
        "to_do": review.to_do,
        "answers": [
            {"question": QUESTIONS[row.question].text, "answer": ANSWERS[row.answer], "why": row.why}
            for row in review.answers.all()
        ],
        "read": read and {"by": read.read_by.name, "at": wording.moment(read.read_at), "comment": read.comment},
        "may_answer": policy.allows(policies.check_can_answer, decision, review, user),
        "back_url": reverse("decision", args=[decision.reference]),
    }


def quality_beside(draft: Draft, user: User) -> Context:
    """What stands beside a record, on its page alone: how each rule stands, and that there is feedback."""
    if not draft.record or not policies.reads(draft.decision, user):
        return {"score": [], "feedback": []}
    rows = QualityReview.objects.filter(pick__decision=draft.decision).select_related("reviewed_by", "read")
    rules = score.of(draft.record.content)
    lacks = any(rule.lacks for rule in rules)
    return {"score": rules, "lacks": lacks, "feedback": [_beside(draft, row) for row in rows]}


def _beside(draft: Draft, review: QualityReview) -> Context:
    return {
        "by": review.reviewed_by.name,
        "at": wording.moment(review.reviewed_at),
        "read": hasattr(review, "read"),
        "url": reverse("feedback", args=[draft.decision.reference, review.pk]),
    }

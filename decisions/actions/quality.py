"""A sample of records is drawn, each is reviewed, and whoever carries it reads and answers what was found."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from decisions.actions.locking import locked
from decisions.models import Decision, FeedbackRead, QualityAnswer, QualityPick, QualityReview, QualitySample
from decisions.policies import quality as policies
from decisions.policies.quality import Wanted
from decisions.policies.reviewing import who_may_hear, whom_it_concerns
from decisions.quality import drawing
from infoshare.accounts import notices, policy
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused
from infoshare.audit import log
from infoshare.saving.keys import made_before, one_press_at_a_time

Answers = Mapping[str, tuple[str, str]]  # by the question: the answer, and why


@transaction.atomic
def draw_sample(*, wanted: Wanted, due_on: date, request_key: UUID, by: User) -> QualitySample:
    """The seed is drawn when the records to draw from are known, and both are written down: see quality/drawing.py."""
    policy.check_may(by, policies.SAMPLE)
    one_press_at_a_time(request_key)
    asked = _asked(wanted) | {"due_on": due_on}
    if before := made_before(by.quality_samples.all(), request_key=request_key, **asked):
        return before
    rows = policies.frame(wanted, by)
    references = list(rows.order_by("pk").values_list("reference", flat=True)[: policies.MOST_IN_FRAME + 1])
    policies.check_frame(len(references))
    seed = secrets.token_hex(16)
    picked = _picked(wanted, references, seed)
    sample = QualitySample.objects.create(
        organisation_id=by.organisation_id,
        request_key=request_key,
        seed=seed,
        frame=len(references),
        frame_mark=drawing.mark_of(references),
        drawn=len(picked),
        made_by=by,
        **asked,
    )
    _keep(sample, picked)
    _write_down(sample, picked, by=by)
    return sample


def _asked(wanted: Wanted) -> dict[str, object]:
    period = {"since": wanted.since, "until": wanted.until, "team": wanted.team}
    return {**period, "chosen": wanted.chosen, "wanted": wanted.how_many}


def _picked(wanted: Wanted, references: list[str], seed: str) -> dict[str, list[str]]:
    """In the order in which they were drawn, each with the rules by which it was."""
    if wanted.chosen == drawing.RANDOM:
        return {each: [] for each in drawing.at_random(references, seed=seed, wanted=wanted.how_many)}
    shows = policies.risks_of(references)
    picked = drawing.by_risk(shows, seed=seed, wanted=wanted.how_many)
    if not picked:
        raise Refused(policies.NO_RISK.format(count=len(references)))
    return {each: shows[each] for each in picked}


def _keep(sample: QualitySample, picked: Mapping[str, list[str]]) -> None:
    numbers = dict(Decision.objects.filter(reference__in=picked).values_list("reference", "pk"))
    QualityPick.objects.bulk_create(
        QualityPick(sample=sample, decision_id=numbers[reference], place=place, why=why)
        for place, (reference, why) in enumerate(picked.items(), start=1)
    )


def _write_down(sample: QualitySample, picked: Iterable[str], *, by: User) -> None:
    facts: dict[str, log.Fact] = {
        "since": sample.since.isoformat(),
        "until": sample.until.isoformat(),
        "team": sample.team_id,
        "chosen": sample.chosen,
        "wanted": sample.wanted,
        "seed": sample.seed,
        "frame": sample.frame,
        "frame_mark": sample.frame_mark,
        "references": list(picked),
    }
    log.record("quality.sampled", by=by, about=sample, facts=facts)


@transaction.atomic
def review_pick(
    *, pick: QualityPick, answers: Answers, good: str, to_do: str, request_key: UUID, by: User
) -> QualityReview:
    """Once. Whoever carries the record is told; what was answered is about a person's record, so it is sealed."""
    draft = locked(pick.decision)
    now = policies.picks_of(by).select_related("review", "sample").filter(pk=pick.pk).first()
    if now is None:
        raise Refused(policies.GONE)
    if hasattr(now, "review") and now.review.request_key == request_key and now.review.good == good:
        return now.review
    policies.check_can_review(draft, now, by)
    made = QualityReview.objects.create(pick=now, request_key=request_key, good=good, to_do=to_do, reviewed_by=by)
    QualityAnswer.objects.bulk_create(
        QualityAnswer(review=made, question=question, answer=answer, why=why)
        for question, (answer, why) in answers.items()
    )
    facts: dict[str, log.Fact] = {"review": made.pk, "sample": now.sample_id}
    said: dict[str, log.Fact] = {question: answer for question, (answer, _) in answers.items()}
    log.record("quality.reviewed", by=by, about=draft.decision, facts=facts, personal=said)
    _tell(draft.decision, made, by=by)
    return made


def _tell(decision: Decision, review: QualityReview, *, by: User) -> None:
    people = who_may_hear(decision, whom_it_concerns(decision) - {by})
    notices.tell(people, f"There is feedback on {decision.reference}.", path=page_of(decision, review))


@transaction.atomic
def answer_feedback(*, review: QualityReview, comment: str, request_key: UUID, by: User) -> FeedbackRead:
    """That it was read, and what is said to it; whoever reviewed it is told."""
    decision = locked(review.pick.decision).decision
    now = QualityReview.objects.select_related("read", "reviewed_by").get(pk=review.pk)
    if hasattr(now, "read") and (now.read.request_key, now.read.comment) == (request_key, comment):
        return now.read
    policies.check_can_answer(decision, now, by)
    made = FeedbackRead.objects.create(review=now, request_key=request_key, comment=comment, read_by=by)
    log.record("quality.answered", by=by, about=decision, facts={"review": now.pk})
    people = who_may_hear(decision, {now.reviewed_by} - {by})
    notices.tell(people, f"The feedback on {decision.reference} was read.", path=page_of(decision, now))
    return made


def page_of(decision: Decision, review: QualityReview) -> str:
    return reverse("feedback", args=[decision.reference, review.pk])

"""The database refuses each event, assessment and paper that says too little, or what nobody knows."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, models, transaction

from consent.models import Assessment, AssessmentItem, Consent, ConsentEvent, Evidence, Relationship
from infoshare.accounts.models import User
from tests.consent.builders import asked, person, related
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Row = Mapping[str, object]
KEY = UUID(int=7)
ON, BEFORE = date(2026, 3, 2), date(2026, 3, 1)
GIVEN: Row = {"kind": "given", "by_themselves": True, "form": "spoken"}
MOTHERS: Row = {"kind": "given", "by_themselves": False, "form": "spoken", "responsibility": "yes", "basis": "birth"}
NOT_SOUGHT: Row = {"kind": "not_sought", "reason": "required"}
CALLED: Row = {"kind": "called_for_review", "reason": "case"}
NARROWED: Row = {"kind": "narrowed", "by_themselves": True, "parts": ["category:health"], "why": "She rang"}
WITHDRAWN: Row = {"kind": "withdrawn", "by_themselves": True, "why": "She rang"}
INVALID: Row = {"kind": "found_invalid", "why": "She was pressed"}
COULD_NOT: Row = {"kind": "could_not", "why": "Nobody was reached"}
REVIEWED: Row = {"kind": "reviewed"}
SOUND = (GIVEN, MOTHERS, NOT_SOUGHT, CALLED, NARROWED, WITHDRAWN, INVALID, COULD_NOT, REVIEWED, {**GIVEN, "until": ON},
         {**INVALID, "by_themselves": True}, {**GIVEN, "kind": "renewed"})  # fmt: skip
REFUSED: list[tuple[Row, str]] = [
    ({**REVIEWED, "kind": "agreed"}, "consentevent_kind_known"),
    ({**GIVEN, "form": "nodded"}, "consentevent_form_known"),
    ({**CALLED, "reason": "boredom"}, "consentevent_reason_known|consent_review_called_for_a_reason"),
    ({**REVIEWED, "reason": "boredom"}, "consentevent_reason_known"),
    ({**MOTHERS, "responsibility": "perhaps"}, "consentevent_responsibility_known"),
    ({**MOTHERS, "basis": "habit"}, "consentevent_basis_known"),
    ({**GIVEN, "explained": ["purpose", "weather"]}, "consent_event_explained_known"),
    ({**GIVEN, "request_key": KEY}, "consent_event_once_a_key"),
    ({**GIVEN, "by_themselves": False}, "consent_event_says_who"),
    ({**MOTHERS, "by_themselves": True}, "consent_event_says_who"),
    ({**WITHDRAWN, "by_themselves": False}, "consent_event_says_who"),
    ({**REVIEWED, "by_themselves": True}, "consent_event_says_who"),
    ({**NOT_SOUGHT, "by_themselves": True}, "consent_event_says_who"),
    ({**CALLED, "by_themselves": True}, "consent_event_says_who"),
    ({**GIVEN, "form": ""}, "consent_given_says_how"),
    ({**NOT_SOUGHT, "reason": ""}, "consent_not_sought_for_a_recognised_reason"),
    ({**NOT_SOUGHT, "reason": "case"}, "consent_not_sought_for_a_recognised_reason"),
    ({**CALLED, "reason": ""}, "consent_review_called_for_a_reason"),
    ({**CALLED, "reason": "required"}, "consent_review_called_for_a_reason"),
    *(({**row, "why": ""}, "consent_event_says_why") for row in (NARROWED, WITHDRAWN, INVALID, COULD_NOT)),
    ({**NARROWED, "parts": []}, "consent_narrowed_says_what"),
    ({**WITHDRAWN, "parts": ["category:health"]}, "consent_narrowed_says_what"),
    ({**GIVEN, "until": BEFORE}, "consent_ends_after_it_begins"),
    ({**REVIEWED, "look_again_on": BEFORE}, "consent_looked_at_again_after_it_begins"),
]


@pytest.fixture
def consent(north: People) -> Consent:
    by = north["practitioner"]
    consent = asked(person(by), by=by)
    related(consent.person, "Her mother", by=by)
    _add(consent, {**REVIEWED, "request_key": KEY})
    return consent


def _add(consent: Consent, row: Row) -> None:
    mother = Relationship.objects.get(person=consent.person) if row.get("responsibility") else None
    values = {"on": ON, "request_key": uuid4(), "relationship": mother, "recorded_by": consent.begun_by, **row}
    ConsentEvent.objects.create(consent=consent, **values)


def test_every_sound_event_is_kept(consent: Consent) -> None:
    for row in SOUND:
        _add(consent, row)
    assert consent.events.count() == len(SOUND) + 1


@pytest.mark.parametrize(("row", "constraint"), REFUSED)
def test_no_event_says_too_little_or_what_nobody_knows(consent: Consent, row: Row, constraint: str) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        _add(consent, row)


def test_each_constraint_of_the_events_is_tried() -> None:
    tried = "|".join(constraint for _, constraint in REFUSED)
    for each in ConsentEvent._meta.constraints:
        assert each.name in tried


def _assess(consent: Consent, kind: str = "gillick", key: UUID = KEY) -> Assessment:
    common: dict[str, object] = {"on": ON, "assessed_by": consent.begun_by}
    return Assessment.objects.create(consent=consent, kind=kind, request_key=key, **common)


def _item(consent: Consent, item: str) -> None:
    AssessmentItem.objects.create(assessment=consent.assessments.get(), item=item, met=True)


def _keep(consent: Consent, **instead: object) -> None:
    values: dict[str, object] = {"request_key": uuid4(), "what": "Form", "content_type": "image/png", **instead}
    added: User = consent.begun_by
    Evidence.objects.create(consent=consent, sha256="0" * 64, size=1, data=b"1", added_by=added, **values)


def test_assessments_and_papers_are_refused_alike(consent: Consent) -> None:
    _assess(consent)
    _item(consent, "question")
    _keep(consent, request_key=KEY)
    for attempt, constraint in (
        (lambda: _assess(consent, kind="guess", key=uuid4()), "assessment_kind_known"),
        (lambda: _assess(consent), "assessment_once_a_key"),
        (lambda: _item(consent, "charm"), "assessmentitem_item_known"),
        (lambda: _item(consent, "question"), "assessment_item_once"),
        (lambda: _keep(consent, content_type="text/html"), "evidence_content_type_known"),
        (lambda: _keep(consent, what=""), "evidence_says_what_it_is"),
        (lambda: _keep(consent, request_key=KEY), "evidence_once_a_key"),
    ):
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            attempt()


def test_each_constraint_of_assessments_and_papers_is_tried() -> None:
    names = [each.name for model in (Assessment, AssessmentItem, Evidence) for each in _constraints(model)]
    assert len(names) == 7


def _constraints(model: type[models.Model]) -> list[models.BaseConstraint]:
    return list(model._meta.constraints)

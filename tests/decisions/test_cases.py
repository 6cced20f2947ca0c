"""Every case, in both editions, through the real actions to where it is expected to come out."""

import pytest
from django.utils import timezone

from decisions.draft import load
from decisions.flow import load as load_flow
from decisions.guidance.packs import PACKS
from tests.conftest import CASES, Walked
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("case", CASES)
def test_every_case_ends_recorded_with_its_outcome_or_waits_where_it_should(
    case: str, pack: str, north: People, walked: Walked
) -> None:
    expected = CASES[case].told["routes"][pack]["expect"]
    recorder = north["ig_lead"] if CASES[case].told.get("bulk") else None
    draft = load(walked(case, north["practitioner"], pack, decided_by=recorder))
    assert draft.pack.id == pack
    assert draft.route.outcome == expected["outcome"]
    if draft.is_bulk:
        assert draft.record is None
        assert draft.flow
        assert load_flow(draft.flow).runs(timezone.localdate())
    elif draft.route.outcome:
        assert draft.record is not None
        assert draft.record.outcome == expected["outcome"]
        assert not draft.open_discussions
    else:
        assert draft.record is None
        assert list(draft.route.waiting_for_advice_at) == expected["waiting_for_advice_at"]
        assert [each.question for each in draft.open_discussions] == expected["waiting_for_advice_at"]

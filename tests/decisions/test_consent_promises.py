"""Consent: implied only where it can be (S4), not sought for a reason (S11), informed or saying what is not (S12)."""

from collections.abc import Callable

import pytest
from django.test import Client

from consent import status
from decisions import content, policies, steps
from decisions.draft import load
from decisions.models import ConsentStatement, Decision, LegalBasis
from decisions.policies import Refused
from infoshare.accounts.models import User
from tests.conftest import Walked
from tests.decisions.builders import READY, answer, answer_all, record, started
from tests.decisions.pages import answers_of, filled, form_on, problems
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
CLOSED = "Consent can be implied only inside one organisation or a care relationship"
TO_CONSENT = {
    "golden_rules_2008": {"identifiable": "yes", "confidential": "yes"},
    "golden_rules_2024": {"anonymise": "no", "at_risk": "no"},
}
BEFORE = {"situation": "case", "danger": "no", "statutory": "no", "purpose": "yes"}


@pytest.mark.parametrize("pack", TO_CONSENT)
@pytest.mark.parametrize("between", ["same", "care", "other"])
def test_implied_consent_is_answered_only_where_it_can_be_relied_on(
    pack: str, between: str, north: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision = started(by, pack, between)
    answer_all(decision, BEFORE | TO_CONSENT[pack], by=by)
    slug = "consent" if pack.endswith("2008") else "agreement"
    path, client = f"/decisions/{decision.reference}/questions/{slug}/", signed_in(by)
    form = form_on(client, path)
    offered = "implied" in answers_of(form, "value")
    assert offered == (between != "other")
    if offered:
        answer(decision, slug, "implied", by=by)
    else:
        assert problems(client.post(path, {**filled(form), "value": "implied"}))
        with pytest.raises(Refused, match=CLOSED):
            answer(decision, slug, "implied", by=by)


def test_implied_consent_is_refused_on_the_page_about_consent(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client = walked("C14", by, until=READY), signed_in(by)
    Decision.objects.filter(pk=decision.pk).update(between="other")
    path = f"/decisions/{decision.reference}/pages/consent/"
    form = form_on(client, path)
    assert "implied" not in answers_of(form, "status")
    data = filled(form) | {"status": "implied"}
    assert problems(client.post(path, data)) == ["Select one of the answers shown"]
    with pytest.raises(Refused, match=CLOSED):
        policies.check_makes_sense(load(decision), steps.step("consent"), {"status": "implied"})
    Decision.objects.filter(pk=decision.pk).update(between="same")
    assert client.post(path, data).status_code == 302


@pytest.mark.parametrize("pack", TO_CONSENT)
def test_implied_consent_does_not_survive_a_later_word_that_it_goes_elsewhere(
    pack: str, north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = walked("C21", by, pack, until=READY)
    Decision.objects.filter(pk=decision.pk).update(between="other")
    with pytest.raises(Refused, match=CLOSED):
        record(decision, by=by)
    Decision.objects.filter(pk=decision.pk).update(between="care")
    assert record(decision, by=by).content["consent"][0]["text"] == "Consent is implied"


@pytest.mark.parametrize("reason", [*status.REASONS_NOT_NEEDED, ""])
def test_consent_not_sought_takes_only_a_recognised_reason(reason: str, north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, "golden_rules_2008", until=READY)
    ConsentStatement.objects.filter(decision=decision).update(reason=reason)
    with pytest.raises(Refused, match="Choose a recognised reason." if reason else "Give the details"):
        record(decision, by=by)


def test_every_recognised_reason_is_taken_and_shown_in_words(north: People, walked: Walked) -> None:
    decision = walked("C01", north["practitioner"], "golden_rules_2008", until=READY)
    for reason, term in status.REASONS_NOT_SOUGHT.items():
        ConsentStatement.objects.filter(decision=decision).update(reason=reason)
        assert consent_in_words(decision)["Recognised reason"] == term.label


def consent_in_words(decision: Decision) -> dict[str, str]:
    rows = content.of(load(decision))["consent"]
    assert isinstance(rows, list)
    return {row["label"]: row["text"] for row in rows}


def test_each_thing_that_was_not_explained_is_named(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C21", by, until=READY)
    answer(decision, "agreement", "given", by=by)
    row = ConsentStatement.objects.filter(decision=decision)
    row.update(given_by="AB", relationship="Self", form="spoken", on="2026-01-05")
    for left_out, term in status.ELEMENTS.items():
        row.update(explained=[each for each in status.ELEMENTS if each != left_out])
        said = consent_in_words(decision)
        assert said["They were not told"] == term.label
        assert said["Consent"].endswith("it was not informed")
        rules = content.of(load(decision))["rules"]
        assert f"Not explained: {term.label.lower()}." in str(rules)
    row.update(explained=list(status.ELEMENTS))
    assert "They were not told" not in consent_in_words(decision)
    assert consent_in_words(decision)["Consent"] == "Consent was given"


def test_consent_never_fills_the_legal_basis_by_itself(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    LegalBasis.objects.filter(decision=decision).update(common_law="consent")
    with pytest.raises(Refused, match="There is no consent in this decision"):
        record(decision, by=by)

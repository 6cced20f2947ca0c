"""Two versions of what was written, side by side: of a draft, of a person, of what a consent asks."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from decisions import actions, versions
from decisions.draft import load
from decisions.models import Decision, Item, Recipient
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from infoshare.saving.versions import fingerprint, values_of
from tests.conftest import Walked
from tests.consent import builders as consents
from tests.decisions.builders import READY, answer, started
from tests.decisions.test_counts import cost
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
ITEM = {"text": "He hit her twice", "category": "health", "nature": "fact", "source": "Her teacher"}


def later(minutes: int) -> time_machine.travel:
    return time_machine.travel(timezone.now() + timedelta(minutes=minutes), tick=True)


def written(north: People) -> Decision:
    """A draft of four versions: begun; a piece of information added, then changed, then taken off."""
    by = north["practitioner"]
    decision = started(by)
    with later(1):
        actions.add_row(decision=decision, kind=Item, request_key=uuid4(), values=ITEM, by=by)
    row = decision.items.get()
    with later(2):
        values = {**ITEM, "text": "He pushed her twice"}
        actions.change_row(decision=decision, row=row, values=values, seen=seen(row), by=by)
    with later(3):
        actions.remove_row(decision=decision, row=row, by=by)
    return decision


def seen(row: Item) -> str:
    return fingerprint(values_of(row, ITEM))


def compared(client: Client, path: str, one: int, other: int) -> Mapping[str, tuple[str, str]]:
    """What differs, by its label: what is struck out, and what is new."""
    answered = client.get(f"{path}?one={one}&other={other}")
    assert answered.status_code == 200
    return {
        row["label"]: (
            "".join(piece.text for piece in row["before"] if piece.kind == "removed"),
            "".join(piece.text for piece in row["after"] if piece.kind == "added"),
        )
        for row in answered.context["rows"]
    }


def path(decision: Decision) -> str:
    return f"/decisions/{decision.reference}/compare/"


def test_each_save_is_a_version_with_its_moment_and_whose_it_is(north: People) -> None:
    past = versions.of_decision(written(north))
    assert [each.number for each in past.versions] == [1, 2, 3, 4]
    assert {each.by for each in past.versions} == {north["practitioner"]}
    assert [each.tables for each in past.versions][1:] == [(Item,)] * 3
    assert past.versions[0].tables == (Decision, Recipient)


def test_what_differs_is_told_word_by_word(north: People, signed_in: SignedIn) -> None:
    client, at = signed_in(north["practitioner"]), path(written(north))
    assert compared(client, at, 2, 3) == {"Information 1": ("hit", "pushed")}
    assert compared(client, at, 1, 2)["Information 1"] == ("", "He hit her twice")
    assert compared(client, at, 3, 4)["Information 1"] == ("He pushed her twice", "")
    assert compared(client, at, 2, 2) == {}


def test_the_older_of_two_is_always_first(north: People, signed_in: SignedIn) -> None:
    client, at = signed_in(north["practitioner"]), path(written(north))
    assert compared(client, at, 3, 2) == compared(client, at, 2, 3)


def test_the_last_version_and_the_one_before_it_are_shown_unasked(north: People, signed_in: SignedIn) -> None:
    answered = signed_in(north["practitioner"]).get(path(written(north)))
    assert [answered.context[name]["number"] for name in ("before", "after")] == [3, 4]


def test_removed_and_added_are_said_in_words_too(north: People, signed_in: SignedIn) -> None:
    page = signed_in(north["practitioner"]).get(f"{path(written(north))}?one=2&other=3").content.decode()
    assert '<del class="app-removed"><span class="govuk-visually-hidden">Removed: </span>hit<' in page
    assert '<ins class="app-inserted"><span class="govuk-visually-hidden">Added: </span>pushed<' in page
    assert "The same in both:" in page


@pytest.mark.parametrize("query", ["?one=0&other=1", "?one=abc&other=2", "?one=99&other=1", "?one=1"])
def test_a_version_that_is_none_is_said_to_be_none(north: People, signed_in: SignedIn, query: str) -> None:
    answered = signed_in(north["practitioner"]).get(f"{path(written(north))}{query}")
    assert (answered.status_code, answered.context["rows"]) == (200, [])
    assert answered.context["form"].errors


def test_the_last_version_is_the_draft_as_it_stands(north: People, walked: Walked) -> None:
    """Every page of a whole case is in it: what a record would say of both is the same."""
    draft = load(walked("C01", north["practitioner"], until=READY))
    past = versions.of_decision(draft.decision)
    then = versions.draft_at(draft, past, past.versions[-1])
    for name in (*versions.PAGES, "recipients", "items", "lines"):
        assert getattr(then, name) == getattr(draft, name), name
    assert then.answers == draft.answers
    assert [each.choice for each in then.lines] == [each.choice for each in draft.lines]
    assert then.undecided == []


def test_a_stranger_finds_nothing_and_the_look_is_written_down(
    north: People, south: People, signed_in: SignedIn
) -> None:
    decision = written(north)
    for who in (south["practitioner"], north["practitioner_elsewhere"]):
        assert signed_in(who).get(path(decision)).status_code == 404
    signed_in(north["manager"]).get(path(decision))
    last = Event.objects.latest("pk")
    assert (last.action, last.facts["what"], last.by) == ("decision.viewed", "comparison", north["manager"])


def test_it_costs_no_more_queries_for_more_versions(north: People, signed_in: SignedIn) -> None:
    decision, by = written(north), north["practitioner"]
    client = signed_in(by)
    first = cost(client, path(decision))
    for number in range(10):
        with later(number + 5):
            answer(decision, "situation", ("case", "request")[number % 2], by=by)
            actions.add_row(decision=decision, kind=Item, request_key=uuid4(), values=ITEM, by=by)
    assert cost(client, path(decision)) == first


def test_what_is_known_of_a_person(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    girl = consents.person(by)
    with later(1):
        consents.related(girl, "Her mother", by=by)
    found = compared(signed_in(by), f"/persons/{girl.pk}/compare/", 1, 2)
    assert found["Her mother: Who they are"] == ("", "Mother")
    assert signed_in(north["practitioner_elsewhere"]).get(f"/persons/{girl.pk}/compare/").status_code == 404


def test_what_a_consent_asks(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    consent = consents.asked(consents.person(by), by=by)
    with later(1):
        consents.save(consent, by=by, use="The nurse plans meals with her")
    found = compared(signed_in(by), f"/consents/{consent.reference}/compare/", 1, 2)
    assert found == {"How it will be used": ("help", "meals")}
    elsewhere = signed_in(north["practitioner_elsewhere"])
    assert elsewhere.get(f"/consents/{consent.reference}/compare/").status_code == 404


def test_one_version_is_compared_with_nothing(north: People, signed_in: SignedIn) -> None:
    page = signed_in(north["practitioner"]).get(path(started(north["practitioner"]))).content.decode()
    assert "There is one version only" in page

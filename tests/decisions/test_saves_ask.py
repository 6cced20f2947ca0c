"""Whatever writes a draft asks whom it must protect: each way of saving leads to the clash that it brought."""

import inspect
from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from decisions import actions, grid, sheet
from decisions.actions import access, drafting, lines
from decisions.draft import load
from decisions.models import Decision
from decisions.policies import Refused
from decisions.policies.journey import MOST_ITEMS
from infoshare.accounts.models import Organisation, User
from infoshare.audit import keyed, log
from infoshare.saving.versions import fingerprint
from tests.conftest import Walked
from tests.consent.people import entered
from tests.decisions.around import child_of, father_of, item, sorts, to, untold
from tests.decisions.builders import READY, answer, decide, record, undone
from tests.decisions.pages import filled, form_on
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
HOME = {"address": "3 Elm Avenue", "postcode": "OX9 9ZZ"}


def path(decision: Decision, page: str = "") -> str:
    return f"/decisions/{decision.reference}/{page}"


def found(decision: Decision) -> list[object]:
    events = log.history(decision).filter(action="clash.found")
    return [each["sort"] for each in keyed.said(events).values()]


def hiding(decision: Decision, by: User) -> None:
    """About a child whose father must not be found."""
    father_of(child_of(decision, by), by, must_not_be_found=True, must_not_be_found_why="His brother", **HOME)


def test_every_action_that_writes_a_draft_asks() -> None:
    writers = [getattr(drafting, name) for name in drafting.__all__ if name not in {"Conflict", "start"}]
    for each in (*writers, lines.decide_lines, lines.keep_all_back, access.link_person):
        assert "return note_clashes(decision, before" in inspect.getsource(each), each.__name__


def test_the_purpose_is_asked_about_as_it_stands_on_every_sheet(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision = walked("C01", by, until=READY)
    hiding(decision, by)
    where = path(decision, "pages/details/")
    data = {**filled(form_on(client, where)), "purpose": "So that he is safe at 3 Elm Avenue"}
    assert client.post(where, data)["Location"] == path(decision, "clashes/")
    assert (sorts(decision), found(decision)) == (["place"], ["place"])
    assert "What it is for" in client.get(path(decision, "clashes/")).content.decode()


def test_the_event_of_the_person_does_not_say_in_which_decision(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision = walked("C01", by, until=READY)
    hiding(decision, by)
    where = path(decision, "pages/details/")
    data = {**filled(form_on(client, where)), "purpose": "So that he is safe at 3 Elm Avenue"}
    client.post(where, data)
    event = log.history(decision.people.get().person).get(action="clash.found")
    assert event.facts == {}


def test_an_answer_that_has_the_family_told_is_asked_about(north: People, walked: Walked, signed_in: SignedIn) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision = walked("C01", by, until=READY)
    answer(decision, "tell_family", "not_safe", by=by, note="The father would hear of it")
    child = child_of(decision, by, address=HOME["address"], postcode=HOME["postcode"])
    untold(child, by, **HOME)
    assert sorts(decision) == []
    where = path(decision, "questions/tell_family/")
    data = {**filled(form_on(client, where)), "value": "before", "note": "They are told"}
    assert client.post(where, data)["Location"] == path(decision, "clashes/")
    assert (sorts(decision), found(decision)) == (["household"], ["household"])
    page = client.get(path(decision, "clashes/")).content.decode()
    assert "Telling the family" in page
    assert "off the list" not in page


def test_taking_off_the_only_one_from_whom_it_was_kept_back_is_asked_about(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision = walked("C01", by, until=READY)
    hiding(decision, by)
    item(decision, by, text="He has moved to 3 Elm Ave.")
    for row in decision.recipients.all()[1:]:
        actions.remove_row(decision=decision, row=row, by=by)
    decide(decision, by=by, choice="withhold")
    assert sorts(decision) == []
    before = len(found(decision))
    last = decision.recipients.get()
    assert client.post(path(decision, f"recipients/{last.pk}/remove/"))["Location"] == path(decision, "clashes/")
    assert (sorts(decision), len(found(decision))) == (["place"], before + 1)


def test_linking_the_person_brings_every_clash_of_theirs(north: People, walked: Walked, signed_in: SignedIn) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision = walked("C01", by, until=READY)
    child = entered(by, reference="P-9")
    untold(child, by)
    to(decision, by, name="Sean Byrne")
    assert found(decision) == []
    answered = client.post(path(decision, "access/person/"), {"reference": "P-9"})
    assert answered["Location"] == path(decision, "clashes/")
    assert (sorts(decision), found(decision)) == (["name"], ["name"])


def test_what_was_kept_back_and_is_shared_after_all_is_an_event_of_its_own(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    hiding(decision, by)
    item(decision, by, text="He has moved to 3 Elm Ave.")
    decide(decision, by=by, choice="withhold")
    before, draft = len(found(decision)), load(decision)
    stored = grid.stored(draft, draft.recipients[0])
    answers = {"choice": "share", "redacted": "", "why": "They need it", "onward": "no"}
    values = {grid.name(part, each): answer for each in draft.items for part, answer in answers.items()}
    save = partial(actions.decide_lines, decision=decision, recipient=draft.recipients[0], by=by)
    assert save(values=values, seen=fingerprint(stored)) is True
    assert (sorts(decision), len(found(decision))) == (["place"], before + 1)


def test_a_decision_that_is_opened_again_is_asked_about_at_once(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    first = walked("R12", by, until=READY)
    item(first, by, text="He has moved to 3 Elm Ave.")
    decide(first, by=by, choice="withhold")
    hiding(first, by)
    record(first, by=by)
    on = timezone.localdate()
    again = actions.reopen(decision=first, request_key=uuid4(), facts="An order", received_on=on, by=by)
    assert sorts(again) == found(again) == ["place"]


def test_an_address_is_found_in_whatever_text_of_a_sheet_it_stands(north: People, walked: Walked) -> None:
    """Every field and mark is planted, or holds nothing that somebody typed."""
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    hiding(decision, by)
    decide(decision, by=by)
    plants: dict[str, list[tuple[object, dict[str, str]]]] = {
        "organisation": [(Organisation.objects.filter(pk=by.organisation_id), {"name": "The office, 3 Elm Ave"})],
        "to": [(decision.recipients.all(), {column: "At OX9 9ZZ"}) for column in ("organisation", "role", "name")],
        "purpose": [(Decision.objects.filter(pk=decision.pk), {"purpose": "So that he is safe at 3 elm avenue"})],
        "call": [
            (User.objects.filter(pk=by.pk), {"name": "Ann, OX99ZZ"}),
            (User.objects.filter(pk=by.pk), {"job_title": "Nurse at 3 Elm Avenue"}),
            (Organisation.objects.filter(pk=by.organisation_id), {"contact": "Come to 3 Elm Avenue"}),
        ],
        "text": [(decision.items.all(), {"text": "He moved to 3 Elm Avenue"})],
        "nature": [(decision.items.all(), {"nature": "opinion", "author": "A neighbour, 3 Elm Avenue"})],
        "source": [(decision.items.all(), {"source": "The post for 3 Elm Avenue"})],
        "about": [(decision.items.all(), {"about_whom": "Who lives at 3 Elm Avenue"})],
    }
    typed_nowhere = {"lines", "conditions", "true_on", "onward"}
    named = {each.name for each in sheet.FIELDS} | {each.name for each in sheet.MARKS}
    assert named == plants.keys() | typed_nowhere
    assert sorts(decision) == []
    for name, several in plants.items():
        for rows, values in several:
            with undone():
                rows.update(**values)  # type: ignore[attr-defined]
                assert set(sorts(decision)) == {"place"}, (name, values)


def test_what_stands_beside_a_piece_that_goes_in_part_is_no_clash_as_it_does_not_go(
    north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    hiding(decision, by)
    item(decision, by, text="He has moved", source="Seen at OX99ZZ", about_whom="Of 3 Elm Avenue")
    assert sorts(decision) == ["place"]
    decide(decision, by=by, choice="redact", redacted="He has moved")
    assert sorts(decision) == []


def test_a_draft_lists_as_many_pieces_as_a_page_can_save(north: People, walked: Walked, signed_in: SignedIn) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision = walked("C01", by, until=READY)
    for _ in range(MOST_ITEMS - decision.items.count()):
        item(decision, by)
    with pytest.raises(Refused, match="70 pieces"):
        item(decision, by)
    receiver = load(decision).recipients[0]
    where = path(decision, f"who-gets-what/{receiver.pk}/")
    assert client.post(where, filled(form_on(client, where))).status_code in {200, 302}, "never too many fields"

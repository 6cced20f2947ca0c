"""The second signature: asked for by what was chosen, given by somebody who had no part in the record, once."""

import time
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from decisions import actions, words
from decisions.actions import access, countersigning
from decisions.models import Countersignature, CountersignNeeded, Decision, Record
from decisions.models.countersigning import standing, waiting
from decisions.policies import Refused
from decisions.summary.waiting import work_list
from infoshare.accounts.models import COUNTERSIGNED, Organisation, User
from infoshare.audit.models import Event
from infoshare.saving.versions import fingerprint
from tests.conftest import Walked
from tests.decisions.around import looked, told
from tests.decisions.builders import READY, advise, ask, emergency, look, record
from tests.decisions.pages import NO_DUTY, filled, form_on, problems
from tests.decisions.reviewing import ask_for, comment, needs_signing, sign
from tests.decisions.sharing import sent, sheets
from tests.documents.reading import words as words_of
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
CAN_SIGN = "Countersign a record"


@pytest.fixture
def waits(north: People, walked: Walked) -> Decision:
    """A record of the practitioner's that shares, where that needs a second signature."""
    needs_signing(north["practitioner"], "share", "share_part")
    return walked("C01", north["practitioner"])


def how(decision: Decision) -> str:
    kept = Record.objects.get(decision=decision)
    found = standing([kept]).get(kept.pk)
    is_waiting = waiting().filter(record=kept).exists()
    assert is_waiting == bool(found and found.is_now == "waits"), "the list and the page say the same"
    return found.is_now if found else ""


def because(decision: Decision) -> list[list[str]]:
    return [row.because for row in CountersignNeeded.objects.filter(record__decision=decision)]


def restrict(decision: Decision, people: People, *viewers: str) -> None:
    named = [people[who] for who in ("practitioner", *viewers)]
    until = timezone.now() + timedelta(days=9)
    access.restrict(decision=decision, why="Staff", viewers=named, until=until, by=people["caldicott_guardian"])


def test_nothing_needs_a_second_signature_unless_the_organisation_says_so(north: People, walked: Walked) -> None:
    assert how(walked("C01", north["practitioner"])) == ""


def test_what_is_chosen_later_changes_nothing_before_and_nothing_that_waits(
    north: People, walked: Walked, waits: Decision
) -> None:
    needs_signing(north["practitioner"])
    after = walked("R12", north["practitioner"])
    assert (how(waits), how(after)) == ("waits", "")


@pytest.mark.parametrize("chosen", [("share", "share_part"), ("do_not_share",)])
def test_it_is_needed_by_what_was_decided(chosen: tuple[str, ...], north: People, walked: Walked) -> None:
    needs_signing(north["practitioner"], *chosen)
    for case in ("C01", "R12", "C05"):
        decision = walked(case, north["practitioner"])
        assert (how(decision) == "waits") == (decision.record.decided in chosen), case


def test_it_is_needed_after_an_emergency(north: People) -> None:
    needs_signing(north["practitioner"], "emergency")
    by = north["practitioner"]
    made = actions.share_in_emergency(by=by, request_key=uuid4(), about="AB", values=emergency())
    assert because(made) == [["emergency"]]


def test_it_is_needed_where_only_named_people_can_open_it_before_or_after(north: People, walked: Walked) -> None:
    needs_signing(north["practitioner"], "restricted")
    before = walked("C01", north["practitioner"], until=READY)
    restrict(before, north)
    record(Decision.objects.get(pk=before.pk), by=north["practitioner"])
    after = walked("R12", north["practitioner"])
    assert because(after) == []
    restrict(after, north)
    access.lift_restriction(decision=after, why="Over", by=north["caldicott_guardian"])
    restrict(after, north)
    assert because(before) == because(after) == [["restricted"]]


def test_a_restriction_asks_again_though_it_was_countersigned(north: People, waits: Decision) -> None:
    sign(waits, by=north["manager"])
    assert how(waits) == "agreed"
    needs_signing(north["practitioner"], "restricted")
    restrict(waits, north, "safeguarding_lead")
    assert how(waits) == "waits"
    kept = waits.record
    assert standing([kept])[kept.pk].because == ("restricted",)
    sign(waits, by=north["safeguarding_lead"])
    assert how(waits) == "agreed"


@pytest.mark.parametrize("who", ["manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"])
def test_those_who_oversee_it_countersign(who: str, north: People, waits: Decision) -> None:
    sign(waits, by=north[who])
    assert how(waits) == "agreed"
    event = Event.objects.get(action="record.countersigned")
    assert (event.by, event.facts["agreed"], event.facts["content"]) == (north[who], True, waits.record.content_hash)
    assert f"{waits.reference} is countersigned." in [each.sentence for each in north["practitioner"].notices.all()]


@pytest.mark.parametrize("who", ["practitioner", "colleague", "manager_elsewhere", "administrator"])
def test_nobody_else_does(who: str, north: People, waits: Decision) -> None:
    with pytest.raises(Refused, match="Your role does not let you"):
        sign(waits, by=north[who])


def test_the_author_of_a_record_never_countersigns_it(north: People, walked: Walked) -> None:
    needs_signing(north["manager"], "share", "share_part")
    own = walked("C01", north["manager"])
    with pytest.raises(Refused, match="had a part in making"):
        sign(own, by=north["manager"])


def test_nor_does_whoever_carried_it_before_or_since(north: People, walked: Walked) -> None:
    needs_signing(north["manager"], "share", "share_part")
    manager, lead = north["manager"], north["safeguarding_lead"]
    draft = walked("C01", manager, until=READY)
    for before, to in ((manager, lead), (lead, north["practitioner"])):
        draft.refresh_from_db()
        seen = fingerprint({"owner": before})
        actions.hand_over(decision=draft, to=to, seen=seen, by=before)
    carried = Decision.objects.get(pk=draft.pk)
    look(carried, by=north["practitioner"])
    record(carried, by=north["practitioner"])
    for who in (manager, lead):
        assert CAN_SIGN not in [row["title"] for row in work_list(who)], "nor is it on their list"
        with pytest.raises(Refused, match="had a part in making"):
            sign(draft, by=who)
    assert CAN_SIGN in [row["title"] for row in work_list(north["ig_lead"])]
    sign(draft, by=north["ig_lead"])


def test_nor_does_whoever_recorded_it_before_it_was_handed_on(north: People) -> None:
    manager, to = north["manager"], north["practitioner"]
    needs_signing(manager, "emergency")
    made = actions.share_in_emergency(by=manager, request_key=uuid4(), about="AB", values=emergency())
    actions.hand_over(decision=made, to=to, seen=fingerprint({"owner": manager}), by=manager)
    with pytest.raises(Refused, match="had a part in making"):
        sign(made, by=manager)
    sign(made, by=north["ig_lead"])


def test_nor_does_whoever_wrote_down_what_it_lacked(north: People) -> None:
    needs_signing(north["practitioner"], "emergency")
    made = actions.share_in_emergency(by=north["practitioner"], request_key=uuid4(), about="AB", values=emergency())
    todo, manager = made.todos.all()[0], north["manager"]
    actions.amend(decision=made, request_key=uuid4(), title=todo.title, text="Said", todo=todo, by=manager)
    with pytest.raises(Refused, match="had a part in making"):
        sign(made, by=manager)
    comment(made, by=north["safeguarding_lead"])
    sign(made, by=north["safeguarding_lead"])


def test_nor_does_whoever_added_to_it_unasked_or_asked_for_advice_on_it(north: People, waits: Decision) -> None:
    manager, lead = north["manager"], north["safeguarding_lead"]
    actions.amend(decision=waits, request_key=uuid4(), title="More", text="Said", why="It came up", by=manager)
    ask(waits, "record", by=lead)
    for who in (manager, lead):
        assert CAN_SIGN not in [row["title"] for row in work_list(who)]
        with pytest.raises(Refused, match="had a part in making"):
            sign(waits, by=who)
    sign(waits, by=north["ig_lead"])


def test_nor_does_whoever_wrote_down_that_it_went_or_that_somebody_was_told(north: People, waits: Decision) -> None:
    manager, lead, guardian = north["manager"], north["safeguarding_lead"], north["caldicott_guardian"]
    sent(sheets(waits)[0], by=manager)
    told(waits, lead)
    looked(waits, guardian, "tell")
    for who in (manager, lead, guardian):
        assert CAN_SIGN not in [row["title"] for row in work_list(who)]
        with pytest.raises(Refused, match="had a part in making"):
            sign(waits, by=who)
    sign(waits, by=north["ig_lead"])


def test_advice_on_it_that_came_since_the_page_was_opened_is_read_first(north: People, waits: Decision) -> None:
    seen = countersigning.last_entry(waits.record)
    advise(ask(waits, "record", by=north["practitioner"]), by=north["practitioner"])
    with pytest.raises(Refused, match="Something was added since you opened this page"):
        countersigning.countersign(
            record=waits.record, agreed=True, reasons="", seen=seen, request_key=uuid4(), by=north["manager"]
        )


def test_somebody_named_who_oversees_nothing_does_not_countersign_a_restricted_record(
    north: People, waits: Decision
) -> None:
    restrict(waits, north, "colleague")
    with pytest.raises(Refused, match="Your role does not let you"):
        sign(waits, by=north["colleague"])


def test_of_two_the_second_is_told_who_signed(north: People, waits: Decision) -> None:
    sign(waits, by=north["manager"])
    with pytest.raises(Refused, match="North manager countersigned this on"):
        sign(waits, by=north["ig_lead"])
    assert Countersignature.objects.count() == 1


def test_the_same_press_signs_once(north: People, waits: Decision) -> None:
    key, seen = uuid4(), countersigning.last_entry(waits.record)
    for _ in range(2):
        countersigning.countersign(
            record=waits.record, agreed=True, reasons="", seen=seen, request_key=key, by=north["manager"]
        )
    assert Countersignature.objects.count() == 1


def test_what_was_added_since_the_page_was_opened_is_read_first(north: People, waits: Decision) -> None:
    seen = countersigning.last_entry(waits.record)
    comment(waits, "There is more to say", by=north["practitioner"])
    with pytest.raises(Refused, match="Something was added since you opened this page"):
        countersigning.countersign(
            record=waits.record, agreed=True, reasons="", seen=seen, request_key=uuid4(), by=north["manager"]
        )


def test_not_agreeing_asks_for_an_addition_and_then_for_a_signature_again(north: People, waits: Decision) -> None:
    owner, manager = north["practitioner"], north["manager"]
    sign(waits, by=manager, agreed=False, reasons="It does not say what the mother said")
    assert how(waits) == "not_agreed"
    assert "See what is to be added." in north["practitioner"].notices.all()[0].sentence
    assert "Countersign a record" not in [row["title"] for row in work_list(manager)]
    with pytest.raises(Refused, match="North manager did not agree on .* It waits for what is to be added"):
        sign(waits, by=north["ig_lead"])
    todo = Countersignature.objects.get().todo
    actions.amend(decision=waits, request_key=uuid4(), title="More", text="She agreed", todo=todo, by=owner)
    assert how(waits) == "waits"
    assert "Countersign a record" in [row["title"] for row in work_list(manager)]
    sign(waits, by=manager)
    assert how(waits) == "agreed"


def test_a_record_that_waits_keeps_nobody_from_sharing(north: People, waits: Decision) -> None:
    for sheet in sheets(waits):
        sent(sheet, by=north["practitioner"])
    assert waits.todos.get(slug="shared").done_by
    assert how(waits) == "waits"


def test_it_waits_on_the_first_page_of_those_who_can_and_of_nobody_else(north: People, waits: Decision) -> None:
    wanted = ("Countersign a record", waits.reference, f"/decisions/{waits.reference}/countersign/")
    for who, waits_here in (
        ("manager", True),
        ("ig_lead", True),
        ("practitioner", False),
        ("manager_elsewhere", False),
    ):
        found = [(row["title"], row["reference"], row["url"]) for row in work_list(north[who])]
        assert (wanted in found) == waits_here, who


def test_the_list_of_reviews_says_how_it_stands_and_finds_what_waits(
    north: People, waits: Decision, signed_in: SignedIn
) -> None:
    client = signed_in(north["safeguarding_lead"])
    for done, tag, found in (("", "To countersign", True), ("sign", "Countersigned", False)):
        if done:
            sign(waits, by=north["manager"])
        assert tag in client.get("/review/").content.decode()
        assert (waits.reference in client.get("/review/?signing=waits").content.decode()) == found


def test_its_page_shows_the_record_in_short_and_keeps_what_was_typed(
    north: People, waits: Decision, signed_in: SignedIn
) -> None:
    client, path = signed_in(north["manager"]), f"/decisions/{waits.reference}/countersign/"
    form = form_on(client, path)
    no = {**filled(form, ""), "agreed": "no"}
    answer = client.post(path, no)
    assert problems(answer) == ["Say why you do not agree, and what is to be added"]
    assert "Share" in answer.content.decode()
    assert client.post(path, {**no, "reasons": "Say more"})["Location"] == f"/decisions/{waits.reference}/"
    assert client.post(path, {**no, "reasons": "Say more"}).status_code == 302, "twice is once"
    assert Countersignature.objects.get().reasons == "Say more"
    page = client.get(f"/decisions/{waits.reference}/").content.decode()
    assert "Not agreed" in page
    assert "Say more" in page


def test_the_author_is_refused_by_address_and_by_method(north: People, walked: Walked, signed_in: SignedIn) -> None:
    needs_signing(north["manager"], "share", "share_part")
    own = walked("C01", north["manager"])
    client, path = signed_in(north["manager"]), f"/decisions/{own.reference}/countersign/"
    seen = countersigning.last_entry(own.record)
    sent = {"agreed": "yes", "reasons": "", "seen": seen, "request_key": uuid4()}
    for answer in (client.get(path), client.post(path), client.post(path, sent)):
        assert answer.status_code == 403
        assert "Somebody else countersigns it" in answer.content.decode()
    assert not Countersignature.objects.exists()


def test_the_page_asks_again_who_one_is(north: People, waits: Decision, signed_in: SignedIn) -> None:
    client = signed_in(north["manager"])
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time() - 3600}]
    session.save()
    for opens in (client.get, client.post):
        answer = opens(f"/decisions/{waits.reference}/countersign/")
        assert answer.status_code == 302
        assert answer["Location"].startswith("/accounts/confirm/")
    assert client.get(f"/decisions/{waits.reference}/").status_code == 200


def test_the_record_and_its_pdf_say_how_it_stands(north: People, waits: Decision, signed_in: SignedIn) -> None:
    client, path = signed_in(north["manager"]), f"/decisions/{waits.reference}/"
    page = client.get(path).content.decode()
    assert "Waits for a countersignature" in page
    assert "It keeps nobody from sharing" in page
    assert "Countersign this record" in page
    comment(waits, "Canary of a comment", by=north["manager"])
    ask_for(waits, "Canary of an addition", by=north["manager"])
    sign(waits, by=north["manager"])
    printed = words_of(client.get(f"{path}record.pdf").content)
    for said in ("Countersigned by North manager on", "Added since it was recorded", "Canary of a comment"):
        assert said.replace(" ", "") in printed
    assert "Canaryofanaddition(askedforbyNorthmanager)" in printed


def test_the_organisations_page_takes_any_of_five_and_no_other(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["ig_lead"])
    sent = {**filled(form_on(client, "/settings/")), **NO_DUTY, "countersign": ["emergency", "share"]}
    assert client.post("/settings/", sent).status_code == 302
    organisation = Organisation.objects.get(pk=north["ig_lead"].organisation_id)
    assert organisation.countersign == ["share", "emergency"], "in one order"
    answer = client.post("/settings/", {**filled(form_on(client, "/settings/")), **NO_DUTY, "countersign": ["always"]})
    assert problems(answer)
    with pytest.raises(IntegrityError, match="countersign_is_known"), transaction.atomic():
        Organisation.objects.filter(pk=organisation.pk).update(countersign=["always"])


def test_what_can_be_chosen_is_what_has_words() -> None:
    assert tuple(words.COUNTERSIGN) == COUNTERSIGNED


def test_the_database_holds_signatures_to_their_rules(north: People, waits: Decision) -> None:
    needed, todo = CountersignNeeded.objects.get(), waits.todos.all()[0]
    sign(waits, by=north["manager"])
    whole = {"needed": needed, "agreed": True, "reasons": "", "todo": None}
    for broken, name in (
        ({}, "countersigned_once"),
        ({"todo": todo}, "not_countersigning_says_why"),
        ({"agreed": False, "todo": todo}, "not_countersigning_says_why"),
        ({"agreed": False, "reasons": "Why"}, "not_countersigning_says_why"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Countersignature.objects.create(request_key=uuid4(), signed_by=north["ig_lead"], **whole | broken)
    key = Countersignature.objects.get().request_key
    again = {**whole, "agreed": False, "reasons": "Why", "todo": todo, "request_key": key}
    with pytest.raises(IntegrityError, match="countersignature_once_a_key"), transaction.atomic():
        Countersignature.objects.create(signed_by=north["ig_lead"], **again)
    for reasons in ([], ["always"]):
        with pytest.raises(IntegrityError, match="countersign_needed_because"), transaction.atomic():
            CountersignNeeded.objects.create(record=waits.record, because=reasons, needed_by=north["manager"])

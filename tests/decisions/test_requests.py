"""A request from somebody else: answered by a day, refused with reasons, opened again for new facts."""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from decisions import actions, asking
from decisions.actions import access
from decisions.draft import Draft, load
from decisions.forms.case import RequestForm
from decisions.models import Conclusion, Decision, Record, Reopening, Request, RequestAnswer, Restriction
from decisions.models.scope import is_restricted
from decisions.policies import Refused
from decisions.policies.requests import is_guarded
from decisions.summary.requests import requests_to_answer
from infoshare.accounts.models import Membership, User
from infoshare.audit import log
from tests.conftest import Walked
from tests.decisions.around import child_of, father_of, is_kept, untold
from tests.decisions.builders import READY, record
from tests.decisions.pages import filled, form_on, problems
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
CASE = "R12"  # housing asks, and nothing is shared


def path(decision: Decision, page: str = "") -> str:
    return f"/decisions/{decision.reference}/{page}"


def again(decision: Decision, by: User, key: UUID | None = None, facts: str = "There is an order") -> Decision:
    return actions.reopen(
        decision=decision, request_key=key or uuid4(), facts=facts, received_on=timezone.localdate(), by=by
    )


def sent(**instead: str) -> dict[str, str]:
    on = {"received_on_day": "31", "received_on_month": "1", "received_on_year": "2026"}
    told = dict.fromkeys(("requester", "requester_organisation", "position", "verified_how"), "Some text")
    which = {"identity_check": "rang_back", "recipient_id": "none"}
    return {**told, **on, **which, "asked_for": "All", "asked_why": "A case", **instead}


def request_form(north: People, walked: Walked, **instead: str) -> RequestForm:
    draft = load(walked(CASE, north["practitioner"], until=READY))
    return RequestForm({**sent(**instead), "version": "0"}, draft=draft, stored={})


def test_how_the_identity_was_checked_is_chosen_and_said(north: People, walked: Walked) -> None:
    form = request_form(north, walked, identity_check="")
    assert form.errors["identity_check"] == ["Choose how you checked who is asking, or that you could not"]
    draft = load(walked(CASE, north["practitioner"], until=READY))
    Request.objects.filter(decision=draft.decision).update(identity_check="")
    with pytest.raises(Refused, match="how you checked who is asking"):
        record(draft.decision, by=north["practitioner"])


def test_only_who_asks_for_their_own_data_has_one_month_by_itself(north: People, walked: Walked) -> None:
    own = request_form(north, walked, own_data="on")
    assert own.is_valid(), own.errors
    assert own.cleaned_data["answer_by"] == date(2026, 2, 28)
    other = request_form(north, walked)
    assert other.is_valid()
    assert other.cleaned_data["answer_by"] is None
    said = {"answer_by_day": "3", "answer_by_month": "2", "answer_by_year": "2026"}
    chosen = request_form(north, walked, own_data="on", **said)
    assert chosen.is_valid()
    assert chosen.cleaned_data["answer_by"] == date(2026, 2, 3)
    early = request_form(north, walked, **{**said, "answer_by_month": "1"})
    assert early.errors["answer_by"] == ["The date to answer by can't be before the request came"]


def test_the_day_for_own_data_goes_with_the_day_the_request_came_and_is_never_later_than_the_law_has_it(
    north: People, walked: Walked
) -> None:
    draft = load(walked(CASE, north["practitioner"], until=READY))
    february = {"answer_by_day": "28", "answer_by_month": "2", "answer_by_year": "2026"}
    filled_in = {"received_on": date(2026, 1, 31), "answer_by": date(2026, 2, 28)}

    def put(stored: Mapping[str, object], **instead: str) -> RequestForm:
        return RequestForm({**sent(own_data="on", **instead), "version": "0"}, draft=draft, stored=stored)

    earlier = put(filled_in, **february, received_on_day="2")
    assert earlier.is_valid(), earlier.errors
    assert earlier.cleaned_data["answer_by"] == date(2026, 2, 2)
    typed = put({**filled_in, "answer_by": date(2026, 2, 20)}, **february, received_on_day="2")
    assert typed.errors["answer_by"] == ["For what you hold about themselves the law gives you until 2 February 2026"]
    later = put({"received_on": date(2026, 1, 2), "answer_by": date(2026, 2, 2)}, **{**february, "answer_by_day": "2"})
    assert later.is_valid(), later.errors
    assert later.cleaned_data["answer_by"] == date(2026, 2, 28)


def test_which_of_the_recipients_asked_is_chosen_and_kept(north: People, walked: Walked, signed_in: SignedIn) -> None:
    decision = walked(CASE, north["practitioner"], until=READY)
    to = decision.recipients.earliest("pk")
    form = request_form(north, walked, recipient_id="")
    assert form.errors["recipient_id"] == ["Choose which of those on the list asked, or none of them"]
    client, page = signed_in(north["practitioner"]), path(decision, "pages/request/")
    for chosen, kept in ((str(to.pk), to), ("none", None)):
        data = {**sent(recipient_id=chosen), "version": form_on(client, page)["version"].value()}
        assert client.post(page, data).status_code == 302
        assert Request.objects.get(decision=decision).recipient == kept
        assert form_on(client, page)["recipient_id"].value() in {to.pk, "none"}
    Request.objects.filter(decision=decision).update(recipient=to)
    actions.remove_row(decision=decision, row=to, by=north["practitioner"])
    assert Request.objects.get(decision=decision).recipient is None


@pytest.mark.parametrize(
    "wrong",
    [{"own_data": True}, {"answer_by": date(2020, 1, 1)}, {"identity_check": "guessed"}],
)
def test_the_database_refuses_a_request_that_is_not_whole(
    north: People, walked: Walked, wrong: dict[str, object]
) -> None:
    decision = walked(CASE, north["practitioner"], until=READY)
    with pytest.raises(DatabaseError), transaction.atomic():
        Request.objects.filter(decision=decision).update(**wrong)


def due(decision: Decision, days: int = 5) -> date:
    day = timezone.localdate() + timedelta(days=days)
    Request.objects.filter(decision=decision).update(answer_by=day)
    return day


def test_a_request_with_a_day_is_on_the_owners_list_until_it_is_answered(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked(CASE, by, until=READY)
    assert requests_to_answer(by) == [], "without a day there is none to keep"
    day = due(decision)
    [row] = requests_to_answer(by)
    assert (row.reference, timezone.localtime(row.due_at).date()) == (decision.reference, day)
    record(decision, by=by)
    assert len(requests_to_answer(by)) == 1
    answer(decision, by)
    assert requests_to_answer(by) == []


def answer(decision: Decision, by: User) -> RequestAnswer:
    values = {"on": timezone.localdate(), "how": "By post"}
    return actions.write_answered(decision=decision, request_key=uuid4(), values=values, by=by)


def test_what_is_no_request_any_more_waits_for_no_answer(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked(CASE, by, until=READY)
    due(decision)
    decision.answers.filter(slug="situation").update(value="case")
    assert requests_to_answer(by) == []


def test_how_the_answer_went_is_written_on_its_page_and_shown_on_the_record(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client = walked(CASE, by), signed_in(by)
    data = {**filled(form_on(client, path(decision, "answered/"))), "how": "By post"}
    assert problems(client.post(path(decision, "answered/"), {**data, "how": ""})) == ["Say how it went"]
    for _ in range(2):
        assert client.post(path(decision, "answered/"), data)["Location"] == path(decision)
    row = RequestAnswer.objects.get()
    assert log.history(decision).filter(action="request.answered").get().facts == {"answer": row.pk}
    assert "The request was answered on" in client.get(path(decision)).content.decode()


def test_nothing_is_answered_before_it_is_decided_or_where_nobody_asked(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    with pytest.raises(Refused, match="not decided yet"):
        answer(walked(CASE, by, until=READY), by)
    with pytest.raises(Refused, match="does not answer a request"):
        answer(walked("C01", by), by)
    with pytest.raises(Refused, match="can answer this request"):
        answer(walked(CASE, by), north["colleague"])


def test_the_database_refuses_an_answer_that_went_no_way(north: People, walked: Walked) -> None:
    decision, by = walked(CASE, north["practitioner"]), north["practitioner"]
    row = {"decision": decision, "request_key": uuid4(), "on": timezone.localdate(), "answered_by": by}
    with pytest.raises(DatabaseError, match="says_how"), transaction.atomic():
        RequestAnswer.objects.create(how="", **row)


@pytest.mark.parametrize("page", ["refusal/", "refusal.pdf", "refusal.txt"])
def test_a_refusal_is_read_first_and_then_printed(
    north: People, walked: Walked, signed_in: SignedIn, page: str
) -> None:
    by = north["practitioner"]
    decision = walked(CASE, by)
    answered = signed_in(by).get(path(decision, page))
    assert answered.status_code == 200
    if page == "refusal/":
        text = answered.content.decode()
        assert "We do not share it." in text
        assert path(decision, "refusal.pdf") in text
        assert not [row.text for row in decision.items.all() if row.text in text]


def test_what_is_shared_whole_is_not_refused(north: People, walked: Walked, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    assert signed_in(by).get(path(walked("C01", by), "refusal/")).status_code == 403
    assert signed_in(by).get(path(walked(CASE, by, until=READY), "refusal/")).status_code == 403


def test_to_somebody_who_must_not_be_told_the_letter_says_nothing(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision = walked(CASE, by, until=READY)
    Request.objects.filter(decision=decision).update(requester="Mr S. Byrne")
    untold(child_of(decision, by), by)
    record(decision, by=by)
    text = signed_in(by).get(path(decision, "refusal/")).content.decode()
    assert "say in a letter whether we hold any" in text
    assert "We do not share it." not in text


@pytest.mark.parametrize(
    "instead",
    [{"identity_check": "not_done"}, {"requester": "Dave Kelly", "position": "Solicitor for the father"}],
)
def test_to_whoever_could_not_be_checked_or_stands_for_somebody_who_must_not_be_told_the_letter_says_nothing(
    north: People, walked: Walked, signed_in: SignedIn, instead: dict[str, str]
) -> None:
    by = north["practitioner"]
    decision = walked(CASE, by, until=READY)
    untold(child_of(decision, by), by)
    assert not is_guarded(*asked(decision)), "until then it is not"
    Request.objects.filter(decision=decision).update(**instead)
    assert is_guarded(*asked(decision))
    record(decision, by=by)
    text = signed_in(by).get(path(decision, "refusal/")).content.decode()
    assert "say in a letter whether we hold any" in text
    assert by.name not in text.split('class="app-letter"')[1].split("</div>")[0]


def test_the_letter_says_nothing_where_the_ground_is_that_nobody_knows_who_asks_or_somebody_must_not_be_found(
    north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = walked(CASE, by, until=READY)
    Conclusion.objects.filter(decision=decision).update(grounds=["not_verified"])
    assert is_guarded(*asked(decision))
    Conclusion.objects.filter(decision=decision).update(grounds=["more_harm"])
    assert not is_guarded(*asked(decision))
    father_of(child_of(decision, by), by, must_not_be_found=True, must_not_be_found_why="He is a witness")
    assert is_guarded(*asked(decision))


def asked(decision: Decision) -> tuple[Draft, Request]:
    draft = load(decision)
    assert draft.request
    return draft, draft.request


def test_new_facts_open_it_again_as_a_decision_of_its_own_and_the_first_never_changes(
    north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    first = walked(CASE, by)
    child = child_of(first, by)
    before = Record.objects.get(decision=first).content_hash
    made = again(first, by)
    new = load(made)
    assert (made.deciding, made.about, made.purpose) == (first.deciding, first.about, first.purpose)
    assert [str(row) for row in new.recipients] == [str(row) for row in first.recipients.all()]
    assert [row.text for row in new.items] == list(first.items.values_list("text", flat=True))
    assert (new.lines, new.answered, new.conclusion, new.basis, new.weighing) == ([], {}, None, None, None)
    assert new.request
    assert new.request.identity_check == "", "who asks is checked anew"
    assert new.people == {child.pk}
    assert Record.objects.get(decision=first).content_hash == before
    assert log.history(first).filter(action="decision.reopened").get().facts == {"again": made.pk}


def test_each_page_shows_the_other_and_the_record_says_what_it_looks_at_again(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    first = walked(CASE, by)
    data = {**filled(form_on(client, path(first, "reopen/"))), "facts": "There is an order"}
    assert problems(client.post(path(first, "reopen/"), {**data, "facts": ""})) == ["Say what is new"]
    for _ in range(2):
        where = client.post(path(first, "reopen/"), data)["Location"]
    made = Reopening.objects.get().decision
    assert where == path(made)
    assert first.reference in client.get(where).content.decode()
    assert made.reference in client.get(path(first)).content.decode()
    text = client.get(path(made, "check/")).content.decode()
    assert "There is an order" in text
    assert first.reference in text


def test_an_adviser_is_shown_what_is_new_and_not_which_record_it_looks_at_again(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    first = walked(CASE, by)
    question = asking.Question("page-details", "May we?", names_withheld=True)
    shown = str(asking.shown(load(again(first, by)), question))
    assert "There is an order" in shown
    assert first.reference not in shown


def test_whoever_may_not_open_the_first_may_not_open_the_second(north: People, walked: Walked) -> None:
    by, guardian = north["practitioner"], north["caldicott_guardian"]
    first = walked(CASE, by)
    until = timezone.now() + timedelta(days=30)
    access.bar(decision=first, whom=north["manager"], kind="relative", why="Her uncle", by=guardian)
    access.restrict(decision=first, why="Related to staff", viewers=[by, guardian], until=until, by=guardian)
    made = again(first, by)
    assert is_restricted(made)
    assert Restriction.objects.get(decision=made).why == "Related to staff"
    seen = {who for who, user in north.items() if Decision.objects.visible_to(user).filter(pk=made.pk).exists()}
    assert seen == {"practitioner", "caldicott_guardian"}


def test_it_stays_with_the_team_of_the_first_whoever_opens_it_again(north: People, walked: Walked) -> None:
    lead = north["ig_lead"]
    first = walked(CASE, north["practitioner"])
    Membership.objects.create(user=lead, role="practitioner", team=north["practitioner_elsewhere"].team)
    lead = User.objects.get(pk=lead.pk)
    assert first.team != lead.team
    assert again(first, lead).team == first.team


def test_whoever_carries_the_draft_that_looks_again_hands_it_over_first(north: People, walked: Walked) -> None:
    by, manager = north["practitioner"], north["manager"]
    first = walked(CASE, by)
    again(first, manager)
    with pytest.raises(Refused, match="Hand it over"):
        access.bar(decision=first, whom=manager, kind="relative", why="A", by=north["caldicott_guardian"])


def test_what_closes_the_first_later_closes_what_looks_at_it_again(north: People, walked: Walked) -> None:
    by, guardian, manager = north["practitioner"], north["caldicott_guardian"], north["manager"]
    first = walked(CASE, by)
    made = again(first, by)
    assert Decision.objects.visible_to(manager).filter(pk=made.pk).exists()
    access.bar(decision=first, whom=manager, kind="relative", why="Her uncle", by=guardian)
    assert not Decision.objects.visible_to(manager).filter(pk=made.pk).exists()
    until = timezone.now() + timedelta(days=30)
    access.restrict(decision=first, why="Related to staff", viewers=[by, guardian], until=until, by=guardian)
    assert is_restricted(made)
    seen = {who for who, user in north.items() if Decision.objects.visible_to(user).filter(pk=made.pk).exists()}
    assert seen == {"practitioner", "caldicott_guardian"}
    told = log.history(made).filter(action="conflict.set").get().facts
    assert (told["user"], told["of"]) == (manager.pk, "decision")
    access.lift_restriction(decision=first, why="Over", by=guardian)
    assert is_restricted(made), "whoever lifts it there says so there"


def test_an_answer_and_an_opening_are_kept(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    first = walked(CASE, by)
    again(first, by)
    is_kept(Reopening.objects.get())
    is_kept(answer(first, by))


def test_a_second_press_opens_it_again_once(north: People, walked: Walked) -> None:
    by, key = north["practitioner"], uuid4()
    first = walked(CASE, by)
    assert again(first, by, key) == again(first, by, key)
    assert Reopening.objects.count() == 1


def test_what_was_shared_whole_or_asked_by_nobody_is_not_opened_again(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    with pytest.raises(Refused, match="does not answer a request"):
        again(walked("C21", by), by)
    with pytest.raises(Refused, match="not decided yet"):
        again(walked(CASE, by, until=READY), by)


def test_the_database_refuses_what_opens_itself_or_says_nothing_new(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    first, other = walked(CASE, by), walked("C01", by)
    row = {"received_on": timezone.localdate(), "reopened_by": by}
    for name, wrong in (("of_another", (first, first, "New")), ("what_is_new", (other, first, ""))):
        decision, reopens, facts = wrong
        with pytest.raises(DatabaseError, match=name), transaction.atomic():
            Reopening.objects.create(decision=decision, reopens=reopens, facts=facts, **row)

"""What those who hold the information are told: drafted here, read and sent by a person, and kept as it was sent."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from decisions import actions
from decisions.actions import access
from decisions.actions.withdrawing import save_notice
from decisions.models import Recipient, WithdrawalNotice
from infoshare.accounts.models import User
from infoshare.accounts.policy import Refused
from infoshare.audit.models import Event
from infoshare.saving.versions import Conflict, fingerprint, values_of
from tests.conftest import Walked
from tests.decisions.builders import decide
from tests.decisions.leaning import Leant, part, path, take_back, todos
from tests.decisions.pages import Data, filled, form_on, problems
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def test_each_holder_gets_a_notice_that_names_no_child_and_nothing_that_was_shared(leant: Leant) -> None:
    decision = leant.recorded()
    event = take_back(leant)
    [notice] = WithdrawalNotice.objects.filter(event=event)
    assert notice.recipient == str(decision.recipients.get())
    for said_in_it in (decision.reference, decision.owner.name, decision.organisation.name, "Tell us by", "may oblige"):
        assert said_in_it in notice.text
    named = (decision.about, decision.deciding, leant.girl.name, leant.girl.reference, leant.mother.name)
    secrets = [*named, *decision.items.values_list("text", flat=True)]
    assert not [each for each in secrets if each in notice.text]
    assert notice.history.get().history_user == leant.by


def test_nobody_holds_what_was_not_shared(leant: Leant) -> None:
    leant.recorded()
    [kept_back] = leant.like(leant.first, decided="do_not_share")
    event = take_back(leant)
    assert kept_back.reference in todos(event)
    assert not WithdrawalNotice.objects.filter(decision=kept_back).exists()


NURSING = "The nursing service"


def with_nurse(walked: Walked, by: User, choice: str) -> Leant:
    """A second recipient, whom the consent names too, and what goes to them of everything."""
    leant = Leant(walked, by, also=[NURSING])
    values: dict[str, object] = {"organisation": NURSING, "role": "Nurse", "name": ""}
    actions.add_row(decision=leant.first, kind=Recipient, request_key=uuid4(), values=values, by=by)
    decide(leant.first, by=by, choice=choice)
    return leant


def test_somebody_to_whom_nothing_goes_holds_nothing_and_is_told_nothing(north: People, walked: Walked) -> None:
    leant = with_nurse(walked, north["practitioner"], "withhold")
    decision = leant.recorded()
    event = take_back(leant)
    teacher, nurse = decision.recipients.all()
    assert [row.recipient for row in WithdrawalNotice.objects.filter(event=event)] == [str(teacher)]
    assert str(nurse) not in {row.recipient for row in WithdrawalNotice.objects.all()}


def test_of_one_kind_those_are_told_to_whom_that_kind_went_whole_or_in_part(north: People, walked: Walked) -> None:
    leant = with_nurse(walked, north["practitioner"], "withhold")
    teacher, nurse = leant.first.recipients.all()
    health = leant.first.lines.filter(item__category="health")
    health.filter(recipient=teacher).update(choice="withhold", onward="")
    health.filter(recipient=nurse).update(choice="redact", redacted="She hears badly", onward="no")
    leant.recorded()
    event = take_back(leant, parts=[part(leant, "Health")])
    [notice] = WithdrawalNotice.objects.filter(event=event)
    assert notice.recipient == str(nurse)
    assert "Health" in notice.text
    take_back(leant, request_key=uuid4())
    texts = dict(WithdrawalNotice.objects.exclude(event=event).values_list("recipient", "text"))
    assert set(texts) == {str(teacher), str(nurse)}


def notice_of(leant: Leant) -> WithdrawalNotice:
    leant.recorded()
    take_back(leant)
    return WithdrawalNotice.objects.get()


def test_a_notice_is_changed_sent_and_then_kept(leant: Leant, signed_in: SignedIn) -> None:
    notice, client = notice_of(leant), signed_in(leant.by)
    where = path(leant, f"notices/{notice.pk}/")
    not_sent: Data = dict.fromkeys(("sent_how", "sent_on_day", "sent_on_month", "sent_on_year"), "")
    draft = {**filled(form_on(client, where)), "text": "Ring me", **not_sent}
    done = client.post(where, draft)
    assert done["Location"] == path(leant, f"withdrawals/{notice.event_id}/")
    assert "not told yet" in client.get(done["Location"]).content.decode()
    assert problems(client.post(where, {**filled(form_on(client, where)), "sent_how": ""})) == ["Say how it was sent"]
    client.post(where, {**filled(form_on(client, where)), "text": "Ring me", "sent_how": "By secure email"})
    notice.refresh_from_db()
    assert (notice.text, notice.sent_how, notice.sent_by) == ("Ring me", "By secure email", leant.by)
    assert "told on" in client.get(done["Location"]).content.decode()
    form = form_on(client, where)
    assert "text" not in form.fields
    client.post(where, {**filled(form), "sent_how": "By telephone"})
    notice.refresh_from_db()
    assert (notice.text, notice.sent_how) == ("Ring me", "By telephone")
    assert [row.sent_how for row in notice.history.order_by("history_id")] == [
        "",
        "",
        "By secure email",
        "By telephone",
    ]
    assert Event.objects.filter(action="notice.saved", about_id=notice.decision_id).count() == 3


def save(notice: WithdrawalNotice, by: User, seen: object = None, **values: object) -> None:
    stored = values_of(WithdrawalNotice.objects.get(pk=notice.pk), values)
    save_notice(notice=notice, values=values, seen=str(seen or fingerprint(stored)), by=by)


def test_a_notice_has_one_saver_at_a_time(leant: Leant) -> None:
    notice = notice_of(leant)
    seen = fingerprint({"text": notice.text})
    save(notice, leant.by, text="One")
    with pytest.raises(Conflict):
        save(notice, leant.by, seen, text="Another")


def test_a_notice_is_not_sent_before_there_is_anything_to_say(leant: Leant) -> None:
    notice = notice_of(leant)
    early = timezone.localdate() - timedelta(days=1)
    with pytest.raises(Refused, match="before the consent was taken back"):
        save(notice, leant.by, sent_on=early, sent_how="By post")


def test_the_text_of_a_notice_that_was_sent_is_kept(leant: Leant) -> None:
    notice = notice_of(leant)
    save(notice, leant.by, sent_on=timezone.localdate(), sent_how="By post")
    with pytest.raises(Refused, match="kept as it was"):
        save(notice, leant.by, text="Another")
    rows = WithdrawalNotice.objects.filter(pk=notice.pk)
    for changes in ({"text": "Another"}, {"sent_on": None, "sent_by": None, "sent_how": ""}):
        with pytest.raises(DatabaseError, match="kept as it was sent"), transaction.atomic():
            rows.update(**changes)


@pytest.mark.parametrize("missing", ["sent_on", "sent_by", "sent_how"])
def test_what_was_sent_says_when_by_whom_and_how(leant: Leant, missing: str) -> None:
    notice = notice_of(leant)
    sent = {"sent_on": timezone.localdate(), "sent_by": leant.by, "sent_how": "By post"}
    lacking = {**sent, missing: "" if missing == "sent_how" else None}
    with pytest.raises(DatabaseError, match="sent_says_who_when_how"), transaction.atomic():
        WithdrawalNotice.objects.filter(pk=notice.pk).update(**lacking)
    with pytest.raises(DatabaseError, match="says_something"), transaction.atomic():
        WithdrawalNotice.objects.filter(pk=notice.pk).update(text="")
    with pytest.raises(DatabaseError, match="holder_told_once"), transaction.atomic():
        WithdrawalNotice.objects.create(
            decision=notice.decision, event=notice.event, recipient=notice.recipient, text="Again", saved_by=leant.by
        )


def test_a_notice_is_for_whoever_may_open_its_decision_and_add_to_it(
    leant: Leant, north: People, signed_in: SignedIn
) -> None:
    notice, guardian = notice_of(leant), north["caldicott_guardian"]
    where = path(leant, f"notices/{notice.pk}/")
    assert signed_in(north["manager"]).get(where).status_code == 200
    access.bar(decision=notice.decision, whom=north["manager"], kind="relative", why="A cousin", by=guardian)
    assert signed_in(north["manager"]).get(where).status_code == 404

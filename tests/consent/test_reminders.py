"""Who keeps a consent is told once when it is due and once when overdue, by a mail that says nothing of anybody."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from consent.actions import reminding
from consent.actions.reminding import remind
from consent.models import Consent, ConsentReminder
from decisions.actions import access
from infoshare.accounts.models import Membership, Notice, User
from tests.consent.builders import answered, asked, person, related
from tests.consent.people import entered
from tests.decisions.builders import started
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
Mailing = Callable[..., AbstractContextManager[list[object]]]


def due(by: User, ago: int, reference: str = "F-1") -> Consent:
    """A consent that is to be looked at again since so many days."""
    today = timezone.localdate()
    child = entered(by, reference, born_on=None)
    consent = asked(child, by=by)
    look = today - timedelta(days=ago)
    answered(consent, related(child, "Her mother", by=by), by=by, on=look - timedelta(days=60), look_again_on=look)
    return consent


def told(north: People, today: date | None = None) -> list[tuple[str, str, str]]:
    """What this run tells: to whom, the sentence, and where it leads."""
    last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    remind(north["manager"].organisation, today=today or timezone.localdate())
    new = Notice.objects.filter(pk__gt=last).order_by("pk").select_related("user")
    return [(each.user.email.split("@")[0], each.sentence, each.path) for each in new]


def test_its_keeper_is_told_once_when_it_is_due_and_once_when_it_is_overdue(north: People) -> None:
    consent, today = due(north["practitioner"], ago=0), timezone.localdate()
    path = f"/consents/{consent.reference}/"
    sentence = f"Consent {consent.reference} is to be looked at again"
    assert told(north, today - timedelta(days=1)) == []
    assert told(north) == [("practitioner", f"{sentence}.", path)]
    assert [told(north, today + timedelta(days=days)) for days in (0, 1, 14)] == [[], [], []]
    assert told(north, today + timedelta(days=15)) == [("practitioner", f"{sentence}, and overdue.", path)]
    assert told(north, today + timedelta(days=16)) == []
    assert list(ConsentReminder.objects.values_list("due_on", "kind")) == [(today, "due"), (today, "overdue")]


def test_what_became_overdue_while_the_command_did_not_run_is_told_once(north: People) -> None:
    due(north["practitioner"], ago=40)
    assert len(told(north)) == 1
    assert told(north) == []


def test_another_day_that_calls_for_it_is_told_anew(north: People) -> None:
    consent, today = due(north["practitioner"], ago=0), timezone.localdate()
    told(north)
    mother = consent.person.relationships.get()
    answered(consent, mother, by=north["practitioner"], look_again_on=today + timedelta(days=30))
    assert told(north) == []
    assert len(told(north, today + timedelta(days=30))) == 1


def test_many_are_written_down_in_parts(north: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reminding, "PART", 2)
    for number in range(5):
        due(north["practitioner"], ago=number, reference=f"F-{number}")
    with CaptureQueriesContext(connection) as asked_of_it:
        told(north)
    written = [row for row in asked_of_it if row["sql"].startswith('INSERT INTO "consent_consentreminder"')]
    assert len(written) == 3
    assert ConsentReminder.objects.count() == 5


def test_several_are_told_in_one_mail_that_says_how_many(
    north: People, settings: LazySettings, django_capture_on_commit_callbacks: Mailing
) -> None:
    settings.SITE = "https://infoshare.example"
    for number in range(3):
        due(north["practitioner"], ago=number * 10, reference=f"F-{number}")
    one = due(north["colleague"], ago=1, reference="F-9")
    with django_capture_on_commit_callbacks(execute=True):
        assert remind(north["manager"].organisation, today=timezone.localdate()) == 2
    bodies = {message.to[0].split("@")[0]: message.body for message in mail.outbox}
    assert len(mail.outbox) == len(bodies) == 2
    nothing_else = "\n\nThis message says nothing about anybody, on purpose.\n"
    assert bodies["practitioner"] == (
        f"3 consents are to be looked at again.\n\nhttps://infoshare.example/consents/due/{nothing_else}"
    )
    assert bodies["colleague"] == (
        f"Consent {one.reference} is to be looked at again.\n\n"
        f"https://infoshare.example/consents/{one.reference}/{nothing_else}"
    )


def test_without_its_own_address_a_mail_says_to_sign_in(
    north: People, settings: LazySettings, django_capture_on_commit_callbacks: Mailing
) -> None:
    settings.SITE = ""
    consent = due(north["practitioner"], ago=1)
    with django_capture_on_commit_callbacks(execute=True):
        remind(north["manager"].organisation, today=timezone.localdate())
    [message] = mail.outbox
    assert "Sign in to Infoshare" in message.body
    assert "http" not in message.body
    for nothing in (consent.purpose, consent.person.reference, consent.person.name, "mother"):
        assert nothing not in f"{message.subject} {message.body}"


def _leaves(keeper: User) -> None:
    User.objects.filter(pk=keeper.pk).update(is_active=False)


def _changes_roles(keeper: User) -> None:
    Membership.objects.filter(user=keeper).update(role="administrator", team=None)


@pytest.mark.parametrize("goes", [_leaves, _changes_roles])
def test_where_its_keeper_has_left_those_who_oversee_the_team_are_told(
    north: People, goes: Callable[[User], None]
) -> None:
    due(north["practitioner"], ago=1)
    goes(north["practitioner"])
    assert {who for who, _, _ in told(north)} == {"manager", "safeguarding_lead"}
    assert told(north) == []


def test_where_nobody_oversees_it_the_guardian_is_told(north: People) -> None:
    due(north["ig_lead"], ago=1)  # of no team
    _leaves(north["ig_lead"])
    assert {who for who, _, _ in told(north)} == {"caldicott_guardian"}


def test_whoever_has_a_conflict_of_interest_is_not_told_and_what_they_were_told_is_taken_back(north: People) -> None:
    by, today = north["practitioner"], timezone.localdate()
    consent = due(by, ago=0)
    assert [who for who, _, _ in told(north)] == ["practitioner"]
    decision = started(north["safeguarding_lead"])
    access.link_person(decision=decision, reference=consent.person.reference, by=decision.owner)
    common = {"decision": decision, "kind": "relative", "why": "Kin", "person": consent.person}
    for who in ("practitioner", "manager"):
        access.bar(whom=north[who], by=north["caldicott_guardian"], **common)  # type: ignore[arg-type]
    assert not by.notices.filter(seen_at=None).exists()
    assert [who for who, _, _ in told(north, today + timedelta(days=15))] == ["safeguarding_lead"]


def test_the_18th_birthday_of_a_child_whose_parent_agreed_is_told(north: People) -> None:
    by, today = north["practitioner"], timezone.localdate()
    girl = person(by, born_on=date(2012, 2, 29))
    answered(asked(girl, by=by), related(girl, "Her mother", by=by), by=by, look_again_on=None)
    turns = date(2030, 3, 1)
    assert today < turns
    assert len(told(north, date(2028, 2, 29))) == 1  # 16
    assert [len(told(north, turns + timedelta(days=days))) for days in (-1, 0, 1)] == [1, 1, 0]  # 16 overdue, then 18


def test_the_command_tells_each_organisations_people_of_their_own(
    north: People, south: People, capsys: pytest.CaptureFixture[str]
) -> None:
    for people in (north, south):
        due(people["practitioner"], ago=1)
    with the_site():
        call_command("remind_of_consents")
        call_command("remind_of_consents")
    assert capsys.readouterr().out.splitlines() == [
        "2 people told, in 2 organisations.",
        "0 people told, in 2 organisations.",
    ]
    for people in (north, south):
        assert people["practitioner"].notices.count() == 1


def test_the_database_keeps_each_telling_once_and_for_good(north: People) -> None:
    consent, today = due(north["practitioner"], ago=0), timezone.localdate()
    told(north)
    for kind, match in (("due", "consent_reminder_once"), ("late", "kind_known")):
        with pytest.raises(DatabaseError, match=match), transaction.atomic():
            ConsentReminder.objects.create(consent=consent, due_on=today, kind=kind)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        ConsentReminder.objects.update(kind="overdue")


def test_a_run_costs_no_more_for_each_consent(north: People) -> None:
    def cost(numbers: Iterator[str]) -> int:
        for reference in numbers:
            due(north["practitioner"], ago=1, reference=reference)
        with CaptureQueriesContext(connection) as queries:
            told(north)
        return len(queries)

    assert cost(iter(["A-1", "A-2"])) == cost(f"B-{number}" for number in range(10))

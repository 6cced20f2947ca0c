"""A locked door can be broken in an emergency, with eyes on it."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from decisions.actions import access
from decisions.actions import glass as actions
from decisions.models import BrokenGlass, Decision, GlassReview
from infoshare.accounts.models import Notice, User
from infoshare.accounts.policy import Refused
from infoshare.audit.models import Event
from tests.campaigns.detectors import AT_EVERY_LOOK
from tests.conftest import Walked
from tests.decisions.builders import started
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
THERE = "There is nothing with that reference to open this way"


def smash(decision: Decision | None, by: User) -> BrokenGlass:
    return actions.break_glass(decision=decision, reason="The child is missing", request_key=uuid4(), by=by)


def test_the_page_says_what_happens_and_opens_the_decision(north: People, signed_in: SignedIn) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["colleague"])
    form = client.get("/break-glass/").content.decode()
    for promise in ("60 minutes", "told at once", "Every page you open is listed", "Somebody else reviews it"):
        assert promise in form
    told = {"reference": decision.reference.lower().replace("-", " "), "reason": "Missing", "request_key": uuid4()}
    assert "Tick that you have read" in client.post("/break-glass/", told).content.decode()
    page = client.post("/break-glass/", {**told, "understood": "on"}, follow=True)
    assert page.redirect_chain == [(f"/decisions/{decision.reference}/", 302)]
    assert "The glass is broken for 60 minutes" in page.content.decode()


def test_behind_broken_glass_one_reads_this_decision_and_changes_nothing(
    north: People, signed_in: SignedIn, walked: Walked
) -> None:
    decision, other = started(north["practitioner"]), started(north["practitioner"])
    recorded = walked("C20", north["practitioner"])
    for each in (decision, recorded):
        smash(each, north["colleague"])
    client = signed_in(north["colleague"])
    assert client.get(f"/decisions/{decision.reference}/").status_code == 200
    assert client.post(f"/decisions/{decision.reference}/questions/situation/", {"value": "case"}).status_code == 403
    assert client.post(f"/decisions/{recorded.reference}/add/", {}).status_code == 403
    assert client.get(f"/decisions/{other.reference}/").status_code == 404


def test_after_60_minutes_the_door_is_closed_again(north: People) -> None:
    decision, by = started(north["practitioner"]), north["colleague"]
    glass = smash(decision, by)
    assert glass.until - glass.broken_at == timedelta(minutes=60)
    earlier = timezone.now() - timedelta(minutes=61)
    lapsed = started(north["practitioner"])
    BrokenGlass.objects.create(
        decision=lapsed,
        request_key=uuid4(),
        reason="x",
        broken_by=by,
        broken_at=earlier,
        until=earlier + timedelta(minutes=60),
    )
    assert set(Decision.objects.visible_to(by)) == {decision}


@pytest.mark.parametrize("team", [True, False])
def test_the_owner_the_manager_and_the_guardian_are_told_at_once_by_reference(
    team: bool, north: People, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    decision = started(north["practitioner"])
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        smash(decision, north["practitioner_elsewhere"] if team else north["colleague"])
    told = {notice.user.email.split("@")[0] for notice in Notice.objects.all()}
    assert told == {"practitioner", "manager", "safeguarding_lead", "caldicott_guardian", "ig_lead"}
    assert {message.to[0].split("@")[0] for message in mail.outbox} == told
    for message in mail.outbox:
        assert decision.reference in message.body
        for word in (decision.about, decision.deciding, "missing"):
            assert word not in message.subject + str(message.body).replace(decision.reference, "")


def test_mail_that_cannot_be_sent_is_sent_later(
    north: People,
    django_capture_on_commit_callbacks: Callable[..., object],
    settings: object,
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # type: ignore[attr-defined]
    decision = started(north["practitioner"])
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        smash(decision, north["colleague"])
    waiting = Notice.objects.filter(mailed_at__isnull=True).count()
    assert waiting == Notice.objects.count() > 0
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    Notice.objects.update(failed_at=timezone.now() - timedelta(minutes=1))
    call_command("send_notices")
    assert capsys.readouterr().out == f"{waiting} notices mailed.\n"
    assert len(mail.outbox) == waiting
    call_command("send_notices")
    assert capsys.readouterr().out == "0 notices mailed.\n"


def test_what_is_not_there_not_ours_or_in_conflict_gives_one_answer(north: People, south: People) -> None:
    by = north["colleague"]
    barred = started(north["practitioner"])
    access.bar(decision=barred, whom=by, kind="relative", why="x", by=north["manager"])
    for decision in (None, started(south["practitioner"]), barred):
        with pytest.raises(Refused, match=THERE):
            smash(decision, by)
    assert not BrokenGlass.objects.exists()


def test_one_does_not_break_what_is_open(north: People) -> None:
    decision = started(north["practitioner"])
    with pytest.raises(Refused, match="without breaking the glass"):
        smash(decision, north["manager"])
    smash(decision, north["colleague"])
    with pytest.raises(Refused, match="without breaking the glass"):
        smash(decision, north["colleague"])


def test_an_administrator_breaks_no_glass(north: People, signed_in: SignedIn) -> None:
    assert signed_in(north["administrator"]).get("/break-glass/").status_code == 403
    with pytest.raises(Refused, match="Your role"):
        smash(started(north["practitioner"]), north["administrator"])


def test_a_restricted_decision_can_be_broken_open_too_and_its_guardian_hears_of_it(north: People) -> None:
    decision = started(north["practitioner"])
    access.restrict(
        decision=decision,
        why="x",
        viewers=[north["safeguarding_lead"]],
        until=timezone.now() + timedelta(days=1),
        by=north["safeguarding_lead"],
    )
    smash(decision, north["manager"])
    assert Decision.objects.visible_to(north["manager"]).contains(decision)
    assert Notice.objects.filter(user=north["caldicott_guardian"]).exists()


def test_pressing_twice_breaks_it_once(north: People) -> None:
    decision, key = started(north["practitioner"]), uuid4()
    for _ in range(2):
        actions.break_glass(decision=decision, reason="Missing", request_key=key, by=north["colleague"])
    assert BrokenGlass.objects.count() == 1
    assert Event.objects.filter(action="glass.broken").count() == 1


def test_the_review_lists_every_page_seen_and_is_closed_by_somebody_else(
    north: People, signed_in: SignedIn, walked: Walked
) -> None:
    decision = walked("C20", north["practitioner"])
    glass = smash(decision, north["colleague"])
    breaker = signed_in(north["colleague"])
    for page in ("", "", "record.pdf"):
        breaker.get(f"/decisions/{decision.reference}/{page}")
    guardian = signed_in(north["caldicott_guardian"])
    guardian.get(f"/decisions/{decision.reference}/")
    assert f"/broken-glass/{glass.pk}/" in guardian.get("/broken-glass/").content.decode()
    page = guardian.get(f"/broken-glass/{glass.pk}/").content.decode()
    assert "The child is missing" in page
    look = Event.objects.latest("id")
    assert (look.action, look.about_id, look.facts) == ("access.viewed", decision.pk, {"what": "glass.review"})
    rows = page.split("<tbody")[1].split("</tbody>")[0]
    assert rows.count("<tr") == 2
    assert "North caldicott guardian" not in rows
    assert "Choose what you found" in guardian.post(f"/broken-glass/{glass.pk}/", {"found": ""}).content.decode()
    closed = guardian.post(f"/broken-glass/{glass.pk}/", {"found": "justified", "text": "She was found"}, follow=True)
    assert "The review is closed" in closed.content.decode()
    assert GlassReview.objects.get().reviewed_by == north["caldicott_guardian"]
    again = guardian.post(f"/broken-glass/{glass.pk}/", {"found": "justified", "text": "Again"})
    assert b"closed already" in again.content
    assert Notice.objects.filter(user=north["colleague"], sentence__contains="is closed").exists()


@pytest.mark.parametrize("who", ["colleague", "practitioner", "manager_elsewhere", "administrator", "south"])
def test_nobody_reviews_their_own_or_out_of_their_reach(
    who: str, north: People, south: People, signed_in: SignedIn
) -> None:
    glass = smash(started(north["practitioner"]), north["colleague"])
    user = south["caldicott_guardian"] if who == "south" else north[who]
    assert signed_in(user).get(f"/broken-glass/{glass.pk}/").status_code in {403, 404}
    if who != "south":
        with pytest.raises(Refused):
            actions.review_glass(glass=glass, found="justified", text="x", by=user)


def test_a_guardian_who_broke_it_does_not_review_it(north: People, signed_in: SignedIn) -> None:
    decision, guardian = started(north["practitioner"]), north["caldicott_guardian"]
    access.restrict(
        decision=decision,
        why="x",
        viewers=[north["safeguarding_lead"]],
        until=timezone.now() + timedelta(days=1),
        by=north["safeguarding_lead"],
    )
    glass = smash(decision, guardian)
    assert signed_in(guardian).get(f"/broken-glass/{glass.pk}/").status_code == 404
    with pytest.raises(Refused, match="Somebody else reviews"):
        actions.review_glass(glass=glass, found="justified", text="x", by=guardian)
    assert signed_in(north["ig_lead"]).get(f"/broken-glass/{glass.pk}/").status_code == 200


def test_finding_by_reference_leads_to_what_one_may_open_and_says_no_more(
    north: People, south: People, signed_in: SignedIn
) -> None:
    decision, client = started(north["practitioner"]), signed_in(north["manager"])
    typed = decision.reference.replace("-", "").lower()
    assert client.post("/find/", {"reference": typed})["Location"] == f"/decisions/{decision.reference}/"
    assert Event.objects.filter(action="decision.found", about_id=decision.pk).exists()
    theirs = started(south["practitioner"])
    elsewhere = started(north["manager_elsewhere"])
    answers = set()
    for reference in (theirs.reference, "IS-2222-2222", elsewhere.reference):
        page = client.post("/find/", {"reference": reference}).content.decode()
        answers.add(AT_EVERY_LOOK.sub("", page).replace(reference, ""))
    assert len(answers) == 1
    assert "There is nothing with that reference that you can open" in answers.pop()


@pytest.mark.parametrize("tells", [True, False])
def test_a_restricted_decision_is_spoken_of_only_where_the_organisation_says_so(
    tells: bool, north: People, signed_in: SignedIn
) -> None:
    decision, organisation = started(north["practitioner"]), north["manager"].organisation
    organisation.tells_of_restricted = tells
    organisation.save()
    access.restrict(
        decision=decision,
        why="x",
        viewers=[north["safeguarding_lead"]],
        until=timezone.now() + timedelta(days=1),
        by=north["safeguarding_lead"],
    )
    says = {
        who: "Ask the Caldicott Guardian"
        in signed_in(north[who]).post("/find/", {"reference": decision.reference}).content.decode()
        for who in ("manager", "colleague", "ig_lead")
    }
    assert says == {"manager": tells, "colleague": False, "ig_lead": tells}


def test_a_reference_is_checked_before_anything_is_looked_up(north: People, signed_in: SignedIn) -> None:
    page = signed_in(north["manager"]).post("/find/", {"reference": "Jane Smith"}).content.decode()
    assert "A reference looks like IS-7KQ2-M9TR." in page


def test_who_has_looked_is_for_the_owner_and_the_guardian(north: People, signed_in: SignedIn) -> None:
    decision = started(north["practitioner"])
    manager = signed_in(north["manager"])
    for _ in range(3):
        manager.get(f"/decisions/{decision.reference}/")
    for who in ("practitioner", "caldicott_guardian"):
        page = signed_in(north[who]).get(f"/decisions/{decision.reference}/looks/").content.decode()
        assert "North manager" in page
        assert "by role in its team" in page
        assert page.count("<tr") == 2
    for who in ("manager", "ig_lead"):
        assert signed_in(north[who]).get(f"/decisions/{decision.reference}/looks/").status_code == 403

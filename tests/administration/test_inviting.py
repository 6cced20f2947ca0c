"""Invitations: one link, once, for seven days; and nobody learns from one who has an account."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from infoshare.accounts.models import Team, User
from infoshare.accounts.policy import Refused
from infoshare.administration import actions
from infoshare.administration.models import Invitation
from infoshare.audit import log
from infoshare.audit.models import Event
from tests.administration.builders import NEW, again, invite, link_in_mail, wanted
from tests.decisions.pages import form_on
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
JOIN = {"name": "New Person", "password1": NEW, "password2": NEW}


def send(client: Client, email: str = "new@north.example", **instead: object) -> str:
    """Fill in the page of an invitation; what the administrator reads then, without what is different each time."""
    key = form_on(client, "/people/invite/")["request_key"].value()
    data = {**wanted(email, team="", **instead), "request_key": str(key)}
    page = client.post("/people/invite/", data, follow=True)
    assert page.redirect_chain, page.context["form"].errors
    text = page.content.decode().replace(email, "EMAIL")
    return re.sub(r'value="[^"]+"|/invitations/\d+/|at \d\d:\d\d|data-staying="[^"]*"', "", text)


def test_whoever_is_invited_makes_their_account_from_the_mail_and_signs_in(
    north: People, signed_in: SignedIn, client: Client
) -> None:
    send(signed_in(north["administrator"]))
    (letter,) = mail.outbox
    assert letter.to == ["new@north.example"]
    assert "New Person" not in f"{letter.subject} {letter.body}"
    path = link_in_mail()
    assert "You are invited as Practitioner" in client.get(path).content.decode()
    assert client.post(path, JOIN)["Location"] == "/accounts/login/"
    user = User.objects.get(email="new@north.example")
    assert (user.organisation, user.job_title, user.roles) == (north["manager"].organisation, "Nurse", {"practitioner"})
    client.post("/accounts/login/", {"login": user.email, "password": NEW})
    assert client.get("/")["Location"] == "/accounts/second-step/", "and a second step comes before anything else"
    assert [event.action for event in log.history(user)] == ["person.joined", "person.signed_in"]


def test_a_link_works_once(north: People, client: Client) -> None:
    path = f"/accounts/invitation/{invite(north['administrator']).token}/"
    assert client.post(path, JOIN).status_code == 302
    User.objects.filter(email="new@north.example").update(email="moved@north.example")
    for answer in (client.get(path), client.post(path, JOIN)):
        assert "This invitation has been used, or is too old" in answer.content.decode()
    assert User.objects.filter(name="New Person").count() == 1


def test_a_link_works_for_seven_days(north: People, client: Client) -> None:
    made = invite(north["administrator"])
    path = f"/accounts/invitation/{made.token}/"
    rows = Invitation.objects.filter(pk=made.invitation.pk)
    rows.update(sent_at=timezone.now() - timedelta(days=6, hours=23))
    assert b"Make your account" in client.get(path).content
    rows.update(sent_at=timezone.now() - timedelta(days=7, minutes=1))
    assert b"is too old" in client.get(path).content
    assert b"is too old" in client.post(path, JOIN).content
    assert not User.objects.filter(name="New Person").exists()


def test_the_link_itself_is_kept_nowhere(north: People) -> None:
    made = invite(north["administrator"])
    kept = Invitation.objects.filter(pk=made.invitation.pk).values().get()
    assert made.token not in str(kept)
    assert all(made.token not in str(facts) for facts in Event.objects.values_list("facts", flat=True))


def test_an_address_with_an_account_here_or_elsewhere_or_none_gets_the_administrator_the_same_answer(
    north: People, south: People, signed_in: SignedIn
) -> None:
    client = signed_in(north["administrator"])
    addresses = ["new@north.example", north["manager"].email, south["manager"].email]
    answers = [send(client, email) for email in addresses[:3]]
    assert answers[0] == answers[1] == answers[2]
    assert Invitation.objects.count() == 3
    has_none, has_one, has_one_elsewhere = (f"{letter.subject} {letter.body}" for letter in mail.outbox)
    assert "/accounts/invitation/" in has_none
    assert has_one == has_one_elsewhere
    assert "It has an account already" in has_one
    assert "/accounts/invitation/" not in has_one
    for name in ("North", "South"):
        assert name not in has_one
    rows = client.get("/people/?status=invited").content.decode()
    assert rows.count("Invited</strong>") == 3


def test_sending_again_to_an_address_with_an_account_tells_no_more(
    north: People, south: People, signed_in: SignedIn
) -> None:
    client = signed_in(north["administrator"])
    made = [invite(north["administrator"], email) for email in ("new@north.example", south["manager"].email)]
    answers = [client.post(f"/invitations/{each.invitation.pk}/again/", follow=True).content for each in made]
    told = [
        re.sub(r'value=\S+|data-staying="[^"]*"|: \d+,|/\d+/|[\w.]+@[\w.]+', "", answer.decode()) for answer in answers
    ]
    assert told[0] == told[1]
    assert ["account already" in letter.subject for letter in mail.outbox] == [False, True]


def test_a_link_for_an_address_that_has_an_account_by_now_makes_no_second(
    north: People, south: People, client: Client
) -> None:
    first, second = invite(north["administrator"]), invite(south["administrator"])
    client.post(f"/accounts/invitation/{first.token}/", JOIN)
    answer = client.post(f"/accounts/invitation/{second.token}/", JOIN)
    assert "There is an account for your address already" in answer.content.decode()
    assert User.objects.get(email="new@north.example").organisation == north["administrator"].organisation


def test_an_invitation_sent_again_has_a_new_link_and_the_old_one_works_no_more(north: People, client: Client) -> None:
    first = invite(north["administrator"])
    Invitation.objects.update(sent_at=timezone.now() - timedelta(days=8))
    second = actions.send_again(invitation=first.invitation, by=north["administrator"])
    assert b"can't be used" in client.get(f"/accounts/invitation/{first.token}/").content
    assert b"Make your account" in client.get(f"/accounts/invitation/{second.token}/").content


def test_an_invitation_withdrawn_lets_nobody_in(north: People, signed_in: SignedIn, client: Client) -> None:
    made = invite(north["administrator"])
    signed_in(north["administrator"]).post(f"/invitations/{made.invitation.pk}/withdraw/")
    assert b"has been used" in client.post(f"/accounts/invitation/{made.token}/", JOIN).content
    with pytest.raises(Refused, match="has been withdrawn"):
        actions.send_again(invitation=made.invitation, by=north["administrator"])
    told = list(log.history(made.invitation).values_list("action", "by"))
    by = north["administrator"].pk
    assert told == [("person.invited", by), ("invitation.withdrawn", by)]
    assert invite(north["administrator"]).token, "they can be invited anew"


def test_an_address_is_invited_once_at_a_time(north: People) -> None:
    invite(north["administrator"])
    with pytest.raises(Refused, match="There is an invitation to this address already"):
        invite(north["administrator"])


def test_the_second_press_of_the_button_sends_no_second_mail(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["administrator"])
    data = {**wanted(team=""), "request_key": str(uuid4())}
    places = {client.post("/people/invite/", data)["Location"] for _ in range(2)}
    assert len(places) == len(mail.outbox) == Invitation.objects.count() == 1


def test_an_invitation_to_a_role_of_a_team_asks_for_the_team(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["administrator"])
    answer = client.post("/people/invite/", {**wanted(role="manager", team=""), "request_key": str(uuid4())})
    page = answer.content.decode()
    assert "Choose the team. This role is held in a team." in page
    assert 'value="new@north.example"' in page, "what was typed is kept"
    with pytest.raises(IntegrityError, match="names_its_team"), transaction.atomic():
        Invitation.objects.filter(pk=invite(north["administrator"]).invitation.pk).update(role="manager")


def test_nobody_is_invited_to_a_team_of_another_organisation(north: People, south: People, signed_in: SignedIn) -> None:
    theirs = Team.objects.filter(organisation=south["manager"].organisation)[0]
    data = {**wanted(team=theirs.pk), "request_key": str(uuid4())}
    answer = signed_in(north["administrator"]).post("/people/invite/", data)
    assert "Select one of the answers shown" in answer.content.decode()
    with pytest.raises(DatabaseError, match="a team of the organisation itself"), transaction.atomic():
        invite(north["administrator"], team=theirs)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "Enter your name"),
        ({"password1": "", "password2": ""}, "Enter a password"),
        ({"password1": "short", "password2": "short"}, "too short"),
        ({"password1": "new@north.example", "password2": "new@north.example"}, "too similar"),
        ({"password2": "something else"}, "Enter the same password twice"),
    ],
)
def test_an_account_with_no_name_or_a_weak_password_is_not_made(
    typed: dict[str, str], sentence: str, north: People, client: Client
) -> None:
    path = f"/accounts/invitation/{invite(north['administrator']).token}/"
    page = client.post(path, {**JOIN, **typed}).content.decode()
    assert sentence in page
    assert "<title>Error: " in page
    assert NEW not in page, "a password is never sent back"
    assert not User.objects.filter(email="new@north.example").exists()


def test_a_link_opened_while_somebody_is_signed_in_makes_nothing(north: People, signed_in: SignedIn) -> None:
    path, client = f"/accounts/invitation/{invite(north['administrator']).token}/", signed_in(north["manager"])
    assert b"Sign out first, then open the link again" in client.get(path).content
    client.post(path, JOIN)
    assert not User.objects.filter(email="new@north.example").exists()


def test_who_joined_reads_on_their_page_and_on_their_invitation(
    north: People, signed_in: SignedIn, client: Client
) -> None:
    made = invite(north["administrator"], role="manager", team=north["manager"].team)
    client.post(f"/accounts/invitation/{made.token}/", JOIN)
    user = User.objects.get(email="new@north.example")
    asks = signed_in(north["administrator"])
    assert "Joined as Manager or supervisor, Blue team" in asks.get(f"/people/{user.pk}/").content.decode()
    assert f"/people/{user.pk}/" in asks.get(f"/invitations/{made.invitation.pk}/").content.decode()
    assert again(user).team == north["manager"].team

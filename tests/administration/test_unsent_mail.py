"""Mail that could not be sent: an administrator sees to whom and since when, never what; and has it tried again."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from infoshare.accounts.models import Notice, User
from infoshare.accounts.policy import Refused
from infoshare.administration import actions
from infoshare.administration.actions.mail import AT_ONCE
from infoshare.administration.pages import MOST
from infoshare.audit.models import Event
from tests.accounts.mail_server import Post, serving
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
Committed = Callable[..., AbstractContextManager[object]]
PATH = "/organisation/mail/"


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    with serving() as post:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.port
        yield post


def stuck(user: User, *, tries: int = 3, **instead: object) -> Notice:
    failed = {"tries": tries, "failed_at": timezone.now() if tries else None}
    return Notice.objects.create(user=user, sentence="IS-2222-2222 needs you.", path="/secret/", **failed, **instead)


def test_an_administrator_sees_to_whom_since_when_and_how_often_and_nothing_of_what(
    north: People, south: People, signed_in: SignedIn
) -> None:
    stuck(north["manager"])
    stuck(south["ig_lead"])
    stuck(north["colleague"], tries=0)
    stuck(north["practitioner"], mailed_at=timezone.now())
    client = signed_in(north["administrator"])
    assert "Mail that could not be sent" in client.get("/organisation/").content.decode()
    page = client.get(PATH).content.decode()
    assert "1 mail could not be sent. The oldest is from" in page
    assert page.count("<dt") == 1
    assert "North manager" in page
    assert "Tried 3 times, last on" in page
    for word in ("IS-2222", "needs you", "secret", "South"):
        assert word not in page


def test_it_says_so_where_all_went(north: People, signed_in: SignedIn) -> None:
    assert "All mail has been sent." in signed_in(north["administrator"]).get(PATH).content.decode()


def test_they_are_tried_again_at_once_and_what_still_fails_stays(
    north: People, south: People, signed_in: SignedIn, post: Post, django_capture_on_commit_callbacks: Committed
) -> None:
    post.refused = {"ig_lead@north.example"}
    gone, fails, others = stuck(north["manager"]), stuck(north["ig_lead"]), stuck(south["manager"])
    client = signed_in(north["administrator"])
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(PATH)
    assert answer["Location"] == PATH
    assert post.reached == ["manager@north.example"], "of this organisation alone"
    assert Notice.objects.get(pk=gone.pk).mailed_at
    assert [Notice.objects.get(pk=each.pk).tries for each in (fails, others)] == [4, 3]
    page = client.get(PATH).content.decode()
    assert "Tried again. What is still listed here could not be sent." in page
    event = Event.objects.get(action="mail.tried-again")
    assert (event.by, event.facts) == (north["administrator"], {"mails": 2})


def test_only_mail_of_the_own_organisation_is_tried_even_without_the_wall(north: People, south: People) -> None:
    """Here, as the owner of the tables, the database hides nothing."""
    stuck(north["manager"])
    stuck(south["manager"])
    actions.try_again(by=north["administrator"])
    assert Event.objects.get(action="mail.tried-again").facts == {"mails": 1}


def test_nobody_waits_for_more_than_a_few(
    north: People, signed_in: SignedIn, post: Post, django_capture_on_commit_callbacks: Committed
) -> None:
    for _ in range(AT_ONCE + 2):
        stuck(north["manager"])
    with django_capture_on_commit_callbacks(execute=True):
        signed_in(north["administrator"]).post(PATH)
    assert len(post.taken) == AT_ONCE


@pytest.mark.parametrize("who", ["practitioner", "caldicott_guardian", "ig_lead"])
def test_it_is_for_administrators(who: str, north: People, signed_in: SignedIn) -> None:
    client = signed_in(north[who])
    assert [client.get(PATH).status_code, client.post(PATH).status_code] == [403, 403]
    with pytest.raises(Refused):
        actions.try_again(by=north[who])


def test_the_page_costs_the_same_with_one_mail_and_many(north: People, signed_in: SignedIn) -> None:
    client = signed_in(north["administrator"])

    def cost() -> int:
        client.get("/organisation/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PATH).status_code == 200
        return len(queries)

    stuck(north["manager"])
    first = cost()
    for number in range(MOST + 1):
        stuck(north["manager" if number % 2 else "ig_lead"], tries=1)
    assert cost() == first
    assert f"The oldest {MOST} are shown." in client.get(PATH).content.decode()

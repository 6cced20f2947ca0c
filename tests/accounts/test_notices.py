"""A mail is never lost: what fails is counted and tried again, and stops no other mail."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
import time_machine
from django.core.mail.backends.base import BaseEmailBackend
from django.core.management import call_command
from django.db import IntegrityError
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from infoshare.accounts import notices
from infoshare.accounts.models import Notice, User
from infoshare.accounts.notices import has_failed, tell
from tests.accounts.mail_server import Post, serving
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
Committed = Callable[..., AbstractContextManager[object]]
CANT = "We could not send you a mail about this."


@pytest.fixture
def post(settings: Settings) -> Iterator[Post]:
    """The site mails through a server that does what the test says."""
    with serving() as post:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.port
        yield post


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Committed) -> Committed:
    """Inside, what waits for the end of the transaction happens at the end of the block."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


class Broken(BaseEmailBackend):
    def send_messages(self, messages: object) -> int:
        raise AttributeError("A fault of the program")


class Killed(BaseEmailBackend):
    def send_messages(self, messages: object) -> int:
        raise SystemExit


def run(after: timedelta = timedelta()) -> None:
    """As the site's own role, which sees one organisation at a time."""
    with time_machine.travel(timezone.now() + after, tick=False), the_site():
        call_command("send_notices")


def told(*people: User) -> list[Notice]:
    """The notice of each of them."""
    tell(people, "Something needs you.", path="/")
    return [user.notices.latest("pk") for user in people]


def again(notice: Notice) -> Notice:
    return Notice.objects.get(pk=notice.pk)


def test_a_mail_goes_as_soon_as_what_it_is_about_is_saved(north: People, post: Post, committed: Committed) -> None:
    with committed():
        [notice] = told(north["manager"])
        assert post.taken == []
    assert post.reached == ["manager@north.example"]
    assert again(notice).mailed_at
    assert not has_failed(again(notice))


def test_an_address_that_is_refused_stops_no_other_mail_and_is_counted(
    north: People, post: Post, committed: Committed
) -> None:
    post.refused = {"manager@north.example"}
    with committed():
        refused, taken = told(north["manager"], north["ig_lead"])
    assert post.reached == ["ig_lead@north.example"]
    assert again(taken).mailed_at
    found = again(refused)
    assert (found.mailed_at, found.tries) == (None, 1)
    assert found.failed_at


@pytest.mark.parametrize("email", ["no address", "a@" + "x" * 70 + ".example", "zoë@north.example", "a\n@b.example"])
def test_an_address_that_no_mail_can_bear_is_a_failure_of_mail_and_stops_no_other(
    email: str, north: People, post: Post, committed: Committed
) -> None:
    User.objects.filter(pk=north["manager"].pk).update(email=email)
    with committed():
        bad, _ = told(User.objects.get(email=email), north["ig_lead"])
    assert "ig_lead@north.example" in post.reached
    assert again(bad).mailed_at or again(bad).tries == 1


def test_a_mail_that_fails_is_tried_after_1_5_and_30_minutes_then_every_hour_until_it_goes(
    north: People, post: Post, committed: Committed
) -> None:
    post.hangs_up = True
    with time_machine.travel(timezone.now(), tick=False), committed():
        [notice] = told(north["manager"])
    waited = timedelta()
    for tries, minutes in enumerate((1, 5, 30, 60, 60, 60), start=1):
        assert again(notice).tries == tries
        run(waited + timedelta(minutes=minutes - 0.5))
        assert again(notice).tries == tries, "not before its time"
        waited += timedelta(minutes=minutes, seconds=1)
        run(waited)
    assert again(notice).tries == 7
    post.hangs_up = False
    run(waited + timedelta(hours=1))
    assert post.reached == ["manager@north.example"]
    run(waited + timedelta(days=1))
    assert len(post.taken) == 1, "once"


@pytest.mark.parametrize("why", ["seen", "left"])
def test_what_was_seen_meanwhile_is_mailed_no_more_nor_is_somebody_who_left(
    why: str, north: People, post: Post, committed: Committed
) -> None:
    post.hangs_up = True
    with committed():
        [notice] = told(north["colleague"])
    if why == "seen":
        notices.seen(notice)
    else:
        User.objects.filter(pk=north["colleague"].pk).update(is_active=False)
    post.hangs_up = False
    run(timedelta(days=1))
    assert post.taken == []


def test_a_process_that_dies_between_saving_and_mailing_loses_nothing(north: People, post: Post) -> None:
    """Nothing that waits for the end of a transaction happens in this test: as where the process dies right then."""
    [notice] = told(north["manager"])
    assert (again(notice).tries, has_failed(notice)) == (0, False)
    run()
    assert post.reached == ["manager@north.example"]


def test_a_process_that_is_killed_while_it_mails_loses_nothing(north: People, post: Post, settings: Settings) -> None:
    [notice] = told(north["manager"])
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{__name__}.Killed"
    with pytest.raises(SystemExit):
        run()
    assert (again(notice).mailed_at, again(notice).tries) == (None, 0)
    settings.EMAIL_BACKEND = working
    run()
    assert post.reached == ["manager@north.example"]


def test_a_fault_of_ours_is_raised_after_all_were_tried_and_counts_as_no_failure_of_mail(
    north: People, south: People, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    rows = [*told(north["manager"], north["ig_lead"]), *told(south["manager"])]
    with pytest.raises(ExceptionGroup) as raised:
        run()
    faults = raised.value.subgroup(AttributeError)
    assert faults
    assert [len(group.exceptions) for group in faults.exceptions if isinstance(group, ExceptionGroup)] == [2, 1]
    assert {again(notice).tries for notice in rows} == {0}


def test_a_fault_of_ours_spoils_nobodys_page_and_is_logged(
    north: People, settings: Settings, committed: Committed, caplog: pytest.LogCaptureFixture
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.Broken"
    with committed():
        told(north["manager"])
    assert "Error calling" in caplog.text


def test_whoever_could_not_be_mailed_reads_so_beside_the_notice(
    north: People, post: Post, committed: Committed, signed_in: Callable[[User], Client]
) -> None:
    post.hangs_up = True
    client = signed_in(north["manager"])
    with committed():
        [notice] = told(north["manager"])
    assert CANT in client.get("/").content.decode()
    assert has_failed(again(notice))
    post.hangs_up = False
    run(timedelta(minutes=2))
    assert CANT not in client.get("/").content.decode()


def test_a_mail_has_failed_where_it_could_not_be_sent_and_nobody_saw_it_since() -> None:
    now = timezone.now()
    gone, waits = Notice(mailed_at=now, tries=1, failed_at=now), Notice()
    stuck, seen = Notice(tries=1, failed_at=now), Notice(tries=1, failed_at=now, seen_at=now)
    assert [has_failed(each) for each in (gone, waits, stuck, seen)] == [False, False, True, False]


def test_failures_are_counted_or_there_are_none(north: People) -> None:
    with pytest.raises(IntegrityError, match="notice_failures_are_counted"):
        Notice.objects.create(user=north["manager"], sentence="x", path="/", tries=1)

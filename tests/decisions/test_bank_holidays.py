"""Whose bank holidays an organisation keeps is its own choice, made with the next days in view."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client

from infoshare.accounts.models import Organisation, User
from infoshare.audit.models import Event
from tests.decisions.pages import NO_DUTY, filled, form_on, problems
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
PATH = "/settings/"


def test_the_page_says_which_days_each_choice_gives(north: People, signed_in: Callable[[User], Client]) -> None:
    with time_machine.travel("2026-11-26T12:00:00Z", tick=False):
        page = signed_in(north["administrator"]).get(PATH).content.decode()
    assert page.count("Next: 25 December 2026, 28 December 2026, 1 January 2027") == 3
    assert page.count("Next: 30 November 2026, 25 December 2026, 28 December 2026") == 1


def test_an_organisation_chooses_its_nation(north: People, signed_in: Callable[[User], Client]) -> None:
    client = signed_in(north["administrator"])
    form = form_on(client, PATH)
    assert form["nation"].value() == "england"
    assert client.post(PATH, filled(form) | NO_DUTY | {"nation": "scotland"}).status_code == 302
    assert Organisation.objects.get(pk=north["manager"].organisation_id).nation == "scotland"
    assert "nation" in Event.objects.get(action="organisation.changed").facts["changed"]


@pytest.mark.parametrize(
    ("nation", "sentence"),
    [("", "Choose whose bank holidays you keep"), ("france", "Select one of the answers shown")],
)
def test_a_nation_that_is_none_of_them_is_refused(
    nation: str, sentence: str, north: People, signed_in: Callable[[User], Client]
) -> None:
    client = signed_in(north["administrator"])
    answer = client.post(PATH, filled(form_on(client, PATH)) | {"nation": nation})
    assert sentence in problems(answer)

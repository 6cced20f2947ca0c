"""People, invitations and teams of another organisation give the very page of ones that do not exist."""

from collections.abc import Callable
from functools import partial
from typing import cast

import pytest
from django.http import Http404
from django.test import Client, RequestFactory
from django.utils import timezone

from infoshare.access import ACCESS
from infoshare.accounts.models import User
from infoshare.administration import actions
from infoshare.administration.models import Invitation
from infoshare.administration.views import guards
from infoshare.audit.models import Event
from infoshare.signing_in.guards import SignedIn
from infoshare.tenancy import context
from tests.accounts.addresses import path_of
from tests.accounts.away import away
from tests.administration.builders import invite
from tests.campaigns.detectors import AT_EVERY_LOOK
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
OF_ABSENCES = ["person-away", "change-person-away", "end-person-away"]
OF_PEOPLE = [
    *("person", "person-details", "give-role", "end-role", "lost-second-step", "come-back", "leaving"),
    *OF_ABSENCES,
]
OF_INVITATIONS = ["invitation", "send-again", "withdraw"]
OF_TEAMS = ["rename-team", "close-team"]


def page(client: Client, method: str, name: str, **where: int) -> tuple[int, str]:
    answer = getattr(client, method)(path_of(name, **where))
    return answer.status_code, AT_EVERY_LOOK.sub("", answer.content.decode())


def test_these_are_all_the_pages_of_one_person_invitation_or_team() -> None:
    managed = {name for name, who in ACCESS.items() if who in {"people.manage", "teams.manage"}}
    lists = {"people", "find-people", "invite", "teams", "add-team", "unsent-mail"}
    assert managed == {*OF_PEOPLE, *OF_INVITATIONS, *OF_TEAMS} | lists


@pytest.mark.parametrize("method", ["get", "post"])
def test_foreign_numbers_give_the_page_of_numbers_nobody_has(
    method: str, north: People, south: People, signed_in: Callable[[User], Client]
) -> None:
    client, theirs = signed_in(north["administrator"]), south["colleague"]
    team, held = theirs.memberships.get().team_id, theirs.memberships.get().pk
    asked, gone = invite(south["administrator"]).invitation.pk, away(theirs, timezone.localdate()).pk
    assert team
    pks = dict.fromkeys(OF_PEOPLE, theirs.pk) | dict.fromkeys(OF_INVITATIONS, asked) | dict.fromkeys(OF_TEAMS, team)
    before = Event.objects.count()
    for name, pk in pks.items():
        foreign = page(client, method, name, pk=pk, membership=held, absence=gone)
        nobodys = page(client, method, name, pk=9_999_999, membership=9_999_999, absence=9_999_999)
        assert foreign == nobodys, name
        assert foreign[0] == 404, name
    assert Event.objects.count() == before
    assert User.objects.get(pk=theirs.pk).is_active


def test_the_pages_ask_for_their_own_organisation_even_without_the_wall(
    north: People, south: People, rf: RequestFactory
) -> None:
    """Here, as the owner of the tables, the database hides nothing."""
    request, theirs = cast("SignedIn", rf.get("/")), south["colleague"]
    request.user = north["administrator"]
    held = theirs.memberships.get()
    assert held.team_id
    asked, gone = invite(south["administrator"]).invitation.pk, away(theirs, timezone.localdate()).pk
    for find in (
        partial(guards.absence_of, pk=theirs.pk, absence=gone),
        partial(guards.person_of, pk=theirs.pk),
        partial(guards.membership_of, pk=theirs.pk, membership=held.pk),
        partial(guards.invitation_of, pk=asked),
        partial(guards.team_of, pk=held.team_id),
    ):
        with pytest.raises(Http404):
            find(request)


def test_the_role_of_one_is_not_ended_through_the_page_of_another(
    north: People, signed_in: Callable[[User], Client]
) -> None:
    held = north["colleague"].memberships.get()
    path = path_of("end-role", pk=north["manager"].pk, membership=held.pk)
    assert signed_in(north["administrator"]).post(path).status_code == 404
    assert north["colleague"].memberships.count() == 1


def test_the_lists_show_nobody_and_nothing_of_another_organisation(
    north: People, south: People, signed_in: Callable[[User], Client]
) -> None:
    invite(south["administrator"], name="Their invited")
    actions.add_team(name="Their team", by=south["administrator"])
    client = signed_in(north["administrator"])
    pages = [client.get(path).content.decode() for path in ("/people/", "/teams/", "/people/invite/", "/organisation/")]
    pages.append(client.post("/people/find/", {"name": "t"}).content.decode())
    for shown in pages:
        for word in ("South", "Their team", "Their invited"):
            assert word not in shown


def test_the_database_itself_shows_one_organisations_invitations(north: People, south: People) -> None:
    for people in (north, south):
        invite(people["administrator"])
    with the_site(), context.organisation(north["administrator"].organisation_id):
        assert {row.organisation_id for row in Invitation.objects.all()} == {north["administrator"].organisation_id}
        assert Invitation.objects.update(name="x") == 1
    with the_site(), context.nowhere():
        assert not Invitation.objects.exists()

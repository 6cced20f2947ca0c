"""The demonstration: every case as a real decision of made-up people, once, and only where it may be."""

from io import StringIO

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command

from decisions.demonstration.people import PASSWORD, PLACES
from decisions.models import (
    Amendment,
    Countersignature,
    CountersignNeeded,
    Decision,
    LegalHold,
    PackChoice,
    ReviewComment,
)
from infoshare.accounts import roles
from infoshare.accounts.models import Absence, Membership, Organisation, User
from infoshare.administration.models import Invitation
from infoshare.audit.models import Event
from tests.conftest import CASES

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, ...]:
    return tuple(model._default_manager.count() for model in (Organisation, User, Invitation, Decision, Event))


@pytest.mark.slow
def test_it_fills_three_organisations_once(settings: LazySettings) -> None:
    settings.DEMO = True
    said = StringIO()
    call_command("demo", stdout=said)
    assert f"{len(CASES)} cases" in said.getvalue()
    assert PASSWORD in said.getvalue()
    assert Organisation.objects.count() == len(PLACES) == 3
    for organisation in Organisation.objects.all():
        held = {membership.role for user in organisation.people.all() for membership in user.memberships.all()}
        assert held == set(roles.ROLES)
    recorded = Decision.objects.filter(record__isnull=False)
    assert (
        0 < recorded.count() < Decision.objects.count() == len(CASES) + 3
    )  # one can rest on a consent, two are of an older edition
    assert Decision.objects.filter(advicediscussions__advice="").exists()
    assert [each.name for each in Invitation.objects.open()] == ["Zara Kaya"]
    assert [each.name for each in User.objects.filter(is_active=False)] == ["Xavier Boyd"]
    assert [each.user.name for each in Absence.objects.all()] == ["Ewan Fraser"]
    assert [each.user.name for each in Membership.objects.filter(deputy=True)] == ["Niall Byrne"]
    assert ReviewComment.objects.count() == Countersignature.objects.count() == 1
    assert CountersignNeeded.objects.count() > Countersignature.objects.count()  # others wait for a signature
    assert PackChoice.objects.count() == LegalHold.objects.count() == 1
    assert Amendment.objects.exclude(place="").count() == 1
    before = counts()
    call_command("demo", stdout=said)
    assert counts() == before


def test_it_is_refused_where_it_is_not_a_demonstration() -> None:
    with pytest.raises(CommandError, match="This is not a demonstration"):
        call_command("demo")
    assert not User.objects.exists()

"""Finding who or what a page is about: of another organisation gives the page of one that does not exist."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.shortcuts import get_object_or_404

from infoshare.accounts.models import Absence, Membership, Team, User
from infoshare.administration.models import Invitation
from infoshare.signing_in.guards import SignedIn

Row = TypeVar("Row", bound=Model)


def person_of(request: SignedIn, pk: int) -> User:
    return _of(request, User.objects.prefetch_related("memberships__team"), pk=pk)


def membership_of(request: SignedIn, pk: int, membership: int) -> Membership:
    rows = Membership.objects.select_related("user", "team")
    organisation = request.user.organisation_id
    return get_object_or_404(rows, user__organisation=organisation, user=pk, pk=membership)


def absence_of(request: SignedIn, pk: int, absence: int) -> Absence:
    rows = Absence.objects.select_related("user", "stand_in")
    return get_object_or_404(rows, user__organisation=request.user.organisation_id, user=pk, pk=absence)


def invitation_of(request: SignedIn, pk: int) -> Invitation:
    return _of(request, Invitation.objects.select_related("team", "invited_by", "accepted_by", "withdrawn_by"), pk=pk)


def team_of(request: SignedIn, pk: int) -> Team:
    return _of(request, Team.objects.all(), pk=pk)


def _of(request: SignedIn, rows: QuerySet[Row], pk: int) -> Row:
    return get_object_or_404(rows, organisation=request.user.organisation_id, pk=pk)

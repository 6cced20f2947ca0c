"""What a defect would put in the place of what is right: each forgets one thing."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any
from unittest import mock

from allauth.usersessions.models import UserSession
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.db import connections
from django.db.models import Exists, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.shortcuts import get_object_or_404
from django.urls import URLPattern

from decisions import summary
from decisions.models import BrokenGlass, Decision, DecisionGrant, Finding, Item, scope
from decisions.models.register_scope import Reach
from infoshare.accounts import notices, policy
from infoshare.accounts.models import Organisation, User
from infoshare.accounts.policy import Scope
from infoshare.signing_in.models import UnsavedForm
from infoshare.signing_in.requests import SignedIn
from tests.accounts.addresses import patterns

Planted = AbstractContextManager[object]


def nothing(*args: object, **kwargs: object) -> None:
    """In place of what must not be left out."""


def restricted_to_nobody() -> Q:
    return Q(pk__in=[])


def conflicts_count_for_nothing(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    return rows.filter(organisation_id=user.organisation_id)


def glass_without_end(user: User) -> Exists:
    return Exists(BrokenGlass.objects.filter(broken_by=user, decision=scope.THIS))


def grants_without_end(grants: QuerySet[DecisionGrant]) -> QuerySet[DecisionGrant]:
    return grants.all()


def advisers_whatever_is_restricted(user: User) -> Q:
    return Q(scope._granted(user, scope.ADVISE))


def managers_of_everything() -> Planted:
    read = policy.ACTIONS["decision.read"]
    wider = replace(read, scopes={**read.scopes, "manager": Scope.ORGANISATION})
    return mock.patch.object(policy, "ACTIONS", {**policy.ACTIONS, "decision.read": wider})


def errors_take_looks_back() -> Planted:
    return mock.patch.dict(connections.settings["default"], ATOMIC_REQUESTS=True)


def tell_the_case(decision: Decision, people: Iterable[User], sentence: str) -> None:
    notices.tell(people, f"{sentence} It is about {decision.about}.", path="/")


def not_found_but_named(request: HttpRequest, exception: Exception) -> HttpResponse:
    there = Decision.objects.filter(reference__in=request.path.split("/")).first()
    return HttpResponseNotFound(f"You may not open {there.about}." if there else "There is nothing.")


def named_in_the_404() -> Planted:
    return mock.patch("infoshare.urls.handler404", not_found_but_named, create=True)


def of_another_organisation(session: SessionBase) -> int | None:
    user = User.objects.filter(pk=session.get(SESSION_KEY, 0)).first()
    others = Organisation.objects.exclude(pk=user.organisation_id) if user else Organisation.objects.none()
    return others.values_list("pk", flat=True).first()


def pdf_of_anything(request: HttpRequest, reference: str) -> HttpResponse:
    decision = get_object_or_404(Decision, reference=reference)
    return HttpResponse(summary.issued(decision, by=decision.owner))


def pattern(name: str) -> URLPattern:
    return next(each for each in patterns() if each.name == name)


def pdf_without_guard() -> Planted:
    return mock.patch.object(pattern("pdf"), "callback", pdf_of_anything)


def no_token_asked() -> Planted:
    return mock.patch.object(pattern("start").callback, "csrf_exempt", True, create=True)


def everything_of_the_organisation(user: User) -> Reach:
    return Reach(user.organisation_id, (Q(),), frozenset())


def home_of_the_organisation() -> Planted:
    return mock.patch("decisions.summary.overview.reach_of", everything_of_the_organisation)


def consents_of_all() -> Planted:
    return mock.patch("consent.models.consent.ConsentQuerySet.visible_to", lambda rows, user: rows.all())


def paper_by_number_alone(rows: QuerySet[Any], **where: object) -> object:
    return get_object_or_404(rows.model, **where)


def row_of_any_decision(draft: object, kind: type[Item], pk: int) -> Item:
    return get_object_or_404(kind, pk=pk)


def by_number_alone(rows: QuerySet[Any], **where: object) -> object:
    return get_object_or_404(rows, pk=where["pk"])


def sessions_of_all(request: SignedIn) -> QuerySet[UserSession]:
    rows: QuerySet[UserSession] = UserSession.objects.exclude(session_key=request.session.session_key)
    return rows


def throw_anything_away(user: User, number: str) -> None:
    UnsavedForm.objects.filter(pk=number).delete()


def takers_of_all(user: User) -> QuerySet[User]:
    return User.objects.filter(organisation=user.organisation_id)


def decisions_of_all() -> Planted:
    """Whoever sees their organisation's sees everybody's: what visible() would be without its filter."""
    return mock.patch("decisions.models.decision.DecisionQuerySet.visible_to", lambda rows, user: rows.all())


def anybody_by_number(request: SignedIn, rows: QuerySet[Any], pk: int) -> object:
    return get_object_or_404(rows, pk=pk)


def colleagues_of_all(organisation: Organisation) -> QuerySet[User]:
    return User.objects.filter(is_active=True).prefetch_related("memberships")


def findings_of_all(user: User) -> QuerySet[Finding]:
    return Finding.objects.exclude(people=user)

"""Detectors: each looks for one kind of hole, and gives a sentence for each that it finds."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from unittest import mock
from uuid import uuid4

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from decisions.actions import access
from decisions.models import BrokenGlass, DecisionGrant
from infoshare.accounts.models import Membership, Notice
from infoshare.administration.actions import end_role
from infoshare.audit.models import Event
from tests.accounts.addresses import path_of
from tests.campaigns.detectors import Question, answer, told_apart
from tests.campaigns.personas import SignedIn, organisation_of, user_of
from tests.campaigns.swaps import swaps
from tests.campaigns.typed import typed
from tests.seeding.world import DRAFT, RECORDED, RESTRICTED, World

Detector = Callable[[World, SignedIn], Iterator[str]]
# Pages that are refused whose role may not do what they are for.
REFUSED = {
    "practitioner": ("people", "invite", "teams", "add-team", "organisation", "look-out", "broken-glass", "restrict"),
    "administrator": ("start", "emergency", "find", "break-glass", "look-out"),
    "manager": ("people", "organisation", "look-out", "restrict", "name-viewer"),
}
ASKED_AGAIN = {
    "administrator": ("people", "invite", "teams"),
    "caldicott_guardian": ("organisation", "restrict", "bar"),
}
SENT = ("start", "find", "break-glass", "emergency", "link-person", "hand-over")


@cache
def in_addresses(who: str, name: str, method: str = "get") -> Detector:
    """The ids of others in one address, asked for by one persona."""

    def look(world: World, signed_in: SignedIn) -> Iterator[str]:
        user = user_of(world, who)
        assert user
        for swap in (each for each in swaps(world, who) if each.name == name):
            group = replace(swap.group(who, method), malformed=())
            yield from told_apart(group, signed_in(user), world.canaries, organisation_of(who))

    return look


@cache
def in_forms(who: str, name: str, field: str) -> Detector:
    """The ids of others in one field of one form, sent by one persona."""

    def look(world: World, signed_in: SignedIn) -> Iterator[str]:
        user, end = user_of(world, who), path_of(name).rpartition("2222/")[2]
        assert user
        for each in typed(world):
            if (each.who, each.field) == (who, field) and each.path.endswith(end):
                client = signed_in(user)
                group = replace(each.group(client), malformed=())
                yield from told_apart(group, client, world.canaries, organisation_of(who))

    return look


def own_pages_open(world: World, signed_in: SignedIn) -> Iterator[str]:
    """Whoever may, does; and sees nothing of others."""
    for who, what in (
        ("practitioner", DRAFT),
        ("manager", RECORDED),
        ("viewer", RESTRICTED),
        ("other guardian", DRAFT),
    ):
        user, decision = user_of(world, who), world.organisations[organisation_of(who)].decisions[what]
        assert user
        client = signed_in(user)
        for path in ("/", "/advice/", path_of("decision", reference=decision.reference)):
            found = answer(client, Question("get", path))
            if found.status != 200 or world.canaries.of_others(found.body, organisation_of(who)):
                yield f"{who} at {path}: {found.status}"


def lists_are_scoped(world: World, signed_in: SignedIn) -> Iterator[str]:
    """The pages that list decisions name none that somebody may not open."""
    decisions = world.organisations["North"].decisions
    for who, what in (("colleague", DRAFT), ("manager", RESTRICTED), ("barred", DRAFT), ("administrator", DRAFT)):
        client = signed_in(world.organisations["North"].people[who])
        for path in ("/", "/advice/"):
            if decisions[what].reference in answer(client, Question("get", path)).body:
                yield f"{path} names the {what} one to {who}"


def looks_are_written_down(world: World, signed_in: SignedIn) -> Iterator[str]:
    north = world.organisations["North"]
    client = signed_in(north.people["practitioner"])
    for name, what in (("decision", DRAFT), ("pdf", RECORDED), ("check", DRAFT), ("access", DRAFT)):
        before = _looks(north.decisions[what])
        answer(client, Question("get", path_of(name, reference=north.decisions[what].reference)))
        if _looks(north.decisions[what]) != before + 1:
            yield f"a look at {name} is not written down"


def looks_outlive_an_error(world: World, signed_in: SignedIn) -> Iterator[str]:
    """The look is kept before anything is read: an error afterwards does not take it back."""
    north = world.organisations["North"]
    client, before = signed_in(north.people["practitioner"]), _looks(north.decisions[DRAFT])
    with mock.patch("decisions.views.guards.load", side_effect=RuntimeError("the page breaks")):
        answer(client, Question("get", path_of("decision", reference=north.decisions[DRAFT].reference)))
    if _looks(north.decisions[DRAFT]) != before + 1:
        yield "a look at a page that broke is not written down"


def _looks(about: Model) -> int:
    return Event.objects.filter(action__in=("decision.viewed", "access.viewed"), about_id=about.pk).count()


def doors_close(world: World, signed_in: SignedIn) -> Iterator[str]:
    """What let somebody in until an hour ago lets nobody in now."""
    north, past = world.organisations["North"], timezone.now() - timedelta(hours=1)
    begun = past - timedelta(days=1)
    DecisionGrant.objects.update(granted_at=begun, until=past)
    by, decision = north.people["practitioner_elsewhere"], north.decisions[DRAFT]
    BrokenGlass.objects.create(
        decision=decision, broken_by=by, request_key=uuid4(), reason="x", broken_at=begun, until=past
    )
    for who, what in (("adviser", DRAFT), ("viewer", RESTRICTED), ("practitioner_elsewhere", DRAFT)):
        path = path_of("decision", reference=north.decisions[what].reference)
        if answer(signed_in(north.people[who]), Question("get", path)).status != 404:
            yield f"{who} opens the {what} one after their time"


def a_restriction_shuts_advisers_out(world: World, signed_in: SignedIn) -> Iterator[str]:
    people, decision = world.organisations["North"].people, world.organisations["North"].decisions[DRAFT]
    until, by = timezone.now() + timedelta(days=7), people["caldicott_guardian"]
    access.restrict(decision=decision, why="A colleague", viewers=[people["practitioner"]], until=until, by=by)
    path = path_of("decision", reference=decision.reference)
    if answer(signed_in(people["adviser"]), Question("get", path)).status != 404:
        yield "an adviser opens what is restricted"


def roles_are_asked(world: World, signed_in: SignedIn) -> Iterator[str]:
    for who, names in REFUSED.items():
        client = signed_in(world.organisations["North"].people[who])
        for name in names:
            path = path_of(name, reference=world.organisations["North"].decisions[DRAFT].reference)
            if (status := answer(client, Question("get", path)).status) != 403:
                yield f"{who} at {name}: {status}"


def asked_again(world: World, signed_in: SignedIn) -> Iterator[str]:
    """Ten minutes after signing in, what must be confirmed is."""
    north = world.organisations["North"]
    for who, names in ASKED_AGAIN.items():
        client = signed_in(north.people[who])
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time() - 600}]
        session.save()
        for name in names:
            path = path_of(name, reference=north.decisions[DRAFT].reference)
            if not answer(client, Question("get", path)).leads_to.startswith("/accounts/confirm/"):
                yield f"{who} at {name} is not asked again"


def notices_say_no_case(world: World, signed_in: SignedIn) -> Iterator[str]:
    north, until = world.organisations["North"], timezone.now() + timedelta(days=7)
    by, whom = north.people["practitioner"], north.people["practitioner_elsewhere"]
    access.let_adviser_in(decision=north.decisions[DRAFT], whom=whom, why="Knows the law", until=until, by=by)
    for notice in Notice.objects.all():
        if found := world.canaries.found_in(notice.sentence + notice.path):
            yield f"a notice says {found}"


def sessions_end_with_a_role(world: World, signed_in: SignedIn) -> Iterator[str]:
    people = world.organisations["North"].people
    client = signed_in(people["colleague"])
    held = Membership.objects.select_related("user").get(user=people["colleague"])
    end_role(held=held, by=people["administrator"])
    if answer(client, Question("get", "/")).status != 302:
        yield "somebody whose role ended is still signed in"


def forms_carry_a_token(world: World, signed_in: SignedIn) -> Iterator[str]:
    """A form sent from another site is refused: it does not carry what only our page has."""
    north = world.organisations["North"]
    cookies = signed_in(north.people["practitioner"]).cookies
    browser = Client(enforce_csrf_checks=True)
    browser.cookies = cookies
    for name in SENT:
        path = path_of(name, reference=north.decisions[DRAFT].reference)
        if (status := answer(browser, Question("post", path)).status) != 403:
            yield f"{name} takes a form without a token: {status}"

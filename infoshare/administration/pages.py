"""What the pages about people and teams show, as plain data: templates choose nothing."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import QueryDict
from django.urls import reverse

from infoshare.accounts.models import Notice, Organisation, Team, User
from infoshare.accounts.notices import failing
from infoshare.accounts.roles import ROLES, titled
from infoshare.administration.absences_page import absences_of
from infoshare.administration.forms.people import STATUSES, FilterForm
from infoshare.administration.models import Invitation
from infoshare.administration.people_list import AFTER, BEFORE, Listed, Wanted, listed, place_of
from infoshare.audit import log
from infoshare.audit.models import Event
from infoshare.govuk.moments import day, moment

Context = dict[str, object]
MOST = 25  # mails that are listed
COLOURS = {"active": "green", "invited": "yellow", "left": "grey"}
DID: Mapping[str, str] = MappingProxyType(
    {
        "person.joined": "Joined as",
        "role.given": "Given the role",
        "role.changed": "Now holds the role as",
        "role.ended": "Role ended:",
        "person.changed": "Details changed",
        "factor.all_removed": "Lost second steps taken away",
        "person.left": "Left",
        "person.came-back": "Came back, without any role",
        "absence.set": "Said to be away",
        "absence.changed": "Days away changed",
        "absence.ended": "Days away ended",
    }
)


def people_page(organisation: Organisation, query: QueryDict) -> Context:
    """The list, as its address asks for it."""
    form = FilterForm(query, organisation=organisation)
    chosen = form.cleaned_data if form.is_valid() else {}
    way = BEFORE if BEFORE in query else AFTER
    found = listed(organisation, Wanted(**chosen), way=way, place=query.get(way, ""))
    return {**_rows(found.rows), "filter": form, **_neighbours(found, _kept(chosen))}


def found_page(organisation: Organisation, name: str) -> Context:
    """Whoever is called so; of very many, the first."""
    found = listed(organisation, Wanted(name=name))
    return {**_rows(found.rows), "filter": FilterForm(organisation=organisation), "more": found.more_after}


def _rows(rows: Iterable[User | Invitation]) -> Context:
    return {"rows": [_row(row) for row in rows], "back_url": reverse("administration")}


def _row(row: User | Invitation) -> Context:
    if isinstance(row, Invitation):
        return _shown(row, "invited", [row.title], reverse("invitation", args=[row.pk]))
    status = "active" if row.is_active else "left"
    return _shown(row, status, [held.title for held in row.held], reverse("person", args=[row.pk]))


def _shown(row: User | Invitation, status: str, roles: list[str], url: str) -> Context:
    return {
        "name": row.name or row.email,
        "email": row.email,
        "roles": roles,
        "status": STATUSES[status],
        "colour": COLOURS[status],
        "url": url,
    }


def _kept(chosen: Mapping[str, object]) -> dict[str, object]:
    """The choices as they stand in an address."""
    return {name: value.pk if isinstance(value, Team) else value for name, value in chosen.items() if value}


def _neighbours(found: Listed, kept: dict[str, object]) -> Context:
    links: Context = {}
    if found.more_before and found.rows:
        links["previous_url"] = f"?{urlencode({**kept, BEFORE: place_of(found.rows[0])})}"
    if found.more_after and found.rows:
        links["next_url"] = f"?{urlencode({**kept, AFTER: place_of(found.rows[-1])})}"
    return links


def person_page(person: User, viewer: User) -> Context:
    """Who somebody is, which roles they hold, and everything that happened to them here."""
    events = [event for event in log.history(person) if event.action in DID]
    numbers = {event.facts["team"] for event in events if event.facts.get("team")}
    teams = {team.pk: team.name for team in Team.objects.filter(pk__in=numbers)}
    return {
        "shown": person,
        "is_self": person.pk == viewer.pk,
        "absences": absences_of(person),
        "history": [_line(event, teams) for event in reversed(events)],
        "back_url": reverse("people"),
    }


def _line(event: Event, teams: Mapping[int, str]) -> dict[str, str]:
    what = ", ".join(filter(None, (_title(event), teams.get(event.facts.get("team") or 0))))
    return {"did": f"{DID[event.action]} {what}".strip(), "by": event.by.name, "at": moment(event.at)}


def _title(event: Event) -> str:
    role, deputy = event.facts.get("role"), bool(event.facts.get("deputy"))
    return titled(role, deputy=deputy) if role in ROLES else ""


def invitation_page(row: Invitation) -> Context:
    return {
        "invitation": row,
        "sent": moment(row.sent_at),
        "until": day(row.ends_at.date()),
        "accepted_by": row.accepted_by,
        "back_url": reverse("people"),
    }


def unsent_mail_page(organisation: Organisation) -> Context:
    """To whom and since when, the oldest first. What a notice says is for its reader alone."""
    stuck = failing().filter(user__organisation=organisation)
    rows = list(stuck.select_related("user").defer("sentence", "path")[:MOST])
    return {
        "count": stuck.count(),
        "oldest": moment(rows[0].told_at) if rows else "",
        "rows": [_unsent(row) for row in rows],
        "back_url": reverse("administration"),
    }


def _unsent(row: Notice) -> Context:
    times = "once" if row.tries == 1 else f"{row.tries} times"
    tried = f"Since {moment(row.told_at)}. Tried {times}, last on {moment(row.failed_at)}."
    return {"to": row.user.name, "tried": tried}


def teams_page(organisation: Organisation) -> Context:
    people = Count("memberships__user", distinct=True, filter=Q(memberships__user__is_active=True))
    teams = list(organisation.teams.annotate(people=people).order_by("name"))
    return {
        "open_teams": [team for team in teams if not team.closed_at],
        "closed_teams": [team for team in teams if team.closed_at],
        "back_url": reverse("administration"),
    }

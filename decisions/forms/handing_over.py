"""The forms of handing over: one decision, or all that a leaver carries."""

from collections.abc import Iterable
from typing import Any

from django import forms

from decisions import policies
from decisions.models import Decision
from decisions.models.carrying import Share
from infoshare.accounts.models import Membership, Team, User
from infoshare.saving.forms import SavingForm, VersionedForm

Choices = list[tuple[str, str | list[tuple[str, str]]]]
NOBODY = ("", "Choose somebody")


class TakerField(forms.TypedChoiceField):
    """Somebody of the organisation: first those of the team, then the others."""

    def __init__(self, people: Iterable[User], team: Team | None, **options: Any) -> None:
        self.people = {str(user.pk): user for user in people}
        super().__init__(choices=_grouped(self.people.values(), team), coerce=self.people.__getitem__, **options)
        self.error_messages["required"] = "Choose who takes it over"


def _grouped(people: Iterable[User], team: Team | None) -> Choices:
    inside: list[tuple[str, str]] = []
    outside: list[tuple[str, str]] = []
    for user in people:
        in_team = team is not None and any(held.team_id == team.pk for held in user.held)
        (inside if in_team else outside).append((str(user.pk), f"{user.name}, {user.role_title}"))
    groups: Choices = [(f"In {team.name}" if team else "", inside), ("In other teams, or in none", outside)]
    return [NOBODY, *((name, group) for name, group in groups if group)]


class HandOverForm(VersionedForm):
    refused_at = "owner"

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, stored={"owner": decision.owner}, **kwargs)
        others = policies.takers(decision.owner).exclude(pk=decision.owner_id).prefetch_related("memberships")
        self.fields["owner"] = TakerField(others, decision.team, label="Who takes it over?")


class LeavingForm(SavingForm):
    """For each team of which the leaver carries something: who takes that over."""

    def __init__(self, *args: Any, leaver: User, shares: Iterable[Share], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {_name(share.team): share.team for share in shares}
        others = list(policies.takers(leaver).exclude(pk=leaver.pk).prefetch_related("memberships"))
        for share in shares:
            self.fields[_name(share.team)] = TakerField(
                others,
                share.team,
                label=_label(share.team),
                help_text=_help(share),
                initial=_suggested(others, share.team),
            )

    @property
    def takers(self) -> dict[int | None, User]:
        return {team.pk if team else None: self.cleaned_data[name] for name, team in self.teams.items()}


def _name(team: Team | None) -> str:
    return f"team_{team.pk}" if team else "no_team"


def _label(team: Team | None) -> str:
    return f"Who takes over what belongs to {team.name}?" if team else "Who takes over what belongs to no team?"


def _help(share: Share) -> str:
    counted = (
        (share.drafts, "draft"),
        (share.records, "record that is not complete"),
        (share.flows, "flow of bulk sharing"),
    )
    said = [f"{number} {what if number == 1 else _plural(what)}" for number, what in counted if number]
    return f"{' and '.join(said)}."


def _plural(what: str) -> str:
    first, _, rest = what.partition(" ")
    return f"{first}s {rest}".strip().replace("that is", "that are")


def _suggested(people: Iterable[User], team: Team | None) -> int | None:
    """The manager of the team."""
    manages = (user.pk for user in people if team and any(_is_manager(held, team) for held in user.held))
    return next(manages, None)


def _is_manager(held: Membership, team: Team) -> bool:
    return held.role == "manager" and held.team_id == team.pk

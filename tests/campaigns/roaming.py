"""Roaming as somebody: any page, any form filled in, with ids of any organisation."""

from collections.abc import Iterator, Mapping, Sequence

from django import forms
from django.test import Client

from infoshare.accounts.models import Membership
from tests.accounts.addresses import path_of
from tests.campaigns.detectors import Answer, Question, answer, heard
from tests.campaigns.swaps import OF_A_PERSON, OF_AN_ORGANISATION, PART_OF
from tests.decisions.pages import Data, filled
from tests.seeding.world import World

WRITING = (
    "start",
    "question",
    "add-row",
    "step",
    "ask",
    "hand-over",
    "link-person",
    "own-conflict",
    "add-to",
    "keep-back",
)
ACCESS = ("let-adviser-in", "restrict", "bar", "name-viewer", "find", "break-glass", "review-glass")
FORMS_OF: Mapping[str, tuple[str, ...]] = {
    "practitioner": (*WRITING, "change-row", "emergency", "let-adviser-in", "find", "break-glass"),
    "manager": ("start", "hand-over", "bar", "link-person", "find", "break-glass", "review-glass", "add-to"),
    "caldicott_guardian": (*ACCESS, "start", "hand-over", "finding", "organisation", "link-person", "add-to"),
    "administrator": ("invite", "give-role", "person-details", "rename-team", "add-team", "leaving", "end-role"),
}
FORMS = tuple(sorted({name for names in FORMS_OF.values() for name in names}))


class Pool:
    """The ids of each organisation, by what they are the ids of."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.of = {name: _ids(world, name) for name in world.organisations}

    def path(self, name: str, whose: str, below: str, which: int) -> str:
        """The address of that name about something of `whose`; where another id stands below it, of `below`."""
        at, under = self.of[whose], self.of[below]
        where = {
            "reference": _pick(at["reference"], which),
            "slug": _pick(SLUGS.get(name, ("situation",)), which),
            "name": ("items", "recipients")[which % 2],
            "pk": _pick((under if name in PART_OF else at).get(name, [1]), which),
            "membership": _pick(under["membership"], which),
        }
        return path_of(name, **where)

    def ids(self, whose: str, which: int, text: str) -> dict[str, str]:
        """For the fields of a form that name somebody or something."""
        one = self.of[whose]
        person = str(_pick(one["person"], which))
        token = text.split()[-1]
        return {
            "reference": str(_pick(one["reference"], which)),
            "whom": str(_pick(one["whom"], which)),
            "team": str(_pick(one["rename-team"], which)),
            "email": f"{token}@new.example",
            "owner": person,
            "viewers": person,
            "understood": "on",
        }


SLUGS: Mapping[str, Sequence[str]] = {
    "question": ("situation", "danger", "at_risk", "agreement"),
    "ask": ("situation", "danger", "page-items", "page-risks"),
    "step": ("details", "risks", "best-interests", "consent", "decision"),
    "todo": ("shared", "items", "weighing", "consent"),
}


def _ids(world: World, name: str) -> dict[str, list[object]]:
    one = world.organisations[name]
    number, decisions = one.people["manager"].organisation_id, list(one.decisions.values())
    found: dict[str, list[object]] = {
        at: [row.pk for decision in decisions for row in rows(decision)] for at, rows in PART_OF.items()
    }
    for at, (kind, leads) in OF_AN_ORGANISATION.items():
        found[at] = list(kind._default_manager.filter(**{leads: number}).values_list("pk", flat=True))
    for at, kind in OF_A_PERSON.items():
        found[at] = list(kind._default_manager.filter(user__organisation=number).values_list("pk", flat=True))
    found["membership"] = list(Membership.objects.filter(user__organisation=number).values_list("pk", flat=True))
    return found | {
        "reference": [decision.reference for decision in decisions],
        "whom": [said for user in one.people.values() for said in (user.email, user.name)],
    }


def _pick(found: Sequence[object], which: int) -> object:
    return found[which % len(found)] if found else 1


def sent(client: Client, path: str, text: str, ids: Mapping[str, str], leave_out: int | None) -> Iterator[Answer]:
    """Looks at the page, sends its form filled in, and goes where that leads. What is sent, the answer may repeat."""
    client.raise_request_exception = False
    shown = client.get(path)
    yield heard(shown, Question("get", path))
    form = shown.context and shown.context.get("form")
    data: Data = _data(form, text, ids) if form else {**ids}
    if leave_out is not None and data:
        data.pop(sorted(data)[leave_out % len(data)])
    done = client.post(path, data)
    yield heard(done, Question("post", path, tuple(ids.values()), data))
    if leads_to := done.get("Location", ""):
        yield answer(client, Question("get", leads_to))


def _data(form: forms.Form, text: str, ids: Mapping[str, str]) -> Data:
    asked = filled(form, text)
    return asked | {name: value for name, value in ids.items() if name in asked}

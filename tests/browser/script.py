"""What a case says on every page of the journey, as fields of its form; no two boxes say the same."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.utils import timezone

from decisions.demonstration import cases
from decisions.demonstration.cases import Case
from tests.browser.controls import Fields

CASES: Mapping[str, Case] = {case.id: case for case in cases.all_cases()}
EDITIONS = {"2008": "golden_rules_2008", "2024": "golden_rules_2024"}


def as_fields(values: Mapping[str, object]) -> Fields:
    """Values of the application as a person enters them: a date goes into boxes; what is empty is left empty."""
    fields: dict[str, str | list[str]] = {}
    for name, value in values.items():
        if isinstance(value, date):
            fields |= boxes(name, value)
        elif isinstance(value, bool):
            fields[name] = "yes" if value else "no"
        elif isinstance(value, list):
            fields[name] = [str(each) for each in value]
        elif value:
            fields[name] = str(value)
    return fields


def boxes(name: str, on: date) -> dict[str, str]:
    parts = {"day": str(on.day), "month": str(on.month), "year": str(on.year)}
    if isinstance(on, datetime):
        parts["time"] = f"{on:%H:%M}"
    return {f"{name}_{box}": part for box, part in parts.items()}


@dataclass(frozen=True)
class Script:
    """One case on one edition of the guidance."""

    case: Case
    pack_id: str
    instead: Mapping[str, str] = field(default_factory=dict)  # answers other than the case's

    @property
    def consent_status(self) -> str:
        """Off the case's own way somebody can be identified, so consent comes into it."""
        now = self.case.consent_status(self.pack_id)
        return "not_sought" if self.instead and now == "not_needed" else now

    @property
    def items(self) -> list[Fields]:
        today = timezone.localdate()
        return [
            as_fields(
                {
                    **cases.item(told, self.case),
                    "author": f"Author {number}",
                    "about_whom": "The child",
                    "accurate_on": today - timedelta(days=number + 1),
                    "source": f"Source {number} of {self.case.id}",
                }
            )
            for number, told in enumerate(self.case.told["information"])
        ]

    @property
    def recipients(self) -> list[Fields]:
        """Those beside the first, who stands on the start page."""
        return [
            {"organisation": told["organisation"], "role": told["role"], "name": f"Named {number}"}
            for number, told in enumerate(self.case.told["recipients"][1:])
        ]

    def lines(self, boxes: Iterable[str], to: str) -> Fields:
        """One recipient's page, whose boxes are named by the numbers of the items, in their order."""
        fields: dict[str, str | list[str]] = {}
        numbers = [box.removeprefix("choice_") for box in boxes if box.startswith("choice_")]
        for number, told in zip(numbers, self.case.told["information"], strict=True):
            choice = "redact" if told["choice"] == "share" and self.case.decided == "share_part" else told["choice"]
            fields |= {f"choice_{number}": choice, f"why_{number}": f"Why, for {to}: {told['text']}"}
            if choice == "redact":
                fields[f"redacted_{number}"] = f"Some words of {number} for {to}"
            if choice != "withhold":
                fields[f"onward_{number}"] = "ask_first"
        return fields

    def question(self, slug: str) -> Fields:
        value = {**self.case.answers(self.pack_id), **self.instead}[slug]
        return {"value": value, "note": f"What {slug} rests on in {self.case.id}"}

    def page(self, name: str) -> Fields:
        """The fields of a page of the journey: start, a step's slug, ask, advice or emergency."""
        today = timezone.localdate()
        return as_fields(self._about_the_case(name, today) or self._about_sharing(name, today))

    def _about_the_case(self, name: str, today: date) -> Mapping[str, object]:
        told, now = self.case.told, self.consent_status
        values, first = cases.start(self.case)
        pages: dict[str, Mapping[str, object]] = {
            "start": values | {f"recipient_{part}": text for part, text in first.items()},
            "request": {**cases.request(self.case, today - timedelta(days=1)), "recipient_id": "none"},
            "consent": {"status": now},
            "consent-details": cases.consent(now, self.case, today),
            "views": {
                "child_views": "The child says what is in the child's box",
                "carer_views": "The carer says what is in the carer's box",
                "views_not_asked": f"Not asked, since {told['consent']}",
            },
            "risks": {key: told[key] for key in ("risk_of_sharing", "risk_of_not_sharing")},
            "best-interests": {
                **_best_interests(self.case),
                "best_interests_why": f"Weighed for {told['title']}",
                "safety_of_others": "A neighbour who must not be named",
            },
        }
        return pages.get(name, {})

    def _about_sharing(self, name: str, today: date) -> Mapping[str, object]:
        told, now = self.case.told, timezone.localtime()
        pages: dict[str, Mapping[str, object]] = {
            "decision": {
                "decided": self.case.decided,
                "reasons": told["why"],
                "review_on": today + timedelta(days=100),
            },
            "grounds": {
                "grounds": [*cases.grounds(self.case, self.pack_id), "other"],
                "other_ground": "A ground described in its own box",
            },
            "departure": {"departure_why": "The reason for departing"},
            "basis": {**cases.basis(self.case, self.pack_id), "power": "Children Act 2004, section 10"},
            "how": {
                "how_much": "Kept to the items marked",
                "facts_apart": "Each item says which it is",
                "right_person": "We rang back on a known number",
                "securely": "Sent by secure mail",
            },
            "telling": {"told": "after"},
            "sheets": {},  # a look, and the button
            "telling-details": {
                "told_how": "Told face to face within a week",
                "not_told_why": "Telling now would raise the risk",
                "look_again_on": today + timedelta(days=14),
            },
            "ask": {
                "asked_whom": "The adviser on duty",
                "role": "manager",
                "asked_at": now - timedelta(hours=2),
                "dilemma": "May a list like this be shared each month?",
                "identity_withheld": False,
                "named_why": "The adviser knows the family",
            },
            "advice": {
                "advice": "share",
                "advice_text": "Share it under a written agreement",
                "advised_on": today,
                "followed": "partly",
                "not_followed_why": "Only the part that is needed",
            },
            "emergency": {
                "about": self.case.about,
                "danger": told["title"],
                "told_whom": "Police control room, incident 4711",
                "channel": "By telephone",
                "shared": told["information"][0]["text"],
                "shared_at": now - timedelta(minutes=40),
            },
        }
        return pages[name]


def script(case: str, edition: str, **instead: str) -> Script:
    return Script(CASES[case], EDITIONS[edition], instead)


def _best_interests(case: Case) -> Mapping[str, object]:
    minor = any(person["age"] < 18 for person in case.told["people"])
    return {"best_interests": "not_about_a_child" if not minor else "no" if case.decided == "do_not_share" else "yes"}

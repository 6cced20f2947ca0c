"""The cases of cases.json, and what each says on every page of the journey."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from consent import status

# Who was asked, and who they are to the child, where a case's consent turns on a person.
RESPONDENTS = {
    "C05": ("Sarah", "The young person herself, who understands what is asked"),
    "R09": ("The mother", "Mother, with parental responsibility"),
    "R15": ("The father", "Father, with parental responsibility"),
}
# What the child says, what the carer says, and why one of them was not asked.
VOICES = {
    "C01": ("", "", "Asking the parents first could put both children at risk"),
    "C05": ("Does not want her parents told", "", "Asking her parents would tell them"),
    "C14": ("", "", "The order leaves no choice; the patient is told what is disclosed"),
    "C21": ("", "", "Agreed to the referral; nothing more needed to be asked"),
    "R09": ("", "Does not want the course, and is glad of other help", "The child is four"),
    "R15": ("", "Wants nothing more sent to the therapist", "The child is three"),
    "S02": ("Wants help with reading", "Told us at the last review that teachers may know", ""),
}

# Of what kind those are who would get something.
KIND_OF = {
    "the multi-agency safeguarding hub": "social_care",
    "the sibling's day nursery": "education",
    "family": "family",
    "the police": "police",
    "the court": "justice",
    "the county council": "council",
    "children's social care": "social_care",
    "a hospital": "health",
    "the council": "council",
    "the course provider": "voluntary",
    "a housing association": "housing",
    "a community health trust": "health",
    "a food charity": "voluntary",
    "the same primary school": "education",
}

PATH = Path(__file__).parent.parent / "cases.json"


@dataclass(frozen=True)
class Case:
    """One case as the file tells it."""

    told: Mapping[str, Any]

    @property
    def id(self) -> str:
        return str(self.told["id"])

    @cached_property
    def about(self) -> str:
        people = self.told["people"]
        return f"{people[0]['label'][:60]}, {people[0]['age']}" if people else "no one person"

    @cached_property
    def between(self) -> str:
        if all(recipient["same_organisation"] for recipient in self.told["recipients"]):
            return "same"
        return "care" if "implied" in self.told["consent"] else "other"

    def answers(self, pack_id: str) -> dict[str, str]:
        return dict(self.told["routes"][pack_id]["answers"])

    def outcome(self, pack_id: str) -> str | None:
        found: str | None = self.told["routes"][pack_id]["expect"]["outcome"]
        return found

    def consent_status(self, pack_id: str) -> str:
        """The status the answers give, or what the case says where they do not ask."""
        answers = self.answers(pack_id)
        asked = answers.get("consent") or answers.get("agreement") or ""
        if asked in status.OF_ANSWER:
            return status.OF_ANSWER[asked]
        return "not_needed" if not self.told["people"] or self.outcome(pack_id) == "do_not_share" else "not_sought"

    @property
    def decided(self) -> str:
        """What was decided; a case that says "seek advice" is shared once the advice is in."""
        decided = str(self.told["decision"])
        return "share" if decided == "seek_advice" else decided


def start(case: Case) -> tuple[dict[str, object], dict[str, object]]:
    """The start page, and its first recipient."""
    first = case.told["recipients"][0]
    values: dict[str, object] = {
        "deciding": case.told["title"],
        "about": case.about,
        "between": case.between,
        "purpose": f"To prevent this: {case.told['risk_of_not_sharing']}.",
    }
    return values, recipient(first)


def recipient(told: Mapping[str, str]) -> dict[str, object]:
    """Who would get something; of a kind only where that is known."""
    organisation = told["organisation"]
    return {"organisation": organisation, "sector": KIND_OF.get(organisation, ""), "role": told["role"]}


def item(told: Mapping[str, Any], case: Case) -> dict[str, object]:
    return {
        "text": sentence(told["text"]),
        "category": told["category"],
        "nature": told["nature"],
        "source": f"Own knowledge of the {case.told['practitioner']['role']}",
        "author": "",
        "about_whom": "",
        "accurate_on": None,
    }


def request(case: Case, today: date) -> dict[str, object]:
    asker = case.told["recipients"][0]
    return {
        "requester": "The caller",
        "requester_organisation": asker["organisation"],
        "position": asker["role"],
        "received_on": today,
        "identity_check": "rang_back",
        "verified_how": "We rang back on a number we already had",
        "asked_for": case.told["information"][0]["text"],
        "asked_why": case.told["title"],
    }


def consent(now: str, case: Case, today: date) -> dict[str, object]:
    """The details the status needs, and nothing else."""
    who, relationship = RESPONDENTS.get(case.id, ("The mother", "Mother, with parental responsibility"))
    values: dict[str, object] = {
        "given_by": who,
        "relationship": relationship,
        "form": "spoken",
        "on": today - timedelta(days=3),
        "reason": _reason(now, case),
        "explanation": sentence(case.told["consent"]),
    }
    wanted = {field: values[field] for field in (*status.DETAILS[now], "explanation")}
    wanted["details_of"] = now
    return wanted | ({"explained": list(status.ELEMENTS)} if now == "given" else {})


def views(case: Case) -> dict[str, object]:
    child, carer, not_asked = VOICES.get(case.id, ("", "", "Nobody was asked before this decision"))
    return {"child_views": child, "carer_views": carer, "views_not_asked": not_asked}


def _reason(now: str, case: Case) -> str:
    if now == "not_needed":
        return "nothing_shared" if case.decided == "do_not_share" else "nobody_identified"
    return "required" if "order" in case.told["consent"] else "would_share_anyway"


def basis(case: Case, pack_id: str) -> dict[str, object]:
    """Which law the case leans on, worked out from its answers and its sector."""
    outcome, answers = case.outcome(pack_id), case.answers(pack_id)
    categories = {told["category"] for told in case.told["information"] if told["choice"] == "share"}
    sensitive = "health_care" if "health" in categories else "none"
    if outcome == "share_deidentified":
        return _law("not_personal", "none", "not_confidential")
    if outcome == "share_required":
        return _law("legal_obligation", "legal_claims", "order", "The order of the court, as served")
    public = "public_task" if case.told["practitioner"]["sector"] == "public" else "legitimate_interests"
    agreed = case.consent_status(pack_id) in {"given", "implied"}
    at_risk = answers.get("at_risk") == "yes" or answers.get("public_interest") == "yes"
    return _law(public, "safeguarding" if at_risk else sensitive, "consent" if agreed else "public_interest")


def _law(lawful_basis: str, condition: str, common_law: str, power: str = "") -> dict[str, object]:
    return {"lawful_basis": lawful_basis, "condition": condition, "common_law": common_law, "power": power}


def grounds(case: Case, pack_id: str) -> list[str]:
    """Why the case keeps the information back."""
    return ["no_purpose"] if case.answers(pack_id).get("purpose") == "no" else ["consent_refused", "confidentiality"]


def all_cases() -> list[Case]:
    return [Case(told) for told in json.loads(PATH.read_text(encoding="utf-8"))["cases"]]


def sentence(text: str) -> str:
    """The file's notes begin small; a page begins large."""
    return text[:1].upper() + text[1:]

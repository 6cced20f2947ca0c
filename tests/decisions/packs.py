"""Packs for tests: started, chosen and made in as few words as a test needs."""

from uuid import uuid4

from django.utils import timezone

from consent.models import Person
from decisions import packing, person_pack
from decisions.actions import amend
from decisions.actions import person_packs as actions
from decisions.models import Decision, MadePack, PackChoice, PackText, PersonPack
from decisions.policies.ledger import decisions_of
from decisions.redacting import Goes
from decisions.summary import papers
from infoshare.accounts.models import User


def begun(person: Person, by: User, **instead: object) -> PersonPack:
    values: dict[str, object] = {
        "made_for": "subject_access",
        "asked_by": "Jo Lane",
        "asked_as": "Her solicitor",
        "received_on": timezone.localdate(),
        "exposed_why": "They act for her alone",
        **instead,
    }
    return actions.start_pack(person=person, request_key=uuid4(), by=by, **values)  # type: ignore[arg-type]


def chosen(pack: PersonPack, by: User, *kinds: str, why: str = "", exposed_why: str = "") -> PackChoice:
    """Everything that may go in, or the kinds given."""
    offered = packing.offered(decisions_of(pack.person, by))
    parts = [each.key for each in offered if not kinds or each.part.kind in kinds]
    return actions.choose_parts(pack=pack, request_key=uuid4(), parts=parts, why=why, exposed_why=exposed_why, by=by)


def said(pack: PersonPack, text: Goes, by: User, **instead: object) -> PackText:
    values: dict[str, object] = {"left": [], "also": [], "whole": False, "category": "", "why": "", **instead}
    return actions.say_of_text(pack=pack, request_key=uuid4(), mark=text.mark, by=by, **values)  # type: ignore[arg-type]


def made(pack: PersonPack, by: User) -> MadePack:
    held = person_pack.load(pack)
    drawn = papers(held, at=timezone.now())
    return actions.make_pack(pack=pack, papers=drawn, read=held.fingerprint, by=by)


def added(decision: Decision, text: str, by: User) -> None:
    """What somebody wrote later, in words of their own."""
    amend(decision=decision, request_key=uuid4(), title="More", text=text, why="It was forgotten", by=by)


def text_with(pack: PersonPack, words: str) -> Goes:
    [found] = [each for each in person_pack.load(pack).goes if words in each.of.text]
    return found

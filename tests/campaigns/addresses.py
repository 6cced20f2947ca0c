"""Every address of the site in the seeded world: each leads to something that is there, and says whose or of what."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from consent.models import Consent
from decisions import person_pack, protecting
from decisions.draft import load
from decisions.models import (
    AdviceDiscussion,
    BrokenGlass,
    CorrectionLink,
    Decision,
    Finding,
    Flow,
    LegalHold,
    OutsideAdviser,
    PersonPack,
    QualityReview,
    ReceiptLink,
    ToDo,
)
from infoshare.access import ACCESS, OF_A_DECISION
from infoshare.accounts.models import Absence, Membership, Team
from infoshare.administration.models import Invitation
from infoshare.signing_in.models import UnsavedForm
from tests.accounts.addresses import path_of
from tests.seeding.consents import ANSWERED, BEGUN, LEANED_ON
from tests.seeding.exports import DONE, GOING
from tests.seeding.flows import ENDED, OVER, RUNNING, WAITING, WRITTEN
from tests.seeding.world import DRAFT, EMERGENCY, IN_BULK, OLDER, READY_TO_RECORD, RECORDED, RESTRICTED, SHARED, World

OWNER = "practitioner"
WHOSE = (  # pages about a colleague
    *("person", "person-details", "give-role", "leaving", "end-role", "lost-second-step"),
    *("person-away", "change-person-away", "end-person-away"),
)
KNOWN = (
    *("known-person", "change-person", "relate", "change-relationship", "end-relationship"),
    *(
        "person-timeline",
        "compare-person",
        "person-ledger",
        "person-ledger-pdf",
        "person-ledger-csv",
        "person-packs",
        "start-pack",
    ),
)
OF_A_PACK = ("person-pack", "choose-pack", "give-up-pack", "pack-texts", "pack-text")
OF_A_SAMPLE = ("quality-sample", "quality-sample-csv", "review-sampled")
OF_AN_EXPORT = ("audit-export", "stop-audit-export", "audit-export-file")
OF_A_LIST = {"list-export": GOING, "stop-list-export": GOING, "list-export-file": DONE}
OF_A_FILTER = ("saved-filter", "remove-filter")
LISTS = ("consents-due",)  # of whatever the reader may open
ASKED = ("consent-terms", "consent-recipients", "remove-consent-recipient")  # of a consent that nobody answered yet
TAKEN_BACK = ("withdrawal", "withdrawal-notice")  # of one that was leaned on
ASKED_THERE = ("say-to-adviser", "let-outside-in", "end-outside")  # of a question that is out
ANSWERED_BY = {"put-question": "manager", "say-to-asker": "manager", "confirm-advice": "safeguarding_lead"}
OF_A_SHARING = ("note-receipt", "ask-receipt", "end-receipt-link", "open-incident")
OF_A_CORRECTION = (
    *("correction", "correction-pdf", "correction-text", "word-correction", "correction-sent", "give-up-correction"),
    *("note-confirmed", "ask-to-confirm", "end-correction-link"),
)
OF_THE_LOG = "caldicott-"
WHOLE_LOG = ("caldicott-log", "caldicott-report", "caldicott-report-pdf", "caldicott-report-csv")
KEY = 1_000_000  # the number of a security key
# Pages of a decision that need it in one state; every other is opened of three decisions.
ABOUT = {
    "pdf": (RECORDED,),
    "countersign": (RECORDED,),
    "feedback": (RECORDED,),
    "review-advice": (DRAFT,),
    **dict.fromkeys(("add-to", "passages", "amend"), (RECORDED,)),
    "todo": (EMERGENCY,),
    "second-look": (OLDER,),
    "let-adviser-in": (DRAFT,),
    "restrict": (DRAFT,),
    "name-viewer": (RESTRICTED,),
    "lift-restriction": (RESTRICTED,),
    "carry-on": (IN_BULK,),
    **dict.fromkeys(("sheets", "see-sheet"), (READY_TO_RECORD,)),
    **dict.fromkeys(("sheet", "sheet-pdf", "sheet-text", "approve-sheet", "end-sheet", "note-sent"), (SHARED,)),
    **dict.fromkeys(OF_A_SHARING, (SHARED,)),
    **dict.fromkeys(("find-wrong", "found-wrong", *OF_A_CORRECTION), (SHARED,)),
    "note-emergency-sent": (EMERGENCY,),
    **dict.fromkeys(("telling", "told", "look-again"), (RESTRICTED,)),
    **dict.fromkeys(("letter", "letter-pdf", "letter-text"), (RESTRICTED,)),
    **dict.fromkeys(("refusal", "refusal-pdf", "refusal-text", "answered", "reopen"), (RECORDED,)),
    "settle-clash": (DRAFT,),
}
# Pages of a flow, by what must be the matter with it.
OF_A_FLOW = {
    **dict.fromkeys(("flow", "flow-pdf", "flow-paper", "review-flow", "end-flow", "renew-flow"), RUNNING),
    **dict.fromkeys(("flow-page", "flow-rows", "add-flow-row", "change-flow-row", "remove-flow-row"), WRITTEN),
    **dict.fromkeys(("keep-flow-paper", "check-flow"), WRITTEN),
    "decide-flow": WAITING,
}
# Pages of how long something is kept: of what ended and is due, of what a colleague proposed, of what is held.
OF_WHAT_IS_KEPT = {
    **dict.fromkeys(("retained", "keep-longer", "hold-record", "propose-disposal"), ENDED),
    **dict.fromkeys(("confirm-disposal", "refuse-disposal", "take-back-disposal"), OVER),
    "lift-hold": RUNNING,
}
CHANGES = ("decision.change", "decision.hand-over")  # what can be done to a draft alone


def _nothing() -> None:
    pass


@dataclass(frozen=True)
class Address:
    name: str
    path: str
    about: str = ""  # the decision, by what is the matter with it
    whose: str = ""  # the one persona that the thing is of
    prepare: Callable[[], None] = _nothing  # done before it is asked for, and taken back after
    inside: bool = False  # whether it is something of North that other organisations do not find


def addresses(world: World) -> Iterator[Address]:
    for name, who in ACCESS.items():
        if who in OF_A_DECISION:
            yield from _of_decisions(world, name, who)
        else:
            yield _of_the_organisation(world, name)


def _of_decisions(world: World, name: str, action: str) -> Iterator[Address]:
    usual = (DRAFT,) if action in CHANGES else (DRAFT, RECORDED, RESTRICTED)
    for about in ABOUT.get(name, usual):
        where = _inside_decision(world, name, about)
        yield Address(name, path_of(name, **where), about=about, inside=True)


def _inside_decision(world: World, name: str, about: str) -> Mapping[str, object]:
    decision = world.organisations["North"].decisions[about]
    item = decision.items.first()
    where: dict[str, object] = {"reference": decision.reference, "slug": "situation"}
    if name == "end-grant":
        where["pk"] = decision.grants.latest("pk").pk
    elif name == "end-conflict":
        where["pk"] = decision.conflicts.filter(ended_at=None).latest("pk").pk
    elif name == "unlink-person":
        where["pk"] = decision.people.latest("pk").pk
    elif name in {"advice", "take-back-question", "still-holds"}:
        where["pk"] = decision.advicediscussions.latest("pk").pk
    elif name == "review-advice":  # what is closed
        where["pk"] = decision.advicediscussions.exclude(advice="").latest("pk").pk
    elif name == "feedback":
        where["pk"] = QualityReview.objects.get(pick__decision=decision).pk
    elif name in ASKED_THERE:
        where |= let_in_at(decision)
    elif name in {"change-row", "remove-row"} and item:
        where["pk"] = item.pk
    elif name in {"sheet", "sheet-pdf", "sheet-text", "approve-sheet", "end-sheet", "note-sent"}:
        where["sheet"] = _sheet(decision, waits=name == "approve-sheet")
    elif name in OF_A_SHARING:
        where |= sent_last(decision)
    elif name in {"found-wrong", *OF_A_CORRECTION}:
        where |= corrected_last(decision)
    elif name in {"what-goes-to", "keep-back", "see-sheet"}:
        where["pk"] = decision.recipients.earliest("pk").pk
    elif name == "settle-clash":
        where["mark"] = protecting.unsettled(load(decision))[0].mark
    elif name == "step":
        where["slug"] = "risks"
    elif name == "amend":
        where["place"] = decision.amendments.exclude(place="").latest("pk").place
    elif name == "todo":
        where["slug"] = ToDo.objects.filter(decision=decision, done_by=None)[0].slug
    return where


def let_in_at(decision: Decision) -> Mapping[str, object]:
    """The question that is out, and whoever outside may still open it."""
    adviser = OutsideAdviser.objects.get(discussion__decision=decision, ended_at=None)
    return {"pk": adviser.discussion_id, "whom": adviser.pk}


def _sheet(decision: Decision, *, waits: bool) -> str:
    """The one that may go, or the one that waits for approval."""
    found = decision.sheets.order_by("pk")
    sheet = found.last() if waits else found.first()
    assert sheet
    return sheet.reference


def sent_last(decision: Decision) -> Mapping[str, int]:
    """The last time that its sheet went, and the link that is out."""
    link = ReceiptLink.objects.get(sharing__decision=decision, ended_at=None, acknowledgements=None)
    return {"pk": link.sharing_id, "link": link.pk}


def corrected_last(decision: Decision) -> Mapping[str, Any]:
    """The correction that went and that nobody has confirmed, and the link that is out."""
    rows = CorrectionLink.objects.select_related("sent__owed__wrong")
    link = rows.get(sent__owed__wrong__decision=decision, ended_at=None, heard=None)
    owed = link.sent.owed
    return {"wrong": owed.wrong.reference, "pk": owed.pk, "link": link.pk}


def _asked_of(world: World, name: str) -> str:
    """The reference of what was put to the one persona who answers it."""
    user = world.organisations["North"].people[ANSWERED_BY[name]]
    return AdviceDiscussion.objects.filter(put_to_whom__user=user, ended_at=None).latest("pk").reference


def _inside_flow(world: World, name: str) -> Mapping[str, object]:
    flow = Flow.objects.get(pk=world.organisations["North"].flows[OF_A_FLOW[name]].pk)
    row = flow.papers.first() if name == "flow-paper" else flow.flowpartners.first()
    assert row
    return {"flow": flow.reference, "slug": "dpo", "pk": row.pk}


def _of_the_organisation(world: World, name: str) -> Address:
    if name in ANSWERED_BY:
        return Address(name, path_of(name, asked=_asked_of(world, name)), whose=ANSWERED_BY[name])
    if name in OF_A_FLOW:
        return Address(name, path_of(name, **_inside_flow(world, name)), inside=True)
    for things, whose in ((_things_of(world, OWNER), OWNER), (_notices(world), "caldicott_guardian")):
        if name in things:
            prepare = partial(_give_key, world) if name == "mfa_edit_webauthn" else _nothing
            return Address(name, path_of(name, pk=things[name]), whose=whose, prepare=prepare)
    if ACCESS[name] == "consent.keep" and name not in LISTS:
        return Address(name, path_of(name, **_agreed(world, name)), inside=True)
    if name == "incident":
        incident = world.organisations["North"].decisions[SHARED].incidents.earliest("pk")
        return Address(name, path_of(name, incident=incident.reference), inside=True)
    if name == "ask-for-addition":
        reference = world.organisations["North"].decisions[RECORDED].reference
        return Address(name, path_of(name, reference=reference), inside=True)
    if name.startswith(OF_THE_LOG) and name not in WHOLE_LOG:
        return Address(name, path_of(name, asked=_logged(world)), inside=True)
    if name in (*OF_A_PACK, "take-pack"):
        return Address(name, path_of(name, **_packed(world, is_made=name == "take-pack")), inside=True)
    if name in OF_WHAT_IS_KEPT:
        return Address(name, path_of(name, **_kept(world, name)), inside=True)
    if name == "kept-as":
        return Address(name, path_of(name, record=f"person-{_known(world)['pk']}"), inside=True)
    if name in KNOWN:
        return Address(name, path_of(name, **_known(world)), inside=True)
    things = _looked_after(world)
    if name in things:
        colleague = world.organisations["North"].people["colleague"]
        held, absence = Membership.objects.get(user=colleague), Absence.objects.get(user=colleague)
        path = path_of(name, pk=things[name], membership=held.pk, absence=absence.pk)
        return Address(name, path, inside=True)
    return Address(name, path_of(name))


def _things_of(world: World, persona: str) -> Mapping[str, int]:
    """What one person alone opens: their session, their typed text, their ways of signing in."""
    user = world.organisations["North"].people[persona]
    return {
        "throw-away": UnsavedForm.objects.get(user=user).pk,
        "end-session": UserSession.objects.filter(user=user).earliest("pk").pk,
        "remove-factor": Authenticator.objects.get(user=user, type="totp").pk,
        "mfa_edit_webauthn": KEY,
        **dict.fromkeys(("change-absence", "end-absence"), Absence.objects.get(user=user).pk),
    }


def _give_key(world: World) -> None:
    """A key that no browser made would break the pages that read every key, so it is there for one page alone."""
    owner = world.organisations["North"].people[OWNER]
    Authenticator.objects.create(pk=KEY, user=owner, type="webauthn", data={"name": "Key"})


def _notices(world: World) -> Mapping[str, int]:
    """And the records and lists that they took out, a filter of theirs, and what they drew."""
    guardian = world.organisations["North"].people["caldicott_guardian"]
    sample = guardian.quality_samples.latest("pk")
    return {
        "notice-seen": guardian.notices.latest("pk").pk,
        **dict.fromkeys(OF_AN_EXPORT, guardian.audit_exports.latest("pk").pk),
        **{name: guardian.list_exports.get(is_done=what == DONE).pk for name, what in OF_A_LIST.items()},
        **dict.fromkeys(OF_A_FILTER, guardian.saved_filters.earliest("pk").pk),
        **dict.fromkeys(OF_A_SAMPLE, sample.pk),
        "review-sampled": sample.picks.filter(review=None)[0].pk,
    }


def _logged(world: World) -> str:
    """The question that was put to the Guardian."""
    discussions = world.organisations["North"].decisions[DRAFT].advicediscussions
    return str(discussions.get(role="caldicott_guardian", put="here").reference)


def _known(world: World) -> Mapping[str, int]:
    """The person whom the draft is about, and the relationship that stands."""
    person = world.organisations["North"].decisions[DRAFT].people.get().person
    return {"pk": person.pk, "relationship": person.relationships.get(ended_at=None).pk}


def _kept(world: World, name: str) -> Mapping[str, object]:
    """The bulk sharing, and the hold on it."""
    flow = world.organisations["North"].flows[OF_WHAT_IS_KEPT[name]]
    hold = LegalHold.objects.filter(flow=flow).first()
    return {"record": flow.reference, "pk": hold.pk if hold else 0}


def _packed(world: World, *, is_made: bool) -> Mapping[str, str]:
    """The pack about that person which is made, or the other; and a text of it."""
    pack = PersonPack.objects.get(person=_known(world)["pk"], made__isnull=not is_made, given_up=None)
    return {"pack": pack.reference, "mark": person_pack.load(pack).goes[0].mark}


def _agreed(world: World, name: str) -> Mapping[str, object]:
    """Of the consents about that person: one that can still be written, was answered, or was taken back."""
    person = world.organisations["North"].decisions[DRAFT].people.get().person
    if name in TAKEN_BACK:
        return _taken_back(person.consents.get(purpose__startswith=LEANED_ON), name)
    consent = person.consents.get(purpose__startswith=BEGUN if name in ASKED else ANSWERED)
    of = {"ask-consent": person.pk, "remove-consent-recipient": consent.recipients.get().pk}
    paper = consent.evidence.first()
    father = person.relationships.get(ended_at=None)
    number = of.get(name) or (paper and paper.pk) or 0
    return {"consent": consent.reference, "slug": "use", "pk": number, "who": father.pk}


def _taken_back(consent: Consent, name: str) -> Mapping[str, object]:
    event = consent.events.latest("pk")
    pk = event.pk if name == "withdrawal" else event.notices.latest("pk").pk
    return {"consent": consent.reference, "pk": pk}


def _looked_after(world: World) -> Mapping[str, int]:
    """What roles of the organisation look after: people, teams, invitations, broken glass, findings."""
    people, organisation = world.organisations["North"].people, world.organisations["North"].people[OWNER].organisation
    invitation = Invitation.objects.get(organisation=organisation).pk
    team = Team.objects.filter(organisation=organisation)[0].pk
    return {
        "review-glass": BrokenGlass.objects.get(decision=world.organisations["North"].decisions[DRAFT]).pk,
        "finding": Finding.objects.get(people=people["breaker"]).pk,
        "come-back": people["leaver"].pk,
        **dict.fromkeys(WHOSE, people["colleague"].pk),
        **dict.fromkeys(("invitation", "send-again", "withdraw"), invitation),
        **dict.fromkeys(("rename-team", "close-team"), team),
    }

"""Every id that stands in an address, and the ids of others that it is swapped for."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from itertools import islice, product
from typing import Any, NamedTuple

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Model, Q, QuerySet
from django.utils.http import int_to_base36

from consent.models import Consent, ConsentEvent, ConsentRecipient, Evidence, Person, Relationship
from decisions import person_pack, protecting
from decisions.draft import load
from decisions.models import (
    AdviceDiscussion,
    AuditExport,
    BrokenGlass,
    CorrectionLink,
    CorrectionOwed,
    Decision,
    Finding,
    Flow,
    FlowPaper,
    FlowPartner,
    FoundWrong,
    Incident,
    LegalHold,
    ListExport,
    OutsideAdviser,
    PersonPack,
    QualityPick,
    QualityReview,
    QualitySample,
    ReceiptLink,
    SavedFilter,
    SharingEvent,
    Sheet,
    ToDo,
    WithdrawalNotice,
)
from infoshare.accounts.models import Absence, Membership, Notice, Team, User
from infoshare.administration.models import Invitation
from infoshare.signing_in.models import UnsavedForm
from tests.accounts.addresses import SAMPLES, path_of, patterns
from tests.campaigns.addresses import (
    ANSWERED_BY,
    ASKED,
    ASKED_THERE,
    KNOWN,
    OF_A_CORRECTION,
    OF_A_FILTER,
    OF_A_LIST,
    OF_A_SAMPLE,
    OF_A_SHARING,
    OF_AN_EXPORT,
    OF_THE_LOG,
    TAKEN_BACK,
    corrected_last,
    sent_last,
)
from tests.campaigns.detectors import Group, Question
from tests.campaigns.foreign import closed_to, own
from tests.campaigns.personas import ANONYMOUS, organisation_of, user_of
from tests.seeding.consents import ANSWERED, BEGUN, LEANED_ON
from tests.seeding.flows import RUNNING
from tests.seeding.world import DRAFT, SHARED, World

NOBODYS = "8765432"  # a number that no row has
NO_NAME = "no-such-name"
NO_PASSAGE = "nothing.0.text"  # neither is there, nor are those that a record shows and nobody amends
NO_PASSAGES = ("decision.label", "details.0.label", "items.0.category", "items.99.text", "guidance.hash")
MALFORMED = ("abc", "0", "-1", str(10**20), "", "is-2222-2222", "IS-0000-0000")
LISTS = frozenset(
    {
        *((name, "name") for name in ("rows", "add-row", "change-row", "remove-row")),
        *((name, "listed") for name in ("flow-rows", "add-flow-row", "change-flow-row", "remove-flow-row")),
        ("keep-flow-paper", "kind"),
        *((name, "variant") for name in ("letter", "letter-pdf", "letter-text")),
    }
)
MOST = 6  # foreign ids of one kind
# The rows of a decision that have an address below its own.
PART_OF: Mapping[str, Callable[[Decision], Iterable[Model]]] = {
    "end-grant": lambda decision: decision.grants.all(),
    "end-conflict": lambda decision: decision.conflicts.all(),
    "unlink-person": lambda decision: decision.people.all(),
    **dict.fromkeys(
        ("advice", "take-back-question", "still-holds", "review-advice", *ASKED_THERE),
        lambda decision: decision.advicediscussions.all(),
    ),
    "feedback": lambda decision: QualityReview.objects.filter(pick__decision=decision),
    "change-row": lambda decision: decision.items.all(),
    "remove-row": lambda decision: decision.items.all(),
    **dict.fromkeys(("what-goes-to", "keep-back", "see-sheet"), lambda decision: decision.recipients.all()),
}
PEOPLE = (
    *("person", "person-details", "give-role", "come-back", "leaving", "lost-second-step", "end-role"),
    *("person-away", "change-person-away", "end-person-away"),
)
# Of which rows an address shows one, and how they lead to whose they are.
OF_AN_ORGANISATION: Mapping[str, tuple[type[Model], str]] = {
    **dict.fromkeys(PEOPLE, (User, "organisation")),
    **dict.fromkeys(("invitation", "send-again", "withdraw"), (Invitation, "organisation")),
    **dict.fromkeys(("rename-team", "close-team"), (Team, "organisation")),
    **dict.fromkeys((*KNOWN, "ask-consent"), (Person, "organisation")),
    "finding": (Finding, "organisation"),
    "review-glass": (BrokenGlass, "decision__organisation"),
}
OF_A_PERSON: Mapping[str, type[Model]] = {
    "notice-seen": Notice,
    **dict.fromkeys(("change-absence", "end-absence"), Absence),
    **dict.fromkeys(("mfa_edit_webauthn", "remove-factor"), Authenticator),
    "throw-away": UnsavedForm,
    "end-session": UserSession,
}
KNOW_NOBODY = ("administrator", "adviser", "viewer", "breaker")  # no consent of their own organisation either
NO_EDITIONS = ("rules_2024", "law_2008", "answers", "GOLDEN_RULES_2024")
NO_PAGES_OF_A_FLOW = ("partners", "data", "situation", "details", "PURPOSE")
BELOW_A_FLOW: Mapping[str, type[FlowPaper] | type[FlowPartner]] = {
    "flow-paper": FlowPaper,
    "change-flow-row": FlowPartner,
    "remove-flow-row": FlowPartner,
}
ASKED_NOWHERE = ("recipients", "categories", "situation", "details")
# The rows of a consent that have an address below its own: those that are not this one's.
BELOW_A_CONSENT: Mapping[str, tuple[str, Callable[[Consent], QuerySet[Any, int]]]] = {
    "remove-consent-recipient": ("pk", lambda one: _but(ConsentRecipient.objects.exclude(consent=one))),
    "evidence": ("pk", lambda one: _but(Evidence.objects.exclude(consent=one))),
    "withdrawal": ("pk", lambda one: _but(ConsentEvent.objects.exclude(consent=one))),
    "withdrawal-notice": ("pk", lambda one: _but(WithdrawalNotice.objects.exclude(event__consent=one))),
    "consent-answer": ("who", lambda one: _but(Relationship.objects.exclude(person=one.person_id))),
}
PLACES: Mapping[type[Model], str] = {User: "person", Invitation: "invitation"}  # in the list of people, in its address
# Names that are there, but under no such address: of the other edition, of other pages, of files beside the editions.
NAMES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "question": ("slug", ("consent", "public_interest", "confidential", "items")),
    **dict.fromkeys(("ask", "ask-elsewhere"), ("slug", ("consent", "public_interest", "identifiable", "page-nothing"))),
    "step": ("slug", ("items", "recipients", "questions", "situation")),
    "guidance": ("pack_id", NO_EDITIONS),
    "figure-list": ("figure", ("advice", "waiting", "decided", "glass-nothing")),
    "openid_connect_login": ("provider_id", ("openid_connect", "north", "south", "google")),
    "openid_connect_callback": ("provider_id", ("openid_connect", "north", "south", "google")),
}


# What stands in for each kind of reference while an address is put together.
MARKS = {
    "reference": "IS-ZZZZ-ZZZZ",
    "consent": "CO-ZZZZ-ZZZZ",
    "asked": "AD-ZZZZ-ZZZZ",
    "flow": "BF-ZZZZ-ZZZZ",
    "sheet": "SH-ZZZZ-ZZZZ",
    "incident": "IN-ZZZZ-ZZZZ",
    "wrong": "FW-ZZZZ-ZZZZ",
    "pack": "PK-ZZZZ-ZZZZ",
    "record": "BF-ZZZZ-ZZZZ",
    "mark": "f" * 32,
    "place": "zzzz.zzzz",
}


class Swap(NamedTuple):
    """One part of one address: what stands there that nobody has, what others have, and what stands beside it."""

    name: str
    part: str
    nobodys: str
    foreign: Callable[[], Iterable[object]]
    where: Mapping[str, object] = {}

    def group(self, who: str, method: str) -> Group:
        foreign = [self._question(method, str(each)) for each in self.foreign()]
        malformed = [self._question(method, each) for each in MALFORMED if each != self.nobodys]
        return Group(who, f"{self.name} {self.part}", self._question(method, self.nobodys), foreign, malformed)

    def _question(self, method: str, value: str) -> Question:
        """The address with a value that it might refuse by itself."""
        if self.part.startswith("?"):
            return Question(method, path_of(self.name) + self.part + value, (value,))
        mark = MARKS.get(self.part, "9753197531")
        return Question(method, path_of(self.name, **{**self.where, self.part: mark}).replace(mark, value, 1), (value,))


@cache
def every_id() -> frozenset[tuple[str, str]]:
    """Each address with each part of it that is filled in, lists apart, which are words of the site."""
    return frozenset((str(each.name), part) for each in patterns() for part in each.pattern.regex.groupindex) - LISTS


def swaps(world: World, who: str) -> Iterator[Swap]:
    if who == ANONYMOUS:
        yield from _of_strangers(world)
        return
    yield from _references(world, who)
    yield from _of_organisations(world, who)
    yield from _of_people(world, who)
    yield from _of_consents(world, who)
    yield from _of_advice(world, who)
    yield from _of_flows(world, who)
    yield from _of_the_log(world, who)
    yield from _of_sharing(world, who)
    yield from _of_corrections(world, who)
    yield from _of_packs(world, who)
    yield from _of_exports(world, who)
    yield from _of_samples(world, who)
    yield from _of_what_is_kept(world, who)
    opened, recorded = own(world, who), own(world, who, recorded=True)
    for name, (part, foreign) in NAMES.items():
        if part != "slug" or opened:
            yield Swap(name, part, NO_NAME, partial(tuple, foreign), _below(opened))
    for part in ("before", "after"):
        yield Swap("editions-compared", part, NO_NAME, partial(tuple, NO_EDITIONS))
    if opened and recorded:
        for name, rows in PART_OF.items():
            yield Swap(name, "pk", NOBODYS, partial(_rows_of_others, world, opened, rows), _below(opened))
        yield Swap("amend", "place", NO_PASSAGE, partial(tuple, NO_PASSAGES), _below(recorded))
        yield Swap("todo", "slug", NO_NAME, partial(_todos_of_others, recorded), _below(recorded))
        yield Swap("settle-clash", "mark", "0" * 32, partial(_clashes_of_others, world, opened), _below(opened))


def _below(decision: Decision | None) -> dict[str, object]:
    return {"reference": decision.reference} if decision else {}


def _references(world: World, who: str) -> Iterator[Swap]:
    """What else stands in the address is of a decision that is there."""
    draft = world.organisations["South" if organisation_of(who) == "North" else "North"].decisions[DRAFT]
    for name in sorted(name for name, part in every_id() if part == "reference"):
        rows = list(PART_OF[name](draft))[:1] if name in PART_OF else []
        where = {"pk": rows[0].pk if rows else 1, "slug": "risks" if name == "step" else "situation"}
        yield Swap(name, "reference", str(SAMPLES["reference"]), partial(_closed, world, who, name), where)


def _closed(world: World, who: str, name: str) -> list[str]:
    return [each.reference for each in closed_to(world, who, name)]


def _rows_of_others(world: World, opened: Decision, rows: Callable[[Decision], Iterable[Model]]) -> list[object]:
    """Rows of other decisions, asked for below one that may be opened."""
    mine = {row.pk for row in rows(opened)}
    others = [each for one in world.organisations.values() for each in one.decisions.values() if each != opened]
    return [row.pk for other in others for row in islice(rows(other), 2) if row.pk not in mine]


def _clashes_of_others(world: World, opened: Decision) -> list[str]:
    drafts = [each.decisions[DRAFT] for each in world.organisations.values()]
    return [clash.mark for draft in drafts if draft != opened for clash in protecting.found(load(draft))]


def _todos_of_others(recorded: Decision) -> list[str]:
    """To-dos that other decisions have and this one has not; and names of pages."""
    slugs = ToDo.objects.exclude(slug__in=recorded.todos.values("slug")).order_by("slug")
    return ["situation", "details", "risks", *slugs.values_list("slug", flat=True).distinct()][: MOST + 1]


def _of_organisations(world: World, who: str) -> Iterator[Swap]:
    user = user_of(world, who)
    assert user
    for name, (kind, leads) in OF_AN_ORGANISATION.items():
        yield Swap(name, "pk", NOBODYS, partial(_numbers, kind, leads, user))
    roles = partial(_numbers, Membership, "user__organisation", user)
    one = world.organisations[organisation_of(who)].people["colleague"]
    yield Swap("end-role", "membership", NOBODYS, roles, {"pk": one.pk})
    days = partial(_numbers, Absence, "user__organisation", user)
    for name in ("change-person-away", "end-person-away"):
        yield Swap(name, "absence", NOBODYS, days, {"pk": one.pk})
    of_people = partial(_numbers, Relationship, "person__organisation", user)
    known = world.organisations[organisation_of(who)].decisions[DRAFT].people.get().person
    for name in ("change-relationship", "end-relationship"):
        yield Swap(name, "relationship", NOBODYS, of_people, {"pk": known.pk})
    for name in ("people", "review"):
        yield Swap(name, "?team=", NOBODYS, partial(_numbers, Team, "organisation", user))
    yield Swap("review", "?by=", NOBODYS, partial(_numbers, User, "organisation", user))
    for way, kind in product(("after", "before"), PLACES):
        numbers = partial(_numbers, kind, "organisation", user)
        yield Swap("people", f"?{way}={PLACES[kind]}-", NOBODYS, numbers)


def _but(rows: QuerySet[Any]) -> QuerySet[Any, int]:
    return rows.order_by("pk").values_list("pk", flat=True)


def _of_consents(world: World, who: str) -> Iterator[Swap]:
    """References of consents of other organisations; rows of those, and of others here, below one that is open."""
    user = user_of(world, who)
    assert user
    others = Q() if who in KNOW_NOBODY else ~Q(organisation=user.organisation_id)
    of_others = Consent.objects.filter(others).order_by("pk")
    for name in sorted(name for name, part in every_id() if part == "consent"):
        references: Callable[[], list[str]] = partial(list, of_others.values_list("reference", flat=True)[:MOST])
        yield Swap(name, "consent", str(SAMPLES["consent"]), references, {"slug": "use"})
    mine = Consent.objects.visible_to(user)
    for name, (part, rows) in BELOW_A_CONSENT.items():
        purpose = BEGUN if name in ASKED else LEANED_ON if name in TAKEN_BACK else ANSWERED
        if shown := mine.filter(purpose__startswith=purpose).first():
            numbers: Callable[[], list[int]] = partial(list, rows(shown)[:MOST])
            yield Swap(name, part, NOBODYS, numbers, {"consent": shown.reference})
    if shown := mine.filter(purpose__startswith=BEGUN).first():
        yield Swap(
            "consent-terms",
            "slug",
            NO_NAME,
            partial(tuple, ASKED_NOWHERE),
            {"consent": shown.reference},
        )


def _of_advice(world: World, who: str) -> Iterator[Swap]:
    """Questions that were not put to this persona; people outside who were let in at another question."""
    user = user_of(world, who)
    assert user
    of_others = AdviceDiscussion.objects.exclude(put_to_whom__user=user).order_by("pk")
    references: Callable[[], list[str]] = partial(list, of_others.values_list("reference", flat=True)[:MOST])
    for name in ANSWERED_BY:
        yield Swap(name, "asked", str(SAMPLES["asked"]), references)
    let_in = OutsideAdviser.objects.filter(discussion__decision__in=[own(world, who)], ended_at=None).first()
    if let_in:
        others = OutsideAdviser.objects.exclude(discussion=let_in.discussion_id)
        where = {"reference": let_in.discussion.decision.reference, "pk": let_in.discussion_id}
        yield Swap("end-outside", "whom", NOBODYS, partial(list, _but(others)[:MOST]), where)


def _of_sharing(world: World, who: str) -> Iterator[Swap]:
    """Sheets, sendings and links of other decisions, below one that was shared; incidents of other organisations."""
    user = user_of(world, who)
    assert user
    shared = world.organisations[organisation_of(who)].decisions[SHARED]
    below = {"reference": shared.reference}
    others = Sheet.objects.exclude(decision=shared).order_by("pk")
    references: Callable[[], list[str]] = partial(list, others.values_list("reference", flat=True)[:MOST])
    for name in sorted(name for name, part in every_id() if part == "sheet"):
        yield Swap(name, "sheet", str(SAMPLES["sheet"]), references, below)
    sendings: Callable[[], list[int]] = partial(list, _but(SharingEvent.objects.exclude(decision=shared))[:MOST])
    for name in OF_A_SHARING:
        yield Swap(name, "pk", NOBODYS, sendings, below)
    last = sent_last(shared)["pk"]
    links: Callable[[], list[int]] = partial(list, _but(ReceiptLink.objects.exclude(sharing=last))[:MOST])
    yield Swap("end-receipt-link", "link", NOBODYS, links, {**below, "pk": last})
    incidents = Incident.objects.exclude(decision__organisation=user.organisation_id).order_by("pk")
    found: Callable[[], list[str]] = partial(list, incidents.values_list("reference", flat=True)[:MOST])
    yield Swap("incident", "incident", str(SAMPLES["incident"]), found)


def _of_corrections(world: World, who: str) -> Iterator[Swap]:
    """What was found wrong in other decisions, and the corrections and links of others, below one that was shared."""
    shared = world.organisations[organisation_of(who)].decisions[SHARED]
    below, last = {"reference": shared.reference}, corrected_last(shared)
    others = FoundWrong.objects.exclude(decision=shared).order_by("pk")
    references: Callable[[], list[str]] = partial(list, others.values_list("reference", flat=True)[:MOST])
    for name in sorted(name for name, part in every_id() if part == "wrong"):
        yield Swap(name, "wrong", str(SAMPLES["wrong"]), references, {**below, "pk": last["pk"], "link": last["link"]})
    owed: Callable[[], list[int]] = partial(list, _but(CorrectionOwed.objects.exclude(wrong__decision=shared))[:MOST])
    for name in OF_A_CORRECTION:
        yield Swap(name, "pk", NOBODYS, owed, {**below, "wrong": last["wrong"], "link": last["link"]})
    rows = CorrectionLink.objects.exclude(sent__owed=last["pk"])
    links: Callable[[], list[int]] = partial(list, _but(rows)[:MOST])
    yield Swap("end-correction-link", "link", NOBODYS, links, {**below, "wrong": last["wrong"], "pk": last["pk"]})


def _of_packs(world: World, who: str) -> Iterator[Swap]:
    """Packs of other organisations; texts of those, below one of one's own."""
    user = user_of(world, who)
    assert user
    others = PersonPack.objects.exclude(person__organisation=user.organisation_id).order_by("pk")
    references: Callable[[], list[str]] = partial(list, others.values_list("reference", flat=True)[:MOST])
    for name in sorted(name for name, part in every_id() if part == "pack"):
        yield Swap(name, "pack", str(SAMPLES["pack"]), references, {"mark": "0" * 32})
    mine = PersonPack.objects.filter(person__organisation=user.organisation_id, made=None, given_up=None).first()
    if mine:
        yield Swap("pack-text", "mark", "0" * 32, partial(_texts_of, others), {"pack": mine.reference})


def _of_exports(world: World, who: str) -> Iterator[Swap]:
    """What others had taken out and narrow their lists by, in one's own organisation too."""
    user = user_of(world, who)
    taken_out = partial(_but, AuditExport.objects.exclude(asked_by=user))
    lists = partial(_but, ListExport.objects.exclude(asked_by=user))
    filters = partial(_but, SavedFilter.objects.exclude(user=user))
    for names, rows in ((OF_AN_EXPORT, taken_out), (OF_A_LIST, lists), (OF_A_FILTER, filters)):
        for name in names:
            yield Swap(name, "pk", NOBODYS, rows)


def _of_samples(world: World, who: str) -> Iterator[Swap]:
    """What others drew, in one's own organisation too."""
    user = user_of(world, who)
    drawn: Callable[[], list[int]] = partial(list, _but(QualitySample.objects.exclude(made_by=user))[:MOST])
    picks: Callable[[], list[int]] = partial(list, _but(QualityPick.objects.exclude(sample__made_by=user))[:MOST])
    for name in OF_A_SAMPLE:
        yield Swap(name, "pk", NOBODYS, picks if name == "review-sampled" else drawn)


def _texts_of(packs: Iterable[PersonPack]) -> list[str]:
    return [each.mark for pack in packs for each in person_pack.load(pack).goes[:2]][:MOST]


def _of_what_is_kept(world: World, who: str) -> Iterator[Swap]:
    """Records of every kind of other organisations; holds of those, below a record that one looks after."""
    user = user_of(world, who)
    assert user
    here = user.organisation_id
    people = Person.objects.exclude(organisation=here).order_by("pk").values_list("pk", flat=True)[:MOST]
    of_others = (kind.objects.exclude(organisation=here).order_by("pk") for kind in (Decision, Flow))
    named = [each for rows in of_others for each in rows.values_list("reference", flat=True)[:MOST]]
    records: Callable[[], list[str]] = partial(list, [*named, *(f"person-{number}" for number in people)])
    for name in sorted(name for name, part in every_id() if part == "record"):
        yield Swap(name, "record", str(SAMPLES["record"]), records)
    flow = world.organisations[organisation_of(who)].flows[RUNNING]
    holds = LegalHold.objects.exclude(flow=flow)
    numbers: Callable[[], list[int]] = partial(list, _but(holds)[:MOST])
    yield Swap("lift-hold", "pk", NOBODYS, numbers, {"record": flow.reference})


def _of_flows(world: World, who: str) -> Iterator[Swap]:
    """Flows that the persona may not open; rows and papers of others below one that it may; pages that are none."""
    user = user_of(world, who)
    assert user
    mine = Flow.objects.visible_to(user)
    others = Flow.objects.exclude(pk__in=mine).order_by("pk")
    for name in sorted(name for name, part in every_id() if part == "flow"):
        references: Callable[[], list[str]] = partial(list, others.values_list("reference", flat=True)[:MOST])
        yield Swap(name, "flow", str(SAMPLES["flow"]), references, {"slug": "dpo"})
    if shown := mine.filter(submissions=None).first():
        below = {"flow": shown.reference}
        for name, kind in BELOW_A_FLOW.items():
            rows = _but(kind._default_manager.exclude(flow=shown))[:MOST]
            yield Swap(name, "pk", NOBODYS, partial(list, rows), below)
        yield Swap("flow-page", "slug", NO_NAME, partial(tuple, NO_PAGES_OF_A_FLOW), below)


def _of_the_log(world: World, who: str) -> Iterator[Swap]:
    """Questions that other organisations asked."""
    user = user_of(world, who)
    assert user
    others = AdviceDiscussion.objects.exclude(decision__organisation=user.organisation_id).order_by("pk")
    for name in sorted(name for name, part in every_id() if part == "asked" and name.startswith(OF_THE_LOG)):
        references: Callable[[], list[str]] = partial(list, others.values_list("reference", flat=True)[:MOST])
        yield Swap(name, "asked", str(SAMPLES["asked"]), references)


def _numbers(kind: type[Model], leads: str, user: User) -> list[int]:
    """Of rows of other organisations, some of each."""
    rows: QuerySet[Any] = kind._default_manager.exclude(**{leads: user.organisation_id}).order_by(leads, "pk")
    found = list(rows.values_list("pk", flat=True))
    return found[: MOST // 2] + found[MOST // 2 :][-MOST // 2 :]


def _of_people(world: World, who: str) -> Iterator[Swap]:
    user = user_of(world, who)
    assert user
    for name, kind in OF_A_PERSON.items():
        yield Swap(name, "pk", NOBODYS, partial(_rows_of_people, kind, user))


def _rows_of_people(kind: type[Model], user: User) -> list[int]:
    """Of colleagues, and of people of other organisations."""
    rows: QuerySet[Any] = kind._default_manager.exclude(user=user).values_list("pk", flat=True).order_by("pk")
    ours = {"user__organisation": user.organisation_id}
    return [*rows.filter(**ours)[: MOST // 2], *rows.exclude(**ours)[: MOST // 2]]


def _of_strangers(world: World) -> Iterator[Swap]:
    """The links in mails: with the number of somebody who is there, and with what is stored of a link."""
    people = [each.people[who] for each in world.organisations.values() for who in ("practitioner", "leaver")]
    numbers = [int_to_base36(each.pk) for each in people]
    keys = [each.password.rpartition("$")[2].replace("/", "-") for each in people]
    name, beside = "account_reset_password_from_key", {"uidb36": numbers[0]}
    yield Swap(name, "uidb36", int_to_base36(int(NOBODYS)), partial(list, numbers), {"key": "abc-def"})
    yield Swap(name, "key", "abc-def", partial(list, keys), beside)
    yield Swap("accept-invitation", "token", NO_NAME, partial(_stored, Invitation, "token_hash", "request_key"))
    yield Swap("receipt", "token", NO_NAME, partial(_stored, ReceiptLink, "token_hash", "code_hash"))
    stored = partial(_stored, CorrectionLink, "token_hash", "code_hash")
    yield Swap("confirm-correction", "token", NO_NAME, stored)
    for name in ("outside", "outside-say"):
        yield Swap(name, "token", NO_NAME, partial(_stored, OutsideAdviser, "token_hash", "code_hash"))


def _stored(kind: type[Model], *columns: str) -> list[object]:
    return [each for row in kind._default_manager.values_list(*columns) for each in row]

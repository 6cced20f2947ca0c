"""The letter to whoever asked and does not get it, or not all of it: our decision, the grounds, what they can do."""

from collections.abc import Iterator

from decisions.draft import Draft
from decisions.letters.sentences import Letter, Part, Voice
from decisions.models import Request
from infoshare.govuk.moments import day

SAY = Voice("refusal")
GUARDED = Voice("refusal", "guarded")


def letter(draft: Draft, request: Request, *, guarded: bool) -> Letter:
    """`guarded`: whoever asked is somebody who must not be told; then it does not say whether there is anything."""
    say = GUARDED if guarded else SAY
    return Letter(
        reference=draft.decision.reference,
        organisation=draft.decision.organisation.name,
        title=say("title"),
        parts=(
            Part(SAY("asked"), tuple(_asked(draft, request, guarded=guarded))),
            Part(SAY("decided"), (say("decided") if guarded else SAY(f"decided.{gets(draft, request)}"),)),
            Part(SAY("why"), (say("why"),) if guarded else tuple(_why(draft, request))),
            Part(SAY("can"), (), tuple(_can(request, guarded=guarded))),
            Part(SAY("ring"), tuple(_ring(draft, guarded=guarded))),
        ),
        by_hand=not draft.decision.organisation.contact,
    )


def _asked(draft: Draft, request: Request, *, guarded: bool) -> Iterator[str]:
    on = day(request.received_on)
    if guarded:
        yield GUARDED("asked", day=on)
    else:
        yield SAY("asked.us", day=on, position=request.position, organisation=request.requester_organisation)
    yield SAY("asked.number", reference=draft.decision.reference)


def gets(draft: Draft, request: Request) -> str:
    """What goes to whoever asked, whatever goes to others: all, part, or none (as where they are not on the list)."""
    asker = next((row for row in draft.recipients if row.pk == request.recipient_id), None)
    lines = draft.goes_to(asker) if asker and draft.shares else []
    if not lines:
        return "none"
    return "all" if [line.choice for line in lines] == ["share"] * len(draft.items) else "part"


def _why(draft: Draft, request: Request) -> Iterator[str]:
    """Each ground in words that may leave the building; of another one, that there is one."""
    yield SAY("why.weighed")
    if gets(draft, request) == "part":
        yield SAY("why.part")
    elif draft.conclusion:
        yield from dict.fromkeys(SAY(f"why.{ground}") for ground in draft.conclusion.grounds)


def _can(request: Request, *, guarded: bool) -> Iterator[str]:
    if not guarded:
        yield SAY("can.facts")
    yield SAY("can.danger")
    yield SAY("can.complain")
    if request.own_data:
        yield SAY("can.own")


def _ring(draft: Draft, *, guarded: bool) -> Iterator[str]:
    owner, organisation = draft.decision.owner, draft.decision.organisation
    if guarded or not owner.is_active:
        yield SAY("ring.nobody", organisation=organisation.name)
    else:
        yield SAY("ring.name", name=owner.name, role=owner.role_title, organisation=organisation.name)
    if organisation.contact:
        yield SAY("ring.contact", contact=organisation.contact)

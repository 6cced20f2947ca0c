"""Every action leaves exactly one event and a history row with who did it, and no event holds a word of the case."""

from collections.abc import Callable
from functools import partial
from uuid import uuid4

import pytest

from decisions import actions, grid
from decisions.draft import load
from decisions.forms.pages import PAGES
from decisions.models import Decision, Item, Recipient, Weighing
from decisions.policies import Refused
from decisions.steps import step
from infoshare.audit import log
from infoshare.audit.models import Event
from infoshare.saving.rows import Saved
from infoshare.saving.versions import fingerprint, values_of
from tests.conftest import Walked
from tests.decisions.builders import READY, advise, answer, ask, decide, emergency, record, started
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CANARY = "canary-7f3a"
ITEM = {"text": CANARY, "category": "health", "nature": "fact", "source": CANARY, "author": CANARY}
RISKS = {"risk_of_sharing": CANARY, "risk_of_not_sharing": CANARY}


def events_of(act: Callable[[], object]) -> list[str]:
    """The actions written down while this one runs."""
    before = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    act()
    return list(Event.objects.filter(id__gt=before).values_list("action", flat=True))


@pytest.mark.parametrize(
    ("action", "changes"),
    [
        *((each, False) for each in ("decision.viewed", "caldicott.entry-viewed", "record.exported", "decision.found")),
        *((each, True) for each in ("flow.reviewed", "consent.reviewed", "clash.found", "decision.amended")),
        ("document.issued", False),
    ],
)
def test_a_look_changes_nothing_and_whatever_else_happens_does(action: str, changes: bool, north: People) -> None:
    """By that a document is known to be the newest."""
    by = north["practitioner"]
    before = log.last_change(by)
    made = log.record(action, by=by, about=by)
    assert log.last_change(by) == (made.pk if changes else before)


def change(decision: Decision, row: Recipient | Item, values: dict[str, object], north: People) -> None:
    seen = fingerprint(values_of(row, values))
    actions.change_row(decision=decision, row=row, values=values, seen=seen, by=north["practitioner"])


def test_every_action_on_a_draft_leaves_one_event_and_no_word_of_it(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    assert list(Event.objects.values_list("action", flat=True)) == ["decision.started"]
    assert events_of(lambda: answer(decision, "situation", "case", by=by, note=CANARY)) == ["question.answered"]
    details = {"deciding": CANARY, "about": CANARY, "purpose": CANARY}
    seen = fingerprint(values_of(load(decision).decision, details))
    assert events_of(lambda: actions.save_details(decision=decision, values=details, seen=seen, by=by)) == [
        "draft.saved"
    ]
    seen = fingerprint(values_of(Weighing(), RISKS))
    page = partial(actions.save_page, decision=decision, step=step("risks"), kind=PAGES["risks"].kind, by=by)
    assert events_of(lambda: page(values=RISKS, seen=seen)) == ["draft.saved"]
    add = partial(actions.add_row, decision=decision, kind=Item, request_key=uuid4(), by=by)
    assert events_of(lambda: add(values=ITEM)) == ["item.added"]
    item, recipient = decision.items.get(), decision.recipients.get()
    told = partial(decide, decision, by=by, choice="redact", why=CANARY, redacted=CANARY)
    assert events_of(told) == ["lines.decided"]
    back = partial(actions.keep_all_back, decision=decision, recipient=recipient, why=CANARY, by=by)
    seen = fingerprint(grid.stored(load(decision), recipient))
    assert events_of(lambda: back(seen=seen)) == ["lines.kept-back"]
    assert events_of(lambda: change(decision, item, {"text": f"{CANARY}!"}, north)) == ["item.changed"]
    assert events_of(lambda: change(decision, recipient, {"name": CANARY}, north)) == ["recipient.changed"]
    assert events_of(lambda: actions.remove_row(decision=decision, row=item, by=by)) == ["item.removed"]
    asked = partial(ask, decision, "situation", by=by, dilemma=CANARY, asked_whom=CANARY)
    assert events_of(asked) == ["advice.asked"]
    discussion = decision.advicediscussions.get()
    assert events_of(lambda: advise(discussion, by=by, advice_text=CANARY)) == ["advice.recorded"]
    seen_by_right = Decision.objects.visible_to(by).with_right(by).get()
    assert events_of(lambda: actions.viewed(decision=seen_by_right, what="check page", by=by)) == ["decision.viewed"]
    words = emergency(danger=CANARY, shared=CANARY, told_whom=CANARY)
    share = partial(actions.share_in_emergency, by=by, decision=decision, about=CANARY)
    assert events_of(lambda: share(request_key=uuid4(), values=words)) == ["decision.recorded"]
    assert events_of(
        lambda: actions.amend(decision=decision, request_key=uuid4(), title=CANARY, text=CANARY, why=CANARY, by=by)
    ) == ["decision.amended"]
    assert all(CANARY not in str(facts) for facts in Event.objects.values_list("facts", flat=True))
    assert {event.by for event in log.history(decision)} == {by}
    assert log.history(decision).count() == Event.objects.count()


def test_what_is_refused_leaves_no_event(north: People) -> None:
    decision = started(north["practitioner"])
    before = Event.objects.count()
    with pytest.raises(Refused):
        answer(decision, "situation", "case", by=north["manager"])
    with pytest.raises(Refused):
        record(decision, by=north["practitioner"])
    assert Event.objects.count() == before


def test_the_second_press_leaves_no_second_event(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C08", by, until=READY)
    assert events_of(lambda: record(decision, by=by)) == ["decision.recorded", *["sheet.made"] * 2]
    assert events_of(lambda: actions.record(decision=decision, seen="", by=by)) == []


def test_every_save_of_a_draft_leaves_a_history_row_with_who(north: People, walked: Walked) -> None:
    by = north["ig_lead"]
    draft = load(walked("C01", by, until=READY))
    rows: list[Saved | None] = [draft.consent, draft.weighing, draft.basis, draft.conclusion, draft.sharing]
    rows += [*draft.items, *draft.answered.values(), *draft.recipients, *draft.discussions, draft.decision]
    for row in rows:
        assert row is not None
        kept = type(row).history.filter(id=row.pk)
        assert kept.count() >= 1
        assert {each.history_user for each in kept} == {by}, row
        assert kept.latest().saved_by == by


def test_history_says_who_saved_which_text_and_who_took_a_row_off(north: People) -> None:
    by, lead = north["practitioner"], north["ig_lead"]
    decision = started(by)
    save = partial(actions.save_page, decision=decision, step=step("risks"), kind=PAGES["risks"].kind)
    save(values=RISKS, seen=fingerprint(values_of(Weighing(), RISKS)), by=by)
    actions.hand_over(decision=decision, to=lead, seen=fingerprint({"owner": by}), by=by)
    save(values={**RISKS, "risk_of_sharing": "none"}, seen=fingerprint(RISKS), by=lead)
    kept = [(each.risk_of_sharing, each.history_user) for each in Weighing.history.order_by("history_id")]
    assert kept == [(CANARY, by), ("none", lead)]
    row = decision.recipients.get()
    actions.remove_row(decision=decision, row=row, by=lead)
    last = Recipient.history.latest("history_id")
    assert (last.history_type, last.history_user) == ("-", lead)


def test_an_event_outlives_what_it_is_about_and_says_when(north: People) -> None:
    decision = started(north["practitioner"])
    (event,) = log.history(decision)
    assert event.organisation == north["practitioner"].organisation
    assert str(event) == f"decision.started decisions.decision {decision.pk}"
    event.refresh_from_db()
    assert event.at is not None

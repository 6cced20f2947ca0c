"""What goes to whom: one line for each item and recipient, held whole by the database, and open until decided."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError
from django.test import Client
from django.utils import timezone

from decisions import actions, asking, content, grid, lacking, policies
from decisions.contradictions import choices_disagree
from decisions.draft import load
from decisions.models import Decision, Item, Line, Recipient, Record
from decisions.policies import Refused
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.versions import Conflict, fingerprint, values_of
from tests.conftest import Walked
from tests.decisions.asking import put
from tests.decisions.builders import READY, decide, look, record, started, undone
from tests.documents.reading import words
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
POLICE = {"organisation": "Police", "role": "Officer", "name": ""}
ITEM = {"text": "She fell", "category": "health", "nature": "fact", "source": "Her teacher", "author": ""}
ITEM |= {"about_whom": "", "accurate_on": None}  # type: ignore[dict-item]
REDACT = {"choice": "redact", "redacted": "She was hurt"}


def add(decision: Decision, kind: type[Item] | type[Recipient], values: dict[str, Any], by: User) -> None:
    actions.add_row(decision=decision, kind=kind, request_key=uuid4(), values=values, by=by)


def with_item(by: User) -> Decision:
    """One recipient, one item, nothing decided."""
    decision = started(by)
    add(decision, Item, ITEM, by)
    return decision


def change(line: Line, **values: object) -> None:
    Line.objects.filter(pk=line.pk).update(**values)


BAD: list[tuple[str, dict[str, Any]]] = [
    ("line_choice_known", {"choice": "perhaps"}),
    ("line_onward_known", {"onward": "perhaps"}),
    ("line_choice_has_a_reason", {"why": ""}),
    ("line_says_what_is_read_instead", {"choice": "redact"}),
    ("line_says_what_is_read_instead", {"redacted": "Something"}),
    ("line_says_whether_it_is_passed_on", {"onward": ""}),
    ("line_says_whether_it_is_passed_on", {"choice": "withhold"}),
]


@pytest.mark.parametrize(("constraint", "values"), BAD)
def test_the_database_refuses_half_a_line(constraint: str, values: dict[str, Any], north: People) -> None:
    decision = with_item(north["practitioner"])
    decide(decision, by=north["practitioner"])
    line = decision.lines.get()
    with pytest.raises(IntegrityError, match=constraint), undone():
        change(line, **values)


def test_the_database_refuses_a_second_line_for_the_same_two(north: People) -> None:
    by = north["practitioner"]
    decision = with_item(by)
    decide(decision, by=by)
    line = decision.lines.get()
    line.pk = None
    with pytest.raises(IntegrityError, match="line_once_an_item_and_recipient"), undone():
        line.save(force_insert=True)


def test_the_database_refuses_a_line_that_joins_two_decisions(north: People) -> None:
    by = north["practitioner"]
    one, another = with_item(by), with_item(by)
    decide(one, by=by)
    line = one.lines.get()
    for other in (
        {"item": another.items.get()},
        {"recipient": another.recipients.get()},
        {"decision": another},
        {"item": another.items.get(), "recipient": another.recipients.get()},
    ):
        with pytest.raises((InternalError, ProgrammingError), match="of its own decision"), undone():
            change(line, **other)


def test_the_database_freezes_the_lines_of_a_recorded_decision(north: People, walked: Walked) -> None:
    decision = walked("C01", north["practitioner"])
    line = decision.lines.all()[0]
    for do in (lambda: change(line, why="Another reason"), line.delete):
        with pytest.raises((InternalError, ProgrammingError), match="This decision is recorded"), undone():
            do()


def test_nothing_is_decided_before_somebody_decides_it(north: People) -> None:
    draft = load(with_item(north["practitioner"]))
    assert draft.lines == []
    assert [(item.text, to.role) for item, to in draft.undecided] == [("She fell", "Nurse")]
    assert draft.goes_to(draft.recipients[0]) == []
    assert lacking.who_gets_what(draft) == ["Decide what goes to Nurse, Health: 1 of 1 left."]


def test_a_recipient_or_an_item_that_is_added_bars_the_record_until_it_is_decided_on(
    north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    for kind, values, left in ((Recipient, POLICE, "1 of 1"), (Item, ITEM, "1 of 2")):
        add(decision, kind, values, by)
        with pytest.raises(Refused, match=f"Decide what goes to .*: {left} left."):
            record(decision, by=by)
        decide(decision, by=by, choice="withhold")
    assert record(decision, by=by)


@pytest.mark.parametrize("what", ["item", "recipient"])
def test_what_changed_since_is_decided_on_anew_and_goes_to_nobody_until_then(
    what: str, north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    draft = load(decision)
    row: Item | Recipient = draft.items[0] if what == "item" else draft.recipients[0]
    values: dict[str, object] = {"text": "Another text"} if what == "item" else {"role": "Another role"}
    seen = fingerprint({name: getattr(row, name) for name in values})
    actions.change_row(decision=decision, row=row, values=values, seen=seen, by=by)
    draft = load(decision)
    concerned = [(item, to) for item in draft.items for to in draft.recipients if row in (item, to)]
    assert sorted(draft.undecided, key=str) == sorted(concerned, key=str)
    assert all(not draft.line(item, to) and draft.written(item, to) for item, to in concerned)
    assert not any(line.item == row or line.recipient == row for to in draft.recipients for line in draft.goes_to(to))
    with pytest.raises(Refused, match="Decide what goes to"):
        policies.check_can_record(draft, by)
    decide(decision, by=by)
    look(decision, by=by)
    assert record(decision, by=by)


def test_saving_an_item_as_it_was_leaves_what_was_decided(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    row = decision.items.all()[0]
    same = {"text": row.text}
    actions.change_row(decision=decision, row=row, values=same, seen=fingerprint(same), by=by)
    assert load(decision).undecided == []


def test_to_say_of_what_kind_a_recipient_is_leaves_what_was_decided(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    row = decision.recipients.all()[0]
    for sector in ("police", ""):
        seen = fingerprint({"sector": load(decision).recipients[0].sector})
        actions.change_row(decision=decision, row=row, values={"sector": sector}, seen=seen, by=by)
        draft = load(decision)
        assert (draft.recipients[0].sector, draft.undecided) == (sector, [])
    assert [each.sector for each in Recipient.history.filter(id=row.pk)] == ["", "police", row.sector]
    assert record(decision, by=by)


@pytest.mark.parametrize("what", ["items", "recipients"])
def test_what_is_taken_off_takes_its_lines_along_and_their_history_says_by_whom(
    what: str, north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    lines = decision.lines.count()
    row = getattr(decision, what).all()[0]
    gone = list(row.lines.values_list("pk", flat=True))
    actions.remove_row(decision=decision, row=row, by=by)
    assert decision.lines.count() == lines - len(gone)
    assert {(each.history_type, each.history_user) for each in Line.history.filter(id__in=gone, history_type="-")} == {
        ("-", by)
    }
    event = log.history(decision).latest("pk")
    assert event.facts == {"row": event.facts["row"], "lines": len(gone)}
    assert load(decision).undecided == []


def test_keeping_everything_back_takes_the_place_of_what_was_decided_for_that_recipient_alone(
    north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    first, second = load(decision).recipients
    seen = fingerprint(grid.stored(load(decision), first))
    keep = {"decision": decision, "recipient": first, "why": "Not verified", "by": by}
    actions.keep_all_back(seen=seen, **keep)  # type: ignore[arg-type]
    draft = load(decision)
    assert draft.goes_to(first) == []
    assert {(line.choice, line.why) for line in draft.lines if line.recipient == first} == {
        ("withhold", "Not verified")
    }
    assert len(draft.goes_to(second)) == len(draft.items)
    actions.keep_all_back(seen=seen, **keep)  # type: ignore[arg-type]
    with pytest.raises(Conflict):
        actions.keep_all_back(**{**keep, "why": "Another reason"}, seen=seen)  # type: ignore[arg-type]


def test_what_was_decided_on_another_text_is_never_saved_again_unseen(north: People) -> None:
    """A page that was opened before the item changed: neither its new choices nor its old ones go through."""
    by = north["practitioner"]
    decision = with_item(by)
    decide(decision, by=by)
    draft = load(decision)
    item, to = draft.items[0], draft.recipients[0]
    stored = grid.stored(draft, to)
    values = {grid.name(part, item): stored[grid.name(part, item)] for part in grid.PARTS}
    seen = fingerprint(stored)
    new = {"text": "She fell, and who pushed her"}
    actions.change_row(decision=decision, row=item, values=new, seen=fingerprint({"text": item.text}), by=by)
    for again in (values, {**values, grid.name("why", item): "Typed anew"}):
        with pytest.raises(Conflict):
            actions.decide_lines(decision=decision, recipient=to, values=again, seen=seen, by=by)
    assert load(decision).goes_to(to) == []


def test_only_its_owner_decides_and_only_while_it_is_a_draft(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = with_item(by)
    with pytest.raises(Refused, match="can change this draft"):
        decide(decision, by=north["colleague"])
    recorded = walked("C01", by)
    draft = load(recorded)
    to = draft.recipients[0]
    with pytest.raises(Refused, match="This decision is recorded"):
        actions.keep_all_back(decision=recorded, recipient=to, why="w", seen=fingerprint(grid.stored(draft, to)), by=by)


def test_a_recipient_that_was_taken_off_meanwhile_gets_nothing(north: People) -> None:
    by = north["practitioner"]
    decision = with_item(by)
    draft = load(decision)
    to = draft.recipients[0]
    values = grid.kept_back(draft, "Not needed")
    actions.remove_row(decision=decision, row=decision.recipients.get(), by=by)
    with pytest.raises(Refused, match="taken this recipient off"):
        actions.decide_lines(
            decision=decision, recipient=to, values=values, seen=fingerprint(grid.stored(draft, to)), by=by
        )
    assert Line.objects.count() == 0


DISAGREE = [
    ("share", {"share"}, ""),
    ("share", {"share", "redact"}, "share everything"),
    ("share", {"share", "withhold"}, "share everything"),
    ("share", {"share", ""}, ""),
    ("share_part", {"share", "withhold"}, ""),
    ("share_part", {"redact"}, ""),
    ("share_part", {"redact", "withhold"}, ""),
    ("share_part", {"share"}, "share part"),
    ("share_part", {"withhold"}, "share part"),
    ("share_part", {"share", ""}, ""),
    ("do_not_share", {"withhold"}, ""),
    ("do_not_share", {"withhold", ""}, ""),
    ("do_not_share", {"redact", "withhold"}, "not to share"),
    ("do_not_share", {"share", "withhold"}, "not to share"),
    ("share", set(), ""),
    ("share_part", set(), ""),
    ("do_not_share", set(), ""),
]


@pytest.mark.parametrize(("decided", "choices", "sentence"), DISAGREE)
def test_the_decision_and_the_choices_agree(decided: str, choices: set[str], sentence: str) -> None:
    said = choices_disagree(decided, choices)
    assert sentence in said
    assert bool(said) == bool(sentence)


def test_the_record_says_what_each_recipient_gets_and_to_whom_nothing_goes(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    first, second = load(decision).recipients
    decision.lines.filter(recipient=second).update(choice="withhold", onward="", why="Not needed there")
    decision.conclusion.decided = "share_part"
    decision.conclusion.save()
    line = decision.lines.filter(recipient=first)[0]
    change(line, **REDACT)
    look(Decision.objects.get(pk=decision.pk), by=by)
    whole: dict[str, Any] = record(Decision.objects.get(pk=decision.pk), by=by).content
    assert whole["format"] == 2
    assert whole["to"] == str(first), "nothing goes to the second"
    assert whole["counts"] == f"{first}: 2 to share, 1 to share in part. {second}: 3 kept back."
    of_first, of_second = whole["items"][0]["lines"]
    assert of_first["to"] == str(first)
    assert (of_first["choice_label"], of_first["redacted"]) == ("Share it in part", "She was hurt")
    assert of_first["onward"] == "Only if they ask us first"
    assert (of_second["choice"], of_second["why"], of_second["onward"]) == ("withhold", "Not needed there", "")
    assert {name for item in whole["items"] for name in item} >= {"text", "author", "lines"}
    assert "2 to share, 1 to share in part, 3 kept back" in str(content.of(load(decision))["rules"])


BEFORE = {"choice": "share", "choice_label": "Share it", "why": "Asked for by the school"}


def recorded_before(decision: Decision, by: User) -> dict[str, Any]:
    """A record as it was made when an item had one choice for all: content of format 1."""
    draft = load(decision)
    whole: dict[str, Any] = {**content.of(draft), "format": 1}
    whole["items"] = [
        {**{name: text for name, text in item.items() if name not in {"lines", "author"}}, **BEFORE}
        for item in whole["items"]
    ]
    Record.objects.create(
        decision=decision,
        recorded_by=by,
        content=whole,
        content_hash=content.fingerprint(whole),
        pack_id=draft.pack.id,
        pack_hash=draft.pack.hash,
        outcome="share",
        decided="share",
    )
    return whole


def test_a_record_of_format_1_still_shows_on_its_page_in_its_pdf_and_to_an_adviser(
    north: People, walked: Walked, signed_in: Callable[[User], Client]
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    whole = recorded_before(decision, by)
    client = signed_in(by)
    page = client.get(f"/decisions/{decision.reference}/").content.decode()
    assert page.count("Asked for by the school") == len(whole["items"]) == 3
    assert page.count(">Share it<") == 3
    assert "Each piece of information</h2>" in page
    pdf = client.get(f"/decisions/{decision.reference}/record.pdf").content
    assert words(pdf).count("Askedforbytheschool") == 3
    rows = asking.rests_on(load(Decision.objects.get(pk=decision.pk)), "record")["lines"]
    assert [row["label"] for row in rows] == ["Share it"] * 3
    assert all("Asked for by the school" in row["text"] for row in rows)


def test_an_adviser_reads_what_goes_to_whom_and_no_name_that_is_withheld(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    decision.recipients.update(name="Mary Olatunji")
    decision.lines.update(choice="redact", redacted="Mary Olatunji knows", why="Mary Olatunji asked", onward="no")
    discussion = put(decision, "page-who-gets-what", by=by)
    parts = {part["title"]: part["rows"] for part in discussion.shown["parts"]}
    assert len(parts["Who gets what"]) == decision.lines.count()
    assert {row["label"] for row in parts["Who gets what"]} == {"Share it in part"}
    assert "They read instead" in parts["Who gets what"][0]["text"]
    assert "May be passed on: No" in parts["Who gets what"][0]["text"]
    assert "Olatunji" not in str(discussion.shown)


def test_what_came_first_is_told_though_the_clocks_of_two_servers_differ(north: People) -> None:
    by = north["practitioner"]
    decision = with_item(by)
    ahead = timezone.now() + timedelta(minutes=5)
    Item.objects.filter(decision=decision).update(saved_at=ahead)
    decide(decision, by=by)
    assert not load(decision).undecided, "decided on after it was written"
    Line.objects.filter(decision=decision).update(saved_at=ahead)
    row, values = decision.items.get(), {"text": "She fell down the stairs"}
    actions.change_row(decision=decision, row=row, values=values, seen=fingerprint(values_of(row, values)), by=by)
    assert load(decision).undecided, "changed after it was decided on"

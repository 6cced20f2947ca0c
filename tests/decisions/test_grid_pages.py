"""The pages of who gets what: a recipient at a time, nothing ticked, two tabs safe, bad input kept, no script."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from decisions import actions, grid
from decisions.draft import load
from decisions.models import Decision, Item, Recipient
from infoshare.accounts.models import User
from infoshare.audit import log
from infoshare.saving.versions import fingerprint
from tests.conftest import Walked
from tests.decisions.builders import READY, decide, started
from tests.decisions.pages import Data, filled, form_on, problems
from tests.decisions.test_lines import ITEM, POLICE, add, with_item
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def path(decision: Decision, to: Recipient | None = None, page: str = "") -> str:
    return f"/decisions/{decision.reference}/who-gets-what/{f'{to.pk}/' if to else ''}{page}"


def answers(client: Client, where: str, **said: str) -> Data:
    """The page's own version, and what is said of its only item."""
    form = form_on(client, where)
    blank: Data = {name: str(form[name].value() or "") for name in form.fields}
    found = next(name for name in form.fields if name.startswith("choice_"))
    return blank | {f"{part}_{found.removeprefix('choice_')}": text for part, text in said.items()}


def one(north: People, signed_in: SignedIn) -> tuple[Decision, Client, str]:
    decision, client = with_item(north["practitioner"]), signed_in(north["practitioner"])
    return decision, client, path(decision, decision.recipients.get())


def test_nothing_is_chosen_beforehand_and_nobody_can_share_all_at_once(north: People, signed_in: SignedIn) -> None:
    _, client, where = one(north, signed_in)
    page = client.get(where).content.decode()
    assert " checked" not in page
    assert "keep everything back from them" in page
    assert not re.search(r"[Ss]hare everything|[Ss]hare all", page)


def test_each_choice_is_saved_with_what_it_calls_for(north: People, signed_in: SignedIn) -> None:
    decision, client, where = one(north, signed_in)
    for said in (
        {"choice": "share", "why": "Needed", "onward": "no"},
        {"choice": "redact", "redacted": "She was hurt", "why": "Needed", "onward": "ask_first"},
        {"choice": "withhold", "why": "Not needed"},
    ):
        assert client.post(where, answers(client, where, **said)).status_code == 302, said
        line = decision.lines.get()
        kept = {part: getattr(line, part) for part in grid.PARTS}
        assert kept == {"redacted": "", "onward": "", **said}


WRONG: list[tuple[dict[str, str], str]] = [
    ({}, "Decide on at least one piece of information"),
    ({"why": "Typed"}, "Choose whether they get information 1"),
    ({"redacted": "Typed"}, "Choose whether they get information 1"),
    ({"choice": "share", "onward": "no"}, "Say why they need information 1, or why not"),
    ({"choice": "withhold"}, "Say why they need information 1, or why not"),
    ({"choice": "share", "why": "Typed"}, "Say whether they may pass on information 1"),
    ({"choice": "redact", "why": "Typed", "onward": "no"}, "Write what they read instead of information 1"),
    ({"choice": "redact", "redacted": "She fell", "why": "Typed", "onward": "no"}, "This is all of it."),
    ({"choice": "share", "redacted": "Typed", "why": "Typed", "onward": "no"}, "You wrote what they read instead."),
    ({"choice": "withhold", "redacted": "Typed", "why": "Typed"}, "You wrote what they read instead."),
    ({"choice": "everything", "why": "Typed"}, "Select one of the answers shown"),
]


@pytest.mark.parametrize(("said", "sentence"), WRONG)
def test_a_page_that_is_wrong_says_so_keeps_what_was_typed_and_saves_nothing(
    said: dict[str, str], sentence: str, north: People, signed_in: SignedIn
) -> None:
    decision, client, where = one(north, signed_in)
    response = client.post(where, answers(client, where, **said))
    assert any(each.startswith(sentence) for each in problems(response)), problems(response)
    page = response.content.decode()
    assert page.count("Typed") >= sum(text == "Typed" for text in said.values())
    assert page.count(" checked") == len({"choice", "onward"} & set(said)) - ("everything" in said.values())
    assert not decision.lines.exists()


def test_words_that_were_read_instead_go_once_another_choice_is_made(north: People, signed_in: SignedIn) -> None:
    """Their box is out of sight then, and its old text is nobody's mistake."""
    decision, client, where = one(north, signed_in)
    decide(decision, by=north["practitioner"], choice="redact")
    assert client.post(where, answers(client, where, choice="share")).status_code == 302
    line = decision.lines.get()
    assert (line.choice, line.redacted) == ("share", "")


def test_what_is_left_open_can_be_decided_on_later(north: People, signed_in: SignedIn) -> None:
    decision, client, where = one(north, signed_in)
    add(decision, Item, {**ITEM, "text": "She is well"}, north["practitioner"])
    said = answers(client, where, choice="withhold", why="Not needed")
    assert client.post(where, said).status_code == 302
    assert b"1 left" in client.get(path(decision)).content
    first = decision.lines.get().item
    undone = {**answers(client, where), grid.name("choice", first): ""}
    assert problems(client.post(where, undone)) == ["Choose whether they get information 1"]


def test_the_overview_shows_every_choice_and_leads_to_each_recipient(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client = walked("C01", by, until=READY), signed_in(by)
    first, second = decision.recipients.all()
    decision.lines.filter(recipient=first).update(choice="withhold", onward="")
    decision.lines.filter(recipient=second).delete()
    page = client.get(path(decision)).content.decode()
    for label in ("Keep back", "Not decided yet"):
        assert page.count(f">{label}<") == 3, label
    assert page.count(path(decision, first)) == 2, "in the table, and in the list for a telephone"
    assert f'href="{path(decision, second)}"' in re.split("Decide what is left", page)[0]
    assert "3 kept back" in page
    assert "3 left" in page


def test_a_draft_with_an_open_choice_is_led_to_it(north: People, walked: Walked, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client = walked("C05", by, until=READY), signed_in(by)
    add(decision, Recipient, POLICE, by)
    tasks = client.get(f"/decisions/{decision.reference}/").content.decode()
    assert f'href="{path(decision)}"' in tasks
    check = client.get(f"/decisions/{decision.reference}/check/").content.decode()
    assert "Decide what goes to Officer, Police: 1 of 1 left." in check
    assert "Record this decision" not in check


def test_a_second_tab_sees_what_the_first_saved_and_keeps_what_was_typed(north: People, signed_in: SignedIn) -> None:
    decision, client, where = one(north, signed_in)
    first = answers(client, where, choice="share", why="First tab", onward="yes")
    second = answers(client, where, choice="withhold", why="Second tab")
    assert client.post(where, first).status_code == 302
    assert client.post(where, first).status_code == 302, "pressed twice"
    response = client.post(where, second)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Share it</div>" in page
    assert "Keep it back</div>" in page
    assert page.count("Second tab") >= 2
    again = {name: str(response.context["form"][name].value() or "") for name in second}
    assert client.post(where, again).status_code == 302
    assert decision.lines.get().why == "Second tab"


def test_an_item_that_changed_in_another_tab_is_a_conflict_though_nobody_decided(
    north: People, signed_in: SignedIn
) -> None:
    decision, client, where = one(north, signed_in)
    said = answers(client, where, choice="share", why="Needed", onward="no")
    item = decision.items.get()
    values = {"text": "She fell, and who pushed her"}
    seen = fingerprint({"text": item.text})
    actions.change_row(decision=decision, row=item, values=values, seen=seen, by=north["practitioner"])
    response = client.post(where, said)
    assert response.status_code == 409
    assert "who pushed her" in response.content.decode()
    assert not decision.lines.exists()


def test_what_was_typed_about_an_item_that_was_taken_off_in_another_tab_is_shown(
    north: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client, where = one(north, signed_in)
    add(decision, Item, {**ITEM, "text": "She sleeps badly"}, by)
    gone = decision.items.order_by("pk")[0]
    kept = decision.items.order_by("pk")[1]
    each = {f"choice_{kept.pk}": "withhold", f"why_{kept.pk}": "Not for them", f"choice_{gone.pk}": "share"}
    said = answers(client, where) | each | {f"why_{gone.pk}": "So that she is asked about it"}
    actions.remove_row(decision=decision, row=gone, by=by)
    response = client.post(where, said)
    assert response.status_code == 409
    page = response.content.decode()
    assert "You had typed this about it" in page
    assert "So that she is asked about it" in page
    assert "You had typed this about it" not in client.get(where).content.decode()


def test_what_has_no_date_is_said_once_for_the_page(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client, where = one(north, signed_in)
    add(decision, Item, {**ITEM, "text": "She sleeps badly", "accurate_on": timezone.localdate()}, by)
    add(decision, Item, {**ITEM, "text": "She was late"}, by)
    said = re.search(r"<strong>No date:</strong> information ([\d, ]+)\.", client.get(where).content.decode())
    undated = [str(n) for n, row in enumerate(load(decision).items, 1) if row.accurate_on is None]
    assert said
    assert said[1] == ", ".join(undated)
    assert len(undated) < 3


def test_everything_is_kept_back_for_one_reason_on_a_page_of_its_own(north: People, signed_in: SignedIn) -> None:
    decision, client, where = one(north, signed_in)
    back = f"{where}keep-back/"
    decide(decision, by=north["practitioner"])
    page = client.get(back).content.decode()
    assert "You had decided to share 1 of these with them." in page
    form = form_on(client, back)
    assert problems(client.post(back, {**filled(form), "why": ""})) == ["Say why nothing goes to them"]
    assert [client.post(back, filled(form)).status_code for _ in range(2)] == [302, 302]
    assert decision.lines.get().choice == "withhold"
    assert client.post(back, {**filled(form), "why": "Another reason"}).status_code == 409


def test_what_gives_pause_stands_beside_the_item_and_bars_nothing(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client = started(by), signed_in(by)
    add(decision, Item, {**ITEM, "nature": "opinion", "text": "The whole file"}, by)
    where = path(decision, decision.recipients.get())
    page = client.get(where).content.decode()
    assert "Think about this" in page
    assert "This looks like a whole file." in page
    assert "Say whose it is" in page
    said = answers(client, where, choice="share", why="Needed", onward="no")
    assert client.post(where, said).status_code == 302
    assert load(decision).undecided == []


def test_what_changed_since_is_shown_as_it_was_decided_with_a_word_to_look_again(
    north: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client, where = one(north, signed_in)
    decide(decision, by=by)
    to = decision.recipients.get()
    values = {"role": "Head of everything"}
    actions.change_row(decision=decision, row=to, values=values, seen=fingerprint({"role": to.role}), by=by)
    page = client.get(where).content.decode()
    assert "changed since you decided" in page
    assert "They need it" in page
    assert client.post(where, answers(client, where)).status_code == 302
    assert load(decision).undecided == []
    assert "changed since you decided" not in client.get(where).content.decode()


def test_a_recipient_of_another_decision_is_not_there(north: People, signed_in: SignedIn) -> None:
    _, client, _ = one(north, signed_in)
    other = with_item(north["practitioner"])
    decision = with_item(north["practitioner"])
    for page in ("", "keep-back/"):
        assert client.get(path(decision, other.recipients.get(), page)).status_code == 404


def test_every_look_at_these_pages_is_written_down(north: People, signed_in: SignedIn) -> None:
    decision, client, where = one(north, signed_in)
    for each in (path(decision), where, f"{where}keep-back/"):
        before = log.history(decision).filter(action="decision.viewed").count()
        client.get(each)
        seen = log.history(decision).filter(action="decision.viewed")
        assert seen.count() == before + 1
        assert seen.latest("pk").facts["what"] == "who gets what"


def test_without_items_or_recipients_the_pages_say_what_comes_first(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client = started(by), signed_in(by)
    page: Any = client.get(path(decision)).content.decode()
    assert f"/decisions/{decision.reference}/items/" in page
    assert "First <a" in client.get(path(decision, decision.recipients.get())).content.decode()

"""Advice is bound to what was advised on: what the adviser was shown and reads differently since makes it stale."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, cast
from uuid import uuid4

import pytest
from django.db import models
from django.utils import timezone

from decisions import actions, asking, content, policies
from decisions.actions import access
from decisions.actions.handing_over import hand_over
from decisions.draft import load
from decisions.models import (
    AdviceDiscussion,
    Conclusion,
    Decision,
    Item,
    LegalBasis,
    Line,
    Recipient,
    SharingPlan,
    Weighing,
)
from decisions.policies import Refused
from infoshare.accounts.models import User
from infoshare.saving.versions import fingerprint
from tests.conftest import Walked
from tests.decisions.answering_builders import said_of
from tests.decisions.asking import follow, give, put
from tests.decisions.builders import READY, WIPES, ask, record, undone
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

if TYPE_CHECKING:
    Column = models.Field[Any, Any]
else:
    Column = models.Field

WAS, NOW = "as it was when it was asked", "as it is now"
EARLY, LATE = "purpose", "page-decision"
PAGES = ("request", "consentstatement", "weighing", "legalbasis", "conclusion", "sharingplan")


def rows(decision: Decision) -> list[models.Model]:
    """Every row of the draft that somebody writes on a page."""
    pages = [getattr(decision, page, None) for page in PAGES]
    lists = (decision.recipients.all()[:1], decision.items.all()[:1], decision.lines.all()[:1], decision.answers.all())
    return [decision, *(row for row in pages if row), *chain.from_iterable(lists)]


def columns(row: models.Model) -> list[Column]:
    """The texts that somebody types; what is chosen from a list is tried by hand below."""
    chosen = {"pack_id", "reference", "slug", "value", "between", "category", "nature", "choice", "details_of"}
    chosen |= {"status", "form", "reason", "told", "decided", "lawful_basis", "condition", "common_law"}
    chosen |= {"best_interests", "onward", "identity_check", "sector"}
    found = [each for each in row._meta.concrete_fields if isinstance(each, models.CharField | models.TextField)]
    return [each for each in found if each.name not in chosen and each.editable]


def write(row: models.Model, column: str, text: str) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**{column: text})


def is_stale(discussion: AdviceDiscussion) -> bool:
    return asking.is_stale(load(discussion.decision), discussion)


@pytest.mark.parametrize("place", [EARLY, LATE])
@pytest.mark.parametrize("case", ["C05", "R12"])
def test_a_text_that_the_adviser_was_shown_makes_the_advice_stale_and_no_other_does(
    north: People, walked: Walked, case: str, place: str
) -> None:
    by = north["practitioner"]
    decision = walked(case, by, until=READY)
    decision.lines.update(choice="redact", redacted="In part", onward="no")
    shown = []
    for row in rows(decision):
        for column in columns(row):
            with undone():
                write(row, column.name, WAS)
                discussion = put(decision, place, by=by, named_why="To try it")
                assert not is_stale(discussion), column
                was_shown = WAS in json.dumps(discussion.shown)
                write(row, column.name, NOW)
                assert is_stale(discussion) == was_shown, (column, was_shown)
                shown.append(was_shown)
    assert len(shown) >= 25
    assert {True, False} == set(shown)


def test_advice_on_a_way_that_was_left_is_not_followed_in_the_record(north: People, walked: Walked) -> None:
    """Asked where the reasons for not sharing are given; then it is shared after all, and that page is gone."""
    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    Conclusion.objects.filter(decision=decision).update(decided="do_not_share", grounds=["more_harm"])
    discussion = put(decision, "page-grounds", by=by)
    give(discussion, by=north["manager"], advice="do_not_share")
    follow(discussion, by=by)
    assert said_of(discussion)["Followed"] == "Yes, in full"
    Conclusion.objects.filter(decision=decision).update(decided="share", grounds=[])
    assert said_of(discussion)["Followed"] == content.LEFT
    whole: Any = content.of(load(decision))
    assert whole["advice"][0]["short"] == f"North manager: do not share{content.LEFT_SHORT}"


Change = Callable[[Decision, User], object]


def _set(kind: type[models.Model], **values: object) -> Change:
    return lambda decision, by: kind._default_manager.filter(decision=decision).update(**values)


def _first(kind: type[models.Model], **values: object) -> Change:
    def change(decision: Decision, by: User) -> None:
        first = kind._default_manager.filter(decision=decision).order_by("pk")[:1]
        kind._default_manager.filter(pk__in=first.values("pk")).update(**values)

    return change


def _add_recipient(decision: Decision, by: User) -> None:
    to = {"organisation": "Police", "role": "Officer", "name": ""}
    actions.add_row(decision=decision, kind=Recipient, request_key=uuid4(), values=to, by=by)


def _take_off(kind: type[Recipient] | type[Item] | type[Line]) -> Change:
    def take_off(decision: Decision, by: User) -> None:
        row = kind._default_manager.filter(decision=decision)[0]
        if isinstance(row, Line):
            row.delete()
        else:
            actions.remove_row(decision=decision, row=row, by=by)

    return take_off


def _reanswer(slug: str, value: str) -> Change:
    return lambda decision, by: decision.answers.filter(slug=slug).update(value=value)


# What is done with the draft; the part of it that it touches, "" where it touches nothing an adviser was shown.
CHANGES: dict[str, tuple[str, Change]] = {
    "another adviser is asked": ("", lambda decision, by: ask(decision, "situation", by=by)),
    "it is handed over": ("", lambda decision, by: _hand_over(decision, by)),
    "a person is linked": ("", lambda decision, by: access.link_person(decision=decision, reference="P 1", by=by)),
    "it is restricted": ("", lambda decision, by: _restrict(decision, by)),
    "a review date is set": ("", _set(Conclusion, review_on=date(2030, 1, 1))),
    "it goes elsewhere": ("details", lambda decision, by: _elsewhere(decision)),
    "somebody more would get it": ("recipients", _add_recipient),
    "somebody would not get it": ("recipients", _take_off(Recipient)),
    "an item is taken off": ("items", _take_off(Item)),
    "something is kept back": ("lines", _first(Line, choice="withhold", onward="")),
    "something is shared in part": ("lines", _first(Line, choice="redact", redacted="Some of it")),
    "something may be passed on": ("lines", _first(Line, onward="yes")),
    "nothing is decided of an item any more": ("lines", _take_off(Line)),
    "an item is of another kind": ("items", _first(Item, category="criminal")),
    "an item is an allegation": ("items", _first(Item, nature="allegation")),
    "an item is dated": ("items", _first(Item, accurate_on=date(2020, 1, 1))),
    "best interests read otherwise": ("weighing", _set(Weighing, best_interests="not_about_a_child")),
    "the decision is another": ("decision", _set(Conclusion, decided="do_not_share")),
    "another law is relied on": ("basis", _set(LegalBasis, lawful_basis="vital_interests")),
    "another condition is relied on": ("basis", _set(LegalBasis, condition="vital")),
    "another ground at common law": ("basis", _set(LegalBasis, common_law="order")),
}


def _elsewhere(decision: Decision) -> None:
    between = "other" if decision.between == "same" else "same"
    Decision.objects.filter(pk=decision.pk).update(between=between)


def _hand_over(decision: Decision, by: User) -> None:
    to = User.objects.filter(organisation=by.organisation, memberships__role="practitioner").exclude(pk=by.pk)[0]
    hand_over(decision=decision, to=to, seen=fingerprint({"owner": decision.owner}), by=by)


def _restrict(decision: Decision, by: User) -> None:
    guardian = User.objects.get(organisation=by.organisation, memberships__role="caldicott_guardian")
    until = timezone.now() + timedelta(days=9)
    access.restrict(decision=decision, why="Staff", viewers=[by], until=until, by=guardian)


@pytest.mark.parametrize("place", [EARLY, LATE])
def test_a_change_makes_advice_stale_exactly_where_it_rested_on_that_part(
    north: People, walked: Walked, place: str
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    discussion = put(decision, place, by=by)
    for what, (part, change) in CHANGES.items():
        with undone():
            change(decision, by)
            found = asking.changed_since(load(decision), discussion)
            assert bool(found) == (part in discussion.rested_on), what
            assert not found or asking.PARTS[part] in {each.part for each in found}, what


def test_what_is_answered_at_the_question_itself_is_what_the_advice_was_for(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    discussion = put(decision, EARLY, by=by)
    note = {"value": "yes", "note": "As advised"}
    decision.answers.filter(slug=EARLY).update(**note)
    assert not is_stale(discussion)
    decision.answers.filter(slug="statutory").update(value="yes")
    assert is_stale(discussion)


def test_an_item_that_was_not_there_yet_is_no_part_of_what_was_advised_on(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    WIPES["items"](decision)
    discussion = put(decision, EARLY, by=by)
    values: dict[str, object] = {
        "text": "Late",
        "category": "health",
        "nature": "fact",
        "source": "Me",
    }
    values |= {"about_whom": "", "accurate_on": None}
    actions.add_row(decision=decision, kind=Item, request_key=uuid4(), values=values, by=by)
    assert not is_stale(discussion)


def _advised(decision: Decision, by: User, adviser: User) -> AdviceDiscussion:
    discussion = put(decision, LATE, by=by)
    give(discussion, by=adviser)
    follow(discussion, by=by)
    return AdviceDiscussion.objects.get(pk=discussion.pk)


def test_a_record_cant_rest_on_stale_advice_until_it_is_said_why_it_holds(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    discussion = _advised(decision, by, north["manager"])
    Weighing.objects.filter(decision=decision).update(risk_of_sharing=NOW)
    with pytest.raises(Refused, match="Something changed since"):
        policies.check_can_record(load(decision), by)
    say = partial(actions.say_still_holds, discussion=discussion, why="The risk is smaller now", by=by)
    with pytest.raises(Refused, match="changed again"):
        say(seen="what it was before")
    say(seen=content.fingerprint(asking.rests_on(load(decision), LATE)))
    kept = cast("dict[str, Any]", record(decision, by=by).content)
    assert "The risk is smaller now" in json.dumps(kept["advice"])


def test_what_changes_after_that_makes_it_stale_again(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    discussion = _advised(decision, by, north["manager"])
    Weighing.objects.filter(decision=decision).update(risk_of_sharing=NOW)
    seen = content.fingerprint(asking.rests_on(load(decision), LATE))
    actions.say_still_holds(discussion=discussion, why="It does", seen=seen, by=by)
    SharingPlan.objects.filter(decision=decision).update(securely=NOW)
    discussion.refresh_from_db()
    assert is_stale(discussion)


def test_the_event_holds_the_fingerprint_of_what_was_advised_on(north: People, walked: Walked) -> None:
    from infoshare.audit import log

    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    discussion = put(decision, LATE, by=by)
    event = log.history(decision).get(action="advice.put")
    assert event.facts["rested_on"] == content.fingerprint(asking.rests_on(load(decision), LATE))
    assert event.facts["shown"] == content.fingerprint(discussion.shown)

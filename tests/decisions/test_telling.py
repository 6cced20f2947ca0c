"""The person is told, or somebody looks again at it; a letter is made only while that puts nobody at risk."""

from collections.abc import Callable
from datetime import timedelta
from itertools import product
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from consent import actions as register
from decisions import telling
from decisions.actions.telling_the_family import TOLD_WRONGLY, write_told
from decisions.draft import Draft, load
from decisions.models import Conclusion, Decision, LookedAgain, Record, SharingPlan, ToDo, Told
from decisions.models.telling import DAYS_AFTER
from decisions.policies import Refused
from decisions.policies.telling import check_can_write_letter
from decisions.summary.telling import telling_page, to_tell
from infoshare.accounts.models import User
from infoshare.audit import keyed, log
from tests.conftest import Walked
from tests.decisions.around import child_of, father_of, is_kept, looked, told, untold
from tests.decisions.builders import READY, record
from tests.decisions.pages import filled, form_on, problems
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]


def path(decision: Decision, page: str = "") -> str:
    return f"/decisions/{decision.reference}/telling/{page}"


def planned(walked: Walked, by: User, plan: str, **instead: object) -> Decision:
    """Recorded under the edition of 2008, where a page asks whether the family is told."""
    decision = walked("S02", by, "golden_rules_2008", until=READY)
    SharingPlan.objects.filter(decision=decision).update(told=plan, **instead)
    record(decision, by=by)
    return Decision.objects.get(pk=decision.pk)


def not_yet(walked: Walked, by: User, days: int = 14) -> Decision:
    on = timezone.localdate() + timedelta(days=days)
    return planned(walked, by, "not", not_told_why="He would hurt her", look_again_on=on)


def waits(user: User) -> list[tuple[str, str]]:
    return [(each.title, each.reference) for each in to_tell(user)]


def test_a_record_says_as_a_value_whether_the_family_was_to_be_told(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    assert Record.objects.get(decision=walked("C01", by)).told == "after"
    assert Record.objects.get(decision=walked("R12", by)).told == "", "nothing is shared, so there is nothing to tell"
    assert Record.objects.get(decision=walked("C20", by)).told == "", "an emergency has a to-do for it"


def test_whoever_is_to_be_told_is_on_the_owners_list_until_they_are(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    [row] = to_tell(by)
    assert (row.title, row.reference) == ("Tell the child or the family", decision.reference)
    assert row.due_at
    assert timezone.localtime(row.due_at).date() == timezone.localdate() + timedelta(days=DAYS_AFTER)
    assert waits(north["manager"]) == []
    told(decision, by)
    assert waits(by) == []


def test_nobody_is_to_be_told_where_nobody_is_identified(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C08", by)
    assert Record.objects.get(decision=decision).told == ""
    with pytest.raises(Refused, match="nothing to tell"):
        told(decision, by)


def test_what_was_told_and_each_look_are_kept(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    is_kept(told(decision, by))
    is_kept(looked(decision, by, "not_safe"))


def test_before_it_is_shared_is_on_the_day(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    planned(walked, by, "before")
    [row] = to_tell(by)
    assert row.due_at
    assert timezone.localtime(row.due_at).date() == timezone.localdate()


def test_looking_again_at_telling_is_on_the_list_with_its_day_and_each_look_moves_it(
    north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = not_yet(walked, by)
    again = "Look again at telling the child or the family"
    assert waits(by) == [(again, decision.reference)]
    later = timezone.localdate() + timedelta(days=30)
    looked(decision, by, "not_safe", next_on=later)
    [row] = to_tell(by)
    assert row.title == again
    assert row.due_at
    assert timezone.localtime(row.due_at).date() == later
    looked(decision, by, "tell")
    assert waits(by) == [("Tell the child or the family", decision.reference)]
    looked(decision, by, "not_safe", next_on=later)
    assert waits(by) == [(again, decision.reference)]
    assert LookedAgain.objects.count() == 3, "each look stays"


def test_the_list_asks_no_more_questions_however_much_waits(
    north: People, walked: Walked, django_assert_num_queries: Callable[..., object]
) -> None:
    by = north["practitioner"]
    walked("C01", by)
    list(by.memberships.all())
    to_tell(by)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        to_tell(by)
    walked("C21", by)
    not_yet(walked, by)
    with django_assert_num_queries(1):  # type: ignore[attr-defined]
        assert len(to_tell(by)) == 3


def test_who_was_told_is_written_on_its_page_and_shown_on_the_record(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client = walked("C01", by), signed_in(by)
    form = form_on(client, path(decision, "told/"))
    data = {**filled(form), "whom": "carer", "carer": "Her aunt", "how": "By telephone", "said": "Glad to know"}
    del data["others_wait"]
    assert problems(client.post(path(decision, "told/"), {**data, "carer": ""})) == [
        "Say which parent or carer was told"
    ]
    for _ in range(2):
        assert client.post(path(decision, "told/"), data)["Location"] == path(decision)
    row = Told.objects.get()
    assert (row.whom, row.carer, row.how, row.written_by) == ("carer", "Her aunt", "By telephone", by)
    for page in (path(decision), f"/decisions/{decision.reference}/"):
        text = client.get(page).content.decode()
        assert "Her aunt" in text
        assert "Glad to know" in text
    event = log.history(decision).filter(action="family.told").get()
    assert keyed.said([event])[event.pk] == {"told": row.pk, "whom": "carer"}


def test_carers_of_the_register_are_offered_to_whoever_may_see_them(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    father = father_of(child_of(decision, by), by)
    form = form_on(signed_in(by), path(decision, "told/"))
    assert "Sean Byrne" in str(form)
    data = {**filled(form), "whom": f"carer-{father.pk}", "carer": ""}
    signed_in(by).post(path(decision, "told/"), data)
    assert Told.objects.get().relationship == father
    assert "Sean" not in signed_in(by).get(f"/decisions/{decision.reference}/").content.decode(), "a record has no name"


def test_who_was_a_carer_is_offered_as_long_as_they_must_not_be_told(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    child = child_of(decision, by)
    left, fled = father_of(child, by, name="Tom Hale"), untold(child, by)
    for row in (left, fled):
        register.end_relationship(relationship=row, why="They separated", by=by)
    form = form_on(signed_in(by), path(decision, "told/"))
    assert "Sean Byrne" in str(form)
    assert "Tom Hale" not in str(form)
    signed_in(by).post(path(decision, "told/"), {**filled(form), "whom": f"carer-{fled.pk}", "carer": ""})
    assert ToDo.objects.filter(decision=decision, title=TOLD_WRONGLY).exists()


def test_a_draft_can_tell_too_and_what_shares_nothing_cannot(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    told(walked("C01", by, until=READY), by)
    with pytest.raises(Refused, match="nothing to tell"):
        told(walked("R12", by), by)
    with pytest.raises(Refused, match="can tell the child or the family"):
        told(walked("C21", by), north["colleague"])
    told(walked("C21", by), north["manager"])


def test_only_a_record_is_looked_at_again(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    with pytest.raises(Refused, match="This is a draft"):
        looked(walked("C01", by, until=READY), by, "tell")


def test_telling_somebody_who_must_not_be_told_is_written_down_and_is_something_to_do_at_once(
    north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    father = untold(child_of(decision, by), by)
    told(decision, by, whom="carer", relationship=father)
    todo = ToDo.objects.get(decision=decision, title=TOLD_WRONGLY)
    assert todo.due_at < timezone.now() + timedelta(days=2)


@pytest.mark.parametrize(
    ("carer", "wrongly"),
    [("Sean Byrne", True), ("Mr S. Byrne", True), ("her father", True), ("Her aunt", False), ("Mary Quinn", False)],
)
def test_somebody_who_must_not_be_told_is_known_by_the_name_or_the_role_that_was_typed(
    north: People, walked: Walked, carer: str, wrongly: bool
) -> None:
    by, elsewhere = north["practitioner"], north["practitioner_elsewhere"]
    decision = walked("C01", by)
    untold(child_of(decision, by, known_to=elsewhere), elsewhere)
    assert told(decision, by, whom="carer", carer=carer).wrongly == wrongly
    assert ToDo.objects.filter(decision=decision, title=TOLD_WRONGLY).exists() == wrongly


def test_on_a_draft_it_is_shown_at_once_and_is_asked_for_when_it_can_be_answered(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    told(decision, by, whom="carer", carer="Sean Byrne")
    row = told(decision, by, whom="carer", relationship=untold(child_of(decision, by), by))
    assert not decision.todos.exists(), "nobody can add to a draft"
    assert "They must not be told" in signed_in(by).get(path(decision)).content.decode()
    record(decision, by=by)
    todo = ToDo.objects.get(decision=decision, title=TOLD_WRONGLY)
    assert todo.due_at == row.written_at + timedelta(days=1)
    told(decision, by)
    assert ToDo.objects.filter(decision=decision, title=TOLD_WRONGLY).count() == 1


def test_telling_the_wrong_person_ends_nothing(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = not_yet(walked, by)
    before = waits(by)
    told(decision, by, whom="carer", relationship=untold(child_of(decision, by), by))
    assert waits(by) == before == [("Look again at telling the child or the family", decision.reference)]
    told(decision, by)
    assert waits(by) == []


def test_telling_one_of_them_ends_nothing_while_another_is_still_to_be_told(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    told(decision, by, whom="carer", carer="Her aunt", others_wait=True)
    assert waits(by) == [("Tell the child or the family", decision.reference)]
    assert "Somebody else is still to be told." in signed_in(by).get(path(decision)).content.decode()
    told(decision, by)
    assert waits(by) == []
    assert "They were told." in signed_in(by).get(path(decision)).content.decode()


LOOKS: tuple[tuple[str, ...], ...] = ((), ("tell",), ("not_safe",), ("tell", "not_safe"), ("not_safe", "tell"))
Said = dict[str, bool]
RIGHT: Said = {}
WRONG, MORE = {"wrongly": True}, {"others_wait": True}
TELLINGS: tuple[tuple[Said, ...], ...] = ((), (RIGHT,), (WRONG,), (MORE,), (MORE, RIGHT), (RIGHT, WRONG))


@pytest.mark.parametrize("plan", ["before", "after", "not", "emergency"])
def test_the_list_says_what_the_page_says_whatever_was_planned_found_and_told(
    north: People, walked: Walked, plan: str
) -> None:
    by = north["practitioner"]
    decision = walked("C20", by) if plan == "emergency" else not_yet(walked, by) if plan == "not" else None
    decision = decision or planned(walked, by, plan)
    for looks, tellings in product(LOOKS, TELLINGS):
        with transaction.atomic():
            draft = became(decision, by, looks, tellings)
            now, listed = telling.of(draft).now, to_tell(by)
            assert now.is_told == any(each is RIGHT for each in tellings), (looks, tellings)
            assert bool(listed) == (not now.is_told and (plan != "emergency" or bool(looks))), (looks, tellings)
            for row in listed:
                assert row.title.startswith("Tell" if now.is_safe else "Look again"), (looks, tellings)
                assert row.due_at
                assert timezone.localtime(row.due_at).date() == now.due_on
                assert str(telling_page(draft, by)["next"]).startswith(
                    "To be told by" if now.is_safe else "To be looked"
                )
            transaction.set_rollback(True)


def became(decision: Decision, by: User, looks: tuple[str, ...], tellings: tuple[Said, ...]) -> Draft:
    today = timezone.localdate()
    for days, found in enumerate(looks, 3):
        values = {"found": found, "why": "A", "next_on": today + timedelta(days=days), "looked_by": by}
        LookedAgain.objects.create(decision=decision, request_key=uuid4(), **values)
    for said in tellings:
        row = {"whom": "child", "on": today, "how": "A", "teller": "B", "written_by": by, **said}
        Told.objects.create(decision=decision, request_key=uuid4(), **row)
    return load(decision)


def test_after_an_emergency_telling_has_its_day_like_any_other(
    north: People, walked: Walked, signed_in: SignedIn
) -> None:
    by, client = north["practitioner"], signed_in(north["practitioner"])
    decision = walked("C20", by)
    asked = f"/decisions/{decision.reference}/add/telling/"
    assert client.get(asked)["Location"] == path(decision), "it is answered where it has a day"
    page = client.get(path(decision)).content.decode()
    assert "It was shared in an emergency." in page
    assert "no letter is made" in page
    assert path(decision) in client.get(f"/decisions/{decision.reference}/").content.decode()
    later = timezone.localdate() + timedelta(days=200)
    looked(decision, by, "not_safe", next_on=later)
    assert ToDo.objects.get(decision=decision, slug="telling").done_by
    [row] = to_tell(by)
    assert row.title == "Look again at telling the child or the family"
    assert row.due_at
    assert timezone.localtime(row.due_at).date() == later
    told(decision, by)
    assert to_tell(by) == []


def test_telling_them_after_an_emergency_answers_its_todo_and_telling_the_wrong_one_does_not(
    north: People, walked: Walked
) -> None:
    by = north["practitioner"]
    decision = walked("C20", by)
    told(decision, by, whom="carer", relationship=untold(child_of(decision, by), by))
    waiting = ToDo.objects.filter(decision=decision, slug="telling", done_by__isnull=True)
    assert waiting.exists()
    with pytest.raises(Refused, match="no letter is made"):
        check_can_write_letter(load(decision), by)
    told(decision, by)
    assert not waiting.exists()
    [event] = log.history(decision).filter(action="decision.amended")
    assert event.facts == {"amendment": decision.amendments.get().pk, "todo": "telling"}


def test_a_draft_that_does_not_say_yet_whether_they_are_told_says_so(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by, until=READY)
    Conclusion.objects.filter(decision=decision).delete()
    with pytest.raises(Refused, match="does not say yet"):
        told(decision, by)


def test_a_second_press_writes_it_once_and_another_text_with_its_key_is_refused(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C01", by)
    values = {"whom": "child", "relationship": None, "carer": "", "on": timezone.localdate(), "how": "A", "teller": "B"}
    key = uuid4()
    for _ in range(2):
        write_told(decision=decision, request_key=key, values={**values, "said": ""}, by=by)
    assert Told.objects.count() == 1
    with pytest.raises(Refused, match="out of date"):
        write_told(decision=decision, request_key=key, values={**values, "said": "More"}, by=by)


@pytest.mark.parametrize(
    "wrong",
    [
        {"whom": "aunt"},
        {"how": ""},
        {"teller": ""},
        {"whom": "carer"},
        {"whom": "child", "carer": "Her aunt"},
    ],
)
def test_the_database_refuses_a_telling_that_is_not_whole(
    north: People, walked: Walked, wrong: dict[str, object]
) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        told(walked("C01", north["practitioner"]), north["practitioner"], **wrong)


@pytest.mark.parametrize("wrong", [{"found": "perhaps"}, {"why": ""}])
def test_the_database_refuses_a_look_that_is_not_whole(north: People, walked: Walked, wrong: dict[str, str]) -> None:
    values = {"found": "tell", **wrong}
    with pytest.raises(DatabaseError), transaction.atomic():
        looked(walked("C01", north["practitioner"]), north["practitioner"], **values)


def test_telling_is_for_the_owner_and_those_who_oversee(north: People, walked: Walked, signed_in: SignedIn) -> None:
    decision = walked("C01", north["practitioner"])
    for who, status in (("manager", 200), ("colleague", 404), ("administrator", 404)):
        assert signed_in(north[who]).get(path(decision)).status_code == status, who

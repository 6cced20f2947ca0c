"""Asking for advice: whom it goes to, what they are told, and who may not be asked."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from decisions import actions, policies
from decisions.actions import access
from decisions.actions.asking import Whom
from decisions.draft import load
from decisions.models import AdviceDiscussion, PutTo
from decisions.policies import Refused
from infoshare.accounts.models import Absence, Notice, User
from tests.conftest import Walked
from tests.decisions.asking import follow, give, put
from tests.decisions.builders import READY, answer, record, started
from tests.decisions.pages import filled, form_on, problems
from tests.seeding.people import People

pytestmark = pytest.mark.django_db

SignedIn = Callable[[User], Client]


def asked_of(discussion: AdviceDiscussion) -> dict[User, str]:
    return {row.user: row.why for row in PutTo.objects.filter(discussion=discussion).select_related("user")}


def away(user: User, *, stand_in: User | None = None) -> None:
    today = timezone.localdate()
    until = today + timedelta(days=5)
    Absence.objects.create(
        user=user, request_key=uuid4(), first_on=today, last_on=until, stand_in=stand_in, set_by=user
    )


def test_a_question_goes_to_the_manager_of_the_team_who_is_told_by_reference_alone(
    north: People, django_capture_on_commit_callbacks: object
) -> None:
    by = north["practitioner"]
    discussion = put(started(by), by=by)
    assert asked_of(discussion) == {north["manager"]: "holds"}
    notice = Notice.objects.get(user=north["manager"])
    assert notice.sentence == f"You are asked for advice: {discussion.reference}."
    assert discussion.decision.reference not in notice.sentence + notice.path


def test_the_mail_says_nothing_of_what_is_asked(north: People, django_capture_on_commit_callbacks: object) -> None:
    by = north["practitioner"]
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        put(started(by), by=by, text="Unmistakable words")
    (message,) = mail.outbox
    assert message.to == [north["manager"].email]
    assert "Unmistakable" not in f"{message.subject} {message.body}"


def test_who_is_away_is_not_asked_but_whoever_stands_in(north: People) -> None:
    by = north["practitioner"]
    away(north["manager"], stand_in=north["colleague"])
    assert asked_of(put(started(by), by=by)) == {north["colleague"]: "deputy"}


def test_where_nobody_holds_the_role_and_is_there_the_next_role_is_asked(north: People) -> None:
    by = north["practitioner"]
    for manager in ("manager", "manager_elsewhere"):
        away(north[manager])
    assert asked_of(put(started(by), by=by)) == {north["safeguarding_lead"]: "next"}


def test_somebody_with_a_conflict_of_interest_is_never_asked(north: People) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    guardian = north["caldicott_guardian"]
    access.bar(decision=decision, whom=north["manager"], kind="relative", why="Her uncle", by=guardian)
    assert north["manager"] not in asked_of(put(decision, by=by))
    with pytest.raises(Refused, match="Nobody who can be named"):
        put(decision, by=by, whom=Whom("manager", colleague=north["manager"]))


def test_whoever_is_barred_later_finds_neither_the_question_nor_a_word_of_it(
    north: People, signed_in: SignedIn
) -> None:
    by, manager = north["practitioner"], north["manager"]
    decision = started(by)
    discussion = put(decision, by=by)
    client = signed_in(manager)
    assert client.get(f"/advice/{discussion.reference}/").status_code == 200
    guardian = north["caldicott_guardian"]
    access.bar(decision=decision, whom=manager, kind="relative", why="Her uncle", by=guardian)
    assert client.get(f"/advice/{discussion.reference}/").status_code == 404
    assert discussion.reference not in client.get("/").content.decode()


def test_nobody_is_their_own_adviser(north: People) -> None:
    by = north["manager"]
    decision = started(by)
    assert by not in asked_of(put(decision, by=by))
    with pytest.raises(Refused, match="your own adviser"):
        put(decision, by=by, whom=Whom("manager", colleague=by))
    PutTo.objects.create(discussion=(sent := put(decision, by=by)), user=by, why="asked", put_by=by)
    with pytest.raises(Refused, match="your own adviser"):
        give(sent, by=by)


def test_a_colleague_of_another_organisation_is_nobody(north: People, south: People) -> None:
    by = north["practitioner"]
    with pytest.raises(Refused, match="Nobody who can be named"):
        put(started(by), by=by, whom=Whom("manager", colleague=south["manager"]))


def test_two_opinions_are_asked_of_two_people(north: People) -> None:
    by = north["practitioner"]
    first = put(started(by), by=by, second=Whom("manager"))
    one, other = asked_of(first), asked_of(first.second)
    assert len(one) == 1
    assert not set(one) & set(other)


def test_names_given_say_why_and_names_withheld_need_no_reason(north: People) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    withheld, given = put(decision, by=by), put(decision, by=by, named_why="She knows the family")
    assert "AB" not in str(withheld.shown["parts"])
    assert "AB" in str(given.shown["parts"])
    assert (withheld.named_why, given.named_why) == ("", "She knows the family")


def test_it_is_sent_only_as_it_was_read(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    decision, client = started(by), signed_in(by)
    path = f"/decisions/{decision.reference}/questions/situation/advice/"
    nothing = dict.fromkeys(("colleague", "outsider", "second", "also", "seen"), "")
    typed = filled(form_on(client, path), "AB is bruised") | nothing
    shown = client.post(path, typed)
    assert b"This is what they will see" in shown.content
    assert "[initials withheld] is bruised" in shown.content.decode()
    assert not AdviceDiscussion.objects.exists()
    ready = typed | {"seen": shown.context["form"]["seen"].value()}
    assert problems(client.post(path, {**ready, "dilemma": "Something else"})) == [
        "Read what the adviser will see. Then send it."
    ]
    assert not AdviceDiscussion.objects.exists()
    assert client.post(path, ready).status_code == 302
    assert AdviceDiscussion.objects.get().shown["question"] == "[initials withheld] is bruised"


def test_pressed_twice_it_is_put_once(north: People) -> None:
    by, decision, key = north["practitioner"], started(north["practitioner"]), uuid4()
    first = put(decision, by=by, key=key, second=Whom("caldicott_guardian"))
    assert put(decision, by=by, key=key, second=Whom("caldicott_guardian")) == first
    assert AdviceDiscussion.objects.count() == 2


def test_the_answer_is_taken_over_and_the_question_can_be_answered(north: People) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    answer(decision, "situation", "case", by=by)
    answer(decision, "danger", "no", by=by)
    answer(decision, "statutory", "unsure", by=by)
    discussion = put(decision, "statutory", by=by)
    give(discussion, by=north["manager"], conditions="Ask the mother first")
    with pytest.raises(Refused, match="Record what was advised first"):
        answer(decision, "statutory", "no", by=by)
    follow(discussion, by=by, followed="partly", not_followed_why="She is away")
    answer(decision, "statutory", "no", by=by)
    discussion.refresh_from_db()
    assert (discussion.asked_whom, discussion.advice) == (north["manager"].name, "share_part")
    assert discussion.conditions == "Ask the mother first"


def test_the_newest_answer_counts(north: People) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    discussion = put(decision, by=by)
    old = give(discussion, by=north["manager"])
    give(discussion, by=north["manager"], advice="do_not_share")
    with pytest.raises(Refused, match="There is a newer answer"):
        actions.follow(discussion=discussion, answer=old, values={"followed": "yes"}, seen="", by=by)


def test_a_question_taken_back_needs_no_answer_but_being_unsure_still_does(north: People) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    answer(decision, "situation", "case", by=by)
    answer(decision, "danger", "no", by=by)
    answer(decision, "statutory", "unsure", by=by)
    discussion = put(decision, "statutory", by=by)
    actions.take_back(discussion=discussion, why="Found it in the handbook", by=by)
    with pytest.raises(Refused, match="taken back"):
        give(discussion, by=north["manager"])
    with pytest.raises(Refused, match="You said that you are not sure"):
        answer(decision, "statutory", "no", by=by)


def test_advice_is_asked_about_a_record_too_and_the_record_stays(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C05", by)
    before = load(decision).record
    discussion = put(decision, "record", by=by)
    give(discussion, by=north["manager"])
    follow(discussion, by=by)
    after = load(decision)
    assert after.record == before
    assert not after.open_discussions
    with pytest.raises(Refused, match="ask about the record"):
        put(decision, "situation", by=by)


def test_a_decision_waits_for_every_question_put(north: People, walked: Walked) -> None:
    by = north["practitioner"]
    decision = walked("C05", by, until=READY)
    discussion = put(decision, "page-items", by=by)
    with pytest.raises(Refused, match="A decision can't rest on advice that is open"):
        policies.check_can_record(load(decision), by)
    give(discussion, by=north["manager"])
    follow(discussion, by=by)
    record(decision, by=by)


def test_what_happened_elsewhere_is_one_page_and_the_adviser_is_asked_to_confirm(
    north: People, signed_in: SignedIn
) -> None:
    by = north["practitioner"]
    decision, client = started(by), signed_in(by)
    path = f"/decisions/{decision.reference}/questions/situation/advice/elsewhere/"
    typed = filled(form_on(client, path)) | {"adviser": north["manager"].email, "advice": "share", "followed": "yes"}
    today = timezone.localdate()
    typed |= {
        "advised_on_day": str(today.day),
        "advised_on_month": str(today.month),
        "advised_on_year": str(today.year),
    }
    assert client.post(path, typed).status_code == 302
    discussion = AdviceDiscussion.objects.get()
    assert discussion.is_closed
    assert asked_of(discussion) == {north["manager"]: "confirm"}


def test_a_discussion_elsewhere_says_everything_or_that_there_is_no_answer_yet(
    north: People, signed_in: SignedIn
) -> None:
    client = signed_in(north["practitioner"])
    path = f"/decisions/{started(north['practitioner']).reference}/questions/situation/advice/elsewhere/"
    typed = filled(form_on(client, path)) | {"adviser": "", "advice": "share", "advice_text": "", "followed": ""}
    assert set(problems(client.post(path, typed))) == {"Write down what was said", "Choose whether you follow it"}
    typed |= {"advice": "", "advice_text": "Share it"}
    assert "Choose what was advised" in problems(client.post(path, typed))


def test_the_page_says_whom_it_goes_to_today(north: People, signed_in: SignedIn) -> None:
    by = north["practitioner"]
    away(north["caldicott_guardian"])
    page = signed_in(by).get(f"/decisions/{started(by).reference}/questions/situation/advice/").content.decode()
    assert f"Goes to {north['manager'].name}." in page


def test_home_says_what_waits(north: People, client: Client) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    discussion = put(decision, by=by)
    client.force_login(by)
    assert client.get("/").context["work"] == []
    give(discussion, by=north["manager"])
    (row,) = client.get("/").context["work"]
    assert (row["title"], row["reference"]) == ("Say whether you follow the advice", discussion.reference)
    follow(discussion, by=by)
    assert client.get("/").context["work"] == []

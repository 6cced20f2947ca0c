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
from decisions.actions.handing_over import ASKED, pass_on
from decisions.draft import load
from decisions.models import AdviceDiscussion, Decision, OutsideAdviser, PutTo
from decisions.policies import Refused
from infoshare.accounts.models import Absence, Membership, Notice, User
from tests.conftest import Walked
from tests.decisions.answering_builders import outsider, written_to_adviser
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


def test_all_who_were_asked_are_named_whole(north: People) -> None:
    by, manager, another = north["practitioner"], north["manager"], north["colleague"]
    Membership.objects.create(user=another, role="manager", team=manager.memberships.get().team)
    for number, user in enumerate((manager, another)):
        user.name = f"Anna{number} {'Longname ' * 18}End{number}"
        user.save()
    discussion = put(started(by), by=by)
    assert set(discussion.asked_whom.split(", ")) == {manager.name, another.name}


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


@pytest.mark.parametrize(
    ("page", "box"),
    [
        ("questions/situation/advice/", "colleague"),
        ("questions/situation/advice/elsewhere/", "adviser"),
        ("access/adviser/", "whom"),
    ],
)
def test_the_box_for_a_colleague_does_not_tell_who_has_a_conflict(
    page: str, box: str, north: People, signed_in: SignedIn
) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    guardian = north["caldicott_guardian"]
    access.bar(decision=decision, whom=north["manager"], kind="relative", why="Her uncle", by=guardian)
    client, path = signed_in(by), f"/decisions/{decision.reference}/{page}"
    typed = filled(form_on(client, path)) | {"to": "colleague", "names": "yes"}
    barred, nobody = (client.post(path, typed | {box: name}) for name in (north["manager"].name, "No Such Name"))
    assert barred.context["form"].errors[box] == nobody.context["form"].errors[box]
    assert problems(barred) == problems(nobody)


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


def restricted(decision: Decision, *viewers: User, by: User) -> None:
    until = timezone.now() + timedelta(days=9)
    access.restrict(decision=decision, why="Her uncle works here", viewers=viewers, until=until, by=by)


def test_a_restriction_closes_a_question_with_names_and_not_one_without(north: People, signed_in: SignedIn) -> None:
    by, manager, decision = north["practitioner"], north["manager"], started(north["practitioner"])
    named, withheld = put(decision, by=by, named_why="She knows the family"), put(decision, by=by)
    client = signed_in(manager)
    assert client.get(f"/advice/{named.reference}/").status_code == 200
    restricted(decision, by, by=north["caldicott_guardian"])
    assert client.get(f"/advice/{named.reference}/").status_code == 404
    assert named.reference not in client.get("/").content.decode()
    assert client.get(f"/advice/{withheld.reference}/").status_code == 200


def test_whoever_the_restriction_names_still_reads_it(north: People, signed_in: SignedIn) -> None:
    by, manager, decision = north["practitioner"], north["manager"], started(north["practitioner"])
    named = put(decision, by=by, named_why="She knows the family")
    restricted(decision, by, manager, by=north["caldicott_guardian"])
    assert signed_in(manager).get(f"/advice/{named.reference}/").status_code == 200


@pytest.mark.parametrize("role", ["manager", "caldicott_guardian"])
def test_no_role_brings_the_names_of_a_restricted_decision_to_whom_it_does_not_name(north: People, role: str) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    restricted(decision, by, by=north["caldicott_guardian"])
    with pytest.raises(Refused, match="Leave the names out"):
        put(decision, by=by, whom=Whom(role), named_why="She knows the family")
    assert asked_of(put(decision, by=by, whom=Whom(role)))


def test_a_role_brings_them_to_whom_it_names(north: People) -> None:
    by, decision, guardian = north["practitioner"], started(north["practitioner"]), north["caldicott_guardian"]
    restricted(decision, by, guardian, by=guardian)
    assert asked_of(put(decision, by=by, named_why="He knows them")) == {guardian: "next"}


def test_a_role_brings_names_to_nobody_who_may_not_open_the_decision_anyway(north: People) -> None:
    by = north["practitioner"]
    away(north["manager"])
    assert asked_of(put(started(by), by=by)) == {north["manager_elsewhere"]: "holds"}
    assert north["manager_elsewhere"] not in asked_of(put(started(by), by=by, named_why="She knows the family"))


def test_a_stand_in_is_not_told_the_names_that_were_for_a_colleague(north: People) -> None:
    by, manager, decision = north["practitioner"], north["manager"], started(north["practitioner"])
    away(manager, stand_in=north["colleague"])
    chosen = Whom("manager", colleague=manager)
    assert asked_of(put(decision, by=by, whom=chosen)) == {north["colleague"]: "deputy"}
    with pytest.raises(Refused, match="is away. Nobody there may know who it is about"):
        put(decision, by=by, whom=chosen, named_why="She knows the family")


def test_nobody_outside_is_told_the_names_of_a_restricted_decision(north: People) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    somebody = Whom("legal", outside="A solicitor")
    named, withheld = (put(decision, by=by, whom=somebody, named_why=why) for why in ("He acts for her", ""))
    links = [outsider(each, by=by).adviser for each in (named, withheld)]
    restricted(decision, by, by=north["caldicott_guardian"])
    assert [OutsideAdviser.objects.get(pk=each.pk).is_let_in for each in links] == [False, True]
    with pytest.raises(Refused, match="nobody outside is told"):
        put(decision, by=by, whom=somebody, named_why="He acts for her")
    with pytest.raises(Refused, match="nobody outside is told"):
        outsider(named, by=by)


def told(user: User) -> set[str]:
    return set(Notice.objects.filter(user=user, seen_at=None).values_list("sentence", flat=True))


def test_nobody_hears_of_a_question_that_is_closed_to_them(north: People) -> None:
    by, owner, manager, guardian = (
        north[who] for who in ("practitioner", "colleague", "manager", "caldicott_guardian")
    )
    decision = started(by)
    barred_adviser, answered = put(decision, by=by), put(decision, by=by, whom=Whom("safeguarding_lead"))
    pass_on(decision, to=owner, why=ASKED, by=by)
    for user in (by, manager):
        access.bar(decision=decision, whom=user, kind="relative", why="Her uncle", by=guardian)
    give(answered, by=north["safeguarding_lead"], given_as="safeguarding_lead")
    written_to_adviser(barred_adviser, "One more thing", by=owner)
    actions.take_back(discussion=barred_adviser, why="Found it", by=owner)
    assert told(owner) > {f"{answered.reference} is answered."}
    assert not told(by)
    assert not told(manager)


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

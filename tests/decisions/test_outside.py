"""Somebody outside: a link that is nothing without its code, opened once in one browser, until it ends."""

import re
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPException
from unittest import mock

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from decisions.actions import answering, take_back
from decisions.actions import outside as letting_in
from decisions.actions.asking import Whom
from decisions.models import AdviceAnswer, AdviceDiscussion, Decision, OutsideAdviser
from decisions.policies import Refused
from decisions.summary.records import DID
from infoshare.accounts.models import User
from infoshare.audit.models import Event
from infoshare.tenancy import context
from tests.decisions.answering_builders import (
    QUESTION,
    answered,
    link_in_mail,
    opened,
    outsider,
    path,
    press,
    put,
    said_of,
    written_to_adviser,
    written_to_asker,
)
from tests.decisions.asking import follow
from tests.decisions.builders import advise, ask, started
from tests.decisions.pages import problems
from tests.row_security import the_site
from tests.seeding.people import People

pytestmark = pytest.mark.django_db
SignedIn = Callable[[User], Client]
WRONG = "That code does not open this page. Check it, or ring whoever sent you the link."
ANSWER = {"advice": "share_part", "rationale": "Only what the ward needs"}


@pytest.fixture
def decision(north: People) -> Decision:
    return started(north["practitioner"])


@pytest.fixture
def asked(decision: Decision, north: People) -> AdviceDiscussion:
    return put(decision, by=north["practitioner"], whom=Whom("professional_body", outside="Dr Vaughan"))


@pytest.fixture
def made(asked: AdviceDiscussion, north: People) -> letting_in.LetIn:
    return outsider(asked, by=north["practitioner"])


def of(discussion: AdviceDiscussion) -> str:
    return f"/decisions/{discussion.decision.reference}/advice/{discussion.pk}/outside/"


def sees(client: Client, made: letting_in.LetIn) -> bool:
    return QUESTION in client.get(path(made)).content.decode()


def test_the_whole_way_link_by_mail_code_by_telephone_answer(
    asked: AdviceDiscussion, north: People, signed_in: SignedIn, client: Client
) -> None:
    typed = {"name": "Dr Vaughan", "organisation": "The hospital", "email": "vaughan@hospital.example"}
    shown = press(signed_in(north["practitioner"]), of(asked), **typed)
    code = shown.context["code"]
    assert f">{code}<" in shown.content.decode()
    (letter,) = mail.outbox
    assert letter.to == ["vaughan@hospital.example"]
    for told in (code, code.replace("-", ""), asked.reference, asked.decision.reference, QUESTION, "North", "Vaughan"):
        assert told not in f"{letter.subject} {letter.body}", told
    link = link_in_mail()
    assert client.post(link, {"code": f" {code.lower()} "})["Location"] == link
    page = client.get(link).content.decode()
    for told in (QUESTION, "To help", "North asks you", "North practitioner"):
        assert told in page
    assert press(client, link, **ANSWER).status_code == 302
    assert press(client, f"{link}say/", text="Which ward?").status_code == 302
    given = AdviceAnswer.objects.get()
    assert (given.given_by, given.outside, given.given_as) == (None, OutsideAdviser.objects.get(), "professional_body")
    assert {"You answered", "You wrote"} <= {row["what"] for row in client.get(link).context["thread"]}
    sentences = list(north["practitioner"].notices.values_list("sentence", flat=True))
    assert sentences == [f"There is a message about {asked.reference}.", f"{asked.reference} is answered."]


def test_whoever_carries_it_sees_how_often_a_link_was_opened_and_who_looked_at_the_question(
    made: letting_in.LetIn, asked: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    client = opened(made)
    for _ in range(4):
        client.get(path(made))
    here = put(asked.decision, by=north["practitioner"], whom=Whom("manager"))
    signed_in(north["manager"]).get(f"/advice/{here.reference}/")
    page = signed_in(north["practitioner"]).get(f"/decisions/{asked.decision.reference}/looks/")
    looks = {(row["by"], row["through"]): (row["what"], row["times"]) for row in page.context["looks"]}
    link = f"by link {made.adviser.pk}, let in by North practitioner"
    assert looks["Somebody outside", link] == ("question for advice", 4)
    assert looks["North manager", "was asked for advice"] == ("question for advice", 1)


def test_a_link_alone_shows_nothing_and_neither_does_a_code(made: letting_in.LetIn, client: Client) -> None:
    page = client.get(path(made))
    assert page.status_code == 200
    for told in (QUESTION, "North", made.adviser.discussion.reference, made.adviser.name):
        assert told not in page.content.decode()
    assert WRONG in problems(client.post("/outside/another-link/", {"code": made.code}))
    assert not sees(client, made)
    assert client.post(path(made), ANSWER).status_code == 200
    assert client.post(f"{path(made)}say/", {"text": "Hello"}).status_code == 200
    assert not AdviceAnswer.objects.exists()


def test_wrong_used_ended_and_unknown_links_are_answered_alike(
    asked: AdviceDiscussion, north: People, client: Client
) -> None:
    by = north["practitioner"]
    first = outsider(asked, by=by)
    opened(first)
    letting_in.end_outside(adviser=first.adviser, why="Wrong person", by=by)
    late = outsider(asked, by=by)
    OutsideAdviser.objects.filter(pk=late.adviser.pk).update(
        let_in_at=timezone.now() - timedelta(days=15), until=timezone.now() - timedelta(minutes=1)
    )
    used = outsider(asked, by=by)
    opened(used)
    answers = [
        _without(client.post(f"/outside/{token}/", {"code": code}).content, token, code)
        for token, code in (
            ("no-such-link", "ABCD2345"),
            (first.token, first.code),
            (late.token, late.code),
            (used.token, used.code),
            (used.token, "ABCD2345"),
        )
    ]
    assert len(set(answers)) == 1
    assert WRONG in answers[0]
    asked_for = [
        _without(client.get(f"/outside/{token}/").content, token) for token in ("no-such", first.token, used.token)
    ]
    assert len(set(asked_for)) == 1


def _without(page: bytes, *typed: str) -> str:
    text = re.sub(r'value="[A-Za-z0-9]{64}"', "", page.decode())
    for each in typed:
        text = text.replace(each, "")
    return text


def test_the_link_opens_nothing_in_a_second_browser(made: letting_in.LetIn) -> None:
    first, second = opened(made), Client()
    assert sees(first, made)
    assert not sees(second, made)
    assert problems(second.post(path(made), {"code": made.code})) == [WRONG]
    assert not sees(second, made)
    assert sees(first, made), "trying elsewhere takes nothing from whoever opened it"


def test_a_cookie_that_somebody_made_up_opens_nothing(made: letting_in.LetIn, north: People) -> None:
    opened(made)
    forger = Client()
    forger.cookies["outside"] = f"{made.adviser.pk} 1"
    assert not sees(forger, made)


def test_the_cookie_is_for_this_page_alone_and_no_script_reads_it(made: letting_in.LetIn) -> None:
    cookie = Client().post(path(made), {"code": made.code}).cookies["outside"]
    assert cookie["path"] == path(made)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert made.token not in cookie.value


def test_five_wrong_codes_end_it(made: letting_in.LetIn, north: People, signed_in: SignedIn) -> None:
    for _ in range(5):
        assert problems(Client().post(path(made), {"code": "ABCD2345"})) == [WRONG]
    assert problems(Client().post(path(made), {"code": made.code})) == [WRONG]
    row = OutsideAdviser.objects.get()
    assert (row.wrong_codes, row.opened_at) == (5, None)
    assert Event.objects.filter(action="advice.outside-wrong-code").count() == 5
    shown = signed_in(north["practitioner"]).get(of(made.adviser.discussion)).content.decode()
    assert "Five wrong codes were tried" in shown
    for wrong in ({"wrong_codes": 6}, {"opened_at": timezone.now()}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OutsideAdviser.objects.update(**wrong)


def test_four_wrong_codes_do_not(made: letting_in.LetIn) -> None:
    browser = Client()
    for _ in range(4):
        browser.post(path(made), {"code": "ABCD2345"})
    assert sees(opened(made, browser), made)


def test_it_is_gone_after_fourteen_days(made: letting_in.LetIn) -> None:
    browser = opened(made)
    OutsideAdviser.objects.update(
        let_in_at=timezone.now() - timedelta(days=14), until=timezone.now() - timedelta(seconds=1)
    )
    assert not sees(browser, made)
    with pytest.raises(Refused, match="works no more"):
        answering.answer_from_outside(
            adviser=made.adviser, request_key=made.adviser.request_key, values={**ANSWER, "given_as": "legal"}
        )


@pytest.mark.parametrize("how", ["ended", "taken back", "closed"])
def test_it_is_gone_when_the_asker_is_done(
    how: str, made: letting_in.LetIn, north: People, signed_in: SignedIn
) -> None:
    browser, by, discussion = opened(made), north["practitioner"], made.adviser.discussion
    assert sees(browser, made)
    if how == "ended":
        page = f"{of(discussion)}{made.adviser.pk}/end/"
        assert press(signed_in(by), page, why="She left the hospital").status_code == 302
    elif how == "taken back":
        take_back(discussion=discussion, why="I know now", by=by)
    else:
        advise(discussion, by=by)
    assert not sees(browser, made)
    browser.post(path(made), ANSWER)
    browser.post(f"{path(made)}say/", {"text": "Hello", "request_key": str(made.adviser.request_key)})
    assert not AdviceAnswer.objects.exists()
    assert not discussion.replies.exists()


def test_nothing_on_the_page_tells_of_the_decision_its_names_or_other_advisers(north: People) -> None:
    by = north["practitioner"]
    decision = started(by)
    decision.recipients.update(name="Rosalind Quill")
    other = put(decision, by=by)
    answered(other, by=north["safeguarding_lead"], rationale="The colleague's own reasons")
    written_to_asker(other, "The colleague's own message", by=north["safeguarding_lead"])
    lawyer = Whom("legal", outside="Dr Vaughan")
    asked = put(decision, by=by, whom=lawyer, text=f"May I tell Rosalind? See {decision.reference}.")
    written_to_adviser(asked, "Rosalind rang", by=by)
    made = outsider(asked, by=by)
    browser = opened(made)
    page = browser.get(path(made)).content.decode()
    assert "[name withheld] rang" in page
    for told in (
        decision.reference,
        "Rosalind",
        "Quill",
        "own reasons",
        "own message",
        north["safeguarding_lead"].name,
    ):
        assert told not in page, told


def test_somebody_outside_is_not_let_into_what_was_put_to_a_colleague(decision: Decision, north: People) -> None:
    by = north["practitioner"]
    for discussion in (put(decision, by=by, whom=Whom("caldicott_guardian")), ask(decision, "situation", by=by)):
        with pytest.raises(Refused, match="in a question of its own"):
            outsider(discussion, by=by)


def test_somebody_outside_answers_in_no_role_of_the_organisation(made: letting_in.LetIn) -> None:
    values = {**ANSWER, "conditions": "", "given_as": "caldicott_guardian", "principles": ["law"], "theme": "health"}
    with pytest.raises(IntegrityError, match="from_outside_is_no_role_here"), transaction.atomic():
        answering.answer_from_outside(adviser=made.adviser, request_key=made.adviser.request_key, values=values)
    with pytest.raises(IntegrityError, match="outside_is_no_role_here"), transaction.atomic():
        AdviceDiscussion.objects.update(role="caldicott_guardian")


def test_the_record_names_whom_the_link_was_sent_to(asked: AdviceDiscussion, north: People) -> None:
    made = outsider(asked, by=north["practitioner"], name="Dr Wren", organisation="The clinic")
    press(opened(made), path(made), **ANSWER)
    follow(asked, by=north["practitioner"])
    assert said_of(asked)["Asked"] == "Dr Wren, The clinic (Professional body)"


def test_what_was_typed_is_kept_where_the_link_ended_meanwhile(
    asked: AdviceDiscussion, made: letting_in.LetIn, north: People
) -> None:
    browser = opened(made)
    letting_in.end_outside(adviser=made.adviser, why="Wrong person", by=north["practitioner"])
    for page, sent in (
        (path(made), {"rationale": "An hour of thought"}),
        (f"{path(made)}say/", {"text": "Half a page"}),
    ):
        late = browser.post(page, sent).content.decode()
        assert "It was not sent" in late
        assert next(iter(sent.values())) in late
    assert not AdviceAnswer.objects.exists()


def test_a_link_that_no_address_takes_is_told_of_and_its_code_shown(
    asked: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    typed = {"name": "Dr Vaughan", "organisation": "The hospital", "email": "vaughan@hospital.example"}
    with mock.patch("decisions.summary.one_time_links.send_mail", side_effect=ValueError):
        shown = press(signed_in(north["practitioner"]), of(asked), **typed)
    assert "could not be sent" in shown.content.decode()
    assert shown.context["code"] in shown.content.decode()


def test_the_history_tells_what_became_of_a_link(asked: AdviceDiscussion, north: People) -> None:
    made = outsider(asked, by=north["practitioner"])
    with pytest.raises(Refused):
        letting_in.open_with_code(token=made.token, code="ABCD2345")
    opened(made)
    letting_in.end_outside(adviser=made.adviser, why="Wrong person", by=north["practitioner"])
    done = set(Event.objects.filter(about_id=asked.decision_id).values_list("action", flat=True))
    assert {each for each in done if "outside" in each} <= set(DID)


def test_of_two_outside_one_after_the_other_neither_sees_the_other(asked: AdviceDiscussion, north: People) -> None:
    by = north["practitioner"]
    first = outsider(asked, by=by)
    press(opened(first), path(first), **{**ANSWER, "rationale": "The first one's reasons"})
    with pytest.raises(Refused, match="let in already"):
        outsider(asked, by=by)
    letting_in.end_outside(adviser=first.adviser, why="She is away", by=by)
    second = outsider(asked, by=by, name="Dr Wren")
    page = opened(second).get(path(second)).content.decode()
    assert "The first one's reasons" not in page
    assert "Dr Vaughan" not in page


def test_each_look_and_word_from_outside_is_told_of_who_let_them_in(made: letting_in.LetIn, north: People) -> None:
    press(opened(made), path(made), **ANSWER)
    told = Event.objects.filter(facts__outside=made.adviser.pk).order_by("pk")
    actions = list(told.values_list("action", flat=True))
    assert actions[:3] == ["advice.outside-let-in", "advice.outside-opened", "advice.viewed"]
    assert "advice.given" in actions
    assert {event.by for event in told} == {north["practitioner"]}


def test_the_page_is_kept_by_nobody_and_tells_no_other_place_its_address(made: letting_in.LetIn) -> None:
    for response in (opened(made).get(path(made)), Client().get(path(made)), Client().get("/outside/no-such/")):
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "strict-origin"
        assert "noindex" in response["X-Robots-Tag"]
        assert "default-src 'none'" in response["Content-Security-Policy"]


def test_only_hashes_are_kept_and_the_code_is_shown_once(
    asked: AdviceDiscussion, north: People, signed_in: SignedIn
) -> None:
    asker, typed = signed_in(north["practitioner"]), {"name": "Dr V", "organisation": "H", "email": "v@h.example"}
    form = asker.get(of(asked)).context["form"]
    data = {**typed, "request_key": str(form["request_key"].value())}
    code = asker.post(of(asked), data).context["code"]
    second = asker.post(of(asked), data)
    assert second.context["code"] == ""
    assert "was shown already" in second.content.decode()
    assert len(mail.outbox) == 1
    kept = str(OutsideAdviser.objects.values().get())
    token = link_in_mail().split("/")[2]
    assert token not in kept
    assert code.replace("-", "") not in kept
    assert all(token not in str(event.facts) for event in Event.objects.all())


def test_the_page_says_where_the_mail_did_not_go(asked: AdviceDiscussion, north: People, signed_in: SignedIn) -> None:
    typed = {"name": "Dr V", "organisation": "H", "email": "v@h.example"}
    with mock.patch("django.core.mail.backends.locmem.EmailBackend.send_messages", side_effect=SMTPException):
        shown = press(signed_in(north["practitioner"]), of(asked), **typed).content.decode()
    assert "could not be sent" in shown


def test_before_anybody_is_known_the_database_shows_the_link_alone(made: letting_in.LetIn, south: People) -> None:
    with the_site(), context.accounts():
        assert OutsideAdviser.objects.count() == 1
        assert not AdviceDiscussion.objects.exists()
        assert not Decision.objects.exists()
    with the_site(), context.organisation(south["practitioner"].organisation_id):
        assert not OutsideAdviser.objects.exists()
    with the_site(), context.nowhere():
        assert not OutsideAdviser.objects.exists()


def test_somebody_signed_in_elsewhere_needs_the_code_too(
    made: letting_in.LetIn, north: People, south: People, signed_in: SignedIn
) -> None:
    for who in (north["manager"], south["practitioner"]):
        assert not sees(signed_in(who), made)
    assert sees(opened(made, signed_in(south["practitioner"])), made)


def test_what_is_typed_from_outside_is_kept_where_something_lacks(made: letting_in.LetIn) -> None:
    browser = opened(made)
    answer_to = press(browser, path(made), rationale="Half a thought")
    assert problems(answer_to) == ["Choose what you advise"]
    assert "Half a thought" in answer_to.content.decode()


def test_letting_in_says_what_lacks(asked: AdviceDiscussion, north: People, signed_in: SignedIn) -> None:
    told = problems(press(signed_in(north["practitioner"]), of(asked), email="nonsense"))
    assert told == [
        "Give the name of whoever you ask",
        "Say where they work",
        "Give an email address like name@example.org",
    ]

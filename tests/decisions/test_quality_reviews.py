"""One record of a sample is reviewed once; whoever carries it is told, reads it and answers; both stand beside it."""

import re
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from decisions import actions
from decisions.actions import access
from decisions.actions.quality import answer_feedback
from decisions.draft import load
from decisions.models import Decision, FeedbackRead, QualityAnswer, QualityPick, QualityReview
from decisions.policies import Refused
from decisions.quality.questions import ASKED, NO, NOT_ASKED, PARTLY, QUESTIONS, YES
from decisions.summary.records import record_print
from decisions.summary.waiting import work_list
from infoshare.accounts.models import User
from infoshare.audit import keyed
from infoshare.audit.models import Event
from infoshare.saving.whole import rows_of
from tests.conftest import Walked
from tests.decisions.pages import filled, form_on, problems
from tests.decisions.sampling import answers, drawn, pick_of, reviewed
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
# Columns that say whose something is: none of them may stand where rows are put together or in order.
OF_A_PERSON = r"(owner|created_by|recorded_by|saved_by|reviewed_by|read_by|made_by|added_by)(_id)?|user_id"


@pytest.fixture
def record(north: People, walked: Walked) -> Decision:
    return walked("C01", north["practitioner"])


@pytest.fixture
def pick(north: People, record: Decision) -> QualityPick:
    return pick_of(record, by=north["manager"])


def told(user: User) -> list[tuple[str, str]]:
    return [(notice.sentence, notice.path) for notice in user.notices.all()]


def read(review: QualityReview, *, by: User, comment: str = "I see", key: object = None) -> FeedbackRead:
    return answer_feedback(review=review, comment=comment, request_key=key or uuid4(), by=by)  # type: ignore[arg-type]


def test_whoever_carries_it_is_told_and_reads_it(
    north: People, record: Decision, pick: QualityPick, signed_in: SignedIn
) -> None:
    owner = north["practitioner"]
    said = answers(child=(NO, "She is not quoted"), advice=(NOT_ASKED, "It was plain"))
    made = reviewed(pick, by=north["manager"], answers=said, good="Well weighed", to_do="Ask her")
    path = f"/decisions/{record.reference}/feedback/{made.pk}/"
    assert told(owner) == [(f"There is feedback on {record.reference}.", path)]
    client = signed_in(owner)
    assert path in client.get("/").content.decode()
    page = client.get(path).content.decode()
    for text in ("She is not quoted", "It was plain", "Well weighed", "Ask her", north["manager"].name):
        assert text in page
    assert path in client.get(f"/decisions/{record.reference}/").content.decode()


def test_they_answer_it_once_and_the_reviewer_is_told(
    north: People, record: Decision, pick: QualityPick, signed_in: SignedIn
) -> None:
    made = reviewed(pick, by=north["manager"])
    client, path = signed_in(north["practitioner"]), f"/decisions/{record.reference}/feedback/{made.pk}/"
    data = filled(form_on(client, path), "I shall ask her next time")
    for _ in range(2):
        assert client.post(path, data).status_code == 302
    assert FeedbackRead.objects.get().comment == "I shall ask her next time"
    assert told(north["manager"]) == [(f"The feedback on {record.reference} was read.", path)]
    with pytest.raises(Refused, match="answered this feedback already"):
        read(made, by=north["practitioner"])
    assert "I shall ask her next time" in signed_in(north["manager"]).get(path).content.decode()


@pytest.mark.parametrize("who", ["manager", "ig_lead"])
def test_nobody_else_answers_for_them(who: str, north: People, pick: QualityPick) -> None:
    made = reviewed(pick, by=north["manager"])
    with pytest.raises(Refused, match="whoever carries this record"):
        read(made, by=north[who])


def test_it_is_open_to_those_who_review_such_records_and_to_nobody_who_may_only_open_it(
    north: People, record: Decision, pick: QualityPick, signed_in: SignedIn
) -> None:
    made = reviewed(pick, by=north["manager"], good="Well weighed")
    path, until = f"/decisions/{record.reference}/feedback/{made.pk}/", timezone.now() + timedelta(days=9)
    adviser = north["colleague"]
    access.let_adviser_in(decision=record, whom=adviser, why="Knows the law", until=until, by=record.owner)
    wanted = {"safeguarding_lead": 200, "caldicott_guardian": 200, "colleague": 403, "manager_elsewhere": 404}
    assert {who: signed_in(north[who]).get(path).status_code for who in wanted} == wanted
    page = signed_in(adviser).get(f"/decisions/{record.reference}/")
    assert page.status_code == 200
    assert path not in page.content.decode()


def test_it_is_no_part_of_the_record_and_of_nothing_that_is_printed(
    north: People, record: Decision, pick: QualityPick
) -> None:
    before = (record.record.content, record.record.content_hash)
    reviewed(pick, by=north["manager"], good="Zzz well weighed")
    record.record.refresh_from_db()
    assert (record.record.content, record.record.content_hash) == before
    printed = record_print(load(record))
    told = [printed.html, *(str(each.data) for each in printed.attachments)]
    assert not re.search("Zzz well weighed|How each rule stands", " ".join(told))


def test_the_same_press_reviews_once_and_a_second_review_is_told(north: People, pick: QualityPick) -> None:
    key, manager = uuid4(), north["manager"]
    made = [reviewed(pick, by=manager, request_key=key) for _ in range(2)]
    assert made[0] == made[1]
    assert QualityReview.objects.count() == 1
    assert QualityAnswer.objects.count() == len(ASKED)
    with pytest.raises(Refused, match="reviewed already"):
        reviewed(pick, by=manager)


def test_only_whoever_drew_the_sample_reviews_it(north: People, pick: QualityPick, signed_in: SignedIn) -> None:
    with pytest.raises(Refused, match="can't open this record now"):
        reviewed(pick, by=north["safeguarding_lead"])
    for path in (
        f"/quality/{pick.sample_id}/",
        f"/quality/records/{pick.pk}/",
        f"/quality/{pick.sample_id}/answers.csv",
    ):
        assert signed_in(north["safeguarding_lead"]).get(path).status_code == 404


def test_whoever_had_a_part_in_it_since_does_not_review_it(
    north: People, record: Decision, pick: QualityPick, signed_in: SignedIn
) -> None:
    values = {"title": "More", "text": "He rang", "why": "Later", "todo": None, "request_key": uuid4()}
    actions.amend(decision=record, by=north["manager"], **values)  # type: ignore[arg-type]
    with pytest.raises(Refused, match="had a part"):
        reviewed(pick, by=north["manager"])
    page = signed_in(north["manager"]).get(f"/quality/records/{pick.pk}/")
    assert page.status_code == 403


def test_what_closes_to_them_afterwards_is_on_no_page_and_in_no_number(
    north: People, record: Decision, pick: QualityPick, signed_in: SignedIn
) -> None:
    manager = north["manager"]
    reviewed(pick, by=manager)
    access.bar(decision=record, whom=manager, kind="relative", why="An uncle", by=north["caldicott_guardian"])
    client = signed_in(manager)
    page = client.get(f"/quality/{pick.sample_id}/").content.decode()
    assert record.reference not in page
    assert "not open to you any more" in page
    assert "What was answered" not in page
    assert record.reference not in client.get(f"/quality/{pick.sample_id}/answers.csv").content.decode()
    assert client.get(f"/quality/records/{pick.pk}/").status_code == 404


def test_an_answer_that_is_not_yes_says_why(north: People, pick: QualityPick, signed_in: SignedIn) -> None:
    client, path = signed_in(north["manager"]), f"/quality/records/{pick.pk}/"
    data = filled(form_on(client, path), "Because")
    wrong = client.post(path, data | {"child": PARTLY, "child_why": ""})
    assert problems(wrong) == ["The child: say why it is not yes"]
    assert problems(client.post(path, data | {"child": "", "good": ""})) == [
        "The child: choose an answer",
        "Say what was good",
    ]
    assert client.post(path, data).status_code == 302
    made = QualityReview.objects.get()
    for wrong_row in ({"answer": NO, "why": ""}, {"answer": "perhaps"}, {"question": "people"}, {"question": "child"}):
        values = {"review": made, "question": "child", "answer": YES, "why": "x", **wrong_row}
        with pytest.raises(IntegrityError), transaction.atomic():
            QualityAnswer.objects.create(**values)


def test_what_was_answered_is_sealed_in_the_log_and_nothing_typed_is_in_it(
    north: People, record: Decision, pick: QualityPick
) -> None:
    reviewed(pick, by=north["manager"], answers=answers(child=(NO, "She is not quoted")), good="Well weighed")
    event = Event.objects.get(action="quality.reviewed")
    assert set(event.facts) == {"review", "sample", "sealed"}
    said = keyed.said([event])[event.pk]
    assert (said["child"], said["purpose"]) == (NO, YES)
    assert "quoted" not in str(said)
    assert "weighed" not in str(said)
    assert event.about_id == record.pk


def test_it_is_never_changed_and_goes_with_the_record(north: People, record: Decision, pick: QualityPick) -> None:
    made = reviewed(pick, by=north["manager"])
    done = read(made, by=north["practitioner"])
    for row in (made, done, made.answers.all()[0]):
        with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
            type(row)._default_manager.filter(pk=row.pk)._raw_delete("default")
    found = {model.__name__ for model in rows_of(record)}
    assert {"QualityPick", "QualityReview", "QualityAnswer", "FeedbackRead"} <= found
    assert "QualitySample" not in found


def test_a_sample_says_how_far_it_is_and_each_answer_over_all_of_it(
    north: People, walked: Walked, record: Decision, signed_in: SignedIn
) -> None:
    walked("C05", north["practitioner"])
    manager = north["manager"]
    sample = drawn(manager)
    [waits] = [each for each in work_list(manager) if "sample" in str(each["title"])]
    assert waits["title"] == "Review records of a sample: 2 left"
    first, second = sample.picks.all()
    reviewed(first, by=manager, answers=answers(child=(NO, "Not quoted")))
    page = signed_in(manager).get(f"/quality/{sample.pk}/").context
    assert (page["reviewed"], page["left"]) == (1, 1)
    reviewed(second, by=manager, answers=answers(child=(PARTLY, "Once")))
    page = signed_in(manager).get(f"/quality/{sample.pk}/").context
    numbers = {row["question"]: row["numbers"] for row in page["counts"]}
    assert numbers[QUESTIONS["child"].text] == [0, 1, 1, 0]
    assert numbers[QUESTIONS["reasons"].text] == [2, 0, 0, 0]
    assert not [each for each in work_list(manager) if "sample" in str(each["title"])]


# ---- never a ranking of people


def test_no_page_and_no_file_says_or_counts_whose_the_records_are(
    north: People, walked: Walked, record: Decision, signed_in: SignedIn
) -> None:
    """Two people's records, one good and one bad: nothing tells which is whose, and no query asks."""
    walked("C05", north["colleague"])
    manager = north["manager"]
    sample = drawn(manager)
    for pick in sample.picks.all():
        reviewed(pick, by=manager, answers=answers(child=(NO, "Not quoted")))
    client = signed_in(manager)
    for path in ("/quality/", "/quality/draw/", f"/quality/{sample.pk}/", f"/quality/{sample.pk}/answers.csv"):
        with CaptureQueriesContext(connection) as asked:
            page = client.get(path).content.decode()
        assert north["practitioner"].name not in page, path
        assert north["colleague"].name not in page, path
        for query in asked.captured_queries:
            for part in re.findall(r"(?:GROUP BY|ORDER BY|PARTITION BY)(.*?)(?:LIMIT|ORDER BY|$)", query["sql"]):
                assert not re.search(rf'"({OF_A_PERSON})"', part), query["sql"]


def test_drawing_and_the_list_ask_as_little_however_much_there_is(
    north: People, walked: Walked, record: Decision, signed_in: SignedIn
) -> None:
    manager = north["manager"]
    one = drawn(manager)
    reviewed(one.picks.get(), by=manager)
    client = signed_in(manager)
    few = asked_for(client, f"/quality/{one.pk}/")
    for case in ("C05", "C20", "R12"):
        walked(case, north["practitioner"])
    more = drawn(manager)
    for pick in more.picks.all()[:3]:
        reviewed(pick, by=manager)
    assert asked_for(client, f"/quality/{more.pk}/") == few
    assert asked_for(client, "/quality/") < few


def asked_for(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)

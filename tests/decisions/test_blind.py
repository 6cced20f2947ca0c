"""Of two blind opinions nobody but its giver sees one before both are in: on no page, in no mail, event or query."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client

from decisions import asking, content
from decisions.actions import answering
from decisions.actions import asking as putting
from decisions.draft import load
from decisions.models import AdviceAnswer, AdviceDiscussion, AdviceReply, Decision
from decisions.policies import Refused
from decisions.summary.waiting import work_list
from infoshare.access import ACCESS, SIGNED_IN
from infoshare.accounts.models import Notice, User
from infoshare.audit.models import Event
from tests.accounts.addresses import path_of, patterns
from tests.conftest import Walked
from tests.decisions.builders import advise, started
from tests.documents.reading import words
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SignedIn = Callable[[User], Client]
READERS = ("practitioner", "manager", "safeguarding_lead", "ig_lead", "caldicott_guardian")
FIRST, SECOND = "manager", "safeguarding_lead"
OF_ALL = [name for name, who in ACCESS.items() if who == SIGNED_IN and "session" not in name and "account" not in name]
PAGES = [name for name, who in ACCESS.items() if who.startswith(("decision.", "advice.", "record."))]
PAGES += [name for name in OF_ALL if not name.startswith(("mfa_", "throw-", "end-", "stay-", "remove-"))]


@dataclass
class Pair:
    """The same question, put to two people who do not see each other's answer."""

    first: AdviceDiscussion
    second: AdviceDiscussion

    def answer(self, which: AdviceDiscussion, word: str, *, by: User) -> AdviceAnswer:
        text = {name: f"{word}-{name}" for name in ("rationale", "conditions", "consulted", "options", "lesson")}
        values = {"given_as": which.role, "advice": "legal_advice", "theme": "health", "principles": ["law"], **text}
        return answering.answer(discussion=which, request_key=uuid4(), values=values, by=by)


def put(decision: Decision, place: str, people: People) -> Pair:
    question = asking.Question(place, "May we?", names_withheld=False)
    second = putting.Whom("safeguarding_lead", people[SECOND])
    wanted = putting.Put(question, "today", putting.Whom("manager", people[FIRST]), "They know her", second)
    seen = content.fingerprint(asking.shown(load(decision), question))
    by = people["practitioner"]
    first = putting.put_question(decision=decision, put=wanted, request_key=uuid4(), seen=seen, by=by)
    return Pair(first, first.second)


@pytest.fixture(params=["draft", "record"])
def pair(request: pytest.FixtureRequest, north: People, walked: Walked) -> Pair:
    """At a question of a draft, or about what is recorded."""
    if request.param == "draft":
        return put(started(north["practitioner"]), "situation", north)
    return put(walked("C01", north["practitioner"]), "record", north)


def read(client: Client, pair: Pair) -> Iterator[tuple[str, str]]:
    """Every page that somebody can open, of both discussions, with its text."""
    wanted = {str(each.name): each.pattern.regex.groupindex for each in patterns()}
    for name in PAGES:
        for one in (pair.first, pair.second):
            where = {"reference": one.decision.reference, "pk": one.pk, "asked": one.reference}
            if name.startswith("change") or (one == pair.second and not {"pk", "asked"} & set(wanted[name])):
                continue
            answer = client.get(path_of(name, **{key: each for key, each in where.items() if key in wanted[name]}))
            assert answer.status_code < 500, name
            is_pdf = answer.get("Content-Type") == "application/pdf"
            yield name, words(answer.content) if is_pdf else answer.content.decode()


def shows(word: str, client: Client, pair: Pair) -> list[str]:
    return [name for name, text in read(client, pair) if word in text]


def told_outside_pages() -> str:
    mails = [f"{each.subject} {each.body}" for each in mail.outbox]
    events = [str(each.facts) for each in Event.objects.all()]
    return " ".join([*mails, *events, *(each.sentence for each in Notice.objects.all())])


def test_nobody_reads_the_first_answer_before_the_second_is_in(
    pair: Pair,
    north: People,
    signed_in: SignedIn,
    django_capture_on_commit_callbacks: Callable[..., object],
) -> None:
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        pair.answer(pair.first, "canary", by=north[FIRST])
        answering.say_to_the_asker(discussion=pair.first, text="whispered", request_key=uuid4(), by=north[FIRST])
    for who in READERS:
        user = User.objects.get(pk=north[who].pk)
        if who != FIRST:
            found = shows("canary", signed_in(user), pair)
            assert found == [], (who, found)
            assert "canary" not in str(work_list(user)), who
        own = [pair.first.pk] if who == FIRST else []
        assert list(AdviceAnswer.objects.open_to(user).values_list("discussion", flat=True)) == own, who
    assert not AdviceAnswer.objects.open_to(None).exists()
    assert "canary" not in told_outside_pages()
    assert "is answered" not in told_outside_pages()


def test_a_message_under_one_question_is_not_read_by_whoever_was_asked_the_other_before_both_are_in(
    pair: Pair, north: People, signed_in: SignedIn
) -> None:
    """An adviser may say there what they think."""
    first, other = north[FIRST], north[SECOND]
    answering.say_to_the_asker(discussion=pair.first, text="whispered", request_key=uuid4(), by=first)
    said = AdviceReply.objects.filter(discussion=pair.first)
    for which, by in ((pair.first, first), (pair.second, other)):
        assert not said.open_to(other).exists()
        assert said.open_to(north["practitioner"]).exists()
        assert shows("whispered", signed_in(other), pair) == []
        pair.answer(which, "answer", by=by)
    assert said.open_to(other).exists()


def test_a_message_under_one_of_two_is_read_by_nobody_who_can_still_be_asked(pair: Pair, north: People) -> None:
    """Somebody else could read it, then take the other opinion on."""
    answering.say_to_the_asker(discussion=pair.first, text="whispered", request_key=uuid4(), by=north[FIRST])
    said = AdviceReply.objects.filter(discussion=pair.first)
    assert not said.open_to(north["caldicott_guardian"]).exists()
    for which, by in ((pair.first, north[FIRST]), (pair.second, north[SECOND])):
        pair.answer(which, "answer", by=by)
    assert said.open_to(north["caldicott_guardian"]).exists()


def test_no_opinion_changes_once_the_other_can_be_read(pair: Pair, north: People, signed_in: SignedIn) -> None:
    for which, by in ((pair.first, north[FIRST]), (pair.second, north[SECOND])):
        pair.answer(which, "answer", by=by)
    with pytest.raises(Refused, match="so it stays"):
        pair.answer(pair.first, "more", by=north[FIRST])
    shown = signed_in(north[FIRST]).get(f"/advice/{pair.first.reference}/").content.decode()
    assert "so it stays" in shown
    assert "Give this advice" not in shown
    assert "Write to whoever asked" in shown


def test_nobody_reads_the_second_answer_before_the_first_is_in(pair: Pair, north: People, signed_in: SignedIn) -> None:
    pair.answer(pair.second, "canary", by=north[SECOND])
    for who in READERS:
        user = User.objects.get(pk=north[who].pk)
        assert AdviceAnswer.objects.open_to(user).exists() == (who == SECOND), who
    for who in (FIRST, "practitioner"):
        assert shows("canary", signed_in(north[who]), pair) == [], who


def test_the_asker_is_told_and_reads_both_once_both_are_in(pair: Pair, north: People, signed_in: SignedIn) -> None:
    pair.answer(pair.first, "one", by=north[FIRST])
    pair.answer(pair.second, "two", by=north[SECOND])
    asker = north["practitioner"]
    both = {pair.first.pk, pair.second.pk}
    assert set(AdviceAnswer.objects.open_to(asker).values_list("discussion", flat=True)) == both
    for word in ("one-rationale", "two-rationale"):
        assert "advice" in shows(word, signed_in(asker), pair)
    told = {notice.sentence for notice in asker.notices.all()}
    assert told >= {f"{each.reference} is answered." for each in (pair.first, pair.second)}


def test_another_answer_of_the_same_adviser_does_not_stand_for_the_others(pair: Pair, north: People) -> None:
    pair.answer(pair.first, "one", by=north[FIRST])
    pair.answer(pair.first, "more", by=north[FIRST])
    assert not AdviceAnswer.objects.open_to(north["practitioner"]).exists()


def test_where_the_other_is_taken_back_the_one_that_is_in_opens(pair: Pair, north: People) -> None:
    pair.answer(pair.first, "one", by=north[FIRST])
    putting.take_back(discussion=pair.second, why="He is ill", by=north["practitioner"])
    assert AdviceAnswer.objects.open_to(north["practitioner"]).exists()


def test_neither_is_written_down_by_hand_before_both_are_in(pair: Pair, north: People) -> None:
    """What is written down stands on pages that the other adviser may open."""
    asker = north["practitioner"]
    with pytest.raises(Refused, match="Wait for both, or take one back"):
        advise(pair.first, by=asker, advice_text="She rang me")
    pair.answer(pair.second, "two", by=north[SECOND])
    advise(AdviceDiscussion.objects.get(pk=pair.first.pk), by=asker, advice_text="She rang me")
    assert AdviceAnswer.objects.open_to(asker).get().discussion == pair.second, "a telephone call is an answer too"


DECISIONS = Path(__file__).parents[2] / "decisions"
# Whoever reads answers otherwise than through open_to, and why they may.
MAY = {
    ("models/answering.py", 'AdviceAnswer.objects.filter(discussion=OuterRef("pk"))'): "whether there is one",
    ("models/log.py", 'AdviceAnswer.objects.filter(discussion=OuterRef("pk"))'): "whether there is one",
    ("actions/answering.py", "AdviceAnswer.objects.create"): "writes one",
    ("actions/answering.py", "discussion.answers.all()"): "the same press again, of the giver's own",
    ("actions/answering.py", "adviser.discussion.answers.all()"): "the same press again, of the giver's own",
    ("actions/answering.py", "each.answers.exists()"): "whether there is one, when both are in",
    ("policies/advice.py", "discussion.answers.exists()"): "whether there is one",
    ("policies/advice.py", "discussion.answers.exclude(given_by__in="): "whether there is one",
    ("policies/advice.py", 'discussion.answers.filter(said="answer").exists()'): "whether there is one",
    ("policies/advice.py", "discussion.answers.filter(given_by=by)"): "one's own",
    ("policies/advice.py", "other.answers.exists()"): "whether there is one",
    ("models/advice.py", "answers=None"): "whether there is one",
    ("summary/answering.py", "answers.filter(given_by=user).exists()"): "whether there is one of their own",
    ("summary/answering.py", "adviser.answers.exists()"): "whether there is one of their own",
    ("summary/earlier.py", 'AdviceAnswer.objects.filter(discussion=OuterRef("discussion")'): "of closed discussions",
    ("summary/earlier.py", 'discussion.answers.values_list("theme"'): "themes of the question they answer",
    ("summary/advice_waiting.py", "filter(answers=None)"): "whether there is one",
    ("summary/advice_waiting.py", "exclude(answers__given_by=user)"): "whether there is one of their own",
    ("summary/advice_waiting.py", "answers__in=AdviceAnswer.objects.open_to(user)"): "through the door",
    ("summary/editions.py", "_answers(before, fork.answers)"): "to the questions of an edition",
    ("summary/editions.py", "_answers(after, each.answers)"): "to the questions of an edition",
    ("summary/quality.py", "review.answers.all()"): "of a review of quality",
    ("summary/quality.py", "row.answers.get(slug"): "of a review of quality",
    ("summary/quality.py", "answers=answers,"): "of a review of quality",
    ("models/risks.py", "record__content__answers__contains"): "to the questions, as the record has them",
    (
        "draft.py",
        'AdviceAnswer.objects.exclude(said="answer")',
    ): "those that confirm or correct",
}
NAMED = {("draft.py", "advicediscussions__answers")}  # prefetched: those that confirm or correct
OTHER_ANSWERS = {"draft", "self", "found", "case", "decision", "kept", "record"}  # to the questions of the guidance


def readers() -> Iterator[tuple[str, str]]:
    """Each line of code that reaches answers of advisers, by its file; texts and definitions apart."""
    for file in sorted(DECISIONS.rglob("*.py")):
        name = str(file.relative_to(DECISIONS))
        if name.startswith(("migrations/", "guidance/", "demonstration/")):
            continue
        source = file.read_text()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Attribute | ast.keyword) and _reaches(node, source):
                yield name, source.splitlines()[node.lineno - 1].strip()


def _reaches(node: ast.Attribute | ast.keyword, source: str) -> bool:
    if isinstance(node, ast.keyword):
        return node.arg == "answers" or "answers__" in (node.arg or "")
    of = ast.get_source_segment(source, node.value) or ""
    if of == "AdviceAnswer.objects":
        return node.attr != "open_to"
    return node.attr in {"answers", "advice_given"} and of.split(".")[-1] not in OTHER_ANSWERS


def test_no_code_reads_answers_but_through_the_one_door() -> None:
    found = set(readers())
    strangers = {(file, line) for file, line in found if not any(file == at and part in line for at, part in MAY)}
    assert strangers == set(), "read AdviceAnswer.objects.open_to(user), or say here why not"
    stale = {(at, part) for at, part in MAY if not any(file == at and part in line for file, line in found)}
    assert stale == set(), "what is allowed here is there"


def test_no_query_or_template_goes_round_the_door() -> None:
    """By the name of the relation in a text, such as in prefetch_related, or in a template."""
    code = {file: file.read_text() for file in DECISIONS.rglob("*.py") if "migrations" not in file.parts}
    for file, source in code.items():
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                goes_round = re.search(r"discussions?__answers|advice_given__|put_to.*answers", node.value)
                assert not goes_round or (file.name, node.value) in NAMED, file
    for template in (DECISIONS.parent / "templates").rglob("*.html"):
        assert not re.search(r"(discussion|asked|advice|row|each)\.answers\b", template.read_text()), template

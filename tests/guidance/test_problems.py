"""A pack is proved by listing what is wrong with it. Each fault is tried on a pack broken on purpose."""

from dataclasses import replace

import pytest

from decisions.guidance.conditions import All, Condition, Is
from decisions.guidance.pack import Option, Pack, Question
from decisions.guidance.packs import PACKS, get
from decisions.guidance.problems import problems

SOUND = get("golden_rules_2008")


@pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
def test_no_edition_has_a_problem(pack: Pack) -> None:
    assert problems(pack) == []


def with_question(changed: Question) -> Pack:
    """The sound pack with this in place of the question of the same slug."""
    return replace(SOUND, questions=tuple(changed if each.slug == changed.slug else each for each in SOUND.questions))


def asked_when(slug: str, condition: Condition) -> Pack:
    return with_question(replace(SOUND.question(slug), asked_when=condition))


def without_endings_of(outcome: str) -> Pack:
    return replace(SOUND, endings=tuple(ending for ending in SOUND.endings if ending.outcome != outcome))


LAST = SOUND.endings[-1]
FIRST_RULE = SOUND.rules[0]
YES_TWICE = (Option("yes", "Yes"), Option("yes", "Yes"), Option("no", "No"))

BROKEN = {
    "a question twice": (
        replace(SOUND, questions=(*SOUND.questions, SOUND.questions[0])),
        "Two questions are called situation.",
    ),
    "an outcome twice": (
        replace(SOUND, outcomes=(*SOUND.outcomes, SOUND.outcomes[0])),
        "Two outcomes are called share.",
    ),
    "an answer twice": (
        with_question(replace(SOUND.question("danger"), options=YES_TWICE)),
        "Question danger offers the answer yes twice.",
    ),
    "a later question": (
        asked_when("danger", Is("purpose", "yes")),
        "Question danger depends on purpose, which is not an earlier question.",
    ),
    "an unknown question": (
        asked_when("danger", All(Is("situation", "case"), Is("weather", "wet"))),
        "Question danger depends on weather, which is not an earlier question.",
    ),
    "an unknown value": (
        asked_when("danger", Is("situation", "case", "request", "gossip")),
        "Question danger depends on the answer gossip, which situation does not offer.",
    ),
    "an ending on an unknown value": (
        replace(SOUND, endings=(*SOUND.endings[:-1], replace(LAST, when=Is("public_interest", "never")))),
        "The ending in do_not_share depends on the answer never, which public_interest does not offer.",
    ),
    "an ending in an unknown outcome": (
        replace(SOUND, endings=(*SOUND.endings[:-1], replace(LAST, outcome="shrug"))),
        "An ending leads to shrug, which is not an outcome.",
    ),
    "a question never asked": (
        asked_when("public_interest", All(Is("consent", "refused"), Is("consent", "given"))),
        "Question public_interest is never asked.",
    ),
    "an option without a route": (
        asked_when("public_interest", Is("consent", "refused")),
        "No outcome after: situation case, danger no, statutory no, purpose yes, identifiable yes, "
        "confidential yes, consent withdrawn.",
    ),
    "a path with no outcome": (
        without_endings_of("share_now"),
        "No outcome after: situation case, danger yes.",
    ),
    "a path with two outcomes": (
        replace(SOUND, endings=(*SOUND.endings, replace(LAST, when=Is("danger", "yes")))),
        "More than one outcome after: situation case, danger yes.",
    ),
    "an outcome never reached": (without_endings_of("share_now"), "Outcome share_now is never reached."),
    "an ending never reached": (
        replace(SOUND, endings=(*SOUND.endings, replace(LAST, when=Is("consent", "unsure")))),
        f"The ending '{LAST.why}' is never reached.",
    ),
    "an empty text": (
        with_question(replace(SOUND.question("danger"), meaning=" ")),
        "Empty text: pack, questions, danger meaning.",
    ),
    "no examples": (
        with_question(replace(SOUND.question("danger"), examples=())),
        "Empty text: pack, questions, danger examples.",
    ),
    "unsure that goes on": (
        with_question(replace(SOUND.question("purpose"), stop=())),
        "Question purpose does not wait for advice when the answer is unsure.",
    ),
    "a stop that is not offered": (
        with_question(replace(SOUND.question("purpose"), stop=("unsure", "dunno"))),
        "Question purpose waits at the answer dunno, which it does not offer.",
    ),
    "advice from nobody": (
        with_question(replace(SOUND.question("purpose"), advice_sentence="")),
        "Question purpose waits for advice but does not say whom to ask.",
    ),
    "a rule no question serves": (
        with_question(replace(SOUND.question("consent"), rules=(3, 4))),
        "No question serves rule 2.",
    ),
    "a rule that does not exist": (
        with_question(replace(SOUND.question("consent"), rules=(2, 3, 4, 9))),
        "A question serves rule 9, which this edition does not have.",
    ),
    "rules out of order": (
        replace(SOUND, rules=(*SOUND.rules[1:], FIRST_RULE)),
        "The rules are not numbered 1 to 7, in order.",
    ),
}


@pytest.mark.parametrize(("pack", "sentence"), BROKEN.values(), ids=BROKEN)
def test_a_fault_is_named(pack: Pack, sentence: str) -> None:
    assert sentence in problems(pack)

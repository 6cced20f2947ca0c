"""What is wrong with a pack, as a list of sentences. A sound pack has none."""

from collections import Counter
from collections.abc import Iterable, Iterator

from decisions.guidance.conditions import Json
from decisions.guidance.pack import Condition, Pack, Question
from decisions.guidance.route import endings_that_hold, follow, on_path, paths

MAY_BE_EMPTY = {"checked_on", "hint", "asked_when", "stop", "advice_sentence"}
RULE_NUMBERS = range(1, 8)


def problems(pack: Pack) -> list[str]:
    found = [
        *_duplicates(pack),
        *_bad_conditions(pack),
        *_bad_rules(pack),
        *_bad_stops(pack),
        *_empty_texts(pack.as_dict(), "pack"),
    ]
    return [*found, *_bad_paths(pack), *_never_reached(pack)]


def _duplicates(pack: Pack) -> Iterator[str]:
    for question in pack.questions:
        for value in _repeated(question.values):
            yield f"Question {question.slug} offers the answer {value} twice."
    for slug in _repeated(question.slug for question in pack.questions):
        yield f"Two questions are called {slug}."
    for slug in _repeated(outcome.slug for outcome in pack.outcomes):
        yield f"Two outcomes are called {slug}."


def _bad_conditions(pack: Pack) -> Iterator[str]:
    for place, question in enumerate(pack.questions):
        if question.asked_when is not None:
            yield from _misplaced(f"Question {question.slug}", question.asked_when, pack.questions[:place])
    outcomes = {outcome.slug for outcome in pack.outcomes}
    for ending in pack.endings:
        yield from _misplaced(f"The ending in {ending.outcome}", ending.when, pack.questions)
        if ending.outcome not in outcomes:
            yield f"An ending leads to {ending.outcome}, which is not an outcome."


def _misplaced(who: str, condition: Condition, known: tuple[Question, ...]) -> Iterator[str]:
    values = {question.slug: question.values for question in known}
    for part in condition.parts():
        if part.slug not in values:
            yield f"{who} depends on {part.slug}, which is not an earlier question."
            continue
        for value in part.values:
            if value not in values[part.slug]:
                yield f"{who} depends on the answer {value}, which {part.slug} does not offer."


def _bad_rules(pack: Pack) -> Iterator[str]:
    numbers = [rule.number for rule in pack.rules]
    if numbers != list(RULE_NUMBERS):
        yield "The rules are not numbered 1 to 7, in order."
    served = {number for question in pack.questions for number in question.rules}
    for number in sorted(set(numbers) - served):
        yield f"No question serves rule {number}."
    for number in sorted(served - set(numbers)):
        yield f"A question serves rule {number}, which this edition does not have."


def _bad_stops(pack: Pack) -> Iterator[str]:
    for question in pack.questions:
        if "unsure" in question.values and "unsure" not in question.stop:
            yield f"Question {question.slug} does not wait for advice when the answer is unsure."
        for value in question.stop:
            if value not in question.values:
                yield f"Question {question.slug} waits at the answer {value}, which it does not offer."
        if question.stop and not question.advice_sentence.strip():
            yield f"Question {question.slug} waits for advice but does not say whom to ask."


def _empty_texts(value: Json, where: str) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in MAY_BE_EMPTY:
                yield from _empty_texts(inner, f"{where}, {_named(value, name)}")
    elif isinstance(value, list) and value:
        for inner in value:
            yield from _empty_texts(inner, where)
    elif value == [] or (isinstance(value, str) and not value.strip()):
        yield f"Empty text: {where}."


def _named(value: dict[str, Json], name: str) -> str:
    return f"{value['slug']} {name}" if "slug" in value else name


def _bad_paths(pack: Pack) -> Iterator[str]:
    for answers in paths(pack):
        if follow(pack, answers).waiting_for_advice_at:
            continue
        way = ", ".join(f"{slug} {value}" for slug, value in answers.items())
        match len(endings_that_hold(pack, answers)):
            case 0:
                yield f"No outcome after: {way}."
            case several if several > 1:
                yield f"More than one outcome after: {way}."


def _never_reached(pack: Pack) -> Iterator[str]:
    ways = [on_path(pack, answers) for answers in paths(pack)]
    asked = {slug for way in ways for slug in way}
    for question in pack.questions:
        if question.slug not in asked:
            yield f"Question {question.slug} is never asked."
    finished = [way for way in ways if not follow(pack, way).waiting_for_advice_at]
    reached = {follow(pack, way).outcome for way in finished}
    for outcome in pack.outcomes:
        if outcome.slug not in reached:
            yield f"Outcome {outcome.slug} is never reached."
    for ending in pack.endings:
        if not any(ending in endings_that_hold(pack, way) for way in finished):
            yield f"The ending '{ending.why}' is never reached."


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]

"""Answers in, route out, as JSON text: what the `route` command does."""

import json
from dataclasses import asdict

from decisions.guidance import packs
from decisions.guidance.pack import Pack
from decisions.guidance.route import follow


class BadAnswersError(ValueError):
    """The answers cannot be followed. The message says what to put right and quotes nothing typed."""


def route_as_json(pack_id: str, answers_json: str | bytes) -> str:
    pack = _pack(pack_id)
    answers = _checked(pack, _read(answers_json))
    return json.dumps(asdict(follow(pack, answers)), indent=2)


def _pack(pack_id: str) -> Pack:
    try:
        return packs.get(pack_id)
    except LookupError as error:
        raise BadAnswersError(str(error)) from error


def _read(answers_json: str | bytes) -> dict[str, object]:
    try:
        answers: object = json.loads(answers_json)
    except (ValueError, RecursionError) as error:
        raise BadAnswersError("The answers are not JSON that can be read.") from error
    if not isinstance(answers, dict):
        raise BadAnswersError('The answers must be one JSON object, such as {"situation": "case"}.')
    return answers


def _checked(pack: Pack, answers: dict[str, object]) -> dict[str, str]:
    checked: dict[str, str] = {}
    for slug, value in answers.items():
        try:
            offered = pack.question(slug).values
        except LookupError as error:
            asked = ", ".join(question.slug for question in pack.questions)
            raise BadAnswersError(f"An answer is to no question of this edition. It asks: {asked}.") from error
        if not isinstance(value, str) or value not in offered:
            raise BadAnswersError(f"The answer to {slug} must be one of: {', '.join(offered)}.")
        checked[slug] = value
    return checked

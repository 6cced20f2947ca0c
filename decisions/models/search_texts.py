"""The texts of some decisions, by the part of searched.py that each stands in, as their readers see them."""

from collections.abc import Iterable, Mapping
from itertools import chain

from django.apps import apps

from decisions.models import searched
from decisions.models.record import Record
from decisions.models.searched import Part

Texts = Mapping[Part, list[str]]


def texts_of(decisions: Iterable[int]) -> Mapping[int, Texts]:
    """In one query for each table."""
    numbers = list(decisions)
    found: dict[int, dict[Part, list[str]]] = {number: {} for number in numbers}
    on_the_path = _on_the_path(numbers)
    for model, columns in searched.tables().items():
        key = "pk" if model == "Decision" else "decision_id"
        also = ("slug",) if model == "Answer" else ()
        rows = apps.get_model("decisions", model)._base_manager.filter(**{f"{key}__in": numbers}).order_by("pk")
        for row in rows.values(key, *columns, *also):
            shown = on_the_path.get(row[key])
            if model == "Answer" and shown is not None and row["slug"] not in shown:
                continue
            for part in searched.of(model):
                found[row[key]].setdefault(part, []).extend(row[name] for name in part.columns if row[name])
    return {number: {part: texts[part] for part in searched.PARTS if part in texts} for number, texts in found.items()}


def all_texts(of: Iterable[Texts]) -> Iterable[str]:
    return chain.from_iterable(chain.from_iterable(texts.values()) for texts in of)


def _on_the_path(numbers: list[int]) -> Mapping[int, set[str]]:
    """The answers that the record holds, of those that are recorded."""
    rows = Record.objects.filter(decision__in=numbers).values_list("decision_id", "content__answers")
    return {number: {each["slug"] for each in answers or []} for number, answers in rows}

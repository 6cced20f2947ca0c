"""A vocabulary as the choices of a field."""

from collections.abc import Iterable, Mapping

from consent.status import Term
from infoshare.govuk.fields import Choice


def choices(vocabulary: Mapping[str, Term] | Iterable[Term]) -> list[Choice]:
    terms = vocabulary.values() if isinstance(vocabulary, Mapping) else vocabulary
    return [Choice(term.value, term.label, term.hint) for term in terms]

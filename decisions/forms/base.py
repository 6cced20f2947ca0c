"""What the forms of the journey share: the choices of a vocabulary, and the draft that a page is part of."""

from collections.abc import Iterable, Mapping
from typing import Any

from consent.status import Term
from decisions.draft import Draft
from infoshare.govuk.fields import Choice
from infoshare.saving.forms import VersionedForm


def choices(vocabulary: Mapping[str, Term] | Iterable[Term]) -> list[Choice]:
    """A vocabulary as the choices of a field."""
    terms = vocabulary.values() if isinstance(vocabulary, Mapping) else vocabulary
    return [Choice(term.value, term.label, term.hint) for term in terms]


class DraftForm(VersionedForm):
    """A page of a draft, which may depend on what the rest of the draft says."""

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft

    @classmethod
    def names(cls, draft: Draft) -> list[str]:
        """The fields this page shows, which are the columns it saves."""
        return cls.columns()

"""What the forms of the journey share: the draft that a page is part of."""

from typing import Any

from decisions.draft import Draft
from infoshare.saving.forms import VersionedForm


class DraftForm(VersionedForm):
    """A page of a draft, which may depend on what the rest of the draft says."""

    def __init__(self, *args: Any, draft: Draft, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft

    @classmethod
    def names(cls, draft: Draft) -> list[str]:
        """The fields this page shows, which are the columns it saves."""
        return cls.columns()

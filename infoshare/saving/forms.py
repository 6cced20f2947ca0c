"""Forms that save: a version that notices other saves, a key that makes a second press harmless."""

import uuid
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from django import forms
from django.http import QueryDict

from infoshare.accounts.policy import Refused
from infoshare.govuk.forms import GovForm
from infoshare.govuk.moments import day
from infoshare.saving.versions import STALE, Conflict, fingerprint


class SavingForm(GovForm):
    """A form that knows what to do when its save is refused: say so, beside the field it concerns."""

    refused_at: str | None = None
    label_size = "s"
    own_fields: tuple[str, ...] = ()  # fields of the machinery, not of the record
    saved: object = None  # what the action answered, once it went through

    @property
    def values(self) -> dict[str, Any]:
        """What is to be saved."""
        return {name: value for name, value in self.cleaned_data.items() if name not in self.own_fields}

    @property
    def pressed(self) -> dict[str, Any]:
        """What an action is given: the values, and of a form that makes something the key of the press."""
        key = {name: self.cleaned_data[name] for name in self.own_fields if name == "request_key"}
        return {**key, **self.values}

    def saves(self, action: Callable[[], object]) -> bool:
        """Run the action if the form is valid; whether it went through."""
        if not self.is_valid():
            return False
        try:
            self.saved = action()
        except Refused as refused:
            self.add_error(self.refused_at, str(refused))
            return False
        return True


class CreatingForm(SavingForm):
    """Makes something new: the same `request_key` twice makes it once."""

    own_fields: tuple[str, ...] = ("request_key",)
    request_key = forms.UUIDField(
        widget=forms.HiddenInput, initial=uuid.uuid4, error_messages={"required": STALE, "invalid": STALE}
    )


class VersionedForm(SavingForm):
    """Changes something that stands: `version` is the mark of what stood there when the page was opened."""

    own_fields: tuple[str, ...] = ("version",)
    version = forms.CharField(widget=forms.HiddenInput, max_length=64, error_messages={"required": STALE})

    def __init__(self, *args: Any, stored: Mapping[str, object], **kwargs: Any) -> None:
        kwargs["initial"] = {**stored, "version": fingerprint(stored)}
        super().__init__(*args, **kwargs)
        self.conflict: Conflict | None = None

    @classmethod
    def columns(cls) -> list[str]:
        """Every field of the form, which are columns of the row it changes."""
        return [name for name in cls.base_fields if name not in cls.own_fields]

    def saves(self, action: Callable[[], object]) -> bool:
        """As above; where somebody else saved first, keep what was typed and show both."""
        try:
            return super().saves(action)
        except Conflict as conflict:
            self.conflict = conflict
            data = cast("QueryDict", self.data).copy()
            data["version"] = fingerprint(conflict.stored)
            self.data = data
            return False

    @property
    def differences(self) -> list[dict[str, str]]:
        """Each field that reads differently: what stands there now, and what was typed here."""
        if not self.conflict:
            return []
        pairs = {
            name: (self.conflict.stored.get(name), value) for name, value in self.values.items() if name in self.fields
        }
        return [
            {
                "label": str(self.fields[name].label),
                "theirs": _shown(self.fields[name], a),
                "yours": _shown(self.fields[name], b),
            }
            for name, (a, b) in pairs.items()
            if a != b
        ]


def _shown(field: forms.Field, value: object) -> str:
    """A value as a person reads it: the words of a choice, a date in full."""
    if isinstance(value, date):
        return day(value)
    words: dict[object, str] = (
        dict(cast("list[tuple[str, str]]", field.choices)) if isinstance(field, forms.ChoiceField) else {}
    )
    if isinstance(value, list):
        return "; ".join(str(words.get(each, each)) for each in value)
    return str(words.get(value, value) or "")

"""The base of every form of this application."""

from collections.abc import Mapping
from typing import ClassVar

from django import forms

from infoshare.govuk.sentences import give_sentences
from infoshare.govuk.summary import ErrorItem, error_items


class GovFormMixin(forms.BaseForm):
    """Our sentences for what goes wrong, and how labels look. Goes before forms.Form or forms.ModelForm."""

    page_heading: str = ""  # the field whose label is the page's heading
    label_size: str = ""  # of the other labels: "s", "m" or "l"
    messages: ClassVar[Mapping[str, str | Mapping[str, str]]] = {}
    """Per field: the sentence for a missing answer, or one per code ({"required": ..., "invalid": ...})."""

    use_required_attribute = False

    def full_clean(self) -> None:
        for name, field in self.fields.items():
            give_sentences(field, str(self[name].label))
            ours = self.messages.get(name, {})
            field.error_messages |= {"required": ours} if isinstance(ours, str) else ours
        super().full_clean()

    @property
    def error_items(self) -> list[ErrorItem]:
        return error_items(self)


class GovForm(GovFormMixin, forms.Form):
    pass

"""The form of the page on which anybody checks a document."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from infoshare.govuk.forms import GovForm

MOST = 5 * 1024 * 1024  # bytes


class WholeFile(forms.FileField):
    """Any file of at most 5 megabytes; gives its bytes."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        given: UploadedFile[bytes] | None = super().clean(data, initial)
        if given is None:
            return None
        if (given.size or 0) > MOST:
            raise forms.ValidationError("The file must be smaller than 5 megabytes")
        return given.read()


class CheckDocumentForm(GovForm):
    messages = {
        "document": {"required": "Choose a file", "invalid": "Choose a file", "empty": "The file is empty"},
    }
    document = WholeFile(label="The file", help_text="The PDF as you were given it, of at most 5 megabytes.")

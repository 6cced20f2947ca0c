"""What the error summary says, and where each of its links goes."""

from typing import NotRequired, TypedDict

from django.forms import BaseForm, BoundField

from infoshare.govuk.renderer import GovBoundField


class ErrorItem(TypedDict):
    text: str
    href: NotRequired[str]


def error_items(form: BaseForm) -> list[ErrorItem]:
    """In the order of the page. What concerns the whole form, or a hidden field, has nowhere to link to."""
    whole: list[ErrorItem] = [{"text": str(error)} for error in form.non_field_errors()]
    return whole + [_item(field, str(error)) for field in form for error in field.errors]


def _item(field: BoundField, text: str) -> ErrorItem:
    if field.is_hidden or not isinstance(field, GovBoundField):
        return {"text": text}
    return {"text": text, "href": f"#{field.first_wrong_input}"}

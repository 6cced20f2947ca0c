"""The tags pages use: one for every component, one for the error summary, and two filters."""

from collections.abc import Mapping

from django import template
from django.forms import BaseForm
from django.forms.utils import flatatt
from django.utils.safestring import SafeString

from infoshare.govuk import components
from infoshare.govuk.summary import error_items

register = template.Library()


@register.simple_tag
def govuk(component: str, params: Mapping[str, object] | None = None, **keywords: object) -> str:
    """{% govuk "button" text="Save" %}. Two underscores nest: label__text is params["label"]["text"]."""
    return components.render(component, nested(params or {}, keywords))


def nested(params: Mapping[str, object], keywords: Mapping[str, object]) -> dict[str, object]:
    """Keywords laid over params; params itself stays as it was."""
    result = dict(params)
    for path, value in keywords.items():
        name, _, rest = path.partition("__")
        below = result.get(name)
        result[name] = nested(below if isinstance(below, Mapping) else {}, {rest: value}) if rest else value
    return result


@register.simple_tag
def error_summary(form: object) -> str:
    """Nothing for a form without errors, and for a page without a form."""
    items = error_items(form) if isinstance(form, BaseForm) else []
    if not items:
        return ""
    return components.render("error-summary", {"titleText": "There is a problem", "errorList": items})


@register.filter
def attributes(attrs: dict[str, object]) -> SafeString:
    """A widget's attributes as HTML; None and False leave one out."""
    return flatatt(attrs)


@register.filter
def thousands(figure: int) -> str:
    """10000 as 10,000."""
    return f"{figure:,}"

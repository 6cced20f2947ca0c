"""Renders any component of the design system from plain parameters, through one cached Jinja environment."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import cast

from django.utils.functional import Promise
from django.utils.html import conditional_escape
from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

PACKAGE = "govuk_frontend_jinja"
environment = Environment(loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}), autoescape=True, auto_reload=False)
Macro = Callable[[object], Markup]


@cache
def macro(component: str) -> Macro:
    """The compiled macro of a component named as in the design system, for example "date-input"."""
    module = environment.get_template(f"{PACKAGE}/components/{component}/macro.html").module
    name = "govuk" + component.title().replace("-", "")
    return cast(Macro, getattr(module, name))


def render(component: str, params: Mapping[str, object]) -> Markup:
    """Text is escaped once. HTML parameters are trusted only if they are marked safe; else they are text."""
    return macro(component)(made_safe(params))


def made_safe(value: object, key: str = "") -> object:
    """The macros print every HTML parameter as it is, so what was never marked safe is escaped here first."""
    if isinstance(value, Mapping):
        return {name: made_safe(part, _key(key, name)) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [made_safe(part, key) for part in value]
    if isinstance(value, Promise):
        value = str(value)
    return _text(value, key) if isinstance(value, str) else value


def _key(parent: str, name: str) -> str:
    """What stands in a slot is HTML, whatever the slot is called."""
    return "html" if parent == "slots" else name


def _text(value: str, key: str) -> str:
    if key == "attributes" and not hasattr(value, "__html__"):
        raise TypeError("Give attributes as a dictionary: text cannot be told from markup here.")
    return conditional_escape(value) if key == "html" or key.endswith("Html") else value

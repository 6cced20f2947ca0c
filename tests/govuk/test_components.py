"""The component tag against the design system's own examples, and with text that looks like markup."""

import json
from pathlib import Path

import pytest
from django.template import Context, Template
from django.utils.safestring import mark_safe

from infoshare.govuk import components
from tests.govuk.samples import Outline

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "node_modules/govuk-frontend/dist/govuk/components").glob("*/fixtures.json"))
ATTACK = "<script>alert(1)</script>"


def trusted(value: object, key: str = "") -> object:
    """The examples are trusted, so what they call HTML is marked as such."""
    if isinstance(value, dict):
        return {name: trusted(part, "html" if key == "slots" else name) for name, part in value.items()}
    if isinstance(value, list):
        return [trusted(part, key) for part in value]
    if isinstance(value, str) and (key in {"html", "attributes"} or key.endswith("Html")):
        return mark_safe(value)
    return value


def tag(source: str, **context: object) -> str:
    return Template("{% load govuk %}" + source).render(Context(context))


@pytest.mark.slow
def test_every_example_of_the_design_system_comes_out_as_the_design_system_says() -> None:
    tried, different = 0, []
    for file in FILES:
        component = json.loads(file.read_text())
        for example in component["fixtures"]:
            tried += 1
            ours = tag("{% govuk name params %}", name=component["component"], params=trusted(example["options"]))
            if Outline(ours).parts != Outline(example["html"]).parts:
                different.append(f"{component['component']}: {example['name']}")
    assert different == []
    assert tried == 657


def test_keywords_are_parameters_and_two_underscores_nest() -> None:
    page = tag('{% govuk "input" id="a" name="a" label__text="Your name" label__classes="big" %}')
    assert Outline(page).parts[1:4] == [
        ("label", ("class", "govuk-label big"), ("for", "a")),
        "Your name",
        "</label>",
    ]


def test_keywords_go_over_params_and_leave_them_as_they_were() -> None:
    params = {"id": "a", "label": {"text": "Old", "classes": "big"}}
    page = tag('{% govuk "input" params label__text="New" %}', params=params)
    assert "New" in page
    assert "big" in page
    assert params == {"id": "a", "label": {"text": "Old", "classes": "big"}}


@pytest.mark.parametrize("key", ["text", "html"])
def test_what_a_person_typed_is_escaped_exactly_once(key: str) -> None:
    page = tag('{% govuk "inset-text" params %}', params={key: ATTACK + " & co"})
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in page
    assert "<script" not in page
    assert "&amp;lt;" not in page


def test_markup_marked_safe_is_left_alone() -> None:
    assert "<b>bold</b>" in tag('{% govuk "inset-text" html=html %}', html=mark_safe("<b>bold</b>"))


@pytest.mark.parametrize("key", ["titleHtml", "descriptionHtml"])
def test_every_parameter_that_ends_in_html_is_escaped_unless_marked_safe(key: str) -> None:
    params = {"titleText": "T", "errorList": [{"text": "x"}], key: ATTACK}
    assert "<script" not in tag('{% govuk "error-summary" params %}', params=params)


def test_html_deep_inside_parameters_and_in_slots_is_escaped_too() -> None:
    rows = {"rows": [{"key": {"html": ATTACK}, "value": {"html": ATTACK}}]}
    assert "<script" not in tag('{% govuk "summary-list" params %}', params=rows)
    slots = {"serviceName": "x", "slots": {"start": ATTACK}}
    assert "<script" not in tag('{% govuk "service-navigation" params %}', params=slots)


def test_attributes_as_text_are_refused_because_they_could_be_markup() -> None:
    with pytest.raises(TypeError, match="dictionary"):
        components.render("button", {"text": "x", "attributes": "onclick=alert(1)"})


def test_the_value_of_an_attribute_is_escaped() -> None:
    page = components.render("button", {"text": "x", "attributes": {"data-x": '"><script>'}})
    assert "<script" not in page


def test_a_macro_is_compiled_once() -> None:
    assert components.macro("button") is components.macro("button")

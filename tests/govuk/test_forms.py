"""What a form looks like clean and in error, and the sentences it says."""

import re

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict

from infoshare.govuk.fields import Choice, GovDateField, HintedChoice, LongText, ShortText
from infoshare.govuk.forms import GovForm
from tests.govuk.samples import GOOD, EveryField, Outline, attributes_of, text_of

ATTACK = '"><script>alert(1)</script>'


def filled(**changes: str) -> EveryField:
    return EveryField(MultiValueDict({name: [value] for name, value in {**GOOD, **changes}.items()}))


def said(form: forms.BaseForm, name: str) -> list[str]:
    return [str(error) for error in form[name].errors]


def test_a_good_form_is_valid_and_its_dates_are_dates() -> None:
    form = filled()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["received"].isoformat() == "2024-02-29"
    assert form.cleaned_data["shared"] is None


def test_nothing_answered_says_one_sentence_a_field_in_the_order_of_the_page() -> None:
    assert EveryField({}).error_items == [
        {"text": "Select your answer", "href": "#id_risk_0"},
        {"text": "Select kinds of information", "href": "#id_kinds_0"},
        {"text": "Enter name or initials", "href": "#id_name"},
        {"text": "Write your reasons", "href": "#id_reasons"},
        {"text": "Enter the date received", "href": "#id_received_0"},
        {"text": "Select role", "href": "#id_role"},
        {"text": "Tick the box to go on", "href": "#id_agree"},
        {"text": "Enter token"},
    ]


def test_every_link_of_the_summary_leads_to_an_input_on_the_page() -> None:
    form = filled(risk="x", name="", received_month="", shared_time="x")
    for item in form.error_items:
        assert attributes_of(str(form), item["href"].removeprefix("#"))["tag"] in {
            "input",
            "textarea",
            "select",
        }


def test_a_missing_month_marks_the_month_and_is_linked_to() -> None:
    form = filled(received_month="")
    assert form.error_items == [{"text": "The date received must include a month", "href": "#id_received_1"}]
    page = str(form)
    assert "govuk-input--error" in attributes_of(page, "id_received_1")["class"]
    assert "govuk-input--error" not in attributes_of(page, "id_received_0")["class"]
    assert text_of(page, "id_received-error") == "Error: The date received must include a month"


def test_everything_typed_is_kept_when_something_is_wrong() -> None:
    page = str(filled(received_day="31", received_month="June", name="", reasons="Line one\nline two"))
    assert attributes_of(page, "id_received_0")["value"] == "31"
    assert attributes_of(page, "id_received_1")["value"] == "June"
    assert "Line one\nline two</textarea>" in page
    assert "checked" in attributes_of(page, "id_risk_0")
    assert "checked" in attributes_of(page, "id_kinds_0")
    assert "checked" in attributes_of(page, "id_agree")
    assert attributes_of(page, "id_token")["value"] == "t0k"
    assert ("option", ("selected", ""), ("value", "teacher")) in Outline(page).parts


def test_hint_and_error_are_tied_to_the_input_by_id() -> None:
    clean, wrong = str(EveryField()), str(filled(name=""))
    assert attributes_of(clean, "id_name")["aria-describedby"] == "id_name-hint"
    assert attributes_of(wrong, "id_name")["aria-describedby"] == "id_name-hint id_name-error"
    assert "govuk-input--error" in attributes_of(wrong, "id_name")["class"]
    assert text_of(wrong, "id_name-hint") == "Initials are enough"
    assert attributes_of(wrong, "id_agree")["aria-describedby"] == "id_agree-hint"


def test_every_id_on_a_page_is_there_once_and_every_description_exists() -> None:
    for form in (EveryField(), EveryField({})):
        page = str(form)
        ids = re.findall(r' id="([^"]+)"', page)
        assert len(ids) == len(set(ids))
        described = {name for names in re.findall(r'aria-describedby="([^"]+)"', page) for name in names.split()}
        assert described <= set(ids)


def test_the_question_is_the_heading_of_the_page_once() -> None:
    page = str(EveryField())
    assert page.count("<h1") == 1
    assert '<h1 class="govuk-fieldset__heading">Is a child at risk of harm?</h1>' in page


def test_a_text_box_can_be_the_heading_of_the_page() -> None:
    form = EveryField()
    form.page_heading = "name"
    parts = Outline(str(form)).parts
    heading = parts.index(("h1", ("class", "govuk-label-wrapper")))
    assert parts[heading + 1] == ("label", ("class", "govuk-label govuk-label--l"), ("for", "id_name"))


def test_radios_have_their_hints_and_their_divider() -> None:
    page = str(EveryField()["risk"])
    assert attributes_of(page, "id_risk_0")["aria-describedby"] == "id_risk_0-hint"
    assert text_of(page, "id_risk_0-hint") == "Now or soon"
    assert page.index("govuk-radios__divider") < page.index('id="id_risk_2"')


def test_the_browser_neither_cuts_nor_checks_what_is_typed() -> None:
    page = str(EveryField())
    for forbidden in ("required", "maxlength=", "aria-invalid", "style=", "onclick"):
        assert forbidden not in page.replace("data-maxlength=", "")


def test_width_and_autocomplete_reach_the_page() -> None:
    name = attributes_of(str(EveryField()), "id_name")
    assert name["class"] == "govuk-input govuk-input--width-20"
    assert name["autocomplete"] == "off"


def test_a_long_text_counts_its_characters_with_and_without_script() -> None:
    page = str(EveryField())
    assert 'data-module="govuk-character-count" data-maxlength="10000"' in page
    assert text_of(page, "id_reasons-info") == "You can enter up to 10,000 characters"
    assert "govuk-js-character-count" in attributes_of(page, "id_reasons")["class"]


def test_ten_thousand_characters_fit_and_one_more_does_not() -> None:
    assert filled(reasons="a" * 10_000).is_valid()
    assert said(filled(reasons="a" * 10_001), "reasons") == ["Reasons must be 10,000 characters or fewer"]


def test_a_line_end_counts_as_one_character_as_it_does_on_the_page() -> None:
    form = filled(reasons=("a" * 49 + "\r\n") * 199 + "a" * 50)
    assert form.is_valid()
    assert "\r" not in form.cleaned_data["reasons"]


def test_a_short_text_is_one_line_of_at_most_200() -> None:
    form = filled(name=" A\r\nB\tC ")
    assert form.is_valid()
    assert form.cleaned_data["name"] == "A B C"
    assert said(filled(name="a" * 201), "name") == ["Name or initials must be 200 characters or fewer"]


@pytest.mark.parametrize("character", ["\x00", "\ud800", "\x08", "\x7f", "\uffff"])
@pytest.mark.parametrize("name", ["name", "reasons", "token"])
def test_characters_that_cannot_be_stored_are_refused_in_one_sentence(name: str, character: str) -> None:
    form = filled(**{name: f"a{character}b"})
    form.full_clean()
    assert said(form, name) == [
        "Your answer has a character that cannot be stored. Type it again, or paste it as plain text"
    ]


def test_emoji_tabs_and_soft_line_ends_are_kept() -> None:
    form = filled(reasons="a\tb\vc 👩‍👧")
    assert form.is_valid()
    assert form.cleaned_data["reasons"] == "a\tb\nc 👩‍👧"


def test_an_answer_that_was_never_offered_is_refused_without_quoting_it() -> None:
    form = filled(risk="secret", kinds="secret", role="secret")
    assert {item["text"] for item in form.error_items} == {"Select one of the answers shown"}


def test_text_that_looks_like_markup_is_text_everywhere() -> None:
    class Attacked(GovForm):
        page_heading = "text"
        messages = {"empty": ATTACK}
        text = ShortText(label=ATTACK, help_text=ATTACK)
        long = LongText(label=ATTACK, help_text=ATTACK)
        choice = HintedChoice(label=ATTACK, choices=[Choice(ATTACK, ATTACK, ATTACK, ATTACK)])
        role = forms.ChoiceField(label=ATTACK, choices=[(ATTACK, ATTACK)])
        day = GovDateField(label=ATTACK)
        empty = ShortText(label="Empty")

    typed = dict.fromkeys(("text", "long", "choice", "role", "day_day", "day_month", "day_year"), ATTACK)
    page = str(Attacked(typed))
    assert "<script" not in page
    assert "&amp;lt;" not in page
    assert page.count("&lt;script&gt;") == 20


def test_a_label_with_a_percent_sign_is_safe_in_a_sentence() -> None:
    class Share(GovForm):
        part = ShortText(label="100% of s%s", max_length=2)

    assert said(Share({"part": "abc"}), "part") == ["100% of s%s must be 2 characters or fewer"]
    assert said(Share({}), "part") == ["Enter 100% of s%s"]


def test_words_given_by_the_form_or_the_field_win_over_ours() -> None:
    class Own(GovForm):
        messages = {"one": {"max_length": "Shorter", "required": "Say one"}}
        one = ShortText(label="One", max_length=2)
        two = ShortText(label="Two", error_messages={"required": "Say two"})

    assert [item["text"] for item in Own({}).error_items] == ["Say one", "Say two"]
    assert said(Own({"one": "abc", "two": "b"}), "one") == ["Shorter"]


def test_an_error_of_the_whole_form_comes_first_and_links_nowhere() -> None:
    form = filled(name="")
    form.add_error(None, "Both cannot be true")
    assert form.error_items[0] == {"text": "Both cannot be true"}


def test_a_form_cleaned_twice_says_everything_once() -> None:
    form = filled(name="a\x00b")
    form.full_clean()
    form.full_clean()
    assert len(form.error_items) == 1


def test_names_that_start_with_initials_keep_them() -> None:
    class Health(GovForm):
        number = ShortText(label="NHS number")

    assert said(Health({}), "number") == ["Enter NHS number"]


def test_a_plain_form_from_elsewhere_is_dressed_too() -> None:
    class Plain(forms.Form):
        email = forms.EmailField(widget=forms.EmailInput({"autocomplete": "email"}))
        password = forms.CharField(widget=forms.PasswordInput)

    email = attributes_of(str(Plain()), "id_email")
    assert (email["class"], email["autocomplete"], email["type"]) == ("govuk-input", "email", "email")

"""The page every page stands in, and the pages for when something is wrong."""

import re
from pathlib import Path

import pytest
from django.contrib.messages.storage.base import Message
from django.template import Context, Template, engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import path
from django.views.defaults import page_not_found, permission_denied, server_error

from tests.govuk.samples import EveryField, Outline

ROOT = Path(__file__).parents[2]
TEMPLATES = sorted([*(ROOT / "templates").glob("*.html"), *(ROOT / "templates/django").rglob("*.html")])
urlpatterns = [path("out/", server_error, name="account_logout")]
pytestmark = pytest.mark.urls(__name__)


class Person:
    is_authenticated = True

    def __str__(self) -> str:
        return "Amira Khan <script>"


def page(**context: object) -> str:
    return (
        engines["django"]
        .from_string(
            '{% extends "base.html" %}{% block title %}Reasons{% endblock %}{% block content %}{{ form }}{% endblock %}'
        )
        .render(context, RequestFactory().get("/"))
    )


def test_the_title_says_error_only_when_there_is_one() -> None:
    assert "<title>Reasons - Infoshare</title>" in page(form=EveryField())
    assert "<title>Error: Reasons - Infoshare</title>" in page(form=EveryField({}))


def test_the_summary_stands_before_the_content_and_says_there_is_a_problem() -> None:
    shown = page(form=EveryField({}))
    assert shown.index("There is a problem") < shown.index("<h1")
    assert '<a href="#id_risk_0">Select your answer</a>' in shown
    assert "There is a problem" not in page(form=EveryField())
    assert "There is a problem" not in page()


def test_a_person_signed_in_is_named_and_can_sign_out_by_post() -> None:
    shown = page(user=Person())
    assert "Amira Khan &lt;script&gt;" in shown
    sign_out = shown[shown.index('<form method="post" action="/out/">') :]
    assert sign_out.index("csrfmiddlewaretoken") < sign_out.index("Sign out")
    assert "Sign out" not in page(user=None)


def test_a_page_with_a_way_back_shows_it_and_others_do_not() -> None:
    assert '<a href="/start" class="govuk-back-link">Back</a>' in page(back_url="/start")
    assert "govuk-back-link" not in page()


def test_a_demonstration_says_so_on_every_page() -> None:
    assert "made-up people only" in page(demo_mode=True)
    assert "made-up people only" not in page()


def test_messages_are_shown_once_each_and_escaped() -> None:
    shown = page(messages=[Message(25, "Saved"), Message(20, "<script>x")])
    assert shown.count("govuk-notification-banner--success") == 1
    assert "&lt;script&gt;x" in shown
    ids = re.findall(r' id="([^"]+)"', shown)
    assert len(ids) == len(set(ids))


def test_no_template_has_script_or_style_of_its_own() -> None:
    """The content security policy would block it, and only the person looking would know."""
    for file in TEMPLATES:
        text = file.read_text()
        assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text), file
        assert re.findall(r"<script(?![^>]*\bsrc=)", text) == [], file


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_an_error_page_needs_nothing_and_has_one_heading(name: str) -> None:
    shown = render_to_string(f"{name}.html")
    assert [part for part in Outline(shown).parts if isinstance(part, tuple) and part[0] == "h1"] == [
        ("h1", ("class", "govuk-heading-l"))
    ]
    assert 'lang="en"' in shown


def test_the_page_for_our_own_faults_works_when_nothing_else_does() -> None:
    text = (ROOT / "templates/500.html").read_text()
    assert "{" not in text
    assert server_error(RequestFactory().get("/")).status_code == 500


def test_a_missing_page_and_one_that_is_not_yours_read_the_same() -> None:
    missing = page_not_found(RequestFactory().get("/records/1"), LookupError("no record 1"))
    hidden = page_not_found(RequestFactory().get("/records/1"), PermissionError("not for Bob"))
    assert missing.content == hidden.content
    assert b"records/1" not in missing.content
    refused = permission_denied(RequestFactory().get("/"), PermissionError("not for Bob"))
    assert b"Bob" not in refused.content


def test_a_long_error_summary_is_nothing_for_what_is_not_a_form() -> None:
    assert Template("{% load govuk %}{% error_summary form %}").render(Context({"form": "text"})) == ""

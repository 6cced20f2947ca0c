"""The drawings: true to the pack, up to date, safe to put in a page, and readable without seeing them."""

from dataclasses import replace
from math import prod
from pathlib import Path
from xml.etree import ElementTree

import pytest

from decisions.guidance.drawing import mermaid, picture_md, svg, way_in_words
from decisions.guidance.edges import edges, end_of, ways
from decisions.guidance.pack import Pack
from decisions.guidance.packs import PACKS, get
from decisions.guidance.picture import stale_pictures, write_pictures
from decisions.guidance.route import follow, paths
from decisions.guidance.svg_layout import WIDTH
from decisions.guidance.svg_shapes import FONT_SIZE, text_width, wrapped

EDITIONS = pytest.mark.parametrize("pack", PACKS.values(), ids=PACKS)
SVG = "{http://www.w3.org/2000/svg}"
WAY = {"situation": "case", "danger": "no", "statutory": "no", "purpose": "no"}


def parts(drawn: str) -> ElementTree.Element:
    return ElementTree.fromstring(drawn)


def words_of(drawn: str) -> str:
    return " ".join(text.text or "" for text in parts(drawn).iter(f"{SVG}text"))


def bold_words_of(drawn: str) -> str:
    bold = [text.text or "" for text in parts(drawn).iter(f"{SVG}text") if text.get("font-weight") == "bold"]
    return " ".join(bold)


@EDITIONS
def test_the_picture_beside_each_pack_is_up_to_date(pack: Pack) -> None:
    assert not stale_pictures(), "run: python manage.py draw_guidance"
    assert mermaid(pack) in picture_md(pack)


def test_a_stale_or_missing_picture_is_named_and_rewritten(tmp_path: Path) -> None:
    assert len(stale_pictures(tmp_path)) == len(PACKS)
    write_pictures(tmp_path)
    assert stale_pictures(tmp_path) == []
    changed = tmp_path / "golden_rules_2008.md"
    changed.write_text("old", "utf-8")
    assert stale_pictures(tmp_path) == [changed]
    assert write_pictures(tmp_path) == [changed]


@EDITIONS
def test_the_table_of_ways_holds_every_path_once(pack: Pack) -> None:
    every = list(paths(pack))
    assert sum(prod(len(values) for _, values in way.answers) for way in ways(pack)) == len(every)
    assert f"{len(every)} paths" in picture_md(pack)


@EDITIONS
def test_every_answer_of_every_question_has_exactly_one_arrow(pack: Pack) -> None:
    drawn = [(edge.source, value) for edge in edges(pack) for value in edge.values]
    offered = [(question.slug, value) for question in pack.questions for value in question.values]
    assert sorted(drawn) == sorted(offered)


def test_a_route_that_has_not_ended_has_no_end_to_draw() -> None:
    with pytest.raises(ValueError, match="has not ended"):
        end_of(follow(get("golden_rules_2008"), {}))


@pytest.mark.slow
@EDITIONS
def test_the_chart_is_well_formed_on_every_way_with_no_style_or_script(pack: Pack) -> None:
    for answers in (None, {}, *paths(pack)):
        for part in parts(svg(pack, answers)).iter():
            assert part.tag.removeprefix(SVG) in {
                "svg", "title", "desc", "g", "rect", "text", "polyline", "polygon", "path", "circle",
            }  # fmt: skip
            assert not {"style", "class", "href", "onload"} & set(part.attrib)


@EDITIONS
def test_the_chart_has_a_title_and_tells_the_way_in_words(pack: Pack) -> None:
    chart = parts(svg(pack, WAY, prefix="record"))
    title, desc = chart.find(f"{SVG}title"), chart.find(f"{SVG}desc")
    assert title is not None
    assert desc is not None
    assert chart.get("role") == "img"
    assert chart.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}" == "record-title record-desc"
    assert all(sentence in (desc.text or "") for sentence in way_in_words(pack, WAY))
    assert "The answers point to: Do not share." in (desc.text or "")


@EDITIONS
def test_a_chart_without_a_way_describes_every_arrow(pack: Pack) -> None:
    desc = parts(svg(pack)).findtext(f"{SVG}desc") or ""
    assert all(question.text in desc for question in pack.questions)
    assert all(outcome.title in desc for outcome in pack.outcomes)


@pytest.mark.slow
@EDITIONS
def test_the_way_taken_is_bold_and_ticked_and_the_rest_is_not(pack: Pack) -> None:
    for answers in paths(pack):
        drawn, said = svg(pack, answers), bold_words_of(svg(pack, answers))
        for question in pack.questions:
            assert (question.text in said) == (question.slug in answers), (answers, question.slug)
        assert all(pack.question(slug).label(value) in said for slug, value in answers.items())
        ticks = sum(1 for _ in parts(drawn).iter(f"{SVG}circle"))
        assert ticks == len(answers) + 1, answers


@EDITIONS
def test_a_chart_with_no_way_marks_nothing(pack: Pack) -> None:
    assert bold_words_of(svg(pack)) == ""
    assert all(question.text in words_of(svg(pack)) for question in pack.questions)


def test_the_next_question_is_drawn_with_dashes_and_no_tick() -> None:
    chart = parts(svg(get("golden_rules_2024"), {"situation": "case"}))
    dashed = [rect for rect in chart.iter(f"{SVG}rect") if rect.get("stroke-dasharray")]
    assert len(dashed) == 1
    assert len(list(chart.iter(f"{SVG}circle"))) == 1
    assert "not finished" in (chart.findtext(f"{SVG}desc") or "")


def test_a_waiting_question_is_told_in_the_description() -> None:
    way = {"situation": "case", "danger": "no", "statutory": "unsure"}
    assert "waits for advice" in (parts(svg(get("golden_rules_2024"), way)).findtext(f"{SVG}desc") or "")


def test_text_and_ids_are_escaped() -> None:
    pack = get("golden_rules_2008")
    first = replace(pack.questions[0], text="<script>&\"'")
    hostile = replace(pack, title="</title><script>", questions=(first, *pack.questions[1:]))
    drawn = svg(hostile, WAY, prefix='"><script>')
    assert "<script" not in drawn
    assert "<script>&\"'" in words_of(drawn)
    assert '"#lt;script#gt;&#quot;\'"' in mermaid(hostile)


@pytest.mark.slow
@EDITIONS
def test_the_words_stay_inside_the_chart_and_are_large_enough(pack: Pack) -> None:
    assert FONT_SIZE >= 14
    for answers in (None, *paths(pack)):
        for text in parts(svg(pack, answers)).iter(f"{SVG}text"):
            width = text_width(text.text or "")
            start = float(text.get("x", "0")) - (width / 2 if text.get("text-anchor") == "middle" else 0)
            assert start >= 0
            assert start + width * (1 if text.get("font-weight") == "bold" else 0.9) <= WIDTH, text.text


def test_a_word_too_long_for_its_line_stands_alone() -> None:
    assert wrapped("a extraordinarily b", 40) == ("a", "extraordinarily", "b")


def test_the_way_in_words_holds_only_answers_that_count() -> None:
    answers = {"situation": "case", "danger": "yes", "purpose": "no"}
    assert way_in_words(get("golden_rules_2008"), answers) == (
        "Which of these is it? One case.",
        "Is anyone in immediate danger? Yes.",
    )

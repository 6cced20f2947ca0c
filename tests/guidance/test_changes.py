"""What changed between two editions: true to both packs, and nothing said of what is not comparable."""

from collections.abc import Iterator

import pytest

from decisions.guidance import comparable, editions
from decisions.guidance.changes import Mark, of_questions, of_rules
from decisions.guidance.comparable import COMPARABLE, Comparable
from decisions.guidance.drawing import svg
from decisions.guidance.otherwise import fork, forks, ways_of
from decisions.guidance.packs import PACKS, get
from decisions.guidance.route import follow, on_path, paths
from tests.guidance.test_drawing import parts, words_of

BEFORE, AFTER = get("golden_rules_2008"), get("golden_rules_2024")
KNOWN = pytest.mark.parametrize("known", COMPARABLE, ids=lambda known: f"{known.before}-{known.after}")


def test_every_pack_is_one_of_the_editions_and_says_when_it_was_published() -> None:
    held = [(each.pack_id, each.published) for each in editions.EDITIONS if each.pack_id]
    assert held == sorted(((pack.id, pack.published) for pack in PACKS.values()), key=lambda pair: pair[1])
    assert list(editions.EDITIONS) == sorted(editions.EDITIONS, key=lambda each: each.published)


def test_each_edition_is_in_force_until_the_next_one() -> None:
    for each in editions.EDITIONS[:-1]:
        following = editions.after(each)
        assert following is not None
        assert editions.before(following) == each
    assert editions.before(editions.EDITIONS[0]) is editions.after(editions.EDITIONS[-1]) is None
    assert editions.older(AFTER) == [BEFORE]
    assert editions.older(BEFORE) == []


@KNOWN
def test_what_is_said_to_be_comparable_is_in_both_packs(known: Comparable) -> None:
    one, other = get(known.before), get(known.after)
    assert set(known.rules) <= {rule.number for rule in one.rules}
    assert set(known.rules.values()) <= {rule.number for rule in other.rules}
    assert len(set(known.rules.values())) == len(known.rules)
    for each in known.questions:
        assert set(each.values) == set(one.question(each.before).values)
        assert set(each.values.values()) <= set(other.question(each.after).values)


def test_every_rule_and_question_of_both_editions_is_there_once() -> None:
    for found, one, other in (
        (
            of_rules(BEFORE, AFTER),
            [str(each.number) for each in BEFORE.rules],
            [str(each.number) for each in AFTER.rules],
        ),
        (
            of_questions(BEFORE, AFTER),
            [each.slug for each in BEFORE.questions],
            [each.slug for each in AFTER.questions],
        ),
    ):
        assert sorted(each.before for each in found if each.before) == sorted(one)
        assert [each.after for each in found if each.after] == other


def test_what_is_new_gone_and_moved() -> None:
    rules = {(each.before, each.after): set(each.marks) for each in of_rules(BEFORE, AFTER)}
    assert rules["", "5"] == {Mark.NEW}
    assert rules["5", ""] == {Mark.GONE}
    assert rules["3", "4"] == {Mark.MOVED, Mark.REWORDED}
    questions = {each.after or each.before: set(each.marks) for each in of_questions(BEFORE, AFTER)}
    assert questions["at_risk"] == {Mark.NEW}
    assert questions["confidential"] == {Mark.GONE}
    assert questions["danger"] == {Mark.REWORDED}


def test_nothing_is_said_to_have_changed_between_an_edition_and_itself() -> None:
    same = Comparable("a", "a", rules={}, questions=())
    assert comparable.of(BEFORE, BEFORE) is None
    assert same.translated({"danger": "no"}) == {}
    assert forks(BEFORE, BEFORE) == ()


def _tried() -> Iterator[tuple[dict[str, str], str, set[str]]]:
    """Every path of the older edition with an outcome, that outcome, and each that the newer one could come to."""
    known = comparable.of(BEFORE, AFTER)
    assert known
    for path in paths(BEFORE):
        if outcome := follow(BEFORE, path).outcome:
            said = known.translated(path)
            ways = [way for way in paths(AFTER) if all(way[slug] == said[slug] for slug in said.keys() & way.keys())]
            yield path, outcome, {end for way in ways if (end := follow(AFTER, way).outcome)}


def test_a_fork_is_found_for_each_path_that_can_end_otherwise_and_for_no_other() -> None:
    tried = list(_tried())
    assert len(tried) > 10
    for path, outcome, ends in tried:
        found = fork(BEFORE, AFTER, path)
        assert (found is not None) == (ends != {outcome}), path
        if found:
            assert found.outcome == outcome
            assert {each.outcome for each in found.branches} == ends


def test_each_branch_holds_on_every_way_with_its_answers() -> None:
    known = comparable.of(BEFORE, AFTER)
    assert known
    for path, _, _ in _tried():
        found = fork(BEFORE, AFTER, path)
        said = known.translated(path)
        for way in paths(AFTER) if found else ():
            if not (end := follow(AFTER, way).outcome) or any(way[slug] != said[slug] for slug in said.keys() & way):
                continue
            holds = [
                each.outcome
                for each in found.branches  # type: ignore[union-attr]
                if all(way.get(slug) in values for slug, values in each.answers)
            ]
            assert set(holds) == {end}, way


def test_the_whole_ways_of_a_fork_are_those_paths_that_come_by_it() -> None:
    for found in forks(BEFORE, AFTER):
        for path in paths(BEFORE):
            is_whole = any(
                set(path) == {slug for slug, _ in way} and all(path[slug] in values for slug, values in way)
                for way in ways_of(BEFORE, found)
            )
            assert is_whole == (found.holds(path) and follow(BEFORE, path).outcome is not None)


def test_without_consent_2008_kept_back_what_2024_shares_where_a_child_is_at_risk() -> None:
    way = {"situation": "case", "danger": "no", "statutory": "no", "purpose": "yes", "identifiable": "yes",
           "confidential": "yes", "consent": "refused", "public_interest": "no"}  # fmt: skip
    found = fork(BEFORE, AFTER, on_path(BEFORE, way))
    assert found is not None
    assert (found.outcome, found.is_certain) == ("do_not_share", False)
    assert [(each.outcome, each.answers) for each in found.others] == [("share", (("at_risk", ("yes",)),))]


def test_what_changed_stands_on_its_question_in_words_and_in_the_description() -> None:
    drawn = svg(AFTER, tabs={"at_risk": "New", "agreement": "Changed"})
    assert words_of(drawn).count("New") == 1
    assert "Changed" in words_of(drawn)
    description = parts(drawn)[1].text or ""
    assert description.startswith("New: Is a child at risk of harm, or do you perceive a risk? Changed: Do you have")


def test_what_changed_is_told_apart_without_colour() -> None:
    drawn = {words: list(parts(svg(AFTER, tabs={"at_risk": words})).iter()) for words in ("New", "Gone", "Changed")}
    edges = {
        words: next(part.get("stroke-dasharray") for part in found if part.get("stroke-width") == "2.5")
        for words, found in drawn.items()
    }
    assert len(set(edges.values())) == 3
    colours = {part.get(name) for found in drawn.values() for part in found for name in ("fill", "stroke")}
    assert colours <= {None, "none", "#0b0c0c", "#ffffff"}

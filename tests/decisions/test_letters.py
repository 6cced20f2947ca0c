"""Letters: plain enough for a child, in broad words, naming nobody, with no word that gives the case away."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from consent.words import CATEGORIES
from decisions import words
from decisions.draft import Draft
from decisions.letters import sentences
from decisions.letters.refusal import gets
from decisions.letters.sentences import Letter, Malformed, Voice, _read
from decisions.letters.telling import FILES, VARIANTS, told_of
from decisions.models import Conclusion, Item, Recipient
from decisions.summary import requests, telling
from tests.browser.pdfs import lacks
from tests.decisions.in_letters import AT, TOLD, letter, of_case, refused, request, shared
from tests.decisions.reading_age import grade, syllables
from tests.verapdf import Verdict, validate

HARDEST = {"child": 5.0, "family": 5.0, "child-easy-read": 4.0, "family-easy-read": 4.0}  # grades; age 10 and 9
TEXTS = ("text", "source", "author", "about_whom")


def prose(made: Letter) -> Iterator[str]:
    """Without headings, which are short; a list that a sentence leads to is read as one long sentence with it."""
    for part in made.parts:
        *said, last = ["", *part.sentences]
        yield from filter(None, said)
        yield from [f"{last[:-1]} {', '.join(part.things)}"] if last.endswith(":") else [last, *part.things]
        yield from part.after


@pytest.mark.parametrize("already", [False, True])
@pytest.mark.parametrize("case", TOLD)
@pytest.mark.parametrize("variant", VARIANTS)
def test_a_child_of_nine_to_eleven_can_read_it(variant: str, case: str, already: bool) -> None:
    found = grade(prose(letter(of_case(case), variant, already=already)))
    assert found <= HARDEST[variant]


def test_the_letter_that_refuses_can_be_read_by_most_grown_ups() -> None:
    for guarded in (False, True):
        for ground in words.GROUNDS:
            found = grade(prose(refused(kept_back(ground), request(own_data=True), guarded=guarded)))
            assert found <= 6


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("cat", 1),
        ("share", 1),
        ("shared", 1),
        ("letter", 2),
        ("wanted", 2),
        ("little", 2),
        ("information", 4),
        ("the", 1),
    ],
)
def test_the_measure_counts_syllables_as_they_are_said(word: str, said: int) -> None:
    assert syllables(word) == said


def test_a_hard_text_has_a_higher_grade_than_an_easy_one() -> None:
    easy, hard = (
        ["We want to help you. Ask us."],
        ["Notwithstanding statutory obligations, disclosure is discretionary."],
    )
    assert grade(easy) < 3 < 12 < grade(hard)


def test_what_is_kept_back_from_everybody_is_not_in_it_and_what_goes_is() -> None:
    items = [Item(text="a", category="health", nature="fact"), Item(text="b", category="education", nature="fact")]
    text = letter(shared([to()], items, ["withhold", "redact"]), "child").texts
    assert "Your health" not in text
    assert "School and learning" in text


def test_each_kind_of_information_has_its_broad_words_in_every_letter() -> None:
    for variant in VARIANTS.values():
        say = Voice(FILES[variant.easy], variant.reader)
        for category in CATEGORIES:
            assert say(f"kind.{category}")


def test_what_is_about_somebody_else_or_alleged_is_not_told() -> None:
    items = [
        Item(text="a", category="criminal", nature="fact", about_whom="The father"),
        Item(text="b", category="health", nature="allegation"),
        Item(text="c", category="education", nature="opinion", about_whom="the child"),
    ]
    draft = shared([to(), to("police")], items, ["share", "share", "share", "share", "share", "withhold"])
    found = letter(draft, "family")
    assert "School and learning" in found.texts
    assert not {"Something that happened", "Your child's health"} & set(found.texts)
    assert [each.organisation for each in told_of(draft)] == ["the school"], "nobody who gets only such things is named"


def to(organisation: str = "the school") -> Recipient:
    return Recipient(organisation=organisation, role="class teacher", name="Zebedee Quick")


@given(st.data())
@settings(max_examples=100)
def test_no_word_of_the_case_and_no_name_is_ever_in_a_letter(data: st.DataObject) -> None:
    """Every text of every item, line, purpose and reason is a word that stands nowhere else."""
    choice = st.sampled_from(("share", "redact", "withhold"))
    kinds, natures = st.sampled_from(list(CATEGORIES)), st.sampled_from(list(words.NATURES))
    items = [
        Item(category=data.draw(kinds), nature=data.draw(natures), **{name: f"zq{name}{at}" for name in TEXTS[:-1]})
        for at in range(data.draw(st.integers(1, 4)))
    ]
    for at, item in enumerate(items):
        item.about_whom = data.draw(st.sampled_from(("", f"zqwhom{at}")))
    recipients = [to(), to("the clinic")]
    draft = shared(recipients, items, [data.draw(choice) for _ in range(2 * len(items))])
    draft.decision.purpose, draft.decision.deciding, draft.decision.about = "zqpurpose", "zqdeciding", "zqabout"
    for variant in VARIANTS:
        whole = letter(draft, variant).numbered
        assert "zq" not in whole
        assert "Zebedee" not in whole
        assert "In other words" not in whole
        assert "Why they get it" not in whole


def test_a_letter_says_what_a_duty_in_law_is() -> None:
    assert "The law says that we had to share it." in letter(of_case("C14"), "child").texts
    assert "We shared it so that they can help you." in letter(of_case("S02"), "child").texts
    assert "We share it so that they can help you." in letter(of_case("S02"), "child", already=False).texts


def test_before_and_after_it_is_shared_it_says_so() -> None:
    draft = of_case("S02")
    assert letter(draft, "child", already=False).title == "We want to share some things about you"
    assert letter(draft, "family").title == "We shared some things about your child"


def test_somebody_who_has_left_is_not_whom_to_ring() -> None:
    draft = of_case("S02")
    draft.decision.owner.is_active = False
    for variant in VARIANTS:
        assert "Amara" not in letter(draft, variant).numbered


def test_a_translator_gets_every_sentence_with_its_number_and_nothing_is_hidden_in_code() -> None:
    for variant in VARIANTS:
        made = letter(of_case("C01"), variant)
        lines = made.numbered.splitlines()
        assert [line.partition(". ")[0] for line in lines] == [str(number) for number in range(1, len(lines) + 1)]
        assert [line.partition(". ")[2] for line in lines] == list(made.texts)
        kept = (sentences.HERE / f"{FILES[VARIANTS[variant].easy]}.txt").read_text()
        filled = {"Oakfield Learning Trust", "Amara Cole", "IS-2222-3333"}
        told = {f"{row.role[:1].upper()}{row.role[1:]}, {row.organisation}" for row in of_case("C01").recipients}
        for text in set(made.texts) - told:
            assert text in kept or any(each in text for each in filled), text


def test_a_file_of_sentences_with_a_line_that_is_none_or_a_name_twice_is_refused() -> None:
    for lines in (["who We are"] * 2, ["Who We are"], ["nothing"]):
        with pytest.raises(Malformed):
            list(_read(lines))


def kept_back(ground: str = "more_harm", decided: str = "do_not_share") -> Draft:
    items = [Item(text="zqtext", category="health", nature="fact", source="zqsource", about_whom="zqwhom")]
    draft = shared([to()], items, ["withhold"], decided=decided)
    conclusion = Conclusion(decided=decided, grounds=[ground], other_ground="zqground", reasons="zqreasons")
    return replace(draft, conclusion=conclusion)


@pytest.mark.parametrize("ground", words.GROUNDS)
def test_a_refusal_gives_each_ground_in_words_that_may_leave_and_nothing_of_the_case(ground: str) -> None:
    asked = request(asked_for="zqasked", asked_why="zqwhy", verified_how="zqhow")
    whole = refused(kept_back(ground), asked).numbered
    assert Voice("refusal")(f"why.{ground}") in whole
    for said in ("We do not share it.", "3 March 2026", "Income officer", "IS-2222-3333", "Write to us", "complain"):
        assert said in whole
    assert "zq" not in whole


def test_a_refusal_in_part_says_so_and_gives_no_ground_that_was_not_given() -> None:
    draft = of_two(["share", "withhold"])
    whole = refused(draft, request(recipient=draft.recipients[0])).numbered
    assert "We share a part of it." in whole
    assert Voice("refusal")("why.more_harm") not in whole


def of_two(choices: list[str]) -> Draft:
    """Two pieces of information; `choices` are those for the first recipient, then for the second, if there is one."""
    items = [Item(text="a", category="health", nature="fact"), Item(text="b", category="education", nature="fact")]
    return shared([to(), to("the clinic")][: len(choices) // 2], items, choices)


@pytest.mark.parametrize(
    ("choices", "who", "found"),
    [
        (["share", "withhold"], 0, "part"),
        (["share", "redact"], 0, "part"),
        (["withhold", "withhold", "share", "share"], 0, "none"),
        (["share", "share", "withhold", "withhold"], 0, "all"),
        (["share", "share"], None, "none"),
    ],
)
def test_whoever_asked_is_told_what_comes_to_them_whatever_goes_to_others(
    choices: list[str], who: int | None, found: str
) -> None:
    draft = of_two(choices)
    asked = request(recipient=None if who is None else draft.recipients[who])
    assert gets(draft, asked) == found
    if found == "none":
        whole = refused(draft, asked).numbered
        assert "We do not share it." in whole
        assert "part" not in whole


def test_whoever_asks_for_their_own_data_is_told_of_their_rights() -> None:
    assert "ask a court" in refused(kept_back(), request(own_data=True)).numbered
    assert "ask a court" not in refused(kept_back(), request()).numbered


def test_to_somebody_who_must_not_be_told_it_does_not_say_whether_there_is_anything() -> None:
    whole = refused(kept_back(), request(), guarded=True).numbered
    assert "We can't say in a letter whether we hold any." in whole
    for said in ("Amara", "harm", "Income officer", "new"):
        assert said not in whole


def test_what_went_is_spoken_of_as_what_is_over_in_every_part() -> None:
    for variant in VARIANTS:
        before, after = ({*letter(of_case("S02"), variant, already=each).texts} for each in (False, True))
        told = " ".join(after)
        for said in ("will get", "we share,", "we tell,", "We will", "What we share ", "Who gets", "tell them"):
            assert said not in told.replace("We will listen", "").replace("We will look", ""), (variant, said)
        assert before - after, variant


def pdfs() -> Iterator[bytes]:
    draft = of_case("C01")
    yield from (telling.letter_print(draft, variant, at=AT).pdf() for variant in VARIANTS)
    yield requests.refusal_print(kept_back(), request(), at=AT).pdf()


@pytest.mark.slow
@pytest.mark.django_db
def test_every_letter_is_for_the_archive_and_for_the_screen_reader() -> None:
    assert validate(*pdfs()) == [Verdict(pdfa_3a=True, pdfua_1=True, failures=())] * 5


@pytest.mark.slow
@pytest.mark.django_db
def test_what_is_printed_is_what_was_read_before() -> None:
    draft = of_case("C01")
    for variant in VARIANTS:
        assert not lacks(
            telling.letter_print(draft, variant, at=AT).pdf(), list(letter(draft, variant, already=False).texts)
        )
    asked = request()
    assert not lacks(requests.refusal_print(kept_back(), asked, at=AT).pdf(), list(refused(kept_back(), asked).texts))

"""The piece of a text that a search shows, with the words that it was found by marked."""

from decisions.marking import Run, piece, words_of

LONG = " ".join(f"word{n}" for n in range(50))


def said(runs: list[Run]) -> str:
    return "".join(f"[{run.text}]" if run.marked else run.text for run in runs)


def test_words_are_marked_as_they_are_written() -> None:
    assert said(piece("Zoë, and O’Connor's\nnurse", {"zoe", "oconnors"})) == "[Zoë], and [O’Connor's] nurse"


def test_of_a_long_text_the_words_around_the_first_are_shown() -> None:
    assert said(piece(LONG, {"word20"})) == (
        f"… {' '.join(f'word{n}' for n in range(10, 20))} [word20] {' '.join(f'word{n}' for n in range(21, 31))} …"
    )
    assert said(piece("One (two). Three!", {"three"})) == "One (two). [Three]!"


def test_where_nothing_is_wanted_there_is_no_piece() -> None:
    assert piece("One", {"two"}) == piece("", {"two"}) == piece("One", set()) == []


def test_words_are_told_apart_as_search_does_it() -> None:
    assert words_of(["Łukasz's e-mail, 12 a.m."]) == {"lukaszs", "e", "mail", "12", "a", "m"}

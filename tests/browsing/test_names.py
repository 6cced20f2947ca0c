"""Whether a surname sounds like a name in a decision. The measured share of chance matches is in docs/look-out.md."""

from itertools import combinations

import pytest

from decisions.browsing import sounds_alike

_VARIANTS = (
    "Smith/Smyth Smith/Smythe Clark/Clarke Reid/Reed Reid/Read Brown/Browne Taylor/Tailor Thomson/Thompson "
    "Stephens/Stevens Phillips/Philips Wright/Right Green/Greene Lee/Leigh Lee/Lea Davies/Davis "
    "Jeffery/Jeffrey Gray/Grey Allan/Allen Elliot/Elliott Whyte/White Moore/More Bailey/Baillie Pearce/Pierce "
    "Barns/Barnes Neil/Neal Jonson/Johnson Hussain/Hussein Ahmed/Ahmad Mohammed/Muhammad Begum/Begam Miah/Mia "
    "Chaudhry/Choudhury Siddiqui/Siddiqi Shaw/Shah Müller/Muller José/Jose Łukasz/Lukasz Nguyen/Nguyễn "
    "Sørensen/Sorensen Kowalski/Kowalska McDonald/MacDonald McGee/MacGee Mackenzie/McKenzie Macaulay/McAuley "
    "O'Brien/OBrien O'Brien/O’Brien O'Neill/O'Neal Ng/Ng "
)
# Surnames common in England: how many pairs of different ones are taken for one another?
_COMMON = (
    "Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White "
    "Roberts Green Hall Wood Jackson Clarke Patel Khan Lewis James Phillips Mason Mitchell Rose Davis Rodgers "
    "Cox Alexander Allen Shaw Kelly Harris Cook Richardson Marshall Collins Carter Bennett Parker Ellis Lee "
    "Bailey Miller Turner Simpson King Anderson Foster Knight Hughes Watson Edwards Hill Moore Clark Harrison "
    "Scott Young Morris Hunt Ward Baker Begum Hussain Ahmed Ali Singh Kaur Akhtar Mohammed Shah Price Webb "
    "Rogers Gray Murphy Stevens Murray Adams Campbell Stewart Lloyd Gibson Palmer Chapman Reynolds Fox Dixon "
    "Barnes Powell Holmes Hart Carr Carey Byrne Burns Hale Hull Cole Coleman Cooper Hooper Barker Walsh Welsh "
    "Wells Willis Wallis Harper Hopper Ford Fraser Fisher Grant Graham Brooks Burke Bates Butler Black Blake "
    "Duncan Dean Dunn Kerr Kent Kay Lane Lynn Long Lowe Lyons Marsh May Mills Morgan Moran Nash Neal Newman "
    "Nolan Norris Owen Page Park Payne Pearson Perry Potter Pope Quinn Read Rice Ross Russell Ryan Saunders "
    "Sharp Spencer Stone Sutton Todd Tucker Wade Walters Waters Warren Watts Weston West Wheeler Wilkinson "
    "Wills Winter Woods Yates "
)

VARIANTS, COMMON = _VARIANTS.split(), _COMMON.split()


@pytest.mark.parametrize("pair", VARIANTS)
def test_a_name_is_heard_through_its_spellings_both_ways_round(pair: str) -> None:
    one, other = pair.split("/")
    assert sounds_alike(f"Ann {one}", other)
    assert sounds_alike(f"Ann {other}", one)


def test_common_names_that_differ_are_hardly_ever_taken_for_one_another() -> None:
    pairs = set(combinations(COMMON, 2))
    alike = {pair for pair in pairs if sounds_alike(f"Ann {pair[0]}", pair[1])}
    variants = {("Davies", "Davis"), ("Clarke", "Clark"), ("Rodgers", "Rogers"), ("Shaw", "Shah")}
    assert len(pairs) == 16_110
    assert variants <= alike
    assert len(alike - variants) <= 6, alike - variants
    assert ("Hall", "Hill") in pairs - alike


@pytest.mark.parametrize(("one", "other"), [("Carr", "Cary"), ("Hall", "Hill"), ("Penn", "Penny"), ("Wright", "Read")])
def test_names_that_share_only_their_consonants_differ(one: str, other: str) -> None:
    assert not sounds_alike(f"Ann {one}", other)


@pytest.mark.parametrize("text", ["J.P.", "J. P.", "JP", "J P", "J.P., aged 5", "K.T. and J.P.", "(JP)"])
@pytest.mark.parametrize("name", ["Jo Jape", "Li Jp", "Sam P", "Jo K.T.", "Ann Pea", "Jo Park"])
def test_initials_never_match(name: str, text: str) -> None:
    assert not sounds_alike(name, text)


@pytest.mark.parametrize(
    "text", ["Tom Smith", "SMITH, Tom", "tom smith", "T.Smith", "the Smiths and Tom Smith's mother", "Smith-Jones"]
)
def test_a_name_is_found_anywhere_in_a_text(text: str) -> None:
    assert sounds_alike("Ann Smith", text)


def test_only_the_surname_is_compared_not_the_first_name() -> None:
    assert not sounds_alike("Thomas Hill", "Thomas Reid")


def test_either_half_of_a_double_name_counts() -> None:
    assert sounds_alike("Ann Smith-Jones", "Tom Smith")
    assert sounds_alike("Ann Smith-Jones", "Tom Jones")
    assert sounds_alike("Ann Jones", "Tom Smith-Jones")


def test_what_stands_before_many_names_does_not_count() -> None:
    assert not sounds_alike("Omar Al-Hassan", "Al Smith")
    assert sounds_alike("Omar Al-Hassan", "Sara Hassan")
    assert sounds_alike("Jan van der Berg", "Piet Berg")


@pytest.mark.parametrize("text", ["Ian Mc Donald", "Ian Mac Donald", "Ian M’Donald and Ian MacDonald"])
def test_a_prefix_may_stand_apart(text: str) -> None:
    assert sounds_alike("Pat McDonald", text)
    assert sounds_alike("Pat Mc Donald", "Ian McDonald")
    assert sounds_alike("Pat O'Brien", "Ian O Brien")


@pytest.mark.parametrize(("name", "text"), [("", "Smith"), ("Ann Smith", ""), ("", ""), ("Ann 7", "7"), ("- '", "' -")])
def test_nothing_sounds_like_nothing(name: str, text: str) -> None:
    assert not sounds_alike(name, text)

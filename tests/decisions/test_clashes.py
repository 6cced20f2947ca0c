"""Who must not be told or found is found wherever it is planted, and nowhere else: 100 planted, 1,000 clean."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import cycle, islice, product
from random import Random

import pytest
from pytest_django import Settings

from decisions import cautions, clashes, kin
from decisions.clashes import Clash, Known, Said, To
from decisions.letters import telling
from decisions.models import Item, Recipient
from decisions.places import Place, is_in, same_place
from decisions.the_child import is_the_child
from tests.decisions.builders import in_memory

# No two of a list sound alike, so that whoever is not planted is somebody else.
FIRST = ("Karl", "Ann", "Deborah", "Michelle", "Oliver", "Priya", "Stephen", "Zofia", "Hugh", "Benedict", "Laszlo")
LAST = ("Reed", "Okafor", "Nowak", "Bell", "Dunn", "Marsh", "Adekunle", "Pascoe", "Singh", "Whitfield", "Tully")
STREETS = ("Mill Lane", "High Street", "Station Road", "Priory Close", "Elm Avenue", "Castle Gardens")
JOBS = ("Class teacher", "Named nurse", "Duty social worker", "Health visitor", "Booking clerk", "Pastoral lead")
PLACES = ("Oakfield Primary School", "Northern NHS Trust", "The county council", "Kingfisher Youth Club")
TEXTS = (
    "He was late on four days of the last ten.",
    "Her mother says that she sleeps badly, and that the house is cold.",
    "The school on Mill Lane rang twice about reading, room 14.",
    "She was seen at the clinic on 3 March 2026 and weighs 14 kg.",
    "The family has moved three times, last from the north.",
)


def test_the_names_of_this_test_sound_apart() -> None:
    for pool in (FIRST, LAST):
        assert len({sound for name in pool for sound in clashes._sounds([name.lower()])}) == len(pool)


class Family:
    """A child and three people around it, of whom one is guarded; and a list of recipients who are nobody of these."""

    def __init__(self, dice: Random) -> None:
        self.dice = dice
        pairs = dice.sample(list(product(FIRST, LAST)), 8)
        self.names = [f"{first} {last}" for first, last in pairs]
        lines = [f"{number} {street}" for number, street in zip(dice.sample(range(1, 90), 4), STREETS, strict=False)]
        codes = [f"OX{number} {number}AB" for number in dice.sample(range(1, 9), 4)]
        self.places = [Place(line, code) for line, code in zip(lines, codes, strict=True)]
        kinds = ("", "mother", "father", "grandparent")
        self.known = [
            Known(f"k{at}", 1, self.names[at], self.names[at], kind, self.places[at]) for at, kind in enumerate(kinds)
        ]
        self.tos = [
            To(f"t{at}", "To", self.names[4 + at], dice.choice(PLACES), dice.choice(JOBS))
            for at in range(dice.randint(1, 3))
        ]
        self.saids = [Said(f"s{at}", "Information", text) for at, text in enumerate(dice.sample(TEXTS, 3))]

    def guard(self, at: int, *, told: bool = False, found: bool = False) -> Known:
        self.known[at] = replace(self.known[at], must_not_be_told=told, must_not_be_found=found)
        return self.known[at]

    def found(self) -> list[Clash]:
        return clashes.of(self.known, self.tos, self.saids)


Plant = Callable[[Family], str]  # plants one clash, and says of which sort


def by_name(family: Family) -> str:
    who = family.guard(2, told=True)
    family.tos.append(To("x", "To", who.name, "Family", "Relative"))
    return "name"


def by_another_spelling(family: Family) -> str:
    first, last = FIRST[0], LAST[0]
    family.known[2] = replace(family.guard(2, told=True), name=f"{first} {last}")
    family.tos.append(To("x", "To", "Mr CARL  Réid", "Family", "Relative"))
    return "name"


def by_initial(family: Family) -> str:
    first, last = family.guard(2, told=True).name.split()
    family.tos.append(To("x", "To", f"{first[0]}. {last}", "Family", "Relative"))
    return "name"


def by_surname_alone(family: Family) -> str:
    family.tos.append(To("x", "To", f"Mr {family.guard(2, told=True).name.split()[1]}", "Home", "Relative"))
    return "name"


def by_organisation(family: Family) -> str:
    family.tos.append(To("x", "To", "", f"Care of {family.guard(2, told=True).name}, builders", "Owner"))
    return "name"


def by_role(family: Family) -> str:
    family.guard(2, told=True)
    role = family.dice.choice(
        ("His father", "Dad", "Father's partner", "parent", "fathers solicitor", "Mum and Dad", "The father of the boy")
    )
    family.tos.append(To("x", "To", "", "Family", role))
    return "role"


def by_kin_in_another_box(family: Family) -> str:
    family.guard(2, told=True)
    boxes = family.dice.choice(
        (
            ("Dad", "Family", "Father"),
            ("His father", "", "Father"),
            ("Leo's dad", "Family", "Relative"),
            ("Parents", "Home", "parents"),
            ("Mum and Dad", "Family", "parents"),
            ("Not known", "Family", "Father"),
            ("", "Father's solicitor", "Solicitor"),
        )
    )
    family.tos.append(To("x", "To", *boxes))
    return "role"


def by_surname_first(family: Family) -> str:
    first, last = family.guard(2, told=True).name.split()
    family.tos.append(To("x", "To", family.dice.choice((f"{last}, {first[0]}.", f"{last} {first[0]}")), "", "Relative"))
    return "name"


def by_title_in_a_role(family: Family) -> str:
    family.tos.append(To("x", "To", "", "Family", f"Mr {family.guard(2, told=True).name.split()[1]}"))
    return "name"


def by_household(family: Family) -> str:
    family.guard(2, told=True)
    line, code = family.places[2].line, family.places[2].postcode
    same = family.dice.choice(
        (
            Place(line.upper(), code),
            Place(line.replace("Lane", "Ln")),
            Place("", code.lower()),
            Place(f"{line} Oakfield", code),
            Place(f"No {line.replace(' ', ', ', 1)}, Oakfield"),
            Place(line.replace("ll", "l").replace("tt", "t"), code),
        )
    )
    family.known[3] = replace(family.known[3], place=same)
    family.tos.append(To("x", "To", family.known[3].name, "Family", "Relative"))
    return "household"


def by_address(family: Family) -> str:
    family.tos.append(To("x", "To", "", f"The shop at {family.guard(2, told=True).place.line}", "Owner"))
    return "address"


def at_home(family: Family) -> str:
    family.guard(2, told=True)
    family.known[0] = replace(family.known[0], place=family.places[2])
    family.tos.append(To("x", "Telling the family", family=True))
    return "household"


def by_postcode_in_a_text(family: Family) -> str:
    code = family.guard(1, found=True).place.postcode
    written = family.dice.choice((code, code.lower(), code.replace(" ", "")))
    family.saids.append(Said("x", "Information", f"They live near the river ({written})."))
    return "place"


def by_house_in_a_text(family: Family) -> str:
    line = family.guard(0, found=True).place.line
    family.saids.append(Said("x", "Information", f"He was seen outside {line.replace('Street', 'St.')}, at night."))
    return "place"


def by_the_home_of_another_row(family: Family) -> str:
    """Where the mother hides stands with the child, and with her stands nothing; or the other way round."""
    hidden, other = family.dice.choice(((1, 0), (0, 1)))
    family.known[hidden] = replace(family.guard(hidden, found=True), maybe_at=(family.places[other],), place=Place())
    family.saids.append(Said("x", "Information", f"Seen at {family.places[other].line}."))
    return "place"


def by_an_address_beside_a_text(family: Family) -> str:
    line = family.guard(1, found=True).place.line
    family.saids.append(Said("x", "Information", "She is well.", beside=("A fact.", f"The post for {line}")))
    return "place"


def by_an_item_about_where_she_is(family: Family) -> str:
    who = family.guard(1, found=True)
    whom = family.dice.choice((who.name, "Her mother", "Mum"))
    family.saids.append(Said("x", "Information", "She moved last week.", whom, is_identity=True))
    return "identity"


def by_an_item_about_where_the_child_is(family: Family) -> str:
    family.guard(0, found=True)
    whom = family.dice.choice(("", "The child", family.known[0].name))
    family.saids.append(Said("x", "Information", "The new school.", whom, is_identity=True))
    return "identity"


PLANTS: tuple[Plant, ...] = (
    by_name,
    by_another_spelling,
    by_initial,
    by_surname_alone,
    by_organisation,
    by_role,
    by_kin_in_another_box,
    by_surname_first,
    by_title_in_a_role,
    by_household,
    by_address,
    at_home,
    by_postcode_in_a_text,
    by_house_in_a_text,
    by_the_home_of_another_row,
    by_an_address_beside_a_text,
    by_an_item_about_where_she_is,
    by_an_item_about_where_the_child_is,
)


def planted(most: int) -> Iterator[tuple[Family, str]]:
    for number, plant in enumerate(islice(cycle(PLANTS), most)):
        family = Family(Random(number))
        yield family, plant(family)


def test_of_100_planted_clashes_each_is_found_and_called_what_it_is() -> None:
    found = [([each.sort for each in family.found()], sort) for family, sort in planted(100)]
    missed = [(number, sorts, sort) for number, (sorts, sort) in enumerate(found) if sort not in sorts]
    assert len(found) == 100
    assert not missed


TITLES_OF_JOBS = (
    "Parents' evening lead",
    "Children and parents worker",
    "Dad's GP",
    "Parent support adviser",
    "Mother and baby unit",
    "Fathers’ group leader",
    "Support for parents",
    "Parent governor",
    "Grandparents' helpline",
    "Caldicott Guardian",
)


def nearly(family: Family) -> None:
    """What looks like a clash to a careless eye: one name in common, another house, another father, no flag."""
    dice, (guarded, sheltered) = family.dice, (family.guard(2, told=True), family.guard(1, found=True))
    first, last = guarded.name.split()
    other_first = dice.choice([each for each in FIRST if each != first])
    other_last = dice.choice([each for each in LAST if each != last])
    family.tos += [
        To("n1", "To", f"{other_first} {last}", dice.choice(PLACES), dice.choice(JOBS)),
        To("n2", "To", f"{first} {other_last}", dice.choice(PLACES), dice.choice(JOBS)),
        To("n3", "To", f"{other_first} {other_last}", "Family", "Father"),
        To("n4", "To", family.known[3].name, "Family", "Grandmother"),
        To("n5", "To", "", f"{last} and Partners", dice.choice(JOBS)),
        To("n7", "To", "", dice.choice(PLACES), dice.choice(TITLES_OF_JOBS)),
        To("n8", "To", "", "Mothers' Union", "Secretary"),
        To("n9", "To", f"Mr {other_last}", "Family", "Father"),
        To("n6", "Telling the family", role="Face to face, with the class teacher", family=True),
    ]
    number, street = sheltered.place.line.split(" ", 1)
    family.saids += [
        Said("n1", "Information", f"The fair was on {street}, {int(number) + 100} people came."),
        Said("n2", "Information", f"A neighbour at {int(number) + 100} {street} rang."),
        Said("n6", "Information", f"She was {number}.", beside=("A fact.", f"{street} school")),
        Said("n3", "Information", "The name of the school.", "Her uncle", is_identity=True),
        Said("n4", "Information", f"{sheltered.name} came to the meeting.", sheltered.name),
        Said(
            "n5", "Information", f"Ring {guarded.place.line}, where the father lives.", "The father", is_identity=True
        ),
    ]


def test_of_1000_clean_families_none_has_a_clash() -> None:
    false = []
    for number in range(1000):
        family = Family(Random(10_000 + number))
        nearly(family)
        false += [(number, each.sort, each.called) for each in family.found()]
    assert not false


@pytest.mark.parametrize("kind", [kind for kind in kin.KIN if kind != "mother"])
@pytest.mark.parametrize("title", TITLES_OF_JOBS)
def test_a_job_with_parents_is_nobodys_parent(title: str, kind: str) -> None:
    assert not kin.calls(title, kind)


def test_a_family_in_which_nobody_is_guarded_has_no_clash() -> None:
    for number in range(len(PLANTS)):
        family = Family(Random(number))
        PLANTS[number](family)
        family.known = [replace(each, must_not_be_told=False, must_not_be_found=False) for each in family.known]
        assert not family.found()


def test_a_clash_is_another_one_once_anything_in_it_changes() -> None:
    family = Family(Random(1))
    by_name(family)
    [before] = family.found()
    assert before.mark == family.found()[0].mark
    family.tos[-1] = replace(family.tos[-1], role="Neighbour")
    [after] = family.found()
    assert after.mark != before.mark
    family.known[2] = replace(family.known[2], place=Place("1 New Street"))
    assert family.found()[0].mark != after.mark


def test_it_is_another_one_once_more_goes_or_to_more_people_though_still_the_same_two() -> None:
    family = Family(Random(1))
    by_name(family)
    [before] = family.found()
    family.tos[-1] = replace(family.tos[-1], gets="more")
    [after] = family.found()
    assert (after.mark != before.mark, after.itself) == (True, before.itself)
    family = Family(Random(1))
    by_house_in_a_text(family)
    [before] = family.found()
    family.saids[-1] = replace(family.saids[-1], to=("Housing",))
    [after] = family.found()
    assert (after.mark != before.mark, after.itself) == (True, before.itself)


def test_nobody_can_work_out_a_mark_without_the_key_of_the_site(settings: Settings) -> None:
    family = Family(Random(1))
    by_house_in_a_text(family)
    [before] = family.found()
    settings.SECRET_KEY = "another"
    assert family.found()[0].mark != before.mark


@pytest.mark.parametrize(
    ("one", "other", "are"),
    [
        (Place("14 Mill Lane", "OX4 1AB"), Place("14, mill ln.", "ox41ab"), True),
        (Place("14 Mill Lane", "OX4 1AB"), Place("16 Mill Lane", "OX4 1AB"), False),
        (Place("14 Mill Lane"), Place("14 Mill Lane", "OX4 1AB"), True),
        (Place("14 Mill Lane", "OX4 1AB"), Place("14 Mill Lane", "OX5 1AB"), False),
        (Place("Flat 2, 14 Mill Lane"), Place("Flat 3, 14 Mill Lane"), False),
        (Place("Flat 2, 14 Mill Lane"), Place("14 Mill Lane"), True),
        (Place("", "OX4 1AB"), Place("14 Mill Lane", "OX4 1AB"), True),
        (Place(), Place(), False),
        (Place("14 Mill Lane"), Place(), False),
        (Place("14 Mill Lane, Leeds", "LS1 4AB"), Place("14 Mill Lane Leeds", "LS1 4AB"), True),
        (Place("14 Mill Lane Leeds"), Place("14 Mill Lane, Leeds"), True),
        (Place("14 Mill Lane"), Place("No 14, Mill Lane"), True),
        (Place("14 Mill Lane"), Place("14 Mil Lane"), True),
        (Place("Rose Cottage", "LS1 4AB"), Place("14 Mill Lane", "LS1 4AB"), True),
        (Place("Rose Cottage", "LS1 4AB"), Place("Elm House", "LS1 4AB"), False),
        (Place("14 Mill Lane"), Place("14 Hill Lane"), False),
    ],
)
def test_two_addresses_are_one_home_where_nothing_that_is_known_differs(one: Place, other: Place, are: bool) -> None:
    assert same_place(one, other) is are
    assert same_place(other, one) is are


@pytest.mark.parametrize(
    ("text", "tells"),
    [
        ("at 14 MILL LANE", True),
        ("Rose Cottage is at 14 mill ln, by the river", True),
        ("near OX4-1AB.", True),
        ("on Mill Lane", False),
        ("at 114 Mill Lane", False),
        ("Lot XOX4 1AB", False),
        ("", False),
    ],
)
def test_a_text_gives_an_address_away_by_its_house_or_its_postcode(text: str, tells: bool) -> None:
    assert is_in(Place("Flat 1, 14 Mill Lane, Oakfield", "OX4 1AB"), text) is tells
    assert not is_in(Place(), text)


@pytest.mark.parametrize(
    ("place", "text", "tells"),
    [
        (Place("14 Mill Lane Leeds"), "lives at 14 Mill Lane", True),
        (Place("No 14, Mill Lane"), "at 14 Mill Lane", True),
        (Place("No 14, Mill Lane"), "the fair on Mill Lane", False),
        (Place("14 Mill Lane"), "no. 14 of Mil Ln", True),
        (Place("Rosewood"), "They moved to Rosewood in May.", True),
        (Place("Rose Cottage, Mill Lane"), "the fair on Mill Lane", False),
        (Place("", "LS1 4AB"), "LS1 - 4AB", True),
        (Place("14 St John's Road, Leeds"), "14 St. Johns Rd", True),
        (Place("14 Mill Lane"), "She was 14 on Mill Lane", False),
    ],
)
def test_an_address_is_found_however_it_is_written(place: Place, text: str, tells: bool) -> None:
    assert is_in(place, text) is tells


CHILD = [
    ("", True),
    ("The child ", True),
    ("the children", True),
    ("The young person", True),
    ("Aoife Byrne", True),
    ("aoife  byrne", True),
    ("A.B.", True),
    ("AB", True),
    ("Her mother", False),
    ("The child's mother", False),
    ("Another child", False),
    ("Aoife Nowak", False),
    ("AC", False),
]


@pytest.mark.parametrize(("whom", "is_theirs"), CHILD)
def test_who_the_child_is_is_said_once_for_cautions_letters_and_clashes(whom: str, is_theirs: bool) -> None:
    assert is_the_child(whom, "Aoife Byrne", "AB") is is_theirs
    item = Item(text="She reads well", nature="fact", accurate_on=date(2026, 11, 1), about_whom=whom)
    given = cautions.Given(item, Recipient(role="Nurse"), "To help", date(2026, 11, 2), "Aoife Byrne")
    assert (not cautions.of(given)) is is_the_child(whom, "Aoife Byrne")
    draft = in_memory("golden_rules_2024", {})
    draft.decision.about = "Aoife Byrne"
    assert telling._is_about_the_child(draft, item) is is_the_child(whom, "Aoife Byrne")
    hidden = Known("k", 1, "Aoife Byrne", "Aoife Byrne", must_not_be_found=True)
    clash = clashes.of([hidden], [], [Said("x", "Information", "The new school", whom, is_identity=True)])
    assert bool(clash) is is_the_child(whom, "Aoife Byrne")

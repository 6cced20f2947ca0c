"""An adviser who is not told who it is about finds nobody there: over 200 drafts, in every box."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from consent import words
from consent.models import Person, Relationship
from decisions import asking
from decisions.asking import Question
from decisions.draft import Draft, load
from decisions.models import Answer, ConsentStatement, Item, Line, PersonConcerned, Recipient, Request, Weighing
from infoshare.accounts.models import User
from tests.decisions.builders import started
from tests.seeding.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

DRAFTS = 200
CONSONANTS, VOWELS = "bdgklmnprstvz", "aeio"


@dataclass(frozen=True)
class Who:
    """Somebody made up, and each way in which their identity is written."""

    names: tuple[str, ...]
    initials: str
    born: date
    numbers: tuple[str, ...]

    def mentions(self) -> list[str]:
        """Each way of writing it that goes into a text."""
        born = self.born
        names = [way for name in self.names for way in (name, name.upper(), name.lower(), *name.split())]
        days = [
            f"{born.day}/{born.month}/{born.year}",
            f"{born:%d.%m.%y}",
            f"{born.day} {born:%B %Y}",
            born.isoformat(),
        ]
        numbers = [way for number in self.numbers for way in (number, number.replace(" ", ""))]
        return [*names, self.initials, ".".join(self.initials) + ".", *days, *numbers]


def _name(chance: random.Random) -> str:
    words = (_word(chance) for _ in range(2))
    return " ".join(words)


def _word(chance: random.Random) -> str:
    """Such as Ravidaq: no word of any page."""
    syllables = (chance.choice(CONSONANTS) + chance.choice(VOWELS) for _ in range(3))
    return "".join(syllables).capitalize() + chance.choice("xqj")


def _who(chance: random.Random) -> Who:
    names = tuple(
        _name(chance) for _ in range(5)
    )  # the child, a parent, a recipient, whoever asked, whose opinion it is
    initials = "".join(word[0] for word in names[0].split())
    born = date(2005, 1, 1) + timedelta(days=chance.randrange(6_000))
    numbers = (f"OP-{chance.randrange(10**6):06}", f"{chance.randrange(10**9):09} 7", f"PU{chance.randrange(10**7):07}")
    return Who(names, initials, born, numbers)


def _text(who: Who, chance: random.Random) -> str:
    mentions = chance.sample(who.mentions(), k=8)
    return " and ".join(f"we know {mention}, they say" for mention in mentions)


def _draft(base: Draft, who: Who, by: User, chance: random.Random) -> Draft:
    """A draft about them that names them in every box that takes a text."""

    def text() -> str:
        return _text(who, chance)

    child, parent, recipient, requester, author = who.names
    person = Person.objects.create(
        organisation=by.organisation,
        owner=by,
        saved_by=by,
        request_key=uuid4(),
        reference=who.numbers[0],
        name=child,
        born_on=who.born,
        national_number=who.numbers[1],
        local_number=who.numbers[2],
    )
    Relationship.objects.create(
        person=person, saved_by=by, request_key=uuid4(), name=parent, kind="mother", responsibility=words.NOT_KNOWN
    )
    decision = base.decision
    decision.deciding, decision.purpose, decision.about = text(), text(), who.initials
    now = {"saved_at": timezone.now()}
    item = Item(text=text(), category="health", nature="opinion", source=text(), author=author, **now)
    line = Line(choice="redact", why=text(), redacted=text(), onward="no", **now)
    return replace(
        base,
        decision=decision,
        people=frozenset({person.pk}),
        answered={
            slug: Answer(slug=slug, value=value, note=text())
            for slug, value in {"situation": "request", "danger": "no", "statutory": "no"}.items()
        },
        recipients=[Recipient(organisation=text(), role=text(), name=recipient, **now)],
        items=[item],
        lines=[line],
        request=Request(
            requester=requester,
            requester_organisation=text(),
            position=text(),
            received_on=date(2026, 1, 1),
            verified_how=text(),
            asked_for=text(),
            asked_why=text(),
        ),
        consent=ConsentStatement(given_by=parent, child_views=text(), carer_views=text()),
        weighing=Weighing(risk_of_sharing=text(), risk_of_not_sharing=text(), safety_of_others=text()),
    )


def _left(who: Who, shown: str) -> Iterator[str]:
    """What of somebody's identity stands in a text still."""
    plain = shown.casefold()
    words = set(plain.replace(",", " ").replace('"', " ").split())
    for name in who.names:
        yield from (part for part in name.casefold().split() if part in plain)
    yield from (way for way in who.mentions()[-10:] if len(way) > 3 and way.casefold() in plain)
    if who.initials.casefold() in words or ".".join(who.initials).casefold() in plain:
        yield who.initials


def test_no_identity_that_is_known_is_shown_in_any_of_200_drafts(north: People) -> None:
    chance, by = random.Random(5), north["practitioner"]  # noqa: S311
    base = load(started(by))
    for number in range(DRAFTS):
        who = _who(chance)
        draft = _draft(base, who, by, chance)
        place = ("purpose", "page-items", "page-decision")[number % 3]
        question = Question(place, _text(who, chance), names_withheld=True)
        shown = json.dumps(asking.shown(draft, question), ensure_ascii=False)
        assert list(_left(who, shown)) == [], (number, shown)
        named = json.dumps(asking.shown(draft, replace(question, names_withheld=False)), ensure_ascii=False)
        assert list(_left(who, named)), "Where it is lifted, everything stands there"


def test_what_the_asker_marks_is_withheld_everywhere(north: People) -> None:
    by = north["practitioner"]
    draft = load(started(by))
    draft.decision.purpose = "To help the girl with the red hat at Mill Lane"
    question = Question("page-items", "Red hat: may I?", names_withheld=True, also=("red hat", "Mill Lane"))
    shown = json.dumps(asking.shown(draft, question)).casefold()
    assert "red hat" not in shown
    assert "mill" not in shown


@pytest.mark.parametrize("who", ["The mother", "her parents", "both", "Mum", "Parent", "her foster carer"])
def test_a_box_that_names_nobody_marks_nothing(north: People, who: str) -> None:
    draft = load(started(north["practitioner"]))
    draft = replace(draft, consent=ConsentStatement(given_by=who))
    shown = asking.shown(draft, Question("page-items", f"Did {who} say yes?", names_withheld=True))
    assert shown["question"] == f"Did {who} say yes?"


@pytest.mark.parametrize("who", ["school nurse", "unknown", "the next-door neighbour", "social worker"])
def test_words_in_small_letters_for_who_somebody_is_mark_nothing(north: People, who: str) -> None:
    draft = replace(load(started(north["practitioner"])), recipients=[Recipient(name=who)])
    shown = asking.shown(draft, Question("page-items", f"May I tell the {who} of it?", names_withheld=True))
    assert shown["question"] == f"May I tell the {who} of it?"


@pytest.mark.parametrize("name", ["kyra thompson", "فاطمة الزهراء", "王小明", "kyra"])
def test_a_name_without_capitals_is_withheld_wherever_it_is_known_from(north: People, name: str) -> None:
    by = north["practitioner"]
    draft = load(started(by))
    question = Question("page-items", f"We know {name} well", names_withheld=True)
    entered = {"organisation": by.organisation, "owner": by, "saved_by": by}
    person = Person.objects.create(request_key=uuid4(), reference="OP-1", name=name, **entered)
    for named in (
        replace(draft, people=frozenset({person.pk})),
        replace(draft, recipients=[Recipient(name=name)]),
        replace(draft, request=Request(requester=name)),
    ):
        assert asking.shown(named, question)["question"] == "We know [name withheld] well"


def test_a_name_that_was_taken_off_since_is_withheld_still(north: People) -> None:
    by, decision = north["practitioner"], started(north["practitioner"])
    rows = {"decision": decision, "saved_by": by, "request_key": uuid4()}
    recipient = Recipient.objects.create(organisation="A school", role="Head", name="Mr Harperon", **rows)
    entered = {"organisation": by.organisation, "owner": by, "saved_by": by, "request_key": uuid4()}
    person = Person.objects.create(reference="OP-77", name="Kyra Thomson", **entered)
    link = PersonConcerned.objects.create(decision=decision, person=person, linked_by=by)
    about = {"text": "She said so", "category": "health", "nature": "opinion", "source": "A call"}
    item = Item.objects.create(author="Morag Teviot", **about, **{**rows, "request_key": uuid4()})
    item.author = "her aunt"
    item.save()
    decision.about, decision.saved_by = "Kyrilla", by
    decision.save()
    decision.about = "AB"
    decision.save()
    recipient.delete()
    link.delete()
    said = "Kyrilla is Kyra, and Mr Harperon and Morag Teviot know OP-77"
    shown = asking.shown(load(decision), Question("page-items", said, names_withheld=True))
    assert shown["question"] == (
        "[name withheld] is [name withheld], and [name withheld] and [name withheld] know [number withheld]"
    )

"""What a search found, best first, and why each was found: only of what its reader may open."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from decisions import marking
from decisions.models import Decision, searching
from decisions.models.search_people import ALSO, SO, SOUNDS, WORTH, Called, called, decisions_about
from decisions.models.search_texts import Texts, all_texts, texts_of
from decisions.models.searching import ALIKE, SOME, Found
from decisions.summary.drafts import Context
from decisions.summary.register import status
from infoshare.accounts.models import User
from infoshare.saving import references

PAGE, REASONS = 25, 3
NAMED = {SO: "Named", SOUNDS: "A name that sounds like it", ALSO: "Another form of the name"}
NOTHING = "Nothing that you can open has these words, or a name like it. Try fewer words, or other ones."
NOTHING_YET = (
    "Nothing was found among those that could be looked at, as too many have these words. There may be others that you "
    "can open: add a word, or choose a rarer one."
)
TOO_MANY = "There are too many to look at all of them. These are the best of those looked at. Add a word to see fewer."
TOO_SLOW = "This search took too long, and was stopped. Add a word, or choose a rarer one."
HOW = {
    ALIKE: "Nothing has just these words. These have words that are spelt like them.",
    SOME: "Nothing has all of these words. These have some of them.",
}


@dataclass(frozen=True)
class Result:
    """`decisions` in their order, whom each was found by, and the words that are marked."""

    decisions: Sequence[Decision] = ()
    by_name: Mapping[int, list[Called]] = field(default_factory=dict)
    found: Found | None = None
    more: bool = False
    reference: str = ""

    @property
    def references(self) -> list[str]:
        return [each.reference for each in self.decisions]

    @property
    def people(self) -> list[int]:
        """Those whom the page names."""
        return sorted({each.person for decision in self.decisions for each in self.by_name.get(decision.pk, ())})


def searched(wanted: str, words: Sequence[str], by: User) -> Result:
    """Raises searching.TooSlow."""
    with searching.bounded_in_time():
        reference = references.read(wanted, "IS")
        found, by_name = searching.find(words, by=by), decisions_about(called(words, by=by))
        worth = dict(found.worth)
        for number, people in by_name.items():
            worth[number] = worth.get(number, 0) + max(WORTH[each.how] for each in people)
        shown = _visible(worth, by) if worth else []
        if reference:
            first = _open_to(by, reference=reference)
            shown = [*first, *(each for each in shown if each not in first)]
        return Result(shown[:PAGE], by_name, found, len(shown) > PAGE, reference)


def _visible(worth: Mapping[int, float], by: User) -> list[Decision]:
    """Best first, the newest first of those that are worth the same."""
    return sorted(_open_to(by, pk__in=list(worth)), key=lambda each: (-worth[each.pk], -each.pk))


def _open_to(by: User, **wanted: object) -> list[Decision]:
    """By role or by name: whoever is only asked for advice is shown what the asker chose, and finds no more."""
    rows = Decision.objects.visible_to(by).with_right(by).filter(**wanted)
    whole = rows.select_related("entry", "owner", "team", "flow")
    return [each for each in whole if each.through != "adviser"]


def search_page(result: Result) -> Context:
    """With a piece of each text that it was found in, of those that the reader would see on its pages."""
    texts = texts_of(each.pk for each in result.decisions)
    stems = result.found.stems if result.found else ()
    marked = searching.with_stems(marking.words_of(all_texts(texts.values())), stems) if texts and stems else set()
    return {
        "rows": [{**_row(each), "why": _why(each, result, texts[each.pk], marked)} for each in result.decisions],
        "says": list(_says(result)),
        "most": PAGE,
    }


def _row(decision: Decision) -> Context:
    team = f", {decision.team.name}" if decision.team else ""
    return {
        "reference": decision.reference,
        "about": decision.about,
        "deciding": decision.deciding,
        "by": f"{decision.owner.name}{team}",
        "status": status(decision.entry),
    }


def _why(decision: Decision, result: Result, texts: Texts, marked: Set[str]) -> list[Context]:
    """Names first, then where its words stand, what counts most first."""
    if decision.reference == result.reference:
        return [{"said": "It has this reference", "runs": []}]
    people = sorted(result.by_name.get(decision.pk, ()), key=lambda each: -WORTH[each.how])
    named: list[Context] = [{"said": NAMED[each.how], "runs": [marking.Run(each.name, marked=True)]} for each in people]
    pieces: list[Context] = [
        {"said": part.said, "runs": runs}
        for part, each in texts.items()
        if (runs := next((found for text in each if (found := marking.piece(text, marked))), None))
    ]
    return [*named, *pieces][:REASONS]


def _says(result: Result) -> Iterator[str]:
    found, rows = result.found, len(result.decisions)
    if not rows:
        yield NOTHING_YET if found and found.many else NOTHING
        return
    if found and found.worth and found.how in HOW:
        yield HOW[found.how]
    if found and found.many:
        yield TOO_MANY
    elif result.more:
        yield f"The best {PAGE} are shown. Add a word to see fewer."

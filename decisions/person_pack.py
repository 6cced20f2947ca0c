"""The pack of a person as it stands, read at once: what was chosen, and each text as it would go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from decisions import draft, packing, redacting
from decisions.draft import Draft
from decisions.models import Decision, MadePack, PackChoice, PackGivenUp, PackText, PersonPack
from decisions.packing import Source, Text
from decisions.redacting import Goes, People
from decisions.words_of_packs import Part
from infoshare.audit import log


@dataclass(frozen=True)
class HeldPack:
    """`texts` are as they were written; what goes of each is worked out where somebody asks."""

    pack: PersonPack
    choice: PackChoice | None
    made: MadePack | None
    given_up: PackGivenUp | None
    texts: list[Text] = field(default_factory=list)
    said: Mapping[str, PackText] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)

    @cached_property
    def known(self) -> People:
        return redacting.people(self.pack.person, self.drafts)

    @cached_property
    def goes(self) -> list[Goes]:
        return [self._goes(each) for each in self.texts]

    @cached_property
    def parts(self) -> dict[Part, list[Goes]]:
        """By their part, in the order that was chosen."""
        found: dict[Part, list[Goes]] = {each: [] for each in self.chosen}
        for each in self.goes:
            found[Part.of(each.of.part)].append(each)
        return found

    @property
    def chosen(self) -> list[Part]:
        return [Part.of(key) for key in self.choice.parts] if self.choice else []

    @cached_property
    def fingerprint(self) -> str:
        return redacting.fingerprint(self.goes)

    def text(self, mark: str) -> Goes | None:
        """One text: what goes of the others is not worked out for it."""
        return next((self._goes(each) for each in self.texts if redacting.mark_of(each) == mark), None)

    def _goes(self, text: Text) -> Goes:
        return redacting.goes(text, self.known, self.said.get(redacting.mark_of(text)))


def frame(pack: PersonPack) -> HeldPack:
    """Without its texts."""
    made = MadePack.objects.filter(pack=pack).defer("data").first()
    return HeldPack(pack, pack.choices.last(), made, PackGivenUp.objects.filter(pack=pack).first())


def load(pack: PersonPack) -> HeldPack:
    """In a number of queries that does not grow with its decisions."""
    held = frame(pack)
    keys = held.choice.parts if held.choice else []
    rows = list(_rows(pack, keys))
    drafts = [replace(each, decision=row) for each, row in zip(draft.load_many(rows), rows, strict=True)]
    looks = log.histories(rows, packing.LOOKS)
    sources = {each.decision.reference: Source(each, looks[each.decision.pk]) for each in drafts}
    said = redacting.last_said(pack.texts.all())
    return replace(held, texts=packing.texts(sources, keys), said=said, drafts=drafts)


def _rows(pack: PersonPack, keys: Iterable[str]) -> Iterable[Decision]:
    found = Decision.objects.filter(reference__in=references(keys), organisation_id=pack.person.organisation_id)
    found = found.select_related("organisation", "team", "owner", "record__recorded_by")
    return found.order_by("pk").prefetch_related(*packing.BESIDE)


def references(keys: Iterable[str]) -> list[str]:
    """Of which decisions the parts are."""
    return sorted({Part.of(key).decision for key in keys})

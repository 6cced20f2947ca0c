"""The pack of a person as it stands, read at once: what was chosen, and each text as it would go."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from decisions import draft, packing, redacting
from decisions.models import Decision, MadePack, PackChoice, PersonPack
from decisions.redacting import Goes


@dataclass(frozen=True)
class HeldPack:
    pack: PersonPack
    choice: PackChoice | None
    made: MadePack | None
    goes: list[Goes]

    @cached_property
    def parts(self) -> dict[str, list[Goes]]:
        """By the key of their part, in the order that was chosen."""
        found: dict[str, list[Goes]] = {part: [] for part in self.choice.parts} if self.choice else {}
        for each in self.goes:
            found[each.of.part].append(each)
        return found

    @cached_property
    def fingerprint(self) -> str:
        return redacting.fingerprint(self.goes)

    def text(self, mark: str) -> Goes | None:
        return next((each for each in self.goes if each.mark == mark), None)


def frame(pack: PersonPack) -> HeldPack:
    """Without its texts."""
    return HeldPack(pack, pack.choices.last(), MadePack.objects.filter(pack=pack).defer("data").first(), [])


def load(pack: PersonPack) -> HeldPack:
    held = frame(pack)
    parts = held.choice.parts if held.choice else []
    found = Decision.objects.filter(reference__in=references(parts), organisation_id=pack.person.organisation_id)
    found = found.select_related("organisation", "team", "owner", "record__recorded_by")
    rows = found.order_by("pk").prefetch_related(*packing.BESIDE)
    drafts = {each.reference: replace(draft.load(each), decision=each) for each in rows}
    known = redacting.people(pack.person, list(drafts.values()))
    said = redacting.last_said(pack.texts.all())
    return HeldPack(pack, held.choice, held.made, redacting.goes(packing.texts(drafts, parts), known, said))


def references(parts: Iterable[str]) -> list[str]:
    """Of which decisions the parts are."""
    return sorted({part.split(" ")[1] for part in parts})

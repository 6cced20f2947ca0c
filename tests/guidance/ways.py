"""Every path of every edition, for promises that must hold on all of them."""

from dataclasses import dataclass

from decisions.guidance.pack import Pack
from decisions.guidance.packs import PACKS
from decisions.guidance.route import Route, follow, paths


@dataclass(frozen=True)
class Walk:
    pack: Pack
    answers: dict[str, str]
    route: Route

    def said(self, slug: str, *values: str) -> bool:
        return self.answers.get(slug) in values

    def __str__(self) -> str:
        return f"{self.pack.id} {self.answers} -> {self.route.outcome or self.route.waiting_for_advice_at}"


WALKS = [Walk(pack, answers, follow(pack, answers)) for pack in PACKS.values() for answers in paths(pack)]
TRIED = f"{len(WALKS)} paths of {len(PACKS)} editions were tried"


def where(slug: str, *values: str) -> list[Walk]:
    """The walks on which the question was answered so. There is always at least one."""
    found = [walk for walk in WALKS if walk.said(slug, *values)]
    assert found, f"no path answers {slug} with {values}; {TRIED}"
    return found


def none_of(walks: list[Walk]) -> None:
    assert not walks, f"{TRIED}; the promise is broken on {len(walks)}, such as {walks[0]}"

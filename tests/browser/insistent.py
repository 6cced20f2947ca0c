"""Somebody who writes into every text box of every page, wanted or not, and remembers what."""

from collections.abc import Callable

from tests.browser.client import Client
from tests.browser.controls import Control, Fields
from tests.browser.site import Site

SHORT, SHORTEST, LONG = 200, 100, 10_000  # characters that fit into a line, into "about", and into a larger box
NOT_WORDS = ("_day", "_month", "_year", "_time")
COLLEAGUE = "adviser"  # finds somebody, where it is filled in
OF_AN_ANSWER = ("advice_text", "not_followed_why")  # which stands on that page only once there is one


def room(control: Control) -> int:
    if control.kind == "textarea":
        return LONG
    return SHORTEST if control.name == "about" else SHORT


def _is_out_of_sight(name: str, fields: Fields) -> bool:
    """What somebody reads instead is asked only where a thing is shared in part."""
    part, _, number = name.partition("_")
    return part == "redacted" and fields.get(f"choice_{number}", "redact") != "redact"


class Insistent(Client):
    """`say` words the text for a box; `said` has every text that went in."""

    def __init__(self, site: Site, email: str, say: Callable[[Control], str]) -> None:
        self.say = say
        self.said: list[str] = []
        super().__init__(site, email)

    def _filled(self, fields: Fields) -> Fields:
        boxes = [each for each in self.page.controls.values() if each.is_typed and not each.name.endswith(NOT_WORDS)]
        left = {COLLEAGUE, *OF_AN_ANSWER} if COLLEAGUE in self.page.controls else set()
        left |= {each.name for each in boxes if _is_out_of_sight(each.name, fields)}
        texts = {each.name: self.say(each) for each in boxes if each.name not in left}
        self.said += texts.values()
        return {**super()._filled(fields), **texts}

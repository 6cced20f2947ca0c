"""Reads a page as HTML: the boxes and choices of its form, its hidden fields, its links."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

Fields = Mapping[str, str | list[str]]  # name -> what is typed or chosen
TYPED = {"text", "email", "password"}


@dataclass
class Control:
    """One named thing of a form: a text box, or all the radios or checkboxes of one name."""

    name: str
    kind: str  # text, textarea, radio, checkbox or select
    value: str = ""
    options: list[str] = field(default_factory=list)

    @property
    def is_typed(self) -> bool:
        return self.kind in {"text", "textarea"}


class Page(HTMLParser):
    """What stands in the main part of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.controls: dict[str, Control] = {}
        self.hidden: dict[str, str] = {}
        self.links: list[str] = []
        self.texts: list[str] = []
        self._in_main = False
        self._box: Control | None = None
        self._list: Control | None = None
        self.feed(html)
        self.close()

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attributes}
        self._in_main = self._in_main or tag == "main"
        if not self._in_main:
            return
        if tag == "a" and "href" in said:
            self.links.append(said["href"])
        elif tag == "input" and said.get("type") == "hidden":
            self.hidden[said["name"]] = said.get("value", "")
        elif tag == "textarea":
            self._box = self.controls[said["name"]] = Control(said["name"], "textarea")
        elif tag == "select":
            self._list = self.controls[said["name"]] = Control(said["name"], "select")
        elif tag == "option" and self._list:
            self._option(self._list, said)
        elif tag == "input":
            self._input(said)

    def _input(self, said: dict[str, str]) -> None:
        kind = "text" if said["type"] in TYPED else said["type"]
        control = self.controls.setdefault(said["name"], Control(said["name"], kind))
        if control.is_typed:
            control.value = said.get("value", "")
        else:
            control.options.append(said.get("value", "on"))
            if "checked" in said:
                control.value = said.get("value", "on")

    def _option(self, chosen_from: Control, said: dict[str, str]) -> None:
        chosen_from.options.append(said["value"])
        if "selected" in said:
            chosen_from.value = said["value"]

    def handle_data(self, data: str) -> None:
        if self._box:
            self._box.value += data if self._box.value else data.removeprefix("\n")
        elif self._in_main:
            self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._box = None
        elif tag == "select":
            self._list = None
        elif tag == "main":
            self._in_main = False

"""Widgets that Django has no markup for: choices with a hint each, and dates typed into boxes."""

from datetime import date, datetime

from django import forms

from infoshare.govuk.dates import LONDON

Attributes = dict[str, object]


class Hinted(forms.RadioSelect):
    """Choices that may each carry a hint below, and a divider ("or") above."""

    hints: dict[str, str]
    dividers: dict[str, str]
    small = False  # for a form that stands beside something else

    def get_context(self, name: str, value: object, attrs: Attributes | None) -> Attributes:
        context = super().get_context(name, value, attrs)
        context["widget"]["small"] = self.small
        return context

    def create_option(
        self,
        name: str,
        value: object,
        label: int | str,
        selected: bool,
        index: int,
        subindex: int | None = None,
        attrs: Attributes | None = None,
    ) -> Attributes:
        option = super().create_option(name, value, label, selected, index, subindex, attrs)
        return option | {"hint": self.hints.get(str(value)), "divider": self.dividers.get(str(value))}


class HintedRadios(Hinted):
    pass


class HintedCheckboxes(forms.CheckboxSelectMultiple, Hinted):
    pass


class Boxes(forms.MultiWidget):
    """Text boxes side by side, each with its own small label."""

    template_name = "django/forms/widgets/boxes.html"
    boxes: dict[str, tuple[str, int]]  # name -> (label, width in characters)

    def __init__(self) -> None:
        super().__init__({name: forms.TextInput() for name in self.boxes})

    def get_context(self, name: str, value: object, attrs: Attributes | None) -> Attributes:
        """The attribute "wrong" (from the bound field) holds the places of the boxes to mark: "0 2"."""
        plain = dict(attrs or {})
        wrong = str(plain.pop("wrong", "")).split()
        context = super().get_context(name, value, plain)
        boxes = zip(context["widget"]["subwidgets"], self.boxes.values(), strict=True)
        for place, (box, (label, width)) in enumerate(boxes):
            box |= {"label": label, "width": width, "wrong": str(place) in wrong}
        return context


class DateBoxes(Boxes):
    boxes = {"day": ("Day", 2), "month": ("Month", 2), "year": ("Year", 4)}

    def decompress(self, value: date | None) -> list[str]:
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class DateTimeBoxes(Boxes):
    boxes = {**DateBoxes.boxes, "time": ("Time", 10)}

    def decompress(self, value: datetime | None) -> list[str]:
        if not value:
            return ["", "", "", ""]
        local = value.astimezone(LONDON)
        twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
        time = f"{local:%H:%M} {local.tzname()}" if twice else f"{local:%H:%M}"
        return [str(local.day), str(local.month), str(local.year), time]

"""How Django's forms come out as the design system's markup: FORM_RENDERER and its bound field."""

from django import forms
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Input

from infoshare.govuk.fields import BoxError
from infoshare.govuk.widgets import Boxes

Attributes = dict[str, str | bool]
CLASSES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.FileInput, "govuk-file-upload"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (Input, "govuk-input"),
)


class GovBoundField(forms.BoundField):
    """Adds the ids, classes and descriptions of the design system. Markup: templates/django/forms/."""

    def build_widget_attrs(self, attrs: Attributes, widget: forms.Widget | None = None) -> Attributes:
        """Leaves out the browser's own checks: our sentences are clearer, and nothing pasted is cut short."""
        widget = widget or self.field.widget
        built = super().build_widget_attrs(attrs, widget)
        built |= dict.fromkeys(("required", "aria-invalid", "maxlength", "minlength"), False)
        if isinstance(widget, Boxes):
            return built | {"wrong": " ".join(map(str, self.wrong_boxes))}
        return built if widget.is_hidden else built | {"class": self._classes(widget) or False}

    def _classes(self, widget: forms.Widget) -> str:
        base = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
        error = f"{base}--error" if base and self.errors and not self.is_checkbox else ""
        counted = "govuk-js-character-count" if self.limit else ""
        return " ".join(filter(None, (base, error, counted, widget.attrs.get("class"))))

    @property
    def aria_describedby(self) -> str:
        if self.is_hidden:
            return ""
        parts = (("hint", self.help_text), ("error", self.errors), ("info", self.limit))
        return " ".join(f"{self.auto_id}-{name}" for name, there in parts if there)

    @property
    def is_checkbox(self) -> bool:
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_boxes(self) -> bool:
        return isinstance(self.field.widget, Boxes)

    @property
    def limit(self) -> int | None:
        """The most characters that a box of several lines takes."""
        several_lines = isinstance(self.field.widget, forms.Textarea)
        return getattr(self.field, "max_length", None) if several_lines else None

    @property
    def is_page_heading(self) -> bool:
        return getattr(self.form, "page_heading", "") == self.name

    @property
    def label_size(self) -> str:
        return "l" if self.is_page_heading else getattr(self.form, "label_size", "")

    @property
    def wrong_boxes(self) -> tuple[int, ...]:
        """All of them, when the error is about the whole date."""
        if not self.errors or not isinstance(self.field.widget, Boxes):
            return ()
        named = [error.boxes for error in self.errors.as_data() if isinstance(error, BoxError)]
        return named[0] if named else tuple(range(len(self.field.widget.boxes)))

    @property
    def first_wrong_input(self) -> str:
        """The id that the error summary links to."""
        if self.is_boxes:
            return f"{self.auto_id}_{self.wrong_boxes[0]}"
        several = isinstance(self.field.widget, forms.RadioSelect)
        return f"{self.auto_id}_0" if several else self.id_for_label


class GovRenderer(TemplatesSetting):
    bound_field_class = GovBoundField

"""The pages of what people will be asked: their order, and what each still lacks."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from consent.register import Held
from consent.status import ELEMENTS


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the guided form. `element` is the one of S12 that it is about; "" where it is another part."""

    slug: str
    title: str
    column: str
    element: str = ""


PAGES: Mapping[str, Page] = MappingProxyType(
    {
        page.slug: page
        for page in (
            Page("purpose", "What the information is needed for", "purpose", "purpose"),
            Page("use", "How it will be used", "use", "use"),
            Page("recipients", "Who may receive it", "", "recipients"),
            Page("information", "Which kinds of information", "categories"),
            Page("method", "How it will be shared", "method", "method"),
            Page("retention", "How long it is held, and in what form", "retention", "retention"),
            Page("limits", "When it may be shared without consent", "limits", "limits"),
            Page("withdrawal", "How they can change their mind", "withdrawal", "withdrawal"),
        )
    }
)


def is_written(held: Held, page: Page) -> bool:
    return bool(held.recipients) if page.slug == "recipients" else bool(getattr(held.consent, page.column))


def after(held: Held, slug: str) -> Page | None:
    """The next page, in order; None after the last one."""
    order = list(PAGES)
    place = order.index(slug) + 1
    return PAGES[order[place]] if place < len(order) else None


def not_written(held: Held) -> list[str]:
    """The elements that nobody can have been told, since nothing is written there."""
    return [label.label for name, label in ELEMENTS.items() if name not in held.told]

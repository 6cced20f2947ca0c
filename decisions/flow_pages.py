"""The pages of the form for bulk or regular sharing: their order, what each needs, and what a flow still lacks."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from decisions.flow import HeldFlow

Lacks = Callable[[HeldFlow], Iterator[str]]


def _nothing(held: HeldFlow) -> Iterator[str]:
    yield from ()


@dataclass(frozen=True, slots=True)
class FlowPage:
    """One page. `needs` has, by column, the sentence for its being empty; `more` what else the page lacks."""

    slug: str
    title: str
    needs: Mapping[str, str]
    more: Lacks = _nothing
    rows: str = ""  # the list that the page is about: partners or data-sets
    papers: str = ""  # the kind of paper kept there

    def lacks(self, held: HeldFlow) -> list[str]:
        """A sentence for each thing that is not there; none when the page is done."""
        empty = (f"{sentence}." for column, sentence in self.needs.items() if not getattr(held.flow, column))
        return [*empty, *self.more(held)]


def _partners(held: HeldFlow) -> Iterator[str]:
    if not held.partners:
        yield "Say who it is shared with."
    for each in held.partners:
        if not each.part:
            yield f"Say what {each.organisation} is to the information."


def _data_sets(held: HeldFlow) -> Iterator[str]:
    if not held.data_sets:
        yield "List each set of data, and say why it is needed."


def _law(held: HeldFlow) -> Iterator[str]:
    sensitive = any(each.sensitive != "none" for each in held.data_sets)
    if sensitive and held.flow.condition == "none":
        yield "A data set is special category or criminal data, so choose the condition you rely on."


def _agreement(held: HeldFlow) -> Iterator[str]:
    if not held.paper("agreement") and not held.flow.no_agreement_why:
        yield "Attach the signed agreement, or say why there is none yet."


def _dpia(held: HeldFlow) -> Iterator[str]:
    flow = held.flow
    if flow.dpia == "not_needed" and not flow.no_dpia_why:
        yield "Say why no impact assessment is needed."
    if flow.dpia == "done" and not flow.dpia_outcome:
        yield "Say what came out of the impact assessment."
    if flow.dpia == "done" and not held.paper("dpia"):
        yield "Attach the impact assessment."


def _page(slug: str, title: str, more: Lacks = _nothing, *, rows: str = "", papers: str = "", **needs: str) -> FlowPage:
    return FlowPage(slug, title, MappingProxyType(needs), more, rows, papers)


PAGES: Mapping[str, FlowPage] = MappingProxyType(
    {
        page.slug: page
        for page in (
            _page(
                "purpose",
                "What it is for",
                name="Give it a short name",
                purpose="Say what it is for",
                benefits="Say who gains from it, and how",
            ),
            _page("partners", "Who it is shared with", _partners, rows="partners"),
            _page(
                "relationship",
                "Who answers for what",
                own_part="Choose what your organisation is to the information",
                relationship="Say who answers for what",
            ),
            _page("data", "What is shared", _data_sets, rows="data-sets"),
            _page(
                "schedule",
                "How often, from when and until when",
                interval="Choose how often it is shared",
                begins_on="Give the first day",
            ),
            _page(
                "law",
                "The law you rely on",
                _law,
                power="Say which power or duty allows it",
                lawful_basis="Choose the lawful basis",
                condition="Choose the condition, or say that none is needed",
                common_law="Choose how the duty of confidence is met",
            ),
            _page(
                "necessity",
                "Why it is needed",
                necessity="Say why it is needed",
                alternatives="Say what else you thought of",
            ),
            _page("agreement", "The sharing agreement", _agreement, papers="agreement"),
            _page(
                "dpia", "The impact assessment", _dpia, papers="dpia", dpia="Say whether an impact assessment is done"
            ),
            _page(
                "dpo",
                "What the data protection officer says",
                dpo_view="Write down what the data protection officer says",
                dpo_on="Give the day on which they said it",
            ),
            _page(
                "retention",
                "How long it is kept",
                retention="Say how long it is kept",
                deletion="Say how it is deleted, and who checks",
            ),
            _page(
                "security",
                "How it is kept safe",
                in_transit="Say how it is kept safe on its way",
                at_rest="Say how it is kept safe where it is held",
            ),
            _page(
                "rights",
                "People's rights",
                told_how="Say how people are told",
                rights="Say how people use their rights",
                objections="Say what happens when somebody objects",
            ),
            _page(
                "stopping",
                "When something goes wrong",
                stops_who="Say who stops it",
                stops_how="Say how it is stopped",
            ),
        )
    }
)


def lacking(held: HeldFlow) -> list[tuple[FlowPage, str]]:
    """Everything between this flow and its being submitted, in the order of the pages."""
    return [(page, sentence) for page in PAGES.values() for sentence in page.lacks(held)]


def after(slug: str) -> FlowPage | None:
    """The next page, in order; None after the last one."""
    order = list(PAGES)
    place = order.index(slug) + 1
    return PAGES[order[place]] if place < len(order) else None

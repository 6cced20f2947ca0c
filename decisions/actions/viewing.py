"""Every look at a decision is written down before anything of it is shown."""

from collections.abc import Iterable
from itertools import groupby

from consent import actions as consent
from consent.models import Person
from decisions.advising.yearly import Report
from decisions.draft import Draft
from decisions.models import AdviceDiscussion, Decision, Flow, OutsideAdviser
from infoshare.accounts.models import User
from infoshare.audit import log


def viewed(*, decision: Decision, what: str, by: User) -> None:
    """`what` names the page or file: task list, check page, record, PDF. The event says by what right it was seen."""
    log.record("decision.viewed", by=by, about=decision, facts={"what": what, "through": decision.through})


def advice_viewed(*, discussion: AdviceDiscussion, what: str, by: User, outside: OutsideAdviser | None = None) -> None:
    """What an adviser is shown. Of somebody outside the event is told of who let them in."""
    facts: dict[str, log.Fact] = {"discussion": discussion.pk, "what": what}
    if outside:
        facts["outside"] = outside.pk
    log.record("advice.viewed", by=by, about=discussion.decision, facts=facts)


def access_viewed(*, decision: Decision, what: str, by: User) -> None:
    """A page about who can open it: names and reasons, nothing of the case."""
    log.record("access.viewed", by=by, about=decision, facts={"what": what})


def found(*, decision: Decision, by: User) -> None:
    """Somebody typed a reference and was led to the decision."""
    log.record("decision.found", by=by, about=decision)


def list_viewed(*, what: str, references: Iterable[str], by: User) -> None:
    """A list that shows something of these decisions."""
    shown = sorted(set(references))
    if shown:
        log.record("list.viewed", by=by, about=by.organisation, facts={"what": what, "references": shown})


def searched(*, references: Iterable[str], people: Iterable[int], by: User) -> None:
    """What a search found, of decisions and of people whom it names; one that found nothing counts. Never the words."""
    facts: dict[str, log.Fact] = {"references": sorted(set(references))}
    log.record("decisions.searched", by=by, about=by.organisation, facts=facts)
    consent.list_viewed(what="search", people=people, by=by)


def people_named(*, draft: Draft, what: str, by: User) -> None:
    """A page that names those whom the register knows around the people it is about."""
    people = Person.objects.visible_to(by).filter(pk__in=draft.people).order_by("pk") if draft.people else []
    consent.list_viewed(what=what, people=[each.pk for each in people], by=by)


def consents_offered(*, draft: Draft, by: User) -> None:
    """A page that shows the consents about these people, for a decision to rest on."""
    people = sorted({each.consent.person_id for each in draft.register})
    consent.list_viewed(what="consents to rest on", people=people, by=by)


def flow_viewed(*, flow: Flow, what: str, by: User) -> None:
    """`what` names the page, the file or the paper."""
    log.record("flow.viewed", by=by, about=flow, facts={"what": what})


def flows_listed(*, references: Iterable[str], by: User) -> None:
    """The register, which names these flows and their partners."""
    shown = sorted(references)
    if shown:
        log.record("list.viewed", by=by, about=by.organisation, facts={"what": "flows", "flows": shown})


def log_listed(*, what: str, references: Iterable[str], by: User) -> None:
    """The Caldicott inbox and log: `references` are of the decisions that their rows are about. An empty one counts."""
    facts: dict[str, log.Fact] = {"references": sorted(set(references))}
    log.record(f"caldicott.{what}-viewed", by=by, about=by.organisation, facts=facts)


def entry_viewed(*, discussion: AdviceDiscussion, by: User) -> None:
    """One entry of the Caldicott log."""
    facts: dict[str, log.Fact] = {"discussion": discussion.pk, "references": [discussion.decision.reference]}
    log.record("caldicott.entry-viewed", by=by, about=discussion.decision, facts=facts)


def report_viewed(*, report: Report, what: str, by: User) -> None:
    """The Caldicott report: its page, or one of its files, with the decisions whose lessons it repeats."""
    facts: dict[str, log.Fact] = {"year": report.year, "what": what, "references": list(report.quoted)}
    log.record("caldicott.report-viewed", by=by, about=by.organisation, facts=facts)


def shown_beside_others(*, decisions: Iterable[Decision], what: str, by: User) -> None:
    """A page that shows what several decisions hold is a look at each, by the right by which it was found."""
    found = sorted(decisions, key=lambda each: (each.through, each.pk))
    for through, rows in groupby(found, key=lambda each: each.through):
        log.record_each("decision.viewed", by=by, about=rows, facts={"what": what, "through": through})


def figures_viewed(*, what: str, by: User, **of: str) -> None:
    """Numbers alone: `what` says of which decisions, and `of` of which quarter or year."""
    log.record("figures.viewed", by=by, about=by.organisation, facts={"what": what, **of})


def ledger_viewed(*, person: Person, decisions: Iterable[Decision], what: str, by: User) -> None:
    """The ledger of a person, as `what`: on its own, and with each decision whose lines it shows."""
    shown = list(decisions)
    facts: dict[str, log.Fact] = {"what": what, "references": sorted(each.reference for each in shown)}
    log.record("ledger.viewed", by=by, about=person, facts=facts)
    shown_beside_others(decisions=shown, what="ledger of a person", by=by)


def retained_viewed(*, record: Decision | Flow | Person, what: str, by: User) -> None:
    """A page about how long a record is kept: reasons and names of colleagues, nothing of the case."""
    if isinstance(record, Decision):
        access_viewed(decision=record, what=what, by=by)
    elif isinstance(record, Flow):
        flow_viewed(flow=record, what=what, by=by)
    else:
        consent.viewed(person=record, what=what, by=by)


def retention_listed(*, references: Iterable[str], people: Iterable[int], what: str, by: User) -> None:
    """A list of records that are due, held or disposed of: by their references, people by their numbers."""
    numbers = sorted(str(each) for each in set(people))
    facts: dict[str, log.Fact] = {"what": what, "references": sorted(set(references)), "people": numbers}
    log.record("retention.listed", by=by, about=by.organisation, facts=facts)

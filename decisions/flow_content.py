"""What the record of a flow says, as plain data: the one source of its check page, record page, PDF and JSON."""

from datetime import date

from decisions import words
from decisions.flow import HeldFlow
from decisions.models import DataSet, FlowPaper
from decisions.wording import day, label, moment, rows

FORMAT = 1
Rows = list[dict[str, str]]


def of(held: HeldFlow) -> dict[str, object]:
    """The whole flow as it would be submitted now."""
    flow = held.flow
    return {
        "format": FORMAT,
        "reference": flow.reference,
        "version": flow.version,
        "former": flow.former.reference if flow.former else "",
        "from_decision": flow.from_decision.reference if flow.from_decision else "",
        "organisation": flow.organisation.name,
        "team": flow.team.name if flow.team else "",
        "author": {"name": flow.owner.name, "role": flow.owner.role_title},
        "started": moment(flow.started_at),
        "name": flow.name,
        "to": "; ".join(each.organisation for each in held.partners),
        "ground": "; ".join(part for part in (label(words.LAWFUL_BASES, flow.lawful_basis), flow.power) if part),
        "when": _when(held),
        "partners": [
            {"organisation": each.organisation, "part": label(words.PARTS, each.part), "contact": each.contact}
            for each in held.partners
        ],
        "data_sets": [_data_set(each) for each in held.data_sets],
        "parts": [{"slug": slug, "title": title, "rows": found} for slug, title, found in _parts(held) if found],
        "papers": [_paper(each) for each in held.papers],
    }


def _when(held: HeldFlow) -> str:
    flow = held.flow
    often = label(words.INTERVALS, flow.interval)
    return ", ".join(part for part in (often, _from_until(flow.begins_on, flow.ends_on)) if part)


def _from_until(begins: date | None, ends: date | None) -> str:
    if not begins:
        return ""
    return f"from {day(begins)} until {day(ends)}" if ends else f"from {day(begins)}, with no last day"


def _data_set(row: DataSet) -> dict[str, str]:
    return {
        "what": row.what,
        "about_whom": row.about_whom,
        "how_many": row.how_many,
        "from_system": row.from_system,
        "to_system": row.to_system,
        "categories": ", ".join(words.CATEGORIES[each].label for each in row.categories),
        "sensitive": "" if row.sensitive == "none" else _kinds(row.sensitive),
        "why": row.why,
    }


def _kinds(sensitive: str) -> str:
    if sensitive == "both":
        return "Special category and criminal offence data"
    return words.SENSITIVE[sensitive].label


def _paper(row: FlowPaper) -> dict[str, str]:
    """What a paper is, and the mark by which the file can be told to be the same."""
    return {
        "kind": words.FLOW_PAPERS[row.kind].label,
        "what": row.what,
        "done_on": day(row.done_on),
        "review_on": day(row.review_on),
        "sha256": row.sha256,
    }


def _parts(held: HeldFlow) -> list[tuple[str, str, Rows]]:
    """By the page that changes each."""
    flow = held.flow
    return [
        ("purpose", "What it is for", rows(("Purpose", flow.purpose), ("Who gains, and how", flow.benefits))),
        (
            "relationship",
            "Who answers for what",
            rows(
                ("We are", label(words.PARTS, flow.own_part)),
                ("Between the organisations", flow.relationship),
            ),
        ),
        (
            "schedule",
            "How often, from when and until when",
            rows(
                ("How often", label(words.INTERVALS, flow.interval)),
                ("More about it", flow.interval_details),
                ("First day", day(flow.begins_on)),
                ("Last day", day(flow.ends_on) or ("None is set" if flow.begins_on else "")),
            ),
        ),
        (
            "law",
            "The law relied on",
            rows(
                ("Power or duty", flow.power),
                ("Lawful basis", label(words.LAWFUL_BASES, flow.lawful_basis)),
                ("Condition", label(words.CONDITIONS, flow.condition)),
                ("Duty of confidence", label(words.COMMON_LAW, flow.common_law)),
            ),
        ),
        (
            "necessity",
            "Why it is needed",
            rows(("Why it is needed", flow.necessity), ("What else was thought of", flow.alternatives)),
        ),
        ("agreement", "The sharing agreement", _agreement(held)),
        ("dpia", "The impact assessment", _dpia(held)),
        (
            "dpo",
            "What the data protection officer says",
            rows(("Their view", flow.dpo_view), ("Said on", day(flow.dpo_on))),
        ),
        (
            "retention",
            "How long it is kept",
            rows(("How long", flow.retention), ("How it is deleted", flow.deletion)),
        ),
        (
            "security",
            "How it is kept safe",
            rows(("On its way", flow.in_transit), ("Where it is held", flow.at_rest)),
        ),
        (
            "rights",
            "People's rights",
            rows(
                ("How they are told", flow.told_how),
                ("How they use their rights", flow.rights),
                ("When somebody objects", flow.objections),
            ),
        ),
        (
            "stopping",
            "When something goes wrong",
            rows(("Who stops it", flow.stops_who), ("How it is stopped", flow.stops_how)),
        ),
    ]


def _agreement(held: HeldFlow) -> Rows:
    kept = held.paper("agreement")
    if not kept:
        return rows(("There is none yet, because", held.flow.no_agreement_why))
    return rows(("Agreement", kept.what), ("Signed on", day(kept.done_on)), ("To be reviewed", day(kept.review_on)))


def _dpia(held: HeldFlow) -> Rows:
    flow, kept = held.flow, held.paper("dpia")
    if flow.dpia == "not_needed":
        return rows(("Done", "No, none is needed"), ("Why none is needed", flow.no_dpia_why))
    done = rows(("What came out of it", flow.dpia_outcome))
    if not kept:
        return done
    about = (("Assessment", kept.what), ("Done on", day(kept.done_on)), ("To be reviewed", day(kept.review_on)))
    return done + rows(*about)

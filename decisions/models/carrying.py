"""Who carries what on: what a leaver hands over first, and the locks that keep it from being nobody's."""

from dataclasses import dataclass, replace
from typing import ClassVar

import pgtrigger
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from decisions.models.advice import AdviceDiscussion
from decisions.models.correcting import CorrectionOwed
from decisions.models.corrections_due import unsettled
from decisions.models.decision import Decision
from decisions.models.flow import Flow
from decisions.models.flow_events import APPROVED
from decisions.models.incidents import Incident
from decisions.models.receipts import unheard
from decisions.models.record import ToDo
from decisions.models.sharing import SharingEvent
from infoshare.accounts.models import Team, User


class Carrier(User):
    """A person, as the one who carries drafts and flows on."""

    class Meta:
        proxy = True
        triggers: ClassVar = [
            pgtrigger.Trigger(
                name="leaves_no_draft_behind",
                operation=pgtrigger.UpdateOf("is_active"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__is_active=True, new__is_active=False),
                func="""
                    IF EXISTS (
                        SELECT 1 FROM decisions_decision d LEFT JOIN decisions_record r ON r.decision_id = d.id
                         WHERE d.owner_id = NEW.id AND r.id IS NULL
                    ) THEN
                        RAISE EXCEPTION 'Hand over the drafts of somebody who leaves first';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="leaves_no_flow_behind",
                operation=pgtrigger.UpdateOf("is_active"),  # type: ignore[no-untyped-call]
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__is_active=True, new__is_active=False),
                func="""
                    -- Those of flows_carried_by: neither ended, nor refused, nor replaced.
                    IF EXISTS (
                        SELECT 1 FROM decisions_flow f LEFT JOIN decisions_flowend e ON e.flow_id = f.id
                         WHERE f.owner_id = NEW.id AND e.id IS NULL AND NOT EXISTS (
                            SELECT 1 FROM decisions_flow v
                              JOIN decisions_flowsubmission s ON s.flow_id = v.id
                              JOIN decisions_flowdecision d ON d.submission_id = s.id
                             WHERE v.id = f.id AND d.decided = 'do_not_share'
                                OR v.former_id = f.id AND d.decided IN ('approve', 'approve_conditions')
                         )
                    ) THEN
                        RAISE EXCEPTION 'Hand over the flows of somebody who leaves first';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]


@dataclass(frozen=True, slots=True)
class Load:
    """How much somebody carries: in numbers, which tell nothing of any case."""

    drafts: int
    todos: int
    advice: int
    flows: int = 0
    corrections: int = 0
    unheard: int = 0
    incidents: int = 0


@dataclass(frozen=True, slots=True)
class Share:
    """What somebody carries for one team (None: for none): open drafts, records that are not complete, bulk flows."""

    team: Team | None
    drafts: int
    records: int
    flows: int = 0


def carried_by(user: User) -> QuerySet[Decision]:
    """Open drafts, and records that are not complete."""
    mine = Decision.objects.filter(organisation=user.organisation_id, owner=user)
    return mine.filter(Q(record__isnull=True) | outstanding())


def outstanding() -> Q:
    """Of a record: something is still to be written down, to be heard of or dealt with, or somebody is to be told."""
    todo = ToDo.objects.filter(decision=OuterRef("pk"), done_by__isnull=True)
    wrong = unsettled(CorrectionOwed.objects.filter(wrong__decision=OuterRef("pk")))
    silent = unheard(SharingEvent.objects.filter(decision=OuterRef("pk")))
    mistake = Incident.objects.still_open().filter(decision=OuterRef("pk"))
    return Q(Exists(todo)) | Q(Exists(wrong)) | Q(Exists(silent)) | Q(Exists(mistake))


def flows_carried_by(user: User) -> QuerySet[Flow]:
    """Flows of bulk sharing that are written, wait or go on: not refused, replaced or ended."""
    mine = Flow.objects.filter(organisation=user.organisation_id, owner=user, end__isnull=True)
    replaced = Flow.objects.filter(former=OuterRef("pk"), submissions__decision__decided__in=APPROVED)
    return mine.exclude(submissions__decision__decided="do_not_share").exclude(Exists(replaced))


def load_of(user: User) -> Load:
    carried = carried_by(user)
    return Load(
        drafts=carried.filter(record__isnull=True).count(),
        todos=ToDo.objects.filter(decision__in=carried, done_by__isnull=True).count(),
        advice=AdviceDiscussion.objects.waiting().filter(decision__in=carried, decision__record=None).count(),
        flows=flows_carried_by(user).count(),
        corrections=unsettled(CorrectionOwed.objects.filter(wrong__decision__in=carried)).count(),
        unheard=unheard(SharingEvent.objects.filter(decision__in=carried)).count(),
        incidents=Incident.objects.still_open().filter(decision__in=carried).count(),
    )


def shares_of(user: User) -> list[Share]:
    """One for each team of which somebody carries anything."""
    drafts = Count("pk", filter=Q(record__isnull=True))
    counted = carried_by(user).values("team").annotate(drafts=drafts, all=Count("pk")).order_by("team__name")
    rows = [(row["team"], row["drafts"], row["all"] - row["drafts"]) for row in counted]
    found = {team: Share(None, drafts, records) for team, drafts, records in rows}
    for row in flows_carried_by(user).values("team").annotate(all=Count("pk")):
        found[row["team"]] = replace(found.get(row["team"], Share(None, 0, 0)), flows=row["all"])
    teams = Team.objects.in_bulk([team for team in found if team])
    return [replace(share, team=teams.get(team)) for team, share in found.items()]

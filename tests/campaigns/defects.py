"""Defects planted on purpose, one at a time, and the detector that must find each."""

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import NamedTuple
from unittest import mock

from tests.campaigns import planting, watch
from tests.campaigns.planting import Planted
from tests.campaigns.watch import Detector, in_addresses, in_forms


class Defect(NamedTuple):
    what: str
    plant: Callable[[], Planted]
    found_by: Detector


def _instead(where: str, what: object) -> Callable[[], Planted]:
    return partial(mock.patch, where, what)


DEFECTS = (
    Defect(
        "a restriction is forgotten",
        _instead("decisions.models.scope._restricted", planting.restricted_to_nobody),
        in_addresses("manager", "decision"),
    ),
    Defect(
        "a conflict of interest is forgotten",
        _instead("decisions.models.scope._unbarred", planting.conflicts_count_for_nothing),
        in_addresses("barred", "decision"),
    ),
    Defect(
        "the glass never ends",
        _instead("decisions.models.scope._broken", planting.glass_without_end),
        watch.doors_close,
    ),
    Defect(
        "a grant never ends",
        _instead("decisions.models.access.GrantQuerySet.live", planting.grants_without_end),
        watch.doors_close,
    ),
    Defect(
        "advisers stay in a restricted decision",
        _instead("decisions.models.scope._advises", planting.advisers_whatever_is_restricted),
        watch.a_restriction_shuts_advisers_out,
    ),
    Defect("managers see the organisation", planting.managers_of_everything, in_addresses("manager", "decision")),
    Defect(
        "no role is asked for",
        _instead("infoshare.signing_in.guards.policy", SimpleNamespace(check_may=planting.nothing)),
        watch.roles_are_asked,
    ),
    Defect(
        "how far a role reaches is not asked",
        _instead("decisions.views.guards.check_reaches", planting.nothing),
        watch.roles_are_asked,
    ),
    Defect(
        "looks are not written down",
        _instead("decisions.actions.viewed", planting.nothing),
        watch.looks_are_written_down,
    ),
    Defect("an error takes the look back", planting.errors_take_looks_back, watch.looks_outlive_an_error),
    Defect(
        "nobody proves again who they are",
        _instead("infoshare.signing_in.step_up.is_needed", lambda request: False),
        watch.asked_again,
    ),
    Defect(
        "finding tells what is there",
        _instead("decisions.views.glass.is_told_of", lambda decision, user: True),
        in_forms("practitioner", "find", "reference"),
    ),
    Defect(
        "the glass breaks in spite of a conflict",
        _instead("decisions.policies.access.has_conflict", lambda decision, user: False),
        in_forms("practitioner", "break-glass", "reference"),
    ),
    Defect(
        "those who left can be handed decisions",
        _instead("decisions.policies.takers", planting.takers_of_all),
        in_forms("practitioner", "hand-over", "owner"),
    ),
    Defect(
        "notices say the case",
        _instead("decisions.actions.access._tell", planting.tell_the_case),
        watch.notices_say_no_case,
    ),
    Defect("the page of what is not there names it", planting.named_in_the_404, in_addresses("breaker", "decision")),
    Defect(
        "a session outlives a role",
        _instead("infoshare.administration.actions.people.end_sessions", planting.nothing),
        watch.sessions_end_with_a_role,
    ),
    Defect(
        "the database shows another organisation",
        _instead("infoshare.tenancy.middleware._organisation", planting.of_another_organisation),
        watch.own_pages_open,
    ),
    Defect("consent is shown to the whole organisation", planting.consents_of_all, in_addresses("viewer", "consent")),
    Defect("a PDF has no guard", planting.pdf_without_guard, in_addresses("breaker", "pdf")),
    Defect("a form asks for no token", planting.no_token_asked, watch.forms_carry_a_token),
    Defect("the first page lists the organisation's", planting.home_of_the_organisation, watch.lists_are_scoped),
    Defect(
        "a row of any decision is shown",
        _instead("decisions.views.lists._row", planting.row_of_any_decision),
        in_addresses("practitioner", "change-row"),
    ),
    Defect(
        "a grant of any decision is shown",
        _instead("decisions.views.access.get_object_or_404", planting.by_number_alone),
        in_addresses("practitioner", "end-grant"),
    ),
    Defect(
        "anybody's session can be ended",
        _instead("infoshare.signing_in.sessions.others", planting.sessions_of_all),
        in_addresses("practitioner", "end-session", "post"),
    ),
    Defect(
        "anybody's text can be thrown away",
        _instead("infoshare.signing_in.unsaved.discard", planting.throw_anything_away),
        in_addresses("practitioner", "throw-away", "post"),
    ),
)


# A filter by organisation that somebody forgot: behind row-level security it shows nothing all the same.
HELD = (
    Defect(
        "a paper of any consent is handed out",
        _instead("consent.views.consents.get_object_or_404", planting.paper_by_number_alone),
        in_addresses("practitioner", "evidence"),
    ),
    Defect("consents of all", planting.consents_of_all, in_addresses("other guardian", "consent")),
    Defect("decisions of all", planting.decisions_of_all, in_addresses("other guardian", "decision")),
    Defect(
        "people, invitations and teams of all",
        _instead("infoshare.administration.views.guards._of", planting.anybody_by_number),
        in_addresses("administrator", "person"),
    ),
    Defect(
        "names of all",
        _instead("infoshare.accounts.people.colleagues", planting.colleagues_of_all),
        in_forms("practitioner", "let-adviser-in", "whom"),
    ),
    Defect(
        "findings of all",
        _instead("decisions.views.lookout.shown_to", planting.findings_of_all),
        in_addresses("caldicott_guardian", "finding"),
    ),
)

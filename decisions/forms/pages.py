"""The journey's pages as forms: which class a step shows, and which row it saves. Fields are named as columns."""

from collections.abc import Mapping
from dataclasses import dataclass

from decisions.forms.base import DraftForm
from decisions.forms.case import RequestForm
from decisions.forms.consent import ConsentDetailsForm, ConsentForm, ViewsForm
from decisions.forms.deciding import DecisionForm, DepartureForm, GroundsForm
from decisions.forms.duty import DutyExceptionForm, DutyForm
from decisions.forms.relying import ReliedOnForm
from decisions.forms.sharing import BasisForm, HowForm, TellingDetailsForm, TellingForm
from decisions.forms.weighing import BestInterestsForm, RisksForm
from decisions.models import (
    Conclusion,
    ConsentStatement,
    DutyToShare,
    LegalBasis,
    Page,
    Request,
    SharingPlan,
    Weighing,
)


@dataclass(frozen=True, slots=True)
class PageForm:
    """Which form a step shows, and which row it saves to (a relation of Draft and its model)."""

    form: type[DraftForm]
    relation: str
    kind: type[Page]


PAGES: Mapping[str, PageForm] = {
    "request": PageForm(RequestForm, "request", Request),
    "consent": PageForm(ConsentForm, "consent", ConsentStatement),
    "consent-relied-on": PageForm(ReliedOnForm, "consent", ConsentStatement),
    "consent-details": PageForm(ConsentDetailsForm, "consent", ConsentStatement),
    "views": PageForm(ViewsForm, "consent", ConsentStatement),
    "risks": PageForm(RisksForm, "weighing", Weighing),
    "best-interests": PageForm(BestInterestsForm, "weighing", Weighing),
    "duty": PageForm(DutyForm, "duty", DutyToShare),
    "decision": PageForm(DecisionForm, "conclusion", Conclusion),
    "grounds": PageForm(GroundsForm, "conclusion", Conclusion),
    "duty-exception": PageForm(DutyExceptionForm, "duty", DutyToShare),
    "departure": PageForm(DepartureForm, "conclusion", Conclusion),
    "basis": PageForm(BasisForm, "basis", LegalBasis),
    "how": PageForm(HowForm, "sharing", SharingPlan),
    "telling": PageForm(TellingForm, "sharing", SharingPlan),
    "telling-details": PageForm(TellingDetailsForm, "sharing", SharingPlan),
}

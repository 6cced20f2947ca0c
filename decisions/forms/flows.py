"""The form for bulk or regular sharing: one subject a page, a row of each list, a paper."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from consent.choices import choices
from consent.forms.answers import Paper
from decisions import words
from decisions.flow_pages import PAGES
from decisions.models import DataSet, FlowPartner
from infoshare.govuk.fields import GovDateField, HintedChoice, HintedMultipleChoice, LongText, ShortText
from infoshare.govuk.forms import GovForm
from infoshare.saving.forms import CreatingForm, VersionedForm


class StartFields(GovForm):
    messages: ClassVar[Mapping[str, str | Mapping[str, str]]] = {
        "name": PAGES["purpose"].needs["name"],
        "purpose": PAGES["purpose"].needs["purpose"],
    }
    name = ShortText(label="A short name for it", help_text="For example: attendance figures for the county council.")
    purpose = LongText(
        label="What is it for?",
        help_text="What the people who receive it will do with it, and what changes for children and families.",
        rows=4,
    )


class StartFlowForm(StartFields, CreatingForm):
    pass


class PurposeForm(StartFields, VersionedForm):
    messages = PAGES["purpose"].needs
    benefits = LongText(
        label="Who gains from it, and how?", help_text="Children, families, the public, others.", rows=4
    )


class RelationshipForm(VersionedForm):
    messages = PAGES["relationship"].needs
    own_part = HintedChoice(label="What is your organisation to this information?", choices=choices(words.PARTS))
    relationship = LongText(
        label="Who answers for what?",
        help_text="For example: the council answers for the information from the moment it arrives.",
        rows=4,
    )


class ScheduleForm(VersionedForm):
    refused_at = "ends_on"
    messages = PAGES["schedule"].needs
    interval = HintedChoice(label="How often is it shared?", choices=choices(words.INTERVALS))
    interval_details = LongText(label="More about when (optional)", rows=2, required=False)
    begins_on = GovDateField(label="The first day", called="The first day")
    ends_on = GovDateField(
        label="The last day, if there is one (optional)",
        called="The last day",
        help_text="Whoever approves it sets a date to look at it again in any case.",
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        begins, ends = said.get("begins_on"), said.get("ends_on")
        if begins and ends and ends < begins:
            self.add_error("ends_on", "The last day must not be before the first")
        return said


class LawForm(VersionedForm):
    messages = PAGES["law"].needs
    power = LongText(
        label="Which power or duty allows it?",
        help_text="The section of a statute, or what your organisation was set up to do.",
        rows=2,
    )
    lawful_basis = HintedChoice(label="What is the lawful basis?", choices=choices(words.LAWFUL_BASES))
    condition = HintedChoice(
        label="For special category or criminal offence data: which condition?", choices=choices(words.CONDITIONS)
    )
    common_law = HintedChoice(label="How is the duty of confidence met?", choices=choices(words.COMMON_LAW))


class NecessityForm(VersionedForm):
    messages = PAGES["necessity"].needs
    necessity = LongText(
        label="Why is it needed to share in bulk, or regularly?",
        help_text="Why the purpose can't be reached case by case.",
        rows=4,
    )
    alternatives = LongText(
        label="What else did you think of?",
        help_text="For example: figures without names, fewer people, less often. Say why that is not enough.",
        rows=4,
    )


class AgreementForm(VersionedForm):
    no_agreement_why = LongText(
        label="If there is no signed agreement yet, why?",
        help_text="You can ask for a decision without one, but it can't be approved until the agreement is here.",
        rows=3,
        required=False,
    )


class DpiaForm(VersionedForm):
    messages = PAGES["dpia"].needs
    dpia = HintedChoice(label="Is a data protection impact assessment done?", choices=choices(words.DPIA))
    dpia_outcome = LongText(
        label="If it is done: what came out of it? (optional)",
        help_text="The risks that are left, and what is done about each.",
        rows=3,
        required=False,
    )
    no_dpia_why = LongText(label="If none is needed: why not? (optional)", rows=3, required=False)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        wanted = {"done": "dpia_outcome", "not_needed": "no_dpia_why"}.get(said.get("dpia", ""))
        if wanted and not said.get(wanted):
            sentence = {"dpia_outcome": "Say what came out of it", "no_dpia_why": "Say why none is needed"}
            self.add_error(wanted, sentence[wanted])
        return said


class DpoForm(VersionedForm):
    messages = PAGES["dpo"].needs
    dpo_view = LongText(
        label="What does the data protection officer say?",
        help_text="Where you have none: the information governance lead, or whoever does this work.",
        rows=4,
    )
    dpo_on = GovDateField(label="When did they say it?", called="The day", past=True)


class RetentionForm(VersionedForm):
    messages = PAGES["retention"].needs
    retention = LongText(
        label="How long is it kept, by whom?", help_text="For each organisation that holds it.", rows=3
    )
    deletion = LongText(label="How is it deleted, and who checks that it was?", rows=3)


class SecurityForm(VersionedForm):
    messages = PAGES["security"].needs
    in_transit = LongText(
        label="How is it kept safe on its way?", help_text="For example: an encrypted link between the systems.", rows=3
    )
    at_rest = LongText(
        label="How is it kept safe where it is held?", help_text="Who can open it, and how that is checked.", rows=3
    )


class RightsForm(VersionedForm):
    messages = PAGES["rights"].needs
    told_how = LongText(
        label="How are people told that it is shared?", help_text="For example: the privacy notice, a letter.", rows=3
    )
    rights = LongText(
        label="How do they use their rights?", help_text="To see it, to have it put right, to have it deleted.", rows=3
    )
    objections = LongText(label="What happens when somebody objects?", rows=3)


class StoppingForm(VersionedForm):
    messages = PAGES["stopping"].needs
    stops_who = ShortText(
        label="Who stops it when something goes wrong?", help_text="A role that is always filled, not only a name."
    )
    stops_how = LongText(
        label="How is it stopped, and who is told?", help_text="Also out of hours, and within which time.", rows=3
    )


FORMS: Mapping[str, type[VersionedForm]] = {
    "purpose": PurposeForm,
    "relationship": RelationshipForm,
    "schedule": ScheduleForm,
    "law": LawForm,
    "necessity": NecessityForm,
    "agreement": AgreementForm,
    "dpia": DpiaForm,
    "dpo": DpoForm,
    "retention": RetentionForm,
    "security": SecurityForm,
    "rights": RightsForm,
    "stopping": StoppingForm,
}


class DataSetFields(GovForm):
    messages = {
        "what": "Say which data it is",
        "about_whom": "Say whom it is about",
        "how_many": "Say roughly how many people it is about",
        "from_system": "Say from where it comes",
        "to_system": "Say where it goes",
        "categories": "Choose at least one kind of information",
        "sensitive": "Choose whether it is special category or criminal offence data",
        "why": "Say why each part is needed",
    }
    what = LongText(
        label="Which data?", help_text="Name each field. For example: name, year group, days absent.", rows=3
    )
    about_whom = ShortText(label="Whom is it about?", help_text="For example: pupils absent for more than ten days.")
    how_many = ShortText(label="About how many people?", max_length=100, width=20)
    from_system = ShortText(label="From which system?", help_text="Or from which paper file.")
    to_system = ShortText(label="To which system?")
    categories = HintedMultipleChoice(label="Which kinds of information?", choices=choices(words.CATEGORIES))
    sensitive = HintedChoice(
        label="Is any of it special category or criminal offence data?", choices=choices(words.SENSITIVE)
    )
    why = LongText(
        label="Why is each part needed?",
        help_text="And why less would not be enough. If it would, take it out.",
        rows=4,
    )


class PartnerFields(GovForm):
    messages = {
        "organisation": "Name the organisation",
        "part": "Choose what it is to the information",
        "contact": "Give the role to speak to",
    }
    organisation = ShortText(label="Organisation", help_text="For example: the county council.")
    part = HintedChoice(label="What is it to the information?", choices=choices(words.PARTS))
    contact = ShortText(label="Whom to speak to there", help_text="A role, for example: its data protection officer.")


class AddDataSetForm(DataSetFields, CreatingForm):
    pass


class ChangeDataSetForm(DataSetFields, VersionedForm):
    pass


class AddPartnerForm(PartnerFields, CreatingForm):
    pass


class ChangePartnerForm(PartnerFields, VersionedForm):
    pass


@dataclass(frozen=True, slots=True)
class FlowList:
    """One list of the form: its rows' model, its forms, and the words of its pages."""

    kind: type[DataSet] | type[FlowPartner]
    add: type[CreatingForm]
    change: type[VersionedForm]
    add_title: str
    change_title: str
    page: str  # of the form, on which the list is


LISTS: Mapping[str, FlowList] = {
    "partners": FlowList(
        FlowPartner, AddPartnerForm, ChangePartnerForm, "Add an organisation", "Change an organisation", "partners"
    ),
    "data-sets": FlowList(DataSet, AddDataSetForm, ChangeDataSetForm, "Add a data set", "Change a data set", "data"),
}


class FlowPaperForm(CreatingForm):
    messages = {
        "what": "Say what it is",
        "done_on": "Give the day on which it was signed or done",
        "review_on": "Give the day on which it is to be looked at again",
        "paper": {"required": "Choose a file", "invalid": "Choose a file", "empty": "The file is empty"},
    }
    what = ShortText(label="What is it?", help_text="For example: agreement with the council, version 3, 12 pages.")
    done_on = GovDateField(label="When was it signed, or done?", called="The day", past=True)
    review_on = GovDateField(label="When is it to be looked at again?", called="The day to look again")
    paper = Paper(
        label="The paper",
        help_text="A PDF, or a photograph as JPEG or PNG, of at most 5 megabytes.",
        allow_empty_file=False,
    )

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind == "other":
            self.fields["review_on"].required = False
            self.fields["review_on"].label = "When is it to be looked at again? (optional)"

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        done, again = said.get("done_on"), said.get("review_on")
        if done and again and again <= done:
            self.add_error("review_on", "The day to look again must be after the day it was signed or done")
        return said

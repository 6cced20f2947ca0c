"""The forms of the duty to share: whether it applies, and why the exception is relied on."""

from consent.choices import choices
from decisions import words
from decisions.forms.base import DraftForm
from infoshare.govuk.fields import HintedChoice, LongText


class DutyForm(DraftForm):
    messages = {
        "about_child": "Say whether the information is about a child",
        "listed": "Say whether somebody it would go to is a listed body",
        "relevant": "Say whether it bears on keeping the child safe and well",
    }
    about_child = HintedChoice(
        label="Is the information about a child?",
        help_text="Somebody under 18. The duty is that of the Children Act 2004, section 16LA, which binds your "
        "organisation.",
        choices=choices(words.YES_OR_NO),
        small=True,
    )
    listed = HintedChoice(
        label="Is somebody it would go to a body that the section lists?",
        help_text="Safeguarding partners (local authorities, health bodies and the police), education and childcare "
        "agencies, and whoever works for one of these. If you can't tell, ask your information governance lead.",
        choices=choices(words.YES_OR_NO),
        small=True,
    )
    relevant = HintedChoice(
        label="Does it bear on keeping the child safe and well?",
        help_text="Where all three are so, the duty applies: you share it, unless you consider that sharing would be "
        "more detrimental to the child than not sharing.",
        choices=choices(words.YES_OR_NO),
        small=True,
    )


class DutyExceptionForm(DraftForm):
    messages = {"exception_why": "Say why sharing would be more detrimental to the child than not sharing"}
    refused_at = "exception_why"
    exception_why = LongText(
        label="Why would sharing be more detrimental to the child than not sharing?",
        rows=5,
        help_text="You said that the duty to share applies, and you decided not to share. This is the only exception.",
    )

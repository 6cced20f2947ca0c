"""DfE 2024: what our decision aid asks, in what order, and where the answers lead."""

from decisions.guidance.pack import Ending, Is, Pack
from decisions.guidance.packs.opening_questions_2024 import ANONYMISE, DANGER, PURPOSE, SITUATION, STATUTORY
from decisions.guidance.packs.outcomes import OUTCOMES
from decisions.guidance.packs.rules_2024 import RULES_2024
from decisions.guidance.packs.sharing_questions_2024 import (
    AGREEMENT,
    AT_RISK,
    LAWFUL_BASIS,
    OTHER_BASIS,
    PROTECT_IDENTITY,
    TELL_FAMILY,
)

ENDINGS = (
    Ending("bulk_advice", Is("situation", "bulk"), "Bulk or regular sharing needs specialist advice first."),
    Ending("share_now", Is("danger", "yes"), "Someone may be in immediate danger, so protection comes first."),
    Ending("share_required", Is("statutory", "yes"), "A court order or statutory duty requires it."),
    Ending("do_not_share", Is("purpose", "no"), "There is no clear and legitimate purpose for sharing."),
    Ending("share_deidentified", Is("anonymise", "yes"), "The purpose can be met without identifying anyone."),
    Ending(
        "share",
        Is("lawful_basis", "yes"),
        "A child may be at risk, so consent is not needed, and there is a lawful basis.",
    ),
    Ending("share", Is("agreement", "given"), "No child is at risk, and there is agreement that covers this."),
    Ending("share", Is("agreement", "implied"), "No child is at risk, and agreement can reasonably be implied."),
    Ending(
        "share",
        Is("other_basis", "yes"),
        "There is no agreement, but another lawful basis fits and is strong enough.",
    ),
    Ending(
        "do_not_share",
        Is("other_basis", "no"),
        "No child is at risk, there is no agreement, and no other basis fits.",
    ),
)

GOLDEN_RULES_2024 = Pack(
    id="golden_rules_2024",
    title="Seven golden rules and decision aid, 2024",
    short_title="2024 golden rules",
    edition="Department for Education, 2024",
    published="2024-05",
    source="Department for Education, Information sharing: advice for practitioners providing safeguarding "
    "services for children, young people, parents and carers, May 2024",
    note="A decision aid drawn up by Infoshare on the seven rules of 2024, in our own words. It is not "
    "government text: the 2024 advice prints rules and questions to ask yourself, not a chart.",
    is_government_chart=False,
    checked_on="",
    rules=RULES_2024,
    questions=(
        SITUATION,
        DANGER,
        STATUTORY,
        PURPOSE,
        ANONYMISE,
        AT_RISK,
        LAWFUL_BASIS,
        AGREEMENT,
        OTHER_BASIS,
        PROTECT_IDENTITY,
        TELL_FAMILY,
    ),
    outcomes=OUTCOMES,
    endings=ENDINGS,
)

"""HM Government 2008: what it asks, in what order, and where the answers lead."""

from decisions.guidance.pack import Ending, Is, Pack
from decisions.guidance.packs.opening_questions_2008 import DANGER, PURPOSE, SITUATION, STATUTORY
from decisions.guidance.packs.outcomes import OUTCOMES
from decisions.guidance.packs.rules_2008 import RULES_2008
from decisions.guidance.packs.sharing_questions_2008 import (
    CONFIDENTIAL,
    CONSENT,
    IDENTIFIABLE,
    PUBLIC_INTEREST,
)

ENDINGS = (
    Ending("bulk_advice", Is("situation", "bulk"), "Bulk or regular sharing needs specialist advice first."),
    Ending(
        "share_now",
        Is("danger", "yes"),
        "Someone may be in immediate danger, so protection procedures come first.",
    ),
    Ending("share_required", Is("statutory", "yes"), "A court order or statutory duty requires it."),
    Ending("do_not_share", Is("purpose", "no"), "There is no clear and legitimate purpose for sharing."),
    Ending("share_deidentified", Is("identifiable", "no"), "Nobody can be identified from it."),
    Ending("share", Is("confidential", "no"), "There is a clear purpose and the information is not confidential."),
    Ending("share", Is("consent", "given"), "There is a clear purpose, and consent that covers this."),
    Ending("share", Is("consent", "implied"), "There is a clear purpose, and consent can reasonably be implied."),
    Ending(
        "share",
        Is("public_interest", "yes"),
        "There is no consent, but the public interest in sharing is stronger.",
    ),
    Ending(
        "do_not_share",
        Is("public_interest", "no"),
        "There is no consent, and the public interest is not enough.",
    ),
)

GOLDEN_RULES_2008 = Pack(
    id="golden_rules_2008",
    title="Seven golden rules and flowchart, HM Government 2008",
    short_title="2008 golden rules",
    edition="HM Government, 2008",
    published="2008-10",
    source="HM Government, Information Sharing: Guidance for practitioners and managers, October 2008",
    note="The rules and the flowchart of the 2008 guidance, in our own words. We ask first about danger, and "
    "about orders and duties. The law named is the law of its time. The Data Protection Act 2018 and UK GDPR "
    "now replace the Data Protection Act 1998. Later guidance replaces this edition.",
    is_government_chart=True,
    checked_on="",
    rules=RULES_2008,
    questions=(SITUATION, DANGER, STATUTORY, PURPOSE, IDENTIFIABLE, CONFIDENTIAL, CONSENT, PUBLIC_INTEREST),
    outcomes=OUTCOMES,
    endings=ENDINGS,
)

"""The words of a record that are the product's own: each stored value, what a page calls it, and a line of help."""

from collections.abc import Mapping

from consent.status import Term, vocabulary
from consent.words import BETWEEN as BETWEEN
from consent.words import CATEGORIES as CATEGORIES
from consent.words import ETHNIC_GROUPS as ETHNIC_GROUPS

IN_AN_EMERGENCY = "Sharing because somebody was in danger"  # what is decided where nothing was written before

NATURES = vocabulary(
    Term("fact", "A fact", "You or a colleague saw, heard or measured it, or it is on file."),
    Term("opinion", "An opinion", "Somebody's professional or personal view."),
    Term("allegation", "An allegation", "Somebody says it of somebody else. It is not established."),
)

CHOICES = vocabulary(
    Term("share", "Share it"),
    Term("redact", "Share it in part", "Some words are left out. You write what they read instead."),
    Term("withhold", "Keep it back"),
)

ONWARD = vocabulary(
    Term("yes", "Yes, where their work with the child needs it"),
    Term("ask_first", "Only if they ask us first"),
    Term("no", "No"),
)

BEST_INTERESTS = vocabulary(
    Term("yes", "Yes, sharing would be in the child's best interests"),
    Term("no", "No, sharing would not be in the child's best interests"),
    Term("not_about_a_child", "This decision is not about a particular child"),
)

DECISIONS = vocabulary(
    Term("share", "Share everything on the list"),
    Term("share_part", "Share part, and keep the rest back"),
    Term("do_not_share", "Do not share"),
)

# How a decision stands in the register. A record that was written after it was shared counts as an emergency.
REGISTER_STATES = vocabulary(
    Term("draft", "Draft"),
    Term("waiting", "Waiting for advice"),
    Term("flow", "Carried on as bulk sharing"),
    Term("recorded", "Recorded"),
    Term("emergency", "Shared in an emergency"),
)

REGISTER_GROUPS: Mapping[str, tuple[str, ...]] = {"open": ("draft", "waiting"), "done": ("recorded", "emergency")}
REGISTER_SORTS = vocabulary(
    Term("started", "Newest started"),
    Term("recorded", "Newest recorded"),
    Term("waiting", "Waiting longest for advice"),
)

TOOK = vocabulary(
    Term("day", "Less than a day"),
    Term("week", "Up to a week"),
    Term("month", "Up to four weeks"),
    Term("longer", "Longer than four weeks"),
)

# Where whoever gets something works, or belongs: to be counted by.
SECTORS = vocabulary(
    Term("health", "Health service"),
    Term("education", "Nursery, school or college"),
    Term("social_care", "Children's social care, or a hub of several agencies"),
    Term("police", "Police"),
    Term("justice", "Court, probation or youth justice"),
    Term("housing", "Housing"),
    Term("council", "Another part of a council"),
    Term("voluntary", "Charity, faith group or club"),
    Term("family", "The family"),
    Term("elsewhere", "Somewhere else"),
)

# Of the youngest whom a decision is about, on the day it was started; each by the age from which it goes.
AGES = vocabulary(
    Term("0", "Under 1"),
    Term("1", "1 to 4"),
    Term("5", "5 to 9"),
    Term("10", "10 to 15"),
    Term("16", "16 or 17"),
    Term("18", "18 or older"),
)

UNWRITTEN = vocabulary(
    Term("any", "Something is"),
    Term("late", "Something is overdue"),
    Term("soon", "Something is, and nothing is overdue"),
    Term("was_late", "Nothing is any more, but something was late"),
    Term("none", "Nothing is, and nothing was late"),
)

HEARD = vocabulary(
    Term("yes", "Everything that went has arrived"),
    Term("no", "Something has not been confirmed"),
    Term("soon", "What went less than a week ago has not been confirmed"),
    Term("long", "What went a week ago or longer has not been confirmed"),
    Term("nothing", "No sheet went"),
)

ADDED = vocabulary(Term("yes", "Something was added"), Term("no", "Nothing was added"))
OVERRIDDEN = vocabulary(Term("overridden", "Shared although it was refused or taken back"))

GROUNDS = vocabulary(
    Term("no_purpose", "There is no clear and legitimate purpose"),
    Term("not_necessary", "The purpose can be met without it"),
    Term("more_harm", "Sharing would be likely to do more harm than not sharing"),
    Term("consent_refused", "There is no consent, and no stronger reason to share without it"),
    Term("confidentiality", "The information is confidential"),
    Term("not_verified", "We could not be sure who is asking"),
    Term("other", "Another ground, which I will describe"),
)

LAWFUL_BASES = vocabulary(
    Term("public_task", "Public task", "UK GDPR Article 6(1)(e). The usual basis for public bodies."),
    Term("legal_obligation", "Legal obligation", "Article 6(1)(c). A statute or court order requires it."),
    Term("vital_interests", "Vital interests", "Article 6(1)(d). To protect somebody's life."),
    Term(
        "legitimate_interests",
        "Legitimate interests",
        "Article 6(1)(f). Usual for private and voluntary bodies.",
    ),
    Term(
        "recognised_legitimate_interest",
        "Recognised legitimate interest",
        "Article 6(1)(ea), for example safeguarding. Not for a public body doing its own task.",
    ),
    Term("consent", "Consent", "Article 6(1)(a). Rarely right in safeguarding: it needs a free choice."),
    Term("contract", "Contract", "Article 6(1)(b)."),
    Term("not_personal", "Not personal data", "Nobody can be identified, so no basis is needed."),
)

CONDITIONS = vocabulary(
    Term("none", "No special category or criminal offence data"),
    Term(
        "safeguarding",
        "Safeguarding of children and individuals at risk",
        "DPA 2018 Schedule 1, paragraph 18.",
    ),
    Term("health_care", "Health or social care", "Article 9(2)(h); DPA 2018 Schedule 1, paragraph 2."),
    Term("statutory", "Statutory and government purposes", "DPA 2018 Schedule 1, paragraph 6."),
    Term("vital", "Vital interests of somebody who cannot consent", "Article 9(2)(c)."),
    Term("crime", "Preventing or detecting unlawful acts", "DPA 2018 Schedule 1, paragraph 10."),
    Term("legal_claims", "Legal claims and courts", "Article 9(2)(f); DPA 2018 Schedule 1, paragraph 33."),
    Term("explicit_consent", "Explicit consent", "Article 9(2)(a)."),
)

COMMON_LAW = vocabulary(
    Term("not_confidential", "The information is not confidential"),
    Term("consent", "The person agreed (express or implied)"),
    Term("public_interest", "An overriding public interest"),
    Term("statute", "A statute requires or allows it"),
    Term("order", "A court order"),
)

TOLD = vocabulary(
    Term("before", "Yes, before it is shared"),
    Term("after", "Yes, after it is shared"),
    Term("not", "No, not now"),
)

TOLD_WHOM = vocabulary(
    Term("child", "The child or young person"),
    Term("carer", "A parent or carer"),
)

LOOKED_AGAIN = vocabulary(
    Term("tell", "It is safe now: they will be told"),
    Term("not_safe", "It is still not safe to tell them"),
)

NOT_ON_THE_LIST = "No, none of them"  # whoever asked, among those it would go to
IDENTITY_CHECKS = vocabulary(
    Term("rang_back", "We rang back on a number we already had"),
    Term("known", "We know them, and spoke with them"),
    Term("work_address", "They wrote from an address of their organisation that we know"),
    Term("papers", "We saw papers that show who they are"),
    Term("not_done", "We could not check it"),
)

ADVISERS = vocabulary(
    Term("manager", "Manager"),
    Term("supervisor", "Supervisor"),
    Term("safeguarding_lead", "Child protection advisor or safeguarding lead"),
    Term("caldicott_guardian", "Caldicott Guardian"),
    Term("ig_lead", "Information governance lead or data protection officer"),
    Term("legal", "Legal adviser"),
    Term("professional_body", "Professional body"),
    Term("colleague", "Another colleague"),
    Term("outside", "Somebody else outside the organisation"),
)

# Whom one asks in the product itself; the others are colleagues by name, or outside.
ROLES_ASKED = ("manager", "safeguarding_lead", "caldicott_guardian", "ig_lead")
# What somebody outside can be who is asked through a link.
OUTSIDERS = ("legal", "professional_body", "outside")

PUT = vocabulary(
    Term("here", "Put to somebody here"),
    Term("outside", "Put to somebody outside the organisation"),
    Term("elsewhere", "Asked elsewhere, and written down here"),
)

WHY_THEM = vocabulary(
    Term("asked", "They were asked by name"),
    Term("holds", "They hold the role"),
    Term("deputy", "They are the deputy, or stand in"),
    Term("next", "Nobody who holds the role is there"),
    Term("overdue", "The answer is overdue"),
    Term("confirm", "They are said to have advised on this"),
)

SAYS = vocabulary(
    Term("answer", "Answered"),
    Term("confirmed", "Confirmed what was written down"),
    Term("corrected", "Corrected what was written down"),
)

# National Data Guardian, "The Eight Caldicott Principles", 2020; in our own words.
PRINCIPLES = vocabulary(
    Term("purpose", "1. The purpose is justified"),
    Term("necessary", "2. It is used only where it is needed"),
    Term("minimum", "3. It is the least that will do"),
    Term("need_to_know", "4. Only those who need it see it"),
    Term("responsibilities", "5. Everybody who handles it knows their duties"),
    Term("law", "6. It keeps to the law"),
    Term("duty_to_share", "7. Sharing can matter as much as keeping it confidential"),
    Term("no_surprises", "8. It would not surprise the people it is about"),
)

THEMES = vocabulary(
    Term("harm", "Harm to a child or young person"),
    Term("domestic_abuse", "Domestic abuse"),
    Term("parents", "Parents who disagree, or live apart"),
    Term("own_wishes", "A young person's own wishes"),
    Term("health", "Health information"),
    Term("police", "Police, courts and crime"),
    Term("others_named", "Somebody else who is named"),
    Term("request", "A request that somebody sent us"),
    Term("bulk", "Bulk or regular sharing"),
    Term("other", "Something else"),
)

ADVICE = vocabulary(
    Term("share", "Share"),
    Term("share_part", "Share part"),
    Term("do_not_share", "Do not share"),
    Term("more_information", "Find out more first"),
    Term("legal_advice", "Take legal advice"),
)

FOLLOWED = vocabulary(
    Term("yes", "Yes, in full"),
    Term("partly", "In part"),
    Term("no", "No"),
)

CONFLICTS = vocabulary(
    Term("relative", "They are related to, or close to, somebody it is about"),
    Term("subject", "The concern is about them"),
    Term("other", "Another reason why they must not see it"),
)

GLASS_FINDINGS = vocabulary(
    Term("justified", "It was right to break the glass"),
    Term("understandable", "It was understandable, but there was a better way"),
    Term("not_justified", "It was not right", "Say what happens next, and with whom you have spoken."),
)

LOOKOUT_RULES = vocabulary(
    Term("many", "Many decisions outside their own team", "Far more in a day or a week than such work needs."),
    Term("again", "One decision, again and again", "Many more visits than such work needs."),
    Term("crowd", "Many people, one decision", "As happens with a child in the news."),
    Term("surname", "A name like their own", "Somebody opened a decision about a name that sounds like theirs."),
)

LOOKOUT_OUTCOMES = vocabulary(
    Term("work", "It was their work"),
    Term("spoken", "I have spoken with them, and it is settled"),
    Term("incident", "It is being dealt with as an incident"),
)

PARTS = vocabulary(
    Term("controller", "A controller of its own", "It decides for itself what it does with the information."),
    Term("joint", "A joint controller", "You decide together why and how the information is used."),
    Term("processor", "A processor", "It handles the information only as a controller tells it to."),
)

SENSITIVE = vocabulary(
    Term("none", "Neither"),
    Term("special", "Special category data", "Such as health, ethnic origin, religion or sexual life."),
    Term("criminal", "Criminal offence data", "Allegations, charges and convictions."),
    Term("both", "Both"),
)

INTERVALS = vocabulary(
    Term("once", "Once"),
    Term("live", "All the time", "For example: a system that others look into."),
    Term("daily", "Every day"),
    Term("weekly", "Every week"),
    Term("monthly", "Every month"),
    Term("termly", "Every term"),
    Term("yearly", "Every year"),
    Term("event", "Whenever something happens", "For example: each time a baby is born."),
)

DPIA = vocabulary(
    Term("done", "Yes, it is done"),
    Term("not_needed", "No, none is needed", "Say why. Large, new or sensitive flows always need one."),
)

FLOW_PAPERS = vocabulary(
    Term("agreement", "The sharing agreement"),
    Term("dpia", "The impact assessment"),
    Term("other", "Another paper"),
)

FLOW_DECISIONS = vocabulary(
    Term("approve", "Approve it"),
    Term("approve_conditions", "Approve it with conditions"),
    Term("do_not_share", "Do not share"),
    Term("more_information", "More information is needed", "It goes back to its author, who can change it."),
)

FLOW_DECIDERS = vocabulary(
    Term("ig_lead", "The information governance lead"),
    Term("caldicott_guardian", "The Caldicott Guardian"),
)

FLOW_STATUSES = vocabulary(
    Term("draft", "Being written"),
    Term("submitted", "Waiting for a decision"),
    Term("sent_back", "More information is needed"),
    Term("approve", "Approved"),
    Term("approve_conditions", "Approved with conditions"),
    Term("do_not_share", "Not to be shared"),
    Term("replaced", "Replaced by a newer version"),
    Term("over", "Its last day is past"),
    Term("ended", "Ended"),
)

# What an organisation can ask a second signature for; the same values as COUNTERSIGNED (infoshare/accounts/models.py).
COUNTERSIGN = vocabulary(
    Term("share", "Everything is shared"),
    Term("share_part", "Part is shared, and the rest kept back"),
    Term("do_not_share", "Nothing is shared"),
    Term("restricted", "It is restricted to named people"),
    Term("emergency", "It was shared in an emergency"),
)

REVIEW_ENTRIES = vocabulary(
    Term("recorded", "Recorded"),
    Term("advised", "Advice written down"),
    Term("added", "Added to"),
    Term("asked", "An addition was asked for"),
    Term("commented", "Commented on"),
    Term("corrected", "Advice corrected by the adviser"),
    Term("signed", "Countersigned"),
    Term("refused", "Not countersigned yet"),
    Term("shared", "Sent"),
    Term("heard", "Answered by whoever got it"),
    Term("incident", "An incident"),
    Term("wrong", "Something in it was found wrong"),
    Term("put_right", "A correction was sent, or answered"),
    Term("told", "Told the child or the family"),
    Term("looked", "Looked again at telling"),
    Term("answered", "Answered the request"),
    Term("reopened", "Looked at again, for new facts"),
)

# What each sort of clash says, and what it is that somebody must not be.
CLASHES: Mapping[str, str] = {
    "name": "This may be {who}.",
    "role": "What they are called says that this may be {who}.",
    "address": "It names the address of {who}.",
    "household": "They live with {who}, who could see or hear of it.",
    "place": "It says where to find {who}.",
    "identity": "It may say who or where somebody is: {who}.",
}
CLASHES_OF_TELLING: Mapping[str, str] = {
    "name": "How they are told names {who}.",
    "role": "How they are told may mean {who}.",
    "address": "How they are told names the address of {who}.",
    "household": "The child lives with {who}, who could see or hear of it.",
}
KEPT_FROM: Mapping[str, str] = {each: "found" if each in {"place", "identity"} else "told" for each in CLASHES}
SOMEBODY: Mapping[str, str] = {"told": "somebody who must not be told", "found": "somebody who must not be found"}

KEEPS_BACK = ("share_part", "do_not_share")

SECOND_LOOKS = vocabulary(
    Term("still_right", "It is still right"),
    Term("opened_again", "It was opened again", "As a decision of its own, on the newer edition."),
)

YES_OR_NO = vocabulary(Term("yes", "Yes"), Term("no", "No"))

# In our own words: who is listed is for the organisation to find out from the section itself.
LISTED_BODIES = vocabulary(
    Term("partner", "A safeguarding partner", "A local authority, a health body or the police."),
    Term("agency", "An education or childcare agency", "Such as a school, a college or a nursery that is named."),
    Term("works_for_one", "Somebody who works for one of these"),
)

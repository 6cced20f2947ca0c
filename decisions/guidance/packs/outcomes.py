"""Where a way through can end, and what to do then. Both editions use these outcomes."""

from decisions.guidance.pack import Outcome

SHARE = Outcome(
    slug="share",
    title="Share",
    meaning="Your answers point to sharing. The decision is still yours: weigh the risk of sharing "
    "against the risk of not sharing, then write down what you decide and why.",
    next_steps=(
        "Decide item by item. Give each person only what they need for this purpose.",
        "Mark what is fact, what is opinion and what someone alleged.",
        "Check that it is accurate and up to date. Say so if you could not check it.",
        "Check who will receive it: the right person, the right address, a job that needs it.",
        "Send it securely.",
        "Tell the person it was shared, if they did not know and telling them would not create or raise a risk.",
        "Record what you shared, with whom, for what purpose, when, and your reasons.",
    ),
)

SHARE_NOW = Outcome(
    slug="share_now",
    title="Share now",
    meaning="Someone may be in immediate danger. Share what is needed to keep them safe now. "
    "You do not need consent, and you do not need to finish this form first.",
    next_steps=(
        "If a life is at risk or a crime is happening, call 999.",
        "Tell children's social care or the police what they need to know to act now.",
        "Follow your protection procedures and tell your safeguarding lead as soon as you can.",
        "Share what is needed for safety. The rest can follow later.",
        "Complete this record afterwards, within the hours your organisation sets. It keeps both times.",
    ),
)

SHARE_REQUIRED = Outcome(
    slug="share_required",
    title="Share what is required",
    meaning="A court order or a statutory duty requires this information. Share what it covers and no more. "
    "Do not ask for consent: the person has no choice to give.",
    next_steps=(
        "Read the order, or the words of the duty, and note its date, who made it and what it covers.",
        "Share what it covers, with the person it names, by the date it gives.",
        "If you think it should be challenged or narrowed, get legal advice at once. Do not ignore it.",
        "Tell the person what was shared and why, if it is safe and the order allows it.",
        "Record the order or duty, what you shared, with whom and when.",
    ),
)

SHARE_DEIDENTIFIED = Outcome(
    slug="share_deidentified",
    title="Share without identifying anyone",
    meaning="The purpose can be met without saying who the person is. Share it in that form.",
    next_steps=(
        "Take out names, dates of birth, addresses, photographs and anything else that points to one person.",
        "Think about small numbers and rare events: could someone who knows the family still work it out?",
        "Check it with a colleague before it goes.",
        "If someone could still be identified, go back and change your answer.",
        "Record what you shared, with whom, for what purpose, and how you checked it.",
    ),
)

DO_NOT_SHARE = Outcome(
    slug="do_not_share",
    title="Do not share",
    meaning="Your answers point to not sharing this information now. It is a decision like any other: "
    "it needs reasons and a record. Confidentiality alone is never the reason when sharing "
    "would be in the child's best interest.",
    next_steps=(
        "Look again at the risk of not sharing. If a child may be at risk, go back and change your answer.",
        "If you were asked for the information, tell the person who asked that you will not share it, and why.",
        "Ask what would change your mind: new facts, agreement, a clearer purpose. Set a date to look again.",
        "Offer the person the chance to share it themselves.",
        "Record the decision and your reasons as fully as if you had shared.",
    ),
)

BULK_ADVICE = Outcome(
    slug="bulk_advice",
    title="Ask for advice on bulk sharing",
    meaning="Bulk or regular sharing, between systems or organisations, is not one practitioner's decision. "
    "Ask your information governance lead or Caldicott Guardian. Share nothing in bulk until they agree.",
    next_steps=(
        "Say which data sets and systems, which organisations, how often, and for what purpose.",
        "Ask your information governance lead or Caldicott Guardian, and record their advice here.",
        "Expect to need a sharing agreement and a data protection impact assessment.",
        "If one child in the set is at risk now, do not wait: start a record for that child.",
    ),
)

OUTCOMES = (SHARE, SHARE_NOW, SHARE_REQUIRED, SHARE_DEIDENTIFIED, DO_NOT_SHARE, BULK_ADVICE)

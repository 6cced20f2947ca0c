"""The seven golden rules of the Department for Education's 2024 advice, in our own words."""

from decisions.guidance.pack import Rule

RULES_2024 = (
    Rule(
        1,
        "Protecting a child comes first",
        "A child's right to be safe from abuse and neglect comes before anyone's privacy. Data protection "
        "law supports sharing to keep a child safe.",
    ),
    Rule(
        2,
        "Engage with the child and their carer",
        "Explain who you will share with, what and why, where that is practicable and safe. You do not have "
        "to if telling them may raise the risk to the child or to someone else.",
    ),
    Rule(
        3,
        "You do not need consent when a child is at risk",
        "When a child is at risk, or you perceive a risk, you need a lawful basis but not consent. "
        "Listen to objections and weigh them. Be ready to share in spite of them.",
    ),
    Rule(
        4,
        "Seek advice promptly",
        "Whenever you are unsure, ask at once. Never leave a child at risk because you fear criticism.",
    ),
    Rule(
        5,
        "Protect identities that need it",
        "Whoever sends and whoever receives must protect the identity of any child, carer, neighbour or "
        "colleague who could be harmed if an abuser learned who they are.",
    ),
    Rule(
        6,
        "Share only what is relevant and accurate, with those who need it",
        "Give people with a role to play only what they need for it. A whole file is rarely right.",
    ),
    Rule(
        7,
        "Record your reasons, whether or not you share",
        "If you decline a request, be ready to explain why, and to think again when new facts come.",
    ),
)

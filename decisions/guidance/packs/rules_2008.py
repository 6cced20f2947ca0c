"""The seven golden rules of HM Government's 2008 guidance, in our own words."""

from decisions.guidance.pack import Rule

RULES_2008 = (
    Rule(
        1,
        "Data protection law is a framework, not a barrier",
        "The Data Protection Act does not stop you sharing. It makes sure that personal information is "
        "shared appropriately.",
    ),
    Rule(
        2,
        "Be open and honest",
        "From the start, tell the person, and their family where that is right, why, what, how and with whom "
        "you will share, or might share. Seek their agreement, unless that is unsafe or inappropriate.",
    ),
    Rule(
        3,
        "Seek advice",
        "If you are in any doubt, ask someone. Leave out the name of the person where you can.",
    ),
    Rule(
        4,
        "Share with consent where appropriate",
        "Where you can, respect the wishes of a person who does not agree. You may still share without "
        "consent if, on the facts of the case, the public interest overrides their refusal.",
    ),
    Rule(
        5,
        "Consider safety and well-being",
        "Think about the safety and well-being of the person, and of anyone else your decision may affect.",
    ),
    Rule(
        6,
        "Necessary, proportionate, relevant, accurate, timely and secure",
        "Share what the purpose needs, with only those who need it. Make sure it is accurate and up to date. "
        "Share it in good time and securely.",
    ),
    Rule(
        7,
        "Keep a record",
        "Record your decision and the reasons for it, whether you share or not. If you share, record what, "
        "with whom and for what purpose.",
    ),
)

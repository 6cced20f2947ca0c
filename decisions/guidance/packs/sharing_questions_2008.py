"""2008, the questions of its flowchart that follow a clear purpose."""

from decisions.guidance.pack import Is, Law, Option, Question
from decisions.guidance.packs.answers import UNSURE, no, yes
from decisions.guidance.packs.law_2008 import GUIDANCE, REPLACED

IDENTIFIABLE = Question(
    slug="identifiable",
    text="Does the information let a living person be identified?",
    meaning="Personal information is anything by which a living person can be identified, alone or together "
    "with what the reader already knows. Taking out the name is often not enough.",
    examples=(
        "Yes: 'the only Year 4 pupil who uses a wheelchair'.",
        "Yes: a case summary with no name, sent to someone who lives in the same street.",
        "No: how many families used a drop-in last year, with no small numbers.",
    ),
    law=(
        Law(
            "Data Protection Act 1998",
            "section 1(1), as in force 2008",
            f"Personal data is about a living person who can be identified from it, or with other data. {REPLACED}",
        ),
    ),
    rules=(1, 3, 6),
    options=(yes("Someone could work out who it is."), no("Nobody could work out who it is."), UNSURE),
    asked_when=Is("purpose", "yes"),
    stop=("unsure",),
    advice_sentence="Ask your information governance lead whether someone could still be identified, then "
    "record what they said.",
)

CONFIDENTIAL = Question(
    slug="confidential",
    text="Is the information confidential?",
    meaning="It is confidential if it is private, is not already known or public, and was given in a "
    "relationship where people expect it to be kept. Confidential does not mean that it cannot be shared. "
    "Never use confidentiality to hold back what should be shared in the child's best interest.",
    examples=(
        "Yes: what a young person told a counsellor about their family.",
        "Yes: a health record.",
        "Usually not: which school a child attends, when the family tells everyone.",
    ),
    law=(
        Law(
            "Common law duty of confidentiality",
            "as developed by the courts to 2008",
            "Confidence may give way to consent, to a legal requirement, or to a stronger public interest.",
        ),
        Law(
            "Human Rights Act 1998",
            "Schedule 1, Article 8, as in force 2008",
            "A public body may step into private life if the law allows it, and it is necessary and proportionate.",
        ),
        Law(
            "The Caldicott Committee's report",
            "December 1997",
            "Justify the purpose, use the least you can, and let only those who need to know have it.",
        ),
    ),
    rules=(1, 3, 4),
    options=(
        yes("It was given in confidence, or anyone would expect that."),
        no("It was not given in confidence."),
        UNSURE,
    ),
    asked_when=Is("identifiable", "yes"),
    stop=("unsure",),
    advice_sentence="Ask your manager, Caldicott Guardian or information governance lead whether a duty of "
    "confidence applies, then record what they said.",
)

CONSENT = Question(
    slug="consent",
    text="Do you have consent to share?",
    meaning="Ask where that is sensible and in the child's interest, even if the law does not demand it. "
    "Consent must be informed: the person knows why, what, how, with whom, for how long, and when it may be "
    "shared without consent. It covers this purpose, information and recipient only. It can be withdrawn at "
    "any time. Silence is not consent. Do not ask if asking would put someone at risk or you would share "
    "anyway.",
    examples=(
        "School: a mother agrees in writing that the school may talk to the dentist.",
        "Health visiting: two nurses of one team care for the same family; the family would expect them to talk.",
        "Youth work: a young person of 14 understands what is asked and says no.",
    ),
    law=(
        Law(
            "Gillick v West Norfolk and Wisbech Area Health Authority",
            "House of Lords, [1985] UKHL 7",
            "A child with enough understanding can make the decision themselves.",
        ),
        Law(
            "Mental Capacity Act 2005",
            "sections 1 to 4, as in force 2008",
            "From 16, a person is presumed able to decide unless it is shown that they are not.",
        ),
        Law(
            "Data Protection Act 1998",
            "Schedules 2 and 3, as in force 2008",
            f"Consent is one of several conditions for sharing. For sensitive data it is explicit. {REPLACED}",
        ),
    ),
    rules=(2, 3, 4),
    options=(
        Option("given", "Given", "They agreed, in words or in writing, and it covers this."),
        Option(
            "implied",
            "Implied",
            "Only inside one organisation or care relationship, where they would expect it.",
        ),
        Option("refused", "Refused", "They were asked and said no."),
        Option("withdrawn", "Withdrawn", "They agreed once and have since taken it back."),
        Option(
            "not_sought",
            "Not sought",
            "Asking would raise a risk, cause harmful delay or help a crime go unsolved.",
        ),
        Option("cannot_give", "Cannot be given", "Nobody who could consent is able to, or can be reached."),
        Option("out_of_scope", "Given, but not for this", "It was for another purpose, recipient or period."),
        UNSURE,
    ),
    asked_when=Is("confidential", "yes"),
    stop=("unsure",),
    advice_sentence="Ask your manager or safeguarding lead who can consent and whether it covers this, then "
    "record what came of it.",
)

PUBLIC_INTEREST = Question(
    slug="public_interest",
    text="Is there enough public interest to share without consent?",
    meaning="Weigh what may happen if you share against what may happen if you do not. Protecting a child or "
    "adult from harm, and preventing crime, are in the public interest. So is people's trust in a "
    "confidential service. The greater the risk, the stronger the case for sharing.",
    examples=(
        "Yes: a pupil's bruises and stories do not match, and the parents refuse to let the school speak to anyone.",
        "Yes: a parent who drives the minibus has told a nurse that he drinks all day.",
        "No: a competent 15-year-old wants contraception kept private, and nothing suggests harm.",
    ),
    law=(
        Law(
            "Common law duty of confidentiality",
            "W v Egdell [1990] Ch 359",
            "A real risk to others can outweigh confidence. What is shared must be no more than it takes.",
        ),
        Law(
            "Crime and Disorder Act 1998",
            "section 115, as in force 2008",
            "Gives a power to share with the police and other named bodies to prevent crime and disorder.",
        ),
        Law(
            "Children Act 1989",
            "sections 31(9) and 47, as in force 2008",
            "Says what harm is. Reason to suspect significant harm is nearly always enough.",
        ),
        Law(GUIDANCE, "October 2008", "Its flowchart weighs the public interest when consent is missing."),
    ),
    rules=(3, 4, 5, 7),
    options=(yes("The risk of not sharing is the greater one."), no("The facts do not justify it."), UNSURE),
    asked_when=Is("consent", "refused", "withdrawn", "not_sought", "cannot_give", "out_of_scope"),
    stop=("unsure",),
    advice_sentence="Ask your safeguarding lead or Caldicott Guardian to weigh it with you, without naming "
    "the person where you can, then record what came of it.",
)

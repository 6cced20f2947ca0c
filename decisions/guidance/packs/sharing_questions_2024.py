"""2024, the questions about sharing what names someone: risk, basis or agreement, identities, telling."""

from decisions.guidance.pack import Any, Is, Law, Option, Question
from decisions.guidance.packs.answers import UNSURE, no, yes
from decisions.guidance.packs.law_2024 import ADVICE, WORKING_TOGETHER

AT_RISK = Question(
    slug="at_risk",
    text="Is a child at risk of harm, or do you perceive a risk?",
    meaning="You do not need proof. A perceived risk is enough: signs, a pattern, a story that does not fit. "
    "Harm includes neglect, abuse of any kind, exploitation, and seeing or hearing domestic abuse. "
    "If a child may be at risk, you do not need consent to share. Confidentiality is never a reason to hold "
    "back when sharing is in the child's best interest.",
    examples=(
        "School: a pupil is hungry, tired and dirty week after week.",
        "Health visiting: appointments are missed and the mother is never seen alone.",
        "Youth work: a young person has new phones and older friends, and goes missing.",
    ),
    law=(
        Law(
            "Children Act 1989",
            "sections 17, 31(9) and 47, as in force 2024",
            "Says what harm is, who is in need, and when enquiries must be made.",
        ),
        Law(
            "Domestic Abuse Act 2021",
            "section 3, as in force 2024",
            "A child who sees or hears abuse is a victim of it.",
        ),
        WORKING_TOGETHER,
        Law(
            ADVICE,
            "May 2024",
            "Protection comes first: consent is not needed where there is a perceived risk.",
        ),
    ),
    rules=(1, 3, 4),
    options=(
        yes("There is a risk, or you have a worry you cannot dismiss."),
        no("You have thought about it and see no sign of risk."),
        UNSURE,
    ),
    asked_when=Is("anonymise", "no"),
    stop=("unsure",),
    advice_sentence="Ask your safeguarding lead today. Do not leave a child at risk while you wait. Record "
    "what they said.",
)

LAWFUL_BASIS = Question(
    slug="lawful_basis",
    text="Have you identified a lawful basis for sharing?",
    meaning="You do not need consent, but you need a lawful basis. For most public bodies it is public task "
    "or legal obligation; for others it is often legitimate interests. Health, ethnicity and other special "
    "category data need a condition too, and so do criminal records: safeguarding is one.",
    examples=(
        "School: public task, with the safeguarding condition for a pupil's health information.",
        "Health visiting: public task, with the condition for health or social care.",
        "Youth work: a charity uses legitimate interests, with the safeguarding condition.",
    ),
    law=(
        Law(
            "UK GDPR",
            "Articles 6(1)(c) to (f), 9(2) and 10, as in force 2024",
            "Legal obligation, vital interests, public task, legitimate interests; conditions for special categories.",
        ),
        Law(
            "Data Protection Act 2018",
            "Schedule 1, paragraph 18, as in force 2024",
            "Safeguarding children and people at risk, when consent cannot be had or asking would defeat it.",
        ),
        Law(
            "Data (Use and Access) Act 2025",
            "section 70 and Schedule 4",
            "Later law: adds recognised legitimate interests, safeguarding among them. Check that it applies to you.",
        ),
    ),
    rules=(3, 4),
    options=(
        yes("You can name it, with the condition if one is needed."),
        no("You will get advice. It does not end in not sharing."),
        UNSURE,
    ),
    asked_when=Is("at_risk", "yes"),
    stop=("no", "unsure"),
    advice_sentence="A child may be at risk, so ask your information governance lead or safeguarding lead "
    "today which lawful basis fits. If danger becomes immediate, share now.",
)

AGREEMENT = Question(
    slug="agreement",
    text="Do you have valid agreement to share?",
    meaning="No child is at risk, so ask for agreement when the person has a real choice. It must be "
    "informed: they know why, what, how, with whom, for how long, and when it may be shared without "
    "agreement. It covers this purpose, information and recipient only, and can be withdrawn at any time. "
    "Silence is not agreement. Agreement to share is not the same as consent as a lawful basis under UK "
    "GDPR.",
    examples=(
        "School: a father agrees in writing that the school may talk to the dentist.",
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
            "sections 1 to 4, as in force 2024",
            "From 16, a person is presumed able to decide unless it is shown that they are not.",
        ),
        Law(
            "Common law duty of confidentiality",
            "as developed by the courts to 2024",
            "Agreement lets you share what was given in confidence.",
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
        Option("out_of_date", "Out of date", "It was for another time, purpose or recipient."),
        Option(
            "not_asked",
            "Not asked",
            "Ask first if that is sensible and safe, and if they have a real choice.",
        ),
        Option("cannot_give", "Cannot be given", "Nobody who could agree is able to, or can be reached."),
        UNSURE,
    ),
    asked_when=Is("at_risk", "no"),
    stop=("unsure",),
    advice_sentence="Ask your manager or safeguarding lead who can agree and whether it covers this, then "
    "record what came of it.",
)

OTHER_BASIS = Question(
    slug="other_basis",
    text="Is there another lawful basis to share without agreement?",
    meaning="You may still share if another lawful basis fits. If the information is confidential, the "
    "public interest in sharing must also be stronger than the interest in keeping it private. Weigh the "
    "risk of sharing against the risk of not sharing.",
    examples=(
        "Yes: a youth worker learns of a planned fight; public task fits, and preventing harm to others is stronger.",
        "Yes: a school must arrange a new placement, and the pupil's plan is needed for it.",
        "No: a competent 15-year-old wants contraception kept private, and nothing suggests harm.",
    ),
    law=(
        Law(
            "UK GDPR",
            "Article 6(1)(c) to (f), as in force 2024",
            "Consent is only one of several lawful bases.",
        ),
        Law(
            "Human Rights Act 1998",
            "Schedule 1, Article 8, as in force 2024",
            "A public body may step into private life if the law allows it, and it is necessary and proportionate.",
        ),
        Law(
            "Common law duty of confidentiality",
            "W v Egdell [1990] Ch 359",
            "A real risk to others can outweigh confidence. What is shared must be no more than it takes.",
        ),
        Law(
            "Crime and Disorder Act 1998",
            "section 115, as in force 2024",
            "Gives a power to share with the police and other named bodies to prevent crime and disorder.",
        ),
    ),
    rules=(3, 4, 7),
    options=(
        yes("You can name it, and it outweighs any confidence."),
        no("No other basis fits these facts."),
        UNSURE,
    ),
    asked_when=Is("agreement", "refused", "withdrawn", "out_of_date", "not_asked", "cannot_give"),
    stop=("unsure",),
    advice_sentence="Ask your information governance lead or Caldicott Guardian to weigh it with you, then "
    "record what they said.",
)

PROTECT_IDENTITY = Question(
    slug="protect_identity",
    text="Could anyone be harmed if they were identified?",
    meaning="Think of the child, a parent, a neighbour who reported, a colleague. Could someone who may hurt "
    "them learn who they are, or where they live, from what you share? If so, hide it and warn the "
    "recipient.",
    examples=(
        "School: the new address of a parent who fled must not reach the other parent.",
        "Health visiting: a neighbour raised the worry and is afraid of the family.",
        "Youth work: a young person named the people who exploit them.",
    ),
    law=(
        Law(ADVICE, "May 2024", "Sender and receiver both protect anyone an abuser could harm."),
        Law(
            "Data Protection Act 2018",
            "Schedule 2, paragraph 16, as in force 2024",
            "A person who asks for their own data has no automatic right to another person's.",
        ),
        Law(
            "UK GDPR",
            "Articles 5(1)(f) and 32, as in force 2024",
            "Keep it secure in proportion to the harm.",
        ),
    ),
    rules=(4, 5),
    options=(
        yes("Hide who they are before you share, and warn the recipient."),
        no("You see no such risk."),
        UNSURE,
    ),
    asked_when=Any(Is("lawful_basis", "yes"), Is("agreement", "given", "implied"), Is("other_basis", "yes")),
    stop=("unsure",),
    advice_sentence="Ask your safeguarding lead whose identity needs protecting, then record what they said.",
)

TELL_FAMILY = Question(
    slug="tell_family",
    text="Is it safe and practicable to tell the child or carer?",
    meaning="Tell them who you share with, what and why, unless that may put someone at risk, help a crime "
    "go unsolved or cause harmful delay. Telling them is not the same as asking for consent.",
    examples=(
        "Before: the school tells a mother that it is making a referral, and why.",
        "After: a health visitor shares first because a delay could do harm, and tells the parents next day.",
        "Not now: a parent may punish the child, or take them away, on hearing of it.",
    ),
    law=(
        Law(
            "UK GDPR",
            "Articles 5(1)(a), 13 and 14, as in force 2024",
            "Be open with people about their information.",
        ),
        Law(
            "Data Protection Act 2018",
            "Schedule 2, paragraph 2, as in force 2024",
            "You need not tell them if that would prejudice preventing or detecting crime.",
        ),
        Law(ADVICE, "May 2024", "Engage with child and carer where practicable and safe."),
    ),
    rules=(2, 4),
    options=(
        Option("before", "Yes, before sharing"),
        Option("after", "Yes, after sharing", "When it is safe, and without delay."),
        Option(
            "not_safe",
            "No, not now",
            "It is not safe or practicable. Say why not, and set a date to look again.",
        ),
        UNSURE,
    ),
    asked_when=Is("protect_identity", "yes", "no"),
    stop=("unsure",),
    advice_sentence="Ask your safeguarding lead whether, when and by whom they should be told, then record "
    "what they said.",
)

"""2024, the first questions: what is it, how urgent, what for, and must anyone be named."""

from decisions.guidance.pack import Is, Law, Option, Question
from decisions.guidance.packs.answers import UNSURE, no, yes
from decisions.guidance.packs.law_2024 import ADVICE, WORKING_TOGETHER

SITUATION = Question(
    slug="situation",
    text="Which of these is it?",
    meaning="Most decisions are about one child or family. The rules are the same whether you share inside "
    "your own organisation or with another. Bulk or regular sharing is different: it goes to a specialist. "
    "Whatever you decide, this record keeps it and your reasons.",
    examples=(
        "One case: a teacher wonders whether to tell the school nurse about a pupil's sudden weight loss.",
        "A request: a housing officer emails a health visitor to ask who lives in a home.",
        "Bulk: a youth service is asked for a weekly list of everyone who comes.",
    ),
    law=(
        Law(ADVICE, "May 2024", "Decide case by case, by professional judgement, and record your reasons."),
        Law(
            "UK GDPR",
            "Articles 5(2) and 35, as in force 2024",
            "Be able to show why you shared. Assess the risks first when sharing is large or regular.",
        ),
        Law(
            "Information Commissioner, Data sharing code of practice",
            "2021",
            "Regular sharing between organisations should rest on an agreement that says what, why and how.",
        ),
    ),
    rules=(6, 7),
    options=(
        Option("case", "One case", "You want to share, or wonder whether you should."),
        Option("request", "A request to us", "Check who is asking before anything else."),
        Option("bulk", "Bulk or regular sharing", "Many people's records, or a flow between systems."),
    ),
)

DANGER = Question(
    slug="danger",
    text="Is anyone in immediate danger?",
    meaning="If someone could be seriously harmed before you finish this form, answer Yes. "
    "You will be told what to do now, and you can complete the record afterwards. "
    "If you cannot rule danger out, answer Yes.",
    examples=(
        "School: a child says a parent will be waiting at home tonight to hurt them.",
        "Health visiting: a baby has an injury that nobody can explain.",
        "Youth work: a young person has left with someone you believe will exploit them.",
    ),
    law=(
        Law(
            "Children Act 1989",
            "section 47, as in force 2024",
            "The local authority must make enquiries when it has reasonable cause to suspect significant harm.",
        ),
        Law("UK GDPR", "Article 6(1)(d), as in force 2024", "You may share to protect someone's life."),
        WORKING_TOGETHER,
    ),
    rules=(1,),
    options=(yes("Act now. The record can follow."), no("There is time to work through the questions.")),
    asked_when=Is("situation", "case", "request"),
)

STATUTORY = Question(
    slug="statutory",
    text="Does a court order or a statutory duty require you to share?",
    meaning="A court order or an Act may leave you no choice. If so, share what it covers. "
    "A power to share is not a duty: if the law only lets you share, answer No and go on.",
    examples=(
        "School: a teacher is told by a girl of 13 that she has had FGM. The police must be told.",
        "Health visiting: a family court orders the service to produce a child's record.",
        "Youth work: the police ask for a register but have no order. That is a request, so answer No.",
    ),
    law=(
        Law(
            "Children Act 1989",
            "section 47(9) to (11), as in force 2024",
            "Named bodies must help enquiries with relevant information, unless that would be unreasonable.",
        ),
        Law(
            "Female Genital Mutilation Act 2003",
            "section 5B, as in force 2024",
            "Teachers, health and social care professionals must report what they learn in their work to the police.",
        ),
        Law(
            "Children Act 2004",
            "section 16H, as in force 2024",
            "Safeguarding partners may require information. Whoever is asked must comply.",
        ),
        Law(
            "Children Act 2004",
            "section 16LA, inserted by the Children's Wellbeing and Schools Act 2026, section 4",
            "Not in force until commenced; an administrator sets the date. Then listed persons must disclose "
            "relevant information, unless they consider that disclosing is more detrimental to the child "
            "than not disclosing.",
        ),
        Law("UK GDPR", "Article 6(1)(c), as in force 2024", "A legal obligation is a lawful basis of its own."),
    ),
    rules=(1, 4),
    options=(
        yes("You can point to the order, or to the section of the Act."),
        no("Nothing requires it, though the law may allow it."),
        UNSURE,
    ),
    asked_when=Is("danger", "no"),
    stop=("unsure",),
    advice_sentence="Ask your legal adviser or information governance lead whether the order or duty binds "
    "you, then record what they said.",
)

PURPOSE = Question(
    slug="purpose",
    text="Is there a clear and legitimate safeguarding or welfare purpose?",
    meaning="Say in one sentence what sharing is meant to achieve for the child or family. It must fit your "
    "role and the role of the person who will receive it. Curiosity or convenience is not a purpose.",
    examples=(
        "School: arranging early help for a pupil who cares for a parent.",
        "Health visiting: getting a family housing support before a baby is born.",
        "Not a purpose: a club leader wants to know why a child is in care, just in case.",
    ),
    law=(
        Law("UK GDPR", "Article 5(1)(b), as in force 2024", "Information is used for purposes you can name."),
        Law(
            "Children Act 2004",
            "sections 10 and 11, as in force 2024",
            "Named bodies must co-operate to improve well-being, and safeguard children in all they do.",
        ),
        Law(
            "Education Act 2002",
            "section 175, as in force 2024",
            "Schools and local authorities must safeguard and promote the welfare of pupils.",
        ),
        Law("Children Act 1989", "section 17, as in force 2024", "Local authorities help children in need."),
    ),
    rules=(4, 6),
    options=(
        yes("You can say what it is for, and it fits your role."),
        no("There is no purpose you can name."),
        UNSURE,
    ),
    asked_when=Is("statutory", "no"),
    stop=("unsure",),
    advice_sentence="Talk the purpose through with your manager or safeguarding lead, then record what came of it.",
)

ANONYMISE = Question(
    slug="anonymise",
    text="Could you meet the purpose without identifying anyone?",
    meaning="If the other person can do their part without knowing who it is, do not tell them who it is. "
    "Taking out the name is often not enough. When a child needs help, people usually do need to know who.",
    examples=(
        "Yes: a school asks a specialist, in general terms, how to support a child who has been bereaved.",
        "Yes: a youth project tells its funder how many came, with no small numbers.",
        "No: a health visitor refers a named child to the hub so that someone can visit.",
    ),
    law=(
        Law(
            "UK GDPR",
            "Articles 4(1), 4(5) and 5(1)(c), as in force 2024",
            "Use no more than the purpose needs. It is still personal if someone can work out who it is.",
        ),
        Law(
            "National Data Guardian, The Eight Caldicott Principles",
            "December 2020",
            "Use confidential information only when it is necessary, and then the least of it.",
        ),
    ),
    rules=(4, 6),
    options=(yes("Nobody could work out who it is."), no("They need to know who it is."), UNSURE),
    asked_when=Is("purpose", "yes"),
    stop=("unsure",),
    advice_sentence="Ask your information governance lead whether someone could still be identified, then "
    "record what they said.",
)

"""2008, the first questions: what is it, how urgent, must it be shared, and what for."""

from decisions.guidance.pack import Is, Law, Option, Question
from decisions.guidance.packs.answers import UNSURE, no, yes
from decisions.guidance.packs.law_2008 import GUIDANCE, REPLACED

SITUATION = Question(
    slug="situation",
    text="Which of these is it?",
    meaning="Most decisions are about one person or family. The rules are the same whether you share inside "
    "your own organisation or with another. Bulk or regular sharing is different: it goes to a specialist.",
    examples=(
        "One case: a teacher wonders whether to tell the school nurse about a pupil's sudden weight loss.",
        "A request: a housing officer emails a health visitor to ask who lives in a home.",
        "Bulk: a youth service is asked for a list of everyone who came this year.",
    ),
    law=(
        Law(
            GUIDANCE,
            "October 2008",
            "Its flowchart is for decisions case by case, by professional judgement.",
        ),
        Law(
            "Information Commissioner, Framework code of practice for sharing personal information",
            "2007",
            "Regular sharing between organisations should rest on an agreement that says what, why and how.",
        ),
    ),
    rules=(6, 7),
    options=(
        Option("case", "One case", "You want to share, or wonder whether you should."),
        Option("request", "A request to us", "Check who is asking and what they need it for."),
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
            "section 47, as in force 2008",
            "The local authority must make enquiries when it has reasonable cause to suspect significant harm.",
        ),
        Law(
            "Data Protection Act 1998",
            "Schedules 2 and 3, as in force 2008",
            f"Sharing to protect someone's vital interests is allowed. {REPLACED}",
        ),
    ),
    rules=(5,),
    options=(yes("Act now. The record can follow."), no("There is time to work through the questions.")),
    asked_when=Is("situation", "case", "request"),
)

STATUTORY = Question(
    slug="statutory",
    text="Does a court order or a statutory duty require you to share?",
    meaning="A court order or an Act may leave you no choice. If so, share what it covers, whatever consent "
    "says. A power to share is not a duty: if the law only lets you share, answer No and go on.",
    examples=(
        "School: a family court orders the head teacher to produce attendance records.",
        "Health visiting: the law requires certain infections to be notified.",
        "Youth work: the police ask for a register but have no order. That is a request, so answer No.",
    ),
    law=(
        Law(
            "Children Act 1989",
            "section 47(9) to (11), as in force 2008",
            "Named bodies must help enquiries with relevant information, unless that would be unreasonable.",
        ),
        Law(
            "Data Protection Act 1998",
            "section 35, as in force 2008",
            f"The Act does not stand in the way of disclosure required by law or by a court. {REPLACED}",
        ),
        Law(
            GUIDANCE,
            "October 2008",
            "It treats orders and duties before the flowchart; we ask about them first.",
        ),
    ),
    rules=(1, 3),
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
    text="Is there a clear and legitimate purpose for sharing?",
    meaning="Say in one sentence what sharing is meant to achieve for the child or family. It must fit your "
    "role and the role of the person who will receive it. Curiosity or convenience is not a purpose.",
    examples=(
        "School: arranging help from a speech therapist for a pupil who is falling behind.",
        "Health visiting: getting a family housing support before a baby is born.",
        "Not a purpose: a club leader wants to know why a child is in care, just in case.",
    ),
    law=(
        Law(
            "Data Protection Act 1998",
            "Schedule 1, first and second principles, as in force 2008",
            f"Information must be used fairly, and for stated purposes only. {REPLACED}",
        ),
        Law(
            "Children Act 2004",
            "sections 10 and 11, as in force 2008",
            "Named bodies must co-operate to improve well-being, and safeguard children in all they do.",
        ),
        Law(
            "Children Act 1989",
            "section 17, as in force 2008",
            "Local authorities safeguard and promote the welfare of children in need.",
        ),
    ),
    rules=(1, 3, 6),
    options=(
        yes("You can say what it is for, and it fits your role."),
        no("There is no purpose you can name."),
        UNSURE,
    ),
    asked_when=Is("statutory", "no"),
    stop=("unsure",),
    advice_sentence="Talk the purpose through with your manager or safeguarding lead, without naming the "
    "person where you can, then record what came of it.",
)

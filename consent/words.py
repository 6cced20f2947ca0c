"""The words about people and information: who somebody is to a child, by what law they decide, what is shared where."""

from consent.status import Term, vocabulary

RELATIONSHIPS = vocabulary(
    Term("mother", "Mother"),
    Term("father", "Father"),
    Term("second_parent", "Second parent"),
    Term("step_parent", "Step-parent"),
    Term("grandparent", "Grandparent"),
    Term("sibling", "Brother or sister"),
    Term("other_relative", "Another relative"),
    Term("foster_carer", "Foster carer"),
    Term("special_guardian", "Special guardian"),
    Term("guardian", "Guardian, appointed when a parent died"),
    Term("local_authority", "Local authority", "With a care order it shares parental responsibility."),
    Term("carer", "Another carer"),
    Term("other", "Somebody else"),
)

YES, NO, NOT_KNOWN = "yes", "no", "not_known"
RESPONSIBILITY = vocabulary(
    Term(YES, "Yes", "You will say on what it rests."),
    Term(NO, "No"),
    Term(NOT_KNOWN, "Not known yet", "Until it is known, they can't give consent for the child."),
)

# What parental responsibility rests on in England and Wales. It is never self-evident: each case names one.
BASES = vocabulary(
    Term("birth", "She gave birth to the child", "Children Act 1989, section 2."),
    Term("married", "Married to the mother, or her civil partner, at the birth", "Children Act 1989, section 2."),
    Term(
        "registered",
        "On the birth certificate",
        "An unmarried father, registered on or after 1 December 2003. Children Act 1989, section 4.",
    ),
    Term("second_parent", "Second female parent", "Children Act 1989, sections 2 and 4ZA."),
    Term("agreement", "A parental responsibility agreement", "Children Act 1989, sections 4 and 4A."),
    Term("court_order", "A parental responsibility order", "Children Act 1989, sections 4 and 4A."),
    Term("lives_with", "An order that the child lives with them", "Children Act 1989, section 12."),
    Term("special_guardianship", "A special guardianship order", "Children Act 1989, section 14C."),
    Term("testament", "Appointed guardian", "Children Act 1989, section 5."),
    Term("adoption", "An adoption order", "Adoption and Children Act 2002, section 46."),
    Term("placement", "A placement order", "Adoption and Children Act 2002, section 25."),
    Term("care_order", "A care order, full or interim", "Shared with the parents. Children Act 1989, section 33."),
    Term("emergency", "An emergency protection order", "For what the order needs. Children Act 1989, section 44."),
)

BETWEEN = vocabulary(
    Term("same", "People in my own organisation"),
    Term(
        "care",
        "Another organisation that cares for them with us",
        "A care relationship they would expect: for example, a referral they agreed to.",
    ),
    Term("other", "Another organisation"),
)

CATEGORIES = vocabulary(
    Term("welfare", "Welfare or safeguarding"),
    Term("health", "Health"),
    Term("education", "Education"),
    Term("family", "Family and home"),
    Term("identity", "Who or where somebody is"),
    Term("criminal", "Crime, allegations or convictions"),
    Term("incident", "An incident"),
    Term("statistics", "Figures about groups"),
    Term("other", "Something else"),
)

# What is called consent is four different things, and none stands for another.
KINDS = vocabulary(
    Term("share", "Agreement to share information", "The common law of confidence."),
    Term("service", "Agreement to receive a service", "Taking up an offer of help. It does not allow sharing."),
    Term(
        "data_protection", "Consent under data protection law", "UK GDPR Article 6(1)(a). Rarely right in safeguarding."
    ),
    Term("treatment", "Consent to treatment", "Agreement to be examined or treated. It does not allow sharing."),
)

# Events beside birthdays after which a consent is looked at again.
CALLS = vocabulary(
    Term("new_purpose", "It is wanted for a new purpose"),
    Term("new_recipient", "It is wanted for somebody new"),
    Term("competence", "The child or young person can decide this themselves now"),
    Term("carer", "Who cares for them, or who has parental responsibility, has changed"),
    Term("case", "Their case was closed or opened again"),
    Term("other", "Something else has changed"),
)

# The ethnic groups of the Census 2021 of England and Wales (Office for National Statistics). The first word of each
# value is its group.
ETHNIC_GROUPS = vocabulary(
    Term("asian", "Asian, Asian British or Asian Welsh"),
    Term("black", "Black, Black British, Black Welsh, Caribbean or African"),
    Term("mixed", "Mixed or multiple ethnic groups"),
    Term("white", "White"),
    Term("other", "Another ethnic group"),
    Term("unsaid", "They would rather not say"),
)
ETHNICITIES = vocabulary(
    Term("asian_bangladeshi", "Bangladeshi"),
    Term("asian_chinese", "Chinese"),
    Term("asian_indian", "Indian"),
    Term("asian_pakistani", "Pakistani"),
    Term("asian_other", "Any other Asian background"),
    Term("black_african", "African"),
    Term("black_caribbean", "Caribbean"),
    Term("black_other", "Any other Black, Black British or Caribbean background"),
    Term("mixed_white_and_asian", "White and Asian"),
    Term("mixed_white_and_black_african", "White and Black African"),
    Term("mixed_white_and_black_caribbean", "White and Black Caribbean"),
    Term("mixed_other", "Any other mixed or multiple background"),
    Term("white_british", "English, Welsh, Scottish, Northern Irish or British"),
    Term("white_irish", "Irish"),
    Term("white_gypsy_or_traveller", "Gypsy or Irish Traveller"),
    Term("white_roma", "Roma"),
    Term("white_other", "Any other White background"),
    Term("other_arab", "Arab"),
    Term("other_any", "Any other ethnic group"),
    Term("unsaid", "They would rather not say"),
)


def ethnic_group(ethnicity: str) -> str:
    return ethnicity.partition("_")[0]


# The marks that protect somebody: columns of a relationship; the second is one of a person too.
FLAGS = ("must_not_be_told", "must_not_be_found")

"""The words about people: who somebody is to a child, and by what law they may decide for the child."""

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

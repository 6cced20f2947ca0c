"""The words of what happens once a decision is taken: how a sheet goes, what came back, and what went wrong."""

from consent.status import Term, vocabulary

CHANNELS = vocabulary(
    Term("secure_mail", "Secure email"),
    Term("by_hand", "By hand"),
    Term("telephone", "By telephone", "You read it out. Nothing else goes."),
    Term("portal", "Through a portal that both sides use"),
    Term("post", "By post"),
    Term("meeting", "At a meeting"),
)

VERIFIED = vocabulary(
    Term("rang_back", "We rang back a number that we hold"),
    Term("own_directory", "The address is from our own directory"),
    Term("met", "We met them and saw their identity card"),
    Term("system", "Both sides sign in to the same system"),
    Term("other", "Another way, which I will describe"),
)

DONE_WITH = vocabulary(
    Term("using", "I am using it in my work with the child or family"),
    Term("kept", "I have kept it safely, and have not needed it yet"),
    Term("passed_on", "I have passed it on", "Say to whom, by their role and organisation."),
    Term("destroyed", "I have deleted it or sent it back"),
    Term("other", "Something else"),
)

# How a sheet stands, by the last word on the last time it went.
SENT, ARRIVED, LOST_ON_THE_WAY, ASTRAY = "sent", "arrived", "lost", "astray"
CAME_BACK = {
    SENT: "Sent",
    ARRIVED: "It arrived",
    LOST_ON_THE_WAY: "It did not arrive",
    ASTRAY: "It went to somebody it was not meant for",
}
ONCE_ASTRAY = "Once it went to somebody it was not meant for"

INCIDENT_STEPS = vocabulary(
    Term("asked_back", "We asked them to delete it or send it back"),
    Term("gone", "They said that it is deleted, or it came back"),
    Term("told_lead", "We told the data protection lead"),
    Term("weighed", "We weighed the risk to people"),
    Term("told_people", "We told the people it is about"),
    Term("not_told_people", "We decided not to tell the people it is about", "Say why."),
    Term("ico_yes", "We decided that the ICO is told"),
    Term("ico_no", "We decided that the ICO is not told", "Say why."),
    Term("told_ico", "We told the ICO"),
    Term("learnt", "What we learnt. This closes the incident."),
)

CLOSES = "learnt"  # the step that closes an incident
ICO_IS_NOT_TOLD, TOLD_ICO = "ico_no", "told_ico"  # after either the clock of 72 hours says nothing more
DECIDES_ON_THE_ICO = ("ico_yes", ICO_IS_NOT_TOLD)
OF_THE_PEOPLE = ("told_people", "not_told_people")

# What a colleague writes down of DONE_WITH for somebody else.
DONE_WITH_THEIRS = {
    "using": "They are using it in their work with the child or family",
    "kept": "They have kept it safely, and have not needed it yet",
    "passed_on": "They have passed it on",
    "destroyed": "They have deleted it or sent it back",
    "other": "Something else",
}

WRONG = vocabulary(
    Term("wrong", "It is wrong, and I know what is right"),
    Term("withdrawn", "It is withdrawn altogether", "It should not be used at all."),
)

# What whoever got a correction says of it.
PUT_RIGHT = vocabulary(
    Term("put_right", "We have put it right. We gave it to nobody else"),
    Term("told_on", "We have put it right, and told those to whom we gave it"),
    Term("gone", "We do not hold it any more. We gave it to nobody else"),
    Term("not_yet", "We got it, and have not put it right yet"),
    Term("not_arrived", "The correction did not reach us"),
    Term("not_ours", "It was not meant for us"),
)
PUT_RIGHT_THEIRS = {
    "put_right": "They have put it right. They gave it to nobody else",
    "told_on": "They have put it right, and told those to whom they gave it",
    "gone": "They do not hold it any more. They gave it to nobody else",
    "not_yet": "They got it, and have not put it right yet",
    "not_arrived": "The correction did not reach them",
    "not_ours": "It was not meant for them",
}
GIVEN_UP = vocabulary(
    Term("cant", "They can't be told", "For example: they closed, and nobody has their papers."),
    Term("silent", "They don't answer"),
    Term("not_needed", "They need no correction", "What they got is right all the same."),
)
CARRY_A_LETTER = ("secure_mail", "by_hand", "portal", "post")  # by the other channels it is told in words
CONFIRMS = ("put_right", "told_on", "gone")  # nothing more is asked of them
LOST = ("not_arrived", "not_ours")  # whoever it was meant for is still to be told

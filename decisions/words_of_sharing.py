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

# What a colleague writes down of DONE_WITH for somebody else.
DONE_WITH_THEIRS = {
    "using": "They are using it in their work with the child or family",
    "kept": "They have kept it safely, and have not needed it yet",
    "passed_on": "They have passed it on",
    "destroyed": "They have deleted it or sent it back",
    "other": "Something else",
}

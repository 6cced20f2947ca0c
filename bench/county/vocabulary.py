"""The words of a made-up county: who is called how, what is asked and why, and who gets it."""

_FIRST = """
    Aaliyah Aisha Alfie Amelia Amir Anaïs Archie Ava Beatrix Ben Bethany Callum Caoimhe Charlotte Chloe Daniel Dawid
    Dylan Elżbieta Ella Emeka Erin Ethan Eve Fatima Finlay Freya George Grace Hamza Hannah Harry Ibrahim Imogen
    Isaac Isla Jack Jasmine Joseph Julia Kai Katie Leah Leo Liam Lily Lucas Maisie Maryam Mason Megan Mia Mohammed
    Molly Nadia Niamh Noah Oliver Olivia Oscar Poppy Priya Rhys Rosie Ruby Samir Sarah Sean Siân Sofia Thomas Tobi
    Tyler Umar Victoria William Yusuf Zara Zoë
"""
_LAST = """
    Adekunle Ahmed Ali Allen Anderson Bailey Baker Begum Bell Bennett Brown Byrne Campbell Carter Chen Clark Cole
    Collins Cook Cooper Cox Davies Davis Edwards Evans Fraser Graham Gray Green Griffiths Hall Harris Harvey Hughes
    Hussain Jackson James Jenkins Johnson Jones Kamara Kelly Khan King Kowalczyk Lewis Lloyd MacDonald Marshall
    Martin Mason Mitchell Moore Morgan Morris Murphy Murray Nowak Nguyễn Okafor O’Brien Owen Palmer Parker Patel
    Phillips Powell Price Reid Richards Roberts Robinson Rogers Ross Scott Shah Shaw Singh Smith Stevens Stewart
    Taylor Thomas Thompson Turner Walker Ward Watson White Williams Wilson Wood Wright Yılmaz Young
"""
_PLACES = """
    Ashford Bridgewater Carnmoor Dunholme Eastleigh Fenwick Garstang Holbeck Inverley Kirkby Langport Marlow
    Northcote Otterburn Penrith Quenby Ripley Selworthy Thornbury Westbrook
"""
FIRST, LAST = _FIRST.split(), _LAST.split()
TITLES = [
    f"{asked} {what}"
    for asked in (
        "Should we tell",
        "May we tell",
        "The police ask about",
        "The school asks about",
        "Housing asks about",
    )
    for what in (
        "a bruise that nobody explains",
        "what the mother said at the clinic",
        "a brother who came home at night",
        "missed appointments since the summer",
        "an uncle who has moved in",
        "drinking at home",
        "a tenancy that is to end",
        "a child who is hungry in the mornings",
        "self-harm, and who has seen it",
        "an older friend with a car",
    )
]
LABELS = (
    "the child",
    "the young person",
    "the elder sister",
    "the mother",
    "the father",
    "the carer",
    "the twins",
    "the pupil",
)
RISKS = [
    f"{who} {what}"
    for who in ("the child", "a younger brother", "the mother", "the family", "a classmate")
    for what in (
        "is hurt again",
        "goes without treatment",
        "loses the home",
        "is drawn into drug dealing",
        "is not seen by anybody",
        "falls behind at school",
        "is taken abroad",
        "is left alone at night",
    )
]
RECIPIENTS = [
    f"{place} {what}"
    for place in _PLACES.split()
    for what in (
        "Primary School",
        "High School",
        "Hospital",
        "Health Centre",
        "Police Station",
        "Housing Association",
        "Youth Service",
        "Nursery",
        "Family Hub",
        "Probation Office",
    )
]
ITEMS = [
    f"{when} {what}"
    for when in ("last week", "since Easter", "at home", "at the clinic", "after school")
    for what in (
        "an injury was seen and written down",
        "a medicine was changed",
        "the mother asked for help",
        "nobody opened the door",
        "a threat was made on the telephone",
        "an address was given as unsafe",
        "attendance fell under half",
        "a disclosure was made to a teacher",
    )
]

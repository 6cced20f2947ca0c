"""The words in which a family reads how a consent stands: short, and of a reading age of 9 to 11."""

from collections.abc import Mapping

from consent.register import THEMSELVES, Held
from consent.standing import Standing
from consent.status import Term, vocabulary
from infoshare.accounts.models import User
from infoshare.govuk.moments import day

# For each of standing.STANDINGS: as a heading, and what follows. {do} is "share", or "do" where it is about help.
STANDS = vocabulary(
    Term("none", "There is no answer yet", "We have to ask before we {do} anything."),
    Term("given", "The answer is yes", "We may {do} what is written here."),
    Term(
        "not_informed",
        "Somebody said yes, but was not told everything",
        "We can't use this yes. We have to explain the rest and ask again.",
    ),
    Term(
        "implied",
        "We think that the answer is yes",
        "Nobody was asked. We may {do} what is written here. Tell us if you do not want it.",
    ),
    Term("refused", "The answer is no", "We {do} nothing because of this paper."),
    Term("withdrawn", "The yes was taken back", "We {do} nothing more because of this paper."),
    Term(
        "conflict",
        "The answers are not the same",
        "One says yes and one says no. We {do} nothing because of this paper until we have talked about it.",
    ),
    Term("expired", "The yes has run out", "We {do} nothing more because of this paper. We may ask again."),
    Term("came_of_age", "They are 18 now and decide for themselves", "We have to ask them."),
    Term("invalid", "The yes does not count", "Something was wrong with it. We {do} nothing because of this paper."),
    Term("not_sought", "Nobody was asked", "There is no yes that we can use."),
    Term("could_not", "Nobody was able to answer", "There is no yes that we can use."),
)
# The parts of what was asked (asking.PAGES), and so the elements of informed consent.
TITLES: Mapping[str, str] = {
    "purpose": "What it is needed for",
    "use": "What they will do with it",
    "recipients": "Who may get it",
    "information": "What it is about",
    "method": "How it is passed on",
    "retention": "How long it is kept, and how",
    "limits": "When it may be shared without a yes",
    "withdrawal": "If you change your mind",
}
KINDS: Mapping[str, str] = {
    "share": "A yes or no to sharing information",
    "service": "A yes or no to getting help from a service",
    "data_protection": "A yes or no to using information, under the data protection law",
    "treatment": "A yes or no to being examined or treated",
}
SHARING = ("share", "data_protection")
DID = vocabulary(
    Term("given", "Said yes"),
    Term("refused", "Said no"),
    Term("renewed", "Said yes for longer"),
    Term("narrowed", "Took part of it back"),
    Term("withdrawn", "Took the yes back"),
    Term("found_invalid", "We found that this yes does not count"),
)
HOW: Mapping[str, str] = {
    "spoken": "In their own words",
    "written": "In writing",
    "implied": "Nobody asked: we think so",
}
COUNTS: Mapping[str, str] = {
    "own": "It counts: they can decide this",
    "responsible": "It counts: they may decide for the child",
    "view": "We listen to it, but somebody else decides",
    "": "",
}


def follows(held: Held, now: Standing) -> str:
    """What follows from how it stands, as a sentence or two."""
    return STANDS[now.status].hint.format(do="share" if held.consent.kind in SHARING else "do")


def until(now: Standing) -> str:
    """Until when, as a sentence; "" where it does not stand."""
    if not now.stands:
        return ""
    return (
        f"It counts until {day(now.until)}." if now.until else "No last day was agreed. It counts until you say stop."
    )


def keeper(user: User) -> dict[str, str]:
    """The person who keeps it and whom to call. Somebody who has left is not named: the organisation is."""
    if not user.is_active:
        return {"name": "", "role": "", "organisation": user.organisation.name}
    role = user.job_title or ", ".join(user.role_titles)
    return {"name": user.name, "role": role, "organisation": user.organisation.name}


def called(held: Held, key: str) -> str:
    """By name; nobody in particular where it is about everybody."""
    return held.called(key) if key else "Everybody"


def about(held: Held) -> str:
    return held.called(THEMSELVES)


def taken_back(held: Held, now: Standing) -> list[str]:
    return [label for key, label in held.parts.items() if key in now.without]

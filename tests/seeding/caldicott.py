"""A question put to the Caldicott Guardian of each organisation of the campaigns, and what stands in the log of it."""

from uuid import UUID, uuid5

from decisions import asking, content
from decisions.actions import caldicott
from decisions.actions.asking import Put, Whom, put_question
from decisions.draft import load
from decisions.models import Decision
from infoshare.accounts.models import User

KEYS = UUID("5d3c1a0e-7f0b-4a83-8c11-2f6b9c0d7e44")


def keep_log(decision: Decision, *, guardian: User) -> None:
    """It waits for an answer; a note, a title and a theme are written already."""
    question = asking.Question("situation", "May the nurse be told?", names_withheld=True)
    seen = content.fingerprint(asking.shown(load(decision), question))
    put = Put(question, "weeks", Whom("caldicott_guardian"))
    key = uuid5(KEYS, decision.reference)
    found = put_question(decision=decision, put=put, request_key=key, seen=seen, by=decision.owner)
    caldicott.note(discussion=found, request_key=key, text="To be asked at the next meeting", by=guardian)
    caldicott.mark(discussion=found, request_key=key, title="Telling a nurse", by=guardian)
    caldicott.set_theme(discussion=found, theme="health", by=guardian)

"""What the page of a consent says of the copies for the family."""

from datetime import date

from django.urls import reverse

from consent import policies
from consent.register import Held
from infoshare.accounts.policy import refusal_of

Context = dict[str, object]


def copies(held: Held, today: date) -> Context:
    """The copies that can be printed, the one that suits the person first; or the sentence why there is none."""
    person = held.consent.person
    if refused := refusal_of(policies.check_can_print, held, today):
        return {"refused": refused}
    record = _paper(held, "consent-pdf", "The consent record", "What was asked, who answered, and how it stands.")
    easy_read = _paper(held, "consent-easy-read", "The easy-read copy", "Large type, short words and pictures.")
    papers = [easy_read, record] if person.needs_easy_read else [record, easy_read]
    return {"papers": papers, "language": person.language}


def _paper(held: Held, name: str, title: str, hint: str) -> Context:
    return {"url": reverse(name, args=[held.consent.reference]), "title": title, "hint": hint}

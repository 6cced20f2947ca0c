"""One entry of the Caldicott log, with every field that a Guardian keeps; who is withheld stays withheld."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.urls import reverse

from decisions import identities, steps, wording, words
from decisions.advising.clock import URGENCIES
from decisions.advising.withheld import marked
from decisions.draft import Draft, load
from decisions.models import AdviceAnswer, AdviceDiscussion, AdviceReply, PutTo
from decisions.models.advice import AdviceDiscussionQuerySet
from decisions.models.log import asked_of_guardians, openable, with_log
from decisions.summary.caldicott.enquirers import ENQUIRERS, roles_when_asked
from decisions.summary.caldicott.log import response, state
from decisions.summary.drafts import Context
from infoshare.accounts.models import User

Hide = Callable[[str], str]


def entries(user: User) -> AdviceDiscussionQuerySet:
    """Those that this person may open; anybody else finds nothing there."""
    found = openable(asked_of_guardians(user.organisation, user), user)
    return with_log(found, user).select_related("decision__organisation", "asked_by")


def entry_page(row: AdviceDiscussion, user: User) -> Context:
    draft = load(row.decision)
    hide = _hide(draft, row)
    replies = AdviceReply.objects.open_to(user).filter(discussion=row)
    answers = list(AdviceAnswer.objects.open_to(user).filter(discussion=row).select_related("given_by", "outside"))
    return {
        "reference": row.reference,
        "precedent": row.precedent,
        "rows": _facts(row, draft, hide, user),
        "parts": _parts(row),
        "answers": [_answer(each, hide) for each in answers],
        "thread": [_reply(each) for each in replies.select_related("said_by", "outside")],
        "notes": [_note(each) for each in row.log_notes.select_related("noted_by")],
        "lacks_theme": not row.logged_theme,
        "withheld": row.identity_withheld,
        "back_url": reverse("caldicott-log"),
    }


def _hide(draft: Draft, row: AdviceDiscussion) -> Hide:
    """Words of whoever asked, and answers that were written down by them, may hold what the adviser was not told."""
    if not row.identity_withheld:
        return str
    known = identities.known(draft)
    return lambda text: marked(text, known, also=row.also).shown


def _facts(row: AdviceDiscussion, draft: Draft, hide: Hide, user: User) -> list[dict[str, str]]:
    urgency = f"{URGENCIES[row.urgency].label}, by {wording.moment(row.due_at)}" if row.urgency else ""
    role = ENQUIRERS[roles_when_asked([row])[row.pk]]
    return wording.rows(
        ("Received", wording.moment(row.asked_at)),
        ("Who asked", f"{row.asked_by.name}. Role: {role}"),
        ("How", words.PUT[row.put].label),
        ("Answer needed", urgency),
        ("Asked about", _place(row, draft)),
        ("Question", row.shown["question"] if row.shown else hide(row.dilemma)),
        ("Names", "Withheld from the adviser" if row.identity_withheld else f"Given, because: {row.named_why}"),
        ("Who was asked", _asked(row)),
        ("Response time", "\n".join(response(row, user.organisation))),
        *_outcome(row, draft, hide),
    )


def _outcome(row: AdviceDiscussion, draft: Draft, hide: Hide) -> list[tuple[str, str]]:
    decided = words.DECISIONS[draft.record.decided].label if draft.record else "No decision is recorded yet"
    return [
        ("Advice written down", hide(row.advice_text) if _is_by_word_of_mouth(row) else ""),
        ("Advice", wording.label(words.ADVICE, row.logged_advice)),
        ("Conditions", hide(row.conditions) if _is_by_word_of_mouth(row) else ""),
        ("Followed", wording.label(words.FOLLOWED, row.followed)),
        ("Why not, or not in full", hide(row.not_followed_why)),
        ("Outcome", decided),
        ("Theme", wording.label(words.THEMES, row.logged_theme)),
        ("State", state(row)),
        ("Why it was taken back", hide(row.ended_why)),
    ]


def _is_by_word_of_mouth(row: AdviceDiscussion) -> bool:
    return row.put == "elsewhere" or row.adviser_id is not None


def _place(row: AdviceDiscussion, draft: Draft) -> str:
    return str(row.shown["place"]) if row.shown else steps.place(draft.pack, row.question)


def _asked(row: AdviceDiscussion) -> str:
    """Each of them, and why them."""
    put = PutTo.objects.filter(discussion=row).select_related("user")
    people = [f"{each.user.name} ({words.WHY_THEM[each.why].label.lower()})" for each in put]
    return "\n".join(people) or f"{row.asked_whom} ({words.ADVISERS[row.role].label})"


def _parts(row: AdviceDiscussion) -> Sequence[Mapping[str, Any]]:
    """The facts that the advice relied on, as the adviser saw them. Of advice elsewhere nobody has read any."""
    found: Sequence[Mapping[str, Any]] = row.shown["parts"] if row.put != "elsewhere" else []
    return found


def _answer(row: AdviceAnswer, hide: Hide) -> Context:
    by = row.given_by.name if row.given_by else f"{row.outside.name}, {row.outside.organisation}" if row.outside else ""
    return {
        "title": words.SAYS[row.said].label,
        "by": f"{by}, as {words.ADVISERS[row.given_as].label}",
        "at": wording.moment(row.given_at),
        "rows": wording.rows(
            ("Advice", words.ADVICE[row.advice].label),
            ("Why", hide(row.rationale)),
            ("Conditions", hide(row.conditions)),
            ("Principles considered", "\n".join(words.PRINCIPLES[each].label for each in row.principles)),
            ("Others consulted", hide(row.consulted)),
            ("Options", hide(row.options)),
            ("Theme", wording.label(words.THEMES, row.theme)),
            ("Lesson", hide(row.lesson)),
            ("To be looked at again", wording.day(row.review_on)),
        ),
    }


def _reply(row: AdviceReply) -> Context:
    by = row.said_by.name if row.said_by else row.outside.name if row.outside else ""
    return {"text": row.shown, "by": by, "at": wording.moment(row.said_at)}


def _note(row: Any) -> Context:
    return {"text": row.text, "by": row.noted_by.name, "at": wording.moment(row.noted_at)}

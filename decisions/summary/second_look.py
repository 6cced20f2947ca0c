"""Records worth a second look: a page of them by number, newest first, and the page of one."""

from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils import timezone

from decisions import wording, words
from decisions.draft import Draft
from decisions.guidance.otherwise import fork
from decisions.guidance.pack import Pack
from decisions.guidance.packs import PACKS
from decisions.guidance.route import on_path
from decisions.models import Decision, SecondLook, ToDo
from decisions.models.decision import DecisionQuerySet
from decisions.models.second_look import ending_otherwise, worth_a_look
from decisions.policies import second_look as policies
from decisions.summary.drafts import Context
from decisions.summary.editions import fork_in_words
from decisions.summary.navigation import url
from infoshare.accounts.models import User
from infoshare.saving.numbers import row_number

PAGE = 25
MOST = 1000  # counted; more are "more than"


def second_looks_page(user: User, query: Mapping[str, str]) -> Context:
    """A number of queries that does not grow, however many there are: `after` and `before` name a row by its number."""
    pack, today = policies.edition_for(user), timezone.localdate()
    every = worth_a_look(user, pack, today)
    otherwise = query.get("ends") == "otherwise"
    found = ending_otherwise(every, pack) if otherwise else every
    rows, newer, older = _page(found, *(row_number(query.get(side, "")) for side in ("after", "before")))
    asked = {"ends": "otherwise"} if otherwise else {}
    return {
        "pack": pack,
        "rows": [_row(each, pack, today) for each in rows],
        "shown": [each.reference for each in rows],
        "count": _count(found),
        "otherwise": otherwise,
        "newer_url": f"?{urlencode({**asked, 'before': rows[0].pk})}" if newer else "",
        "older_url": f"?{urlencode({**asked, 'after': rows[-1].pk})}" if older else "",
        "back_url": reverse("editions"),
    }


def _page(found: DecisionQuerySet, after: int, before: int) -> tuple[list[Decision], bool, bool]:
    """The rows of one page, and whether there are newer and older ones."""
    whole = found.select_related("record", "conclusion", "owner", "team", "consentstatement")
    whole = whole.defer("record__content").prefetch_related("answers")
    whole = whole.annotate(to_write=Exists(ToDo.objects.filter(decision=OuterRef("pk"), done_by__isnull=True)))
    if before:
        rows = list(whole.filter(pk__gt=before).order_by("pk")[: PAGE + 1])
        return rows[PAGE - 1 :: -1] if len(rows) > PAGE else rows[::-1], len(rows) > PAGE, bool(rows)
    rows = list((whole.filter(pk__lt=after) if after else whole).order_by("-pk")[: PAGE + 1])
    if after and not rows:
        return _page(found, 0, 0)  # the last of them were looked at meanwhile
    return rows[:PAGE], bool(after and rows), len(rows) > PAGE


def _count(found: DecisionQuerySet) -> str:
    number = len(found.order_by().values_list("pk")[: MOST + 1])
    return f"more than {MOST:,}" if number > MOST else str(number)


def _row(decision: Decision, pack: Pack, today: date) -> Context:
    then = PACKS[decision.pack_id]
    return {
        "reference": decision.reference,
        "about": decision.about,
        "decided": words.DECISIONS[decision.record.decided].label,
        "edition": then.edition,
        "by": decision.owner.name,
        "team": decision.team.name if decision.team else "",
        "on": wording.day(timezone.localdate(decision.record.recorded_at)),
        "goes_on": _goes_on(decision, today),
        "fork": _fork(decision, then, pack),
        "url": url_of(decision),
    }


def url_of(decision: Decision) -> str:
    return reverse("second-look", args=[decision.reference])


def _goes_on(decision: Decision, today: date) -> list[str]:
    """What of it does, for the reader of the list: the rule is in the database's hands."""
    conclusion, consent = getattr(decision, "conclusion", None), getattr(decision, "consentstatement", None)
    return [
        *(["Something is kept back"] if decision.record.decided in words.KEEPS_BACK else []),
        *(
            [f"To be looked at again on {wording.day(conclusion.review_on)}"]
            if conclusion and conclusion.review_on >= today
            else []
        ),
        *(["Something is still to be written down"] if decision.to_write else []),  # type: ignore[attr-defined]
        *(["It rests on a consent"] if consent and consent.relied_on_id else []),
    ]


def _fork(decision: Decision, then: Pack, pack: Pack) -> Context | None:
    answers = {row.slug: row.value for row in decision.answers.all()}
    found = None if decision.record.entered_afterwards else fork(then, pack, on_path(then, answers))
    return fork_in_words(then, pack, found) if found else None


def second_look_page(draft: Draft, user: User) -> Context:
    pack = policies.edition_for(user)
    found = None if draft.emergency else fork(draft.pack, pack, draft.counted)
    return {
        "draft": draft,
        "reference": draft.decision.reference,
        "then": draft.pack,
        "pack": pack,
        "decided": words.DECISIONS[draft.record.decided].label if draft.record else "",
        "fork": fork_in_words(draft.pack, pack, found) if found else None,
        "compared_url": reverse("editions-compared", args=[draft.pack.id, pack.id]) if draft.pack.id != pack.id else "",
        "reopen_url": url(draft, "reopen") if policies.can_be_opened(draft, user) else "",
        "back_url": reverse("second-looks"),
    }


def looked_again(decision: Decision) -> list[Context]:
    """What second looks came to, for the record's page."""
    rows = SecondLook.objects.filter(decision=decision).select_related("looked_by").order_by("pk")
    return [
        {
            "label": words.SECOND_LOOKS[row.came_to].label,
            "text": row.why,
            "by": row.looked_by.name,
            "on": wording.moment(row.looked_at),
            "edition": PACKS[row.pack_id].edition,
        }
        for row in rows
    ]

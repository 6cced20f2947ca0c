"""Earlier advice of the same organisation that is like a question: what was learnt, and nothing of whose it was."""

import re

from django.contrib.postgres.search import SearchQuery, SearchRank, SearchVector
from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from decisions import steps, words
from decisions.guidance import packs
from decisions.models import AdviceAnswer, AdviceDiscussion, Decision
from decisions.models.scope import unbarred, unrestricted
from decisions.summary.drafts import Context
from infoshare.accounts.models import User

MOST = 5
MOST_WORDS = 40  # of the question, that earlier texts are searched for
LANGUAGE = "english"


def earlier_advice(discussion: AdviceDiscussion, reader: User) -> list[Context]:
    """First what was asked at the same place, then what is about the same, then what says the same; five at most.

    None of decisions that are restricted or that the reader has a conflict with, and none that is still blind.
    """
    found = _ranked(_learnt(discussion, reader), discussion).select_related("discussion__decision")
    return [_row(each) for each in found[:MOST]]


def _learnt(discussion: AdviceDiscussion, reader: User) -> QuerySet[AdviceAnswer]:
    """The answer that counted in each discussion that is closed, where it says what others could learn."""
    decisions = unrestricted(unbarred(Decision.objects.exclude(pk=discussion.decision_id), reader))
    later = AdviceAnswer.objects.filter(discussion=OuterRef("discussion"), pk__gt=OuterRef("pk"))
    found = AdviceAnswer.objects.open_to(None).filter(discussion__decision__in=decisions, said="answer")
    return found.exclude(lesson="").exclude(discussion__advice="").exclude(Exists(later))


def _ranked(found: QuerySet[AdviceAnswer], discussion: AdviceDiscussion) -> QuerySet[AdviceAnswer]:
    place = Q(discussion__question=discussion.question)
    theme = Q(theme__in=[each for each in discussion.answers.values_list("theme", flat=True) if each])
    asked = KeyTextTransform("question", "discussion__shown")
    text = SearchVector("lesson", Coalesce(asked, Value(""), output_field=TextField()), config=LANGUAGE)
    says = SearchRank(text, _question(discussion))
    ranked = found.annotate(at_place=_is(place), on_theme=_is(theme), says=says)
    return ranked.filter(Q(at_place=True) | Q(on_theme=True) | Q(says__gt=0)).order_by(
        "-at_place", "-on_theme", "-says", "-pk"
    )


def _is(condition: Q) -> Case:
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def _question(discussion: AdviceDiscussion) -> SearchQuery:
    """Any of its words: small ones count for nothing in the search, and neither do the marks of what is withheld."""
    asked = re.sub(r"\[[a-z ]+\]", " ", str(discussion.shown.get("question", "")))
    wanted = list(dict.fromkeys(re.findall(r"[^\W\d_]{3,}", asked.lower())))[:MOST_WORDS]
    return SearchQuery(" or ".join(word for word in wanted if word != "or"), config=LANGUAGE, search_type="websearch")


def _row(answer: AdviceAnswer) -> Context:
    """The month alone: a day could tell whose it was."""
    asked = answer.discussion
    return {
        "place": steps.place(packs.get(asked.decision.pack_id), asked.question),
        "month": f"{answer.given_on:%B %Y}",
        "advice": words.ADVICE[answer.advice].label,
        "lesson": answer.lesson,
    }

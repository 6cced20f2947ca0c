"""How the database finds what makes a record one to look at again: a condition for each rule of decisions/quality."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Now

from decisions.models.advice import AdviceDiscussion
from decisions.models.correcting import FoundWrong
from decisions.models.record import ToDo

THIS = OuterRef("pk")
SHARED = Q(record__decided__in=["share", "share_part"])
CONSENT = ("consent", "agreement")  # what the editions call the question


def _answered(slug: str, *values: str) -> Q:
    """As the record has it: an answer that counted for nothing is not in it."""
    found = Q(pk__in=[])
    for value in values:
        found |= Q(record__content__answers__contains=[{"slug": slug, "value": value}])
    return found


def _consent(*values: str) -> Q:
    return _answered(CONSENT[0], *values) | _answered(CONSENT[1], *values)


_AT_RISK = _answered("at_risk", "yes") | _answered("danger", "yes") | _answered("public_interest", "yes")
_LATE = Q(done_by__added_at__gt=F("due_at")) | Q(done_by__isnull=True, due_at__lt=Now())

CONDITIONS: Mapping[str, Q] = MappingProxyType(
    {
        "not_shared_at_risk": Q(record__decided="do_not_share") & _AT_RISK,
        "overridden": SHARED & _consent("refused", "withdrawn"),
        "departs": Q(record__content__decision__departs=True),
        "not_followed": Q(Exists(AdviceDiscussion.objects.filter(decision=THIS, followed__in=["partly", "no"]))),
        "emergency": Q(record__happened_at__isnull=False),
        "without_consent": SHARED & _consent("not_sought", "not_asked", "cannot_give", "out_of_scope", "out_of_date"),
        "found_wrong": Q(Exists(FoundWrong.objects.filter(decision=THIS))),
        "late": Q(Exists(ToDo.objects.filter(_LATE, decision=THIS))),
        "not_told": Q(record__told="not"),
    }
)

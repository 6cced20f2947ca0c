"""A second look at what was decided on an edition that a newer one has replaced."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from consent.models import ConsentEvent
from decisions import words
from decisions.guidance import editions
from decisions.guidance.otherwise import Fork, forks, ways_of
from decisions.guidance.pack import Pack
from decisions.models.decision import Answer, Decision, DecisionQuerySet
from decisions.models.record import ToDo
from decisions.models.steps import ConsentStatement
from infoshare.accounts import policy
from infoshare.accounts.models import User
from infoshare.saving.rows import AppendOnly, one_of

THIS = OuterRef("pk")


class SecondLook(AppendOnly):
    """That somebody looked at a record again because of the edition `pack_id`, what it came to, and why."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="second_looks")
    request_key = models.UUIDField(editable=False)
    pack_id = models.CharField("the newer edition", max_length=50)
    came_to = models.CharField(max_length=20)
    why = models.TextField()
    looked_at = models.DateTimeField(auto_now_add=True)
    looked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta(AppendOnly.Meta):
        ordering = ("id",)
        constraints: ClassVar = [
            one_of("came_to", words.SECOND_LOOKS, blank=False),
            models.CheckConstraint(condition=~Q(why=""), name="second_look_says_why"),
            models.CheckConstraint(condition=~Q(pack_id=""), name="second_look_is_for_an_edition"),
            models.UniqueConstraint(fields=["decision", "pack_id"], name="second_look_once_an_edition"),
        ]

    def __str__(self) -> str:
        return f"Second look at {self.decision}"


def worth_a_look(user: User, pack: Pack, today: date) -> DecisionQuerySet:
    """The records of editions before this one, of which something goes on and that nobody has looked at because of it.

    Of those that this person may open, as far as their role reaches.
    """
    seen = Decision.objects.visible_to(user).filter(policy.within(user, "guidance.look-again"))
    older = seen.filter(pack_id__in=[each.id for each in editions.older(pack)], record__isnull=False)
    looked = SecondLook.objects.filter(decision=THIS, pack_id=pack.id)
    return older.filter(_goes_on(today)).filter(~Exists(looked))


def _goes_on(today: date) -> Q:
    """The rule, as the page words it."""
    withdrawn = ConsentEvent.objects.filter(consent=OuterRef("relied_on"), kind="withdrawn")
    rests = ConsentStatement.objects.filter(decision=THIS, relied_on__isnull=False).filter(~Exists(withdrawn))
    return (
        Q(record__decided__in=words.KEEPS_BACK)
        | Q(conclusion__review_on__gte=today)
        | Q(Exists(ToDo.objects.filter(decision=THIS, done_by__isnull=True)))
        | Q(Exists(rests))
    )


def ending_otherwise(decisions: DecisionQuerySet, pack: Pack) -> DecisionQuerySet:
    """Those whose answers can end otherwise under this edition, as far as the two are comparable."""
    condition = Q(pk__in=[])
    for older in editions.older(pack):
        for fork in forks(older, pack):
            condition |= _by_way_of(older, fork)
    return decisions.filter(condition)


def _by_way_of(older: Pack, fork: Fork) -> Q:
    """Asked of whole ways: answers off the path are kept too, and a part of a way would find those."""
    ways = Q(pk__in=[])
    for way in ways_of(older, fork):
        given = Q(pack_id=older.id, record__outcome=fork.outcome, record__happened_at__isnull=True)
        for slug, values in way:
            given &= Q(Exists(Answer.objects.filter(decision=THIS, slug=slug, value__in=values)))
        ways |= given
    return ways

"""What somebody narrows the list of decisions by again and again, under a name of their own."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

MOST = 20  # of one person


class SavedFilter(models.Model):
    """`wanted` are the codes that stand in the list's address; the name stands in none. `place` is from 1 to MOST."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="saved_filters")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=60)
    wanted = models.JSONField(default=dict)

    class Meta:
        ordering = ("name", "id")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["user", "place"], name="savedfilter_once_a_place"),
            models.UniqueConstraint(fields=["user", "name"], name="savedfilter_called_once"),
            models.CheckConstraint(condition=Q(place__range=(1, MOST)), name="savedfilter_not_too_many"),
            models.CheckConstraint(condition=~Q(name=""), name="savedfilter_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

"""What signing in stores of its own: the counts that every process shares, and forms that were not saved in time."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone


class CacheRow(models.Model):
    """A row of Django's database cache (CACHES in settings): here so that a migration makes its table."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["expires"], name="cache_expires")]

    def __str__(self) -> str:
        return self.cache_key


class UnsavedForm(models.Model):
    """What somebody had typed when their session ended: for them alone, until they use it or for twelve hours."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=500)
    fields = models.JSONField()  # name -> what was typed or chosen, as a list
    kept_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ("kept_at", "id")

    def __str__(self) -> str:
        return self.path

"""The documents that were issued: each made once, sealed, and kept in the store under its hash."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from infoshare.accounts.models import Organisation
from infoshare.audit.append_only import append_only


def is_a_hash(field: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{field}__regex": "^[0-9a-f]{64}$"}), name=f"issued_{field}_is_a_hash"
    )


class Issued(models.Model):
    """One file, in the store under `sha256`. A later one of the same kind about the same row supersedes it.

    `made_of` is the hash of what can be read in it. Printed with the moment `dated` in it, that gives the same bytes
    again before the seal, whose hash is `unsealed`. `as_of` is the newest event about the row by then that was no look.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    about_type = models.CharField(max_length=100)
    about_id = models.BigIntegerField()
    kind = models.CharField(max_length=40)
    number = models.PositiveIntegerField()
    made_of = models.CharField(max_length=64)
    dated = models.DateTimeField()
    unsealed = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveIntegerField()
    as_of = models.BigIntegerField()
    issued_at = models.DateTimeField(db_default=Now(), editable=False)
    issued_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["about_type", "about_id", "kind", "number"], name="issued_once_each"),
            *(is_a_hash(field) for field in ("made_of", "unsealed", "sha256")),
        ]
        triggers: ClassVar = append_only()

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of {self.about_type} {self.about_id}"

"""The people whose information it is."""

from typing import ClassVar

from django.db import models

from infoshare.accounts.models import Organisation


class Person(models.Model):
    """A child, young person, parent or other adult, known by the reference an organisation uses for them."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField("the organisation's own reference", max_length=50)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "reference"], name="person_reference_once_an_organisation"),
            models.CheckConstraint(condition=~models.Q(reference=""), name="person_has_a_reference"),
        ]

    def __str__(self) -> str:
        return self.reference

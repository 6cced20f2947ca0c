"""What is searched: the words of each decision, by where they stand, and every word that an organisation uses."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from decisions.models.decision import Decision
from infoshare.accounts.models import Organisation, Team


class SearchText(models.Model):
    """The words of one decision, and by whom it may be found.

    The database writes it (keeping_search.py), and the site can't read the words: it asks a function that answers with
    numbers of decisions. Each word begins with the number of its organisation, so that an index leads to no other's.
    """

    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, primary_key=True, related_name="+", db_constraint=False
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, related_name="+", null=True, db_constraint=False, db_index=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    is_restricted = models.BooleanField()
    words = SearchVectorField()

    class Meta:
        indexes: ClassVar = [
            GinIndex(fields=["words"], name="search_by_words"),
            models.Index(fields=["organisation", "-decision"], name="search_by_organisation"),
            models.Index(fields=["team", "-decision"], name="search_by_team"),
            models.Index(fields=["owner", "-decision"], name="search_by_owner"),
        ]

    def __str__(self) -> str:
        return f"Words of decision {self.pk}"


class SearchWord(models.Model):
    """A word, as search keeps it, that stands in some decision of an organisation: what a misspelt one is held against.

    It may stand here twice: two who write a new word at one moment do not wait for each other.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    word = models.CharField(max_length=30)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["organisation", "word"], name="word_of_organisation"),
            GinIndex(fields=["word"], opclasses=["gin_trgm_ops"], name="word_by_trigrams"),
        ]

    def __str__(self) -> str:
        return f"Word {self.pk}"

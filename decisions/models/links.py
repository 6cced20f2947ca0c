"""A page for somebody without an account: a link that opens once, with a code that goes another way, and both end."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from infoshare.saving.rows import Ending

MOST_WRONG_CODES = 5


class OneTimeLink(Ending):
    """Only hashes of the two are kept. `opened_at` is when the code was given; the link opens nothing after that."""

    request_key = models.UUIDField(editable=False)
    email = models.EmailField()
    token_hash = models.CharField("SHA-256 of what the link carries", max_length=64, unique=True)
    code_hash = models.CharField("SHA-256 of the code, with what the link carries", max_length=64)
    let_in_at = models.DateTimeField(auto_now_add=True)
    let_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    until = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    wrong_codes = models.PositiveSmallIntegerField(default=0)

    class Meta(Ending.Meta):
        abstract = True

    @property
    def leads_somewhere(self) -> bool:
        """Whether it is neither ended, locked nor too old, be it opened or not."""
        return self.ended_at is None and not self.is_locked and self.until > timezone.now()

    @property
    def is_locked(self) -> bool:
        return self.wrong_codes >= MOST_WRONG_CODES

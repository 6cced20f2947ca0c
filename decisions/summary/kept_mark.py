"""On a record's own page: that it is held, which everybody is told, and the way to why for those who may know."""

from django.urls import reverse

from decisions.kept_until import called
from decisions.models.holding import is_held
from decisions.models.retention import Kind
from infoshare.accounts import policy
from infoshare.accounts.models import User


def kept_mark(record: Kind, user: User) -> dict[str, object]:
    looks_after = policy.may(user, "retention.review")
    return {"held": is_held(record), "retention_url": reverse("retained", args=[called(record)]) if looks_after else ""}

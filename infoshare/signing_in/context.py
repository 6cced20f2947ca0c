"""What a page's script needs to warn in time, and to hand over what was typed when time is over."""

import json

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from infoshare.signing_in import limits, unsaved


def staying(request: HttpRequest) -> dict[str, object]:
    """Nothing for a stranger. One attribute of the page, since it holds no script of its own."""
    device = getattr(request, "device", None)
    if not device:
        return {}
    told = {
        "seconds": limits.limits(device).seconds,
        "warning": settings.SIGNED_IN_WARNING,
        "ticket": unsaved.ticket(device.user_id),
        "ask": reverse("time-left"),
        "keep": reverse("keep-typed"),
        "out": reverse("account_login"),
    }
    return {"staying": json.dumps(told)}

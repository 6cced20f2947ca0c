"""Takes away what has run out, whenever somebody signs in, so that no job has to be remembered."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.utils import timezone

from infoshare.signing_in.models import CacheRow, UnsavedForm
from infoshare.signing_in.unsaved import KEPT_FOR


def tidy() -> None:
    now = timezone.now()
    UnsavedForm.objects.filter(kept_at__lt=now - KEPT_FOR).delete()
    CacheRow.objects.filter(expires__lt=now).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    UserSession.objects.filter(created_at__lt=now - timedelta(seconds=settings.SESSION_COOKIE_AGE)).delete()

"""The daily look-out for browsing: looks in, findings for the Caldicott Guardian out. No database, no clock."""

from decisions.browsing.find import find
from decisions.browsing.limits import LIMITS, Limit, Limits
from decisions.browsing.look import Finding, Look
from decisions.browsing.names import sounds_alike

__all__ = ["LIMITS", "Finding", "Limit", "Limits", "Look", "find", "sounds_alike"]

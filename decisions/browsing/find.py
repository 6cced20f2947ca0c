"""Looks of the last weeks in, findings out. The same findings, with the same keys, on whichever day it is run."""

from collections.abc import Iterable
from datetime import datetime
from itertools import chain

from decisions.browsing import rules
from decisions.browsing.limits import LIMITS, Limits
from decisions.browsing.look import Finding, Look
from decisions.browsing.runs import visits


def find(looks: Iterable[Look], *, until: datetime, limits: Limits = LIMITS) -> list[Finding]:
    """What began in the last `limits.told` before `until`. Hand over every look of the last `limits.window`."""
    since = until - limits.window
    seen = sorted((look for look in looks if since <= look.at < until), key=lambda look: look.at)
    visited = visits(seen, limits)
    found = chain(
        rules.many(visited, limits),
        rules.again(seen, visited, limits),
        rules.crowd(visited, limits),
        rules.surname(visited, limits),
    )
    new = (finding for finding in found if finding.reached_at >= until - limits.told)
    latest_first = sorted(new, key=lambda finding: finding.reached_at, reverse=True)
    once = {finding.key: finding for finding in latest_first}
    return sorted(once.values(), key=lambda finding: (finding.reached_at, finding.key))

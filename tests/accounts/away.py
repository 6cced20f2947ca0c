"""Days away, written straight into the database for tests."""

from datetime import date, timedelta
from uuid import uuid4

from infoshare.accounts.models import Absence, User

TODAY = date(2026, 12, 9)


def away(user: User, first_on: date = TODAY, days: int = 1, *, stand_in: User | None = None) -> Absence:
    last_on = first_on + timedelta(days=days - 1)
    return Absence.objects.create(
        user=user, first_on=first_on, last_on=last_on, stand_in=stand_in, set_by=user, request_key=uuid4()
    )

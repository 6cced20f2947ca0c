"""The daily reminder: who keeps a consent is told once when it is due, and once when it is overdue."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from django.db import transaction
from django.urls import reverse

from consent import reviews
from consent.models import Consent, ConsentReminder
from consent.reviews import Review
from infoshare.accounts import notices, policy
from infoshare.accounts.models import Organisation, User
from infoshare.accounts.people import colleagues

Sees = Callable[[User], set[int]]
PART = 1_000  # rows in one statement: the database takes 65,535 values at most


@transaction.atomic
def remind(organisation: Organisation, *, today: date) -> int:
    """Tell everybody what is new for them, in one notice each; how many were told. Two runs at once wait in line."""
    Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
    due = list(reviews.to_tell(organisation, today))
    keepers = Keepers(organisation, _sight([each.held.consent.pk for each in due]))
    told: dict[User, list[ConsentReminder]] = defaultdict(list)
    new = [(reminder, whom) for found, reminder in _new(due, today) if (whom := keepers.of(found.held.consent))]
    ConsentReminder.objects.bulk_create((reminder for reminder, _ in new), batch_size=PART)
    for reminder, whom in new:
        for user in whom:
            told[user].append(reminder)
    for user, reminders in told.items():
        sentence, path = _said(reminders)
        notices.tell([user], sentence, path=path)
    return len(told)


class Keepers:
    """Who is told of a consent: nobody who may not open it, be it for a conflict of interest."""

    def __init__(self, organisation: Organisation, sees: Sees) -> None:
        self.sees = sees
        people = list(colleagues(organisation).order_by("pk"))
        self.people = {user.pk: user for user in people}
        self.guardians = [user for user in people if "caldicott_guardian" in user.roles]
        self.overseers: dict[int | None, list[User]] = defaultdict(list)
        for user in people:
            for team in set(policy.teams(user, "consent.keep")):
                self.overseers[team].append(user)

    def of(self, consent: Consent) -> list[User]:
        """Who keeps it; where they have left or can't open it any more, who oversees the team, else the Guardian."""
        keeper = [self.people[consent.begun_by_id]] if consent.begun_by_id in self.people else []
        overseers = self.overseers.get(consent.person.team_id, [])
        in_turn = ([user for user in some if consent.pk in self.sees(user)] for some in (keeper, overseers))
        return next(filter(None, in_turn), self._guardians(consent))

    def _guardians(self, consent: Consent) -> list[User]:
        return [user for user in self.guardians if consent.pk in self.sees(user)]


def _sight(consents: list[int]) -> Sees:
    """Which of these consents somebody may open, asked once for each person."""

    @cache
    def sees(user: User) -> set[int]:
        return set(Consent.objects.visible_to(user).filter(pk__in=consents).values_list("pk", flat=True))

    return sees


def _new(due: list[Review], today: date) -> Iterator[tuple[Review, ConsentReminder]]:
    """Those that nobody was told of for that day yet: that it is due, or that it is overdue by now."""
    rows = ConsentReminder.objects.filter(consent__in=[each.held.consent for each in due])
    told = set(rows.values_list("consent_id", "due_on", "kind"))
    for each in due:
        kind = "overdue" if reviews.is_overdue(each, today) else "due"
        if (each.held.consent.pk, each.on, kind) not in told:
            yield each, ConsentReminder(consent=each.held.consent, due_on=each.on, kind=kind)


def _said(reminders: list[ConsentReminder]) -> tuple[str, str]:
    """The sentence and where it leads. It names a reference, never a person."""
    if len(reminders) > 1:
        return f"{len(reminders)} consents are to be looked at again.", reverse("consents-due")
    consent = reminders[0].consent
    overdue = ", and overdue" if reminders[0].kind == "overdue" else ""
    return f"Consent {consent.reference} is to be looked at again{overdue}.", reverse(
        "consent", args=[consent.reference]
    )

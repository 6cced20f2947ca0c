"""A consent with everything it holds, read at once, and what that comes to on a day. Nothing here writes."""

import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from consent import deciding, scope, standing, words
from consent.deciding import Assessed, Say
from consent.models import Assessment, Consent, ConsentEvent, ConsentRecipient, Relationship
from consent.scope import Fit, Scope, Wanted
from consent.standing import Standing
from consent.status import ELEMENTS

THEMSELVES = "self"  # the key of the person's own answer; anybody else's is the number of their relationship
RECIPIENT, CATEGORY = "recipient:", "category:"  # before a part of a consent that can be withdrawn
NOT_WRITTEN = sys.maxsize  # the number of an event that nobody has written down yet: it comes after all others
AGREED = (*standing.YES, "expired")  # what somebody has said who can take something back
ENDS = ("withdrawn", "found_invalid", "refused")  # what ends the answer of whoever agreed


@dataclass(frozen=True, slots=True)
class Loss:
    """What of a consent can be leaned on no more: all of it, some parts (keys of Held.parts), or nothing."""

    everything: bool = False
    parts: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return self.everything or bool(self.parts)


@dataclass(frozen=True)
class Held:
    """One consent as it stands: its terms, who may receive it, its events in the order they were written down."""

    consent: Consent
    recipients: list[ConsentRecipient]
    events: list[ConsentEvent]
    assessments: list[Assessment]

    def standing(self, on: date) -> Standing:
        """What its events come to on a day (standing.py)."""
        return standing.standing(
            [_event(row) for row in self.events],
            on,
            weights={who: self.say(who, on).weight for who in self.answered_by},
            born=self.consent.person.born_on,
        )

    @cached_property
    def answered_by(self) -> list[str]:
        """The keys of everybody who answered, in the order of their first answer."""
        return list(dict.fromkeys(key for row in self.events if (key := who(row))))

    def say(self, key: str, on: date) -> Say:
        """What somebody's answer counts as, by what was known of them when they last answered."""
        if key == THEMSELVES:
            return self.own_say(on)
        last = [row for row in self.events if who(row) == key and row.on <= on][-1:]
        responsibility = last[0].responsibility if last else words.NOT_KNOWN
        # What the 18th birthday makes of it is for standing.py to say: that they came of age, not that nobody answered.
        return deciding.others_say(responsibility=responsibility, born=None, on=on)

    def own_say(self, on: date) -> Say:
        return deciding.own_say(born=self.consent.person.born_on, on=on, assessed=self.assessed(on))

    def assessed(self, on: date) -> Assessed | None:
        """The last assessment of whether they can decide this themselves."""
        past = sorted((row for row in self.assessments if row.on <= on), key=lambda row: (row.on, row.pk))
        if not past:
            return None
        return Assessed(past[-1].kind, {item.item: item.met for item in past[-1].items.all()})

    def scope(self, on: date) -> Scope:
        """What it covers that day: what was agreed to, without the parts that somebody took back."""
        now = self.standing(on)
        return Scope(
            purpose=self.consent.purpose,
            recipients=tuple(
                scope.Recipient(row.organisation, row.role)
                for row in self.recipients
                if f"{RECIPIENT}{row.pk}" not in now.without
            ),
            categories=frozenset(each for each in self.consent.categories if f"{CATEGORY}{each}" not in now.without),
            since=now.since or on,
            until=now.until,
        )

    def fit(self, wanted: Wanted) -> Fit:
        """Whether it covers what is wanted on that day, and a sentence for each reason why not."""
        now = self.standing(wanted.on)
        if self.consent.kind != "share":
            return Fit((f"It is something else: {words.KINDS[self.consent.kind].label.lower()}.",), same_purpose=False)
        if not now.stands:
            return Fit((f"{standing.STANDINGS[now.status].label}.",), same_purpose=False)
        return scope.fit(self.scope(wanted.on), wanted, categories=words.CATEGORIES)

    @property
    def parts(self) -> Mapping[str, str]:
        """Everything that can be withdrawn by itself: key and words."""
        return {f"{RECIPIENT}{row.pk}": str(row) for row in self.recipients} | {
            f"{CATEGORY}{each}": words.CATEGORIES[each].label for each in self.consent.categories
        }

    @property
    def parts_left(self) -> Mapping[str, str]:
        """The parts that nobody has taken back."""
        gone = self.standing(timezone.localdate()).without
        return {key: label for key, label in self.parts.items() if key not in gone}

    def leaves_nothing(self, parts: Collection[str]) -> bool:
        """Whether no recipient, or no kind of information, would be left without these."""
        left = [key for key in self.parts_left if key not in parts]
        return not all(any(key.startswith(kind) for key in left) for kind in (RECIPIENT, CATEGORY))

    @property
    def agreed(self) -> list[str]:
        """The keys of those who agreed, and have not taken it back."""
        now = self.standing(timezone.localdate())
        return [key for key in self.answered_by if now.answers.get(key) in AGREED]

    def written_with(self, request_key: str) -> ConsentEvent | None:
        """What an earlier press of the same button wrote."""
        return next((row for row in self.events if str(row.request_key) == request_key), None)

    def taking_back(self, relationship: Relationship | None, on: date, parts: Collection[str]) -> ConsentEvent:
        """The event that it comes to, not written: of some parts, or of all where none is named or nothing is left."""
        narrows = bool(parts) and not self.leaves_nothing(parts)
        return ConsentEvent(
            consent=self.consent,
            kind="narrowed" if narrows else "withdrawn",
            on=on,
            parts=sorted(parts) if narrows else [],
            by_themselves=relationship is None,
            relationship=relationship,
            responsibility=relationship.responsibility if relationship else "",
        )

    def and_then(self, event: ConsentEvent) -> "Held":
        """As it would be with one more event."""
        return replace(self, events=[*self.events, event])

    def loss(self, event: ConsentEvent) -> Loss:
        """What an event takes away, from its day on. It may be one that is not written down yet.

        Nothing, where it still stands by the answers of others; nothing, where whoever says so only has a view.
        """
        before = replace(self, events=[row for row in self.events if row.pk != event.pk])
        after = before.and_then(event)
        if event.kind == "narrowed":
            decides = after.say(who(event), event.on).weight != "view"
            return Loss(parts=frozenset(event.parts)) if decides else Loss()
        was, now = before.standing(event.on), after.standing(event.on)
        had_agreed = was.status in AGREED or was.answers.get(who(event)) in AGREED
        return Loss(everything=event.kind in ENDS and had_agreed and not now.stands)

    @property
    def told(self) -> Mapping[str, str]:
        """Each element of informed consent (S12) that is written down, with what people are told."""
        texts = {name: getattr(self.consent, name, "") for name in ELEMENTS}
        texts["recipients"] = "; ".join(map(str, self.recipients))
        return {name: text for name, text in texts.items() if text}

    def called(self, key: str) -> str:
        """Who somebody is who answered, by name."""
        if key == THEMSELVES:
            return self.consent.person.name or self.consent.person.reference
        return next(row.relationship.name for row in self.events if row.relationship and who(row) == key)


def who(row: ConsentEvent) -> str:
    """The key of whoever this event is of; "" where it is about everybody."""
    return THEMSELVES if row.by_themselves else str(row.relationship_id or "")


def key_of(relationship: Relationship | None) -> str:
    return str(relationship.pk) if relationship else THEMSELVES


def _event(row: ConsentEvent) -> standing.Event:
    return standing.Event(
        number=row.pk or NOT_WRITTEN,
        kind=row.kind,
        on=row.on,
        by=who(row),
        form=row.form,
        explained=frozenset(row.explained),
        until=row.until,
        look_again_on=row.look_again_on,
        parts=frozenset(row.parts),
        reason=row.reason,
    )


def held(consents: QuerySet[Consent]) -> list[Held]:
    """Each with all it holds, in a number of queries that does not grow with them."""
    rows = consents.select_related("person", "begun_by", "saved_by", "organisation").prefetch_related(
        "recipients",
        Prefetch("events", ConsentEvent.objects.select_related("relationship", "recorded_by")),
        Prefetch("assessments", Assessment.objects.select_related("assessed_by").prefetch_related("items")),
    )
    return [Held(row, list(row.recipients.all()), list(row.events.all()), list(row.assessments.all())) for row in rows]


def load(consent: Consent) -> Held:
    [found] = held(Consent.objects.filter(pk=consent.pk))
    return found

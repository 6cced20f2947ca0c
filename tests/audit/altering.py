"""What somebody with the password of the owner of the tables could do to a chain, at any one event."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from infoshare.audit.models import ChainLink, Event
from tests.audit.chains import say

EVENT = "UPDATE audit_event SET {} WHERE id = {}"
COPY = """
    INSERT INTO audit_event (organisation_id, by_id, at, action, about_type, about_id, facts)
    SELECT organisation_id, by_id, at, action, about_type, about_id, facts FROM audit_event WHERE id = {}
    RETURNING id
"""
# The hash that the link at this place would have, after whatever now stands before it.
REHASHED = """
    UPDATE audit_chainlink link SET hash = sha256(convert_to(audit_line(event, link.sequence, coalesce(
        (SELECT hash FROM audit_chainlink b WHERE b.organisation_id = link.organisation_id
            AND b.sequence = link.sequence - 1), decode(repeat('00', 32), 'hex'))), 'UTF8'))
    FROM audit_event event WHERE event.id = link.event_id AND link.organisation_id = {} AND link.sequence = {}
"""
Alter = Callable[[Event], None]


def _set(change: str) -> Alter:
    def alter(event: Event) -> None:
        say(EVENT.format(change, event.pk))

    return alter


def _place(event: Event) -> ChainLink:
    return ChainLink.objects.get(event=event)


def _next(event: Event) -> Event:
    link = _place(event)
    return ChainLink.objects.get(organisation=link.organisation_id, sequence=link.sequence + 1).event


def _event_gone(event: Event) -> None:
    say(f"DELETE FROM audit_event WHERE id = {event.pk}")


def _link_gone(event: Event) -> None:
    say(f"DELETE FROM audit_chainlink WHERE event_id = {event.pk}")


def _both_gone(event: Event) -> None:
    _link_gone(event)
    _event_gone(event)


def _closed_up(event: Event) -> None:
    """Taken out, and those behind it moved up, each with its own old hash."""
    link = _place(event)
    _both_gone(event)
    _move(link.organisation_id, link.sequence, by=-1)


def _closed_up_and_rehashed(event: Event) -> None:
    link = _place(event)
    _closed_up(event)
    _rehash(link.organisation_id, link.sequence)


def _put_in(event: Event) -> int:
    """A copy of it that is in no chain. No trigger links it while they are off."""
    return int(say(COPY.format(event.pk))[0][0])


def _put_in_outside(event: Event) -> None:
    _put_in(event)


def _put_in_behind(event: Event) -> None:
    """With a link, and those behind it moved on."""
    link, copied = _place(event), _put_in(event)
    _move(link.organisation_id, link.sequence + 1, by=1)
    say(
        "INSERT INTO audit_chainlink (event_id, organisation_id, sequence, hash)"
        f" SELECT {copied}, organisation_id, sequence + 1, hash FROM audit_chainlink WHERE event_id = {event.pk}"
    )


def _put_in_and_rehashed(event: Event) -> None:
    link = _place(event)
    _put_in_behind(event)
    _rehash(link.organisation_id, link.sequence + 1)


def _swapped_facts(event: Event) -> None:
    other = _next(event)
    say(EVENT.format(f"facts = (SELECT facts FROM audit_event WHERE id = {other.pk})", event.pk))


def _swapped_events(event: Event) -> None:
    """Two neighbours change places, each with its hash."""
    other = _next(event)
    first, second = _place(event).sequence, _place(other).sequence
    for number, place in ((event.pk, -1), (other.pk, first), (event.pk, second)):
        say(f"UPDATE audit_chainlink SET sequence = {place} WHERE event_id = {number}")


def _swapped_under_their_links(event: Event) -> None:
    other = _next(event)
    for number, to in ((event.pk, -1), (other.pk, event.pk), (-1, other.pk)):
        say(f"UPDATE audit_chainlink SET event_id = {to} WHERE event_id = {number}")


def _swapped_hashes(event: Event) -> None:
    other = _next(event)
    say(
        "UPDATE audit_chainlink a SET hash = b.hash FROM audit_chainlink b WHERE a.event_id <> b.event_id"
        f" AND a.event_id IN ({event.pk}, {other.pk}) AND b.event_id IN ({event.pk}, {other.pk})"
    )


def _rehashed_alone(event: Event) -> None:
    link = _place(event)
    _set("about_id = about_id + 1")(event)
    say(REHASHED.format(link.organisation_id, link.sequence))


def _rehashed_to_the_end(event: Event) -> None:
    link = _place(event)
    _set("about_id = about_id + 1")(event)
    _rehash(link.organisation_id, link.sequence)


def _moved_to_the_end(event: Event) -> None:
    link, last = _place(event), _last(event).sequence
    say(f"UPDATE audit_chainlink SET sequence = {last + 1} WHERE event_id = {event.pk}")
    _move(link.organisation_id, link.sequence, by=-1)
    _rehash(link.organisation_id, link.sequence)


def _cut_off(event: Event) -> None:
    """It and all behind it; an old backup looks the same."""
    link = _place(event)
    behind = f"SELECT event_id FROM audit_chainlink WHERE organisation_id = {link.organisation_id}"
    say(f"DELETE FROM audit_event WHERE id IN ({behind} AND sequence >= {link.sequence})")
    say(f"DELETE FROM audit_chainlink WHERE organisation_id = {link.organisation_id} AND sequence >= {link.sequence}")


def _old_backup(event: Event) -> None:
    """The database of then, and as many events since as were lost."""
    lost = _last(event).sequence - _place(event).sequence + 1
    _cut_off(event)
    left = _last(event).event
    for _ in range(lost):
        say(f"SELECT audit_link(event) FROM audit_event event WHERE id = {_put_in(left)}")


def _replaced(event: Event) -> None:
    """Every link written anew, over events of which one reads otherwise."""
    _set("facts = '{}'")(event)
    organisation = event.organisation_id
    say(f"DELETE FROM audit_chainlink WHERE organisation_id = {organisation}")
    say(f"SELECT audit_link(e) FROM (SELECT * FROM audit_event WHERE organisation_id = {organisation} ORDER BY id) e")


def _begun_later(event: Event) -> None:
    """What was first is gone, and the chain begins with this one."""
    link = _place(event)
    behind = f"organisation_id = {link.organisation_id} AND sequence < {link.sequence}"
    say(f"DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_chainlink WHERE {behind})")
    say(f"DELETE FROM audit_chainlink WHERE {behind}")
    _move(link.organisation_id, link.sequence, by=1 - link.sequence)
    _rehash(link.organisation_id, 1)


def _last(event: Event) -> ChainLink:
    return ChainLink.objects.filter(organisation=event.organisation_id).latest("sequence")


def _move(organisation: int, place: int, *, by: int) -> None:
    """Those from this place on; by way of numbers that nobody has, for no two may have the same."""
    for step in (1_000_000 + by, -1_000_000):
        say(
            f"UPDATE audit_chainlink SET sequence = sequence + {step}"
            f" WHERE organisation_id = {organisation} AND sequence >= {place}"
        )


def _rehash(organisation: int, place: int) -> None:
    last = ChainLink.objects.filter(organisation=organisation).latest("sequence").sequence
    for each in range(place, last + 1):
        say(REHASHED.format(organisation, each))


ANOTHER = "SELECT max(o.id) FROM accounts_organisation o WHERE o.id <> organisation_id"
ALTER: Mapping[str, Alter] = MappingProxyType(
    {
        "another person": _set("by_id = (SELECT max(id) FROM accounts_user WHERE id <> by_id)"),
        "another action": _set("action = 'seen.other'"),
        "a microsecond later": _set("at = at + interval '1 microsecond'"),
        "about another row": _set("about_id = about_id + 1"),
        "about another kind": _set("about_type = 'decisions.other'"),
        "other facts": _set("facts = '{\"number\":-1}'"),
        "the same facts with a space": _set("facts = facts || ' '"),
        "of another organisation": _set(f"organisation_id = ({ANOTHER})"),
        "the event gone": _event_gone,
        "the link gone": _link_gone,
        "both gone": _both_gone,
        "taken out and closed up": _closed_up,
        "put in outside the chain": _put_in_outside,
        "put in behind": _put_in_behind,
        "facts of the next": _swapped_facts,
        "changed places with the next": _swapped_events,
        "changed places under their links": _swapped_under_their_links,
        "hashes changed places": _swapped_hashes,
        "altered and its own link re-hashed": _rehashed_alone,
        "altered and re-hashed to the end": _rehashed_to_the_end,
        "taken out and re-hashed to the end": _closed_up_and_rehashed,
        "put in and re-hashed to the end": _put_in_and_rehashed,
        "moved to the end and re-hashed": _moved_to_the_end,
        "the tail cut off": _cut_off,
        "an old backup that went on": _old_backup,
        "every link written anew": _replaced,
        "begun later": _begun_later,
    }
)
# The chain is whole afterwards: only what was written down outside can tell.
ONLY_OUTSIDE = frozenset(
    {
        "altered and re-hashed to the end",
        "taken out and re-hashed to the end",
        "put in and re-hashed to the end",
        "moved to the end and re-hashed",
        "the tail cut off",
        "an old backup that went on",
        "every link written anew",
        "begun later",
    }
)

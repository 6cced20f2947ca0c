"""Anchors: how every chain stood at a moment, signed, and put where whoever can alter the database can't reach.

A chain that was cut off, written anew or brought back from an old backup does not go on from the last anchor. The form
is in docs/chain.md; the stand-alone verifier reads it.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from cryptography.exceptions import InvalidSignature
from django.conf import settings

from infoshare import installation_key, timestamps
from infoshare.accounts.models import Organisation
from infoshare.audit import chain
from infoshare.audit.canonical import canonical
from infoshare.audit.chain import Head
from infoshare.audit.models import Event
from infoshare.audit.places import Place, places
from infoshare.audit.signing import signed
from infoshare.faults import each_by_itself
from infoshare.tenancy import context

FORMAT = "infoshare-anchor/1"
MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"
NOT_OURS = "The newest anchor in {place} was not signed with this installation's key, or was altered since."
UNREAD = "The anchors in {place} could not be read ({fault})."
GONE = "The chain of organisation {organisation} does not go on from the anchor of {at} in {place}: at link {sequence} \
stands another hash, or nothing. It was cut off, written anew, or brought back from an older backup."
Anchor = Mapping[str, Any]
Stand = Mapping[str, int | str]


def make(chains: Iterable[Stand], at: datetime, *, before: bytes | None = None) -> bytes:
    """Chains as they stand at this moment, signed; it names the anchor before it by its hash."""
    anchor = {
        "at": at.astimezone(UTC).strftime(MOMENT),
        "before": hashlib.sha256(before).hexdigest() if before else None,
        "chains": list(chains),
        "format": FORMAT,
    }
    whole, token = signed("anchor", anchor), timestamps.stamp(canonical(anchor).encode())
    return canonical(whole if token is None else {**whole, "timestamp": _text(token)}).encode()


def put(at: datetime, *, before: bytes | None) -> int:
    """In every place there is; in how many. A place that fails stops no other."""
    anchor, name = make(_stand(), at, before=before), f"anchor-{at.astimezone(UTC):%Y-%m-%dT%H%M%S.%fZ}.json"

    def one(place: Place) -> int:
        place.put(name, anchor, at)
        return 1

    return each_by_itself(places(), one, failed="Places where no anchor could be put")


def kept() -> tuple[dict[str, bytes], list[str]]:
    """The newest anchor of each place that has one, by its address; a sentence for each that can't be read."""
    found, unread = {}, []
    for place in places():
        try:
            newest = place.newest()
        except Exception as fault:  # whatever a store or a disk answers: it is told, and the others are read
            unread.append(UNREAD.format(place=place.address, fault=type(fault).__name__))
        else:
            found.update({place.address: newest} if newest else {})
    return found, unread


def faults(anchors: Mapping[str, bytes]) -> Iterator[str]:
    """A sentence for each chain that does not go on from one of these anchors; they are by where they lie."""
    for place, document in anchors.items():
        anchor = read(document)
        if anchor is None:
            yield NOT_OURS.format(place=place)
            continue
        for each in anchor["chains"]:
            organisation = each["organisation"]
            with context.organisation(organisation):
                if not chain.continues(organisation, Head(each["sequence"], each["hash"])):
                    yield GONE.format(place=place, at=anchor["at"], **each)


def read(document: bytes) -> Anchor | None:
    """What it says, where this installation signed it; else None."""
    try:
        whole = json.loads(document)
        said, signature = canonical(whole["anchor"]).encode(), base64.b64decode(whole["signature"])
        public = installation_key.private_key(settings.SIGNING_KEY).public_key()
        public.verify(signature, said, installation_key.SIGNED_WITH)
    except (ValueError, KeyError, TypeError, InvalidSignature):
        return None
    anchor: Anchor = whole["anchor"]
    return anchor


def _stand() -> Iterator[Stand]:
    for number in organisations():
        with context.organisation(number):
            head = chain.head(number)
            count = Event.objects.filter(organisation=number).count()
        yield stand(number, head, count)


def stand(organisation: int, head: Head, count: int) -> Stand:
    """How one chain stands: its last link, and how many events there are."""
    return {"count": count, "hash": head.hash, "organisation": organisation, "sequence": head.sequence}


def organisations() -> list[int]:
    with context.accounts():
        return list(Organisation.objects.order_by("pk").values_list("pk", flat=True))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()

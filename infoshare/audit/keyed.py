"""What events say of people, sealed under a key of the row they are about. Without the key nobody reads it.

AES-256-GCM (NIST SP 800-38D). Beside it stands the SHA-256 of the key, so that no other key can be said to be the one.
"""

import hashlib
import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Iterable
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import models
from django.db.models import Q

from infoshare.audit.canonical import canonical
from infoshare.audit.models import Event, RecordKey

SEALED = "sealed"  # the name of the fact
NONCE = 12  # bytes, before what is sealed with it
Facts = dict[str, Any]
Row = tuple[str, int]


def key_of(about: models.Model, organisation: int) -> bytes:
    """Made when something personal is first said of the row; never another one after."""
    where = {"about_type": about._meta.label_lower, "about_id": about.pk}
    there = RecordKey.objects.filter(**where).values_list("key", flat=True)
    if (found := there.first()) is None:
        fresh = RecordKey(organisation_id=organisation, key=secrets.token_bytes(32), **where)
        RecordKey.objects.bulk_create([fresh], ignore_conflicts=True)  # another transaction may just have made it
        found = there.get()
    return bytes(found)


def seal(key: bytes, said: Facts) -> dict[str, str]:
    nonce = secrets.token_bytes(NONCE)
    text = nonce + AESGCM(key).encrypt(nonce, canonical(said).encode(), None)
    return {"key": hashlib.sha256(key).hexdigest(), "text": b64encode(text).decode()}


def open_sealed(key: bytes, sealed: dict[str, str]) -> Facts:
    """Raises ValueError where it was sealed with another key."""
    if hashlib.sha256(key).hexdigest() != sealed["key"]:
        raise ValueError("Sealed with another key.")
    text = b64decode(sealed["text"])
    said: Facts = json.loads(AESGCM(key).decrypt(text[:NONCE], text[NONCE:], None))
    return said


def said(events: Iterable[Event]) -> dict[int, Facts]:
    """All that each event says, by its number, in one query; what is sealed is left out where its key is gone."""
    told = list(events)
    keys = _keys({(each.about_type, each.about_id) for each in told if SEALED in each.facts})
    return {each.pk: _open(each.facts, keys.get((each.about_type, each.about_id))) for each in told}


def _open(facts: Facts, key: bytes | None) -> Facts:
    plain = {name: fact for name, fact in facts.items() if name != SEALED}
    return plain | open_sealed(key, facts[SEALED]) if key and SEALED in facts else plain


def _keys(rows: set[Row]) -> dict[Row, bytes]:
    theirs = Q(pk__in=[])
    for about_type in sorted({about for about, _ in rows}):
        theirs |= Q(about_type=about_type, about_id__in=[number for about, number in rows if about == about_type])
    found = RecordKey.objects.filter(theirs) if rows else RecordKey.objects.none()
    return {(each.about_type, each.about_id): bytes(each.key) for each in found}

"""What can be said of a file to whoever holds it, without an account: is it as it was issued, and is there a newer one?

Nothing of it is kept, and nothing is told that is not in the file already.
"""

from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import NamedTuple, cast

from django.db import connection

from infoshare.documents import verify
from infoshare.documents.seal import keys_here


class Standing(StrEnum):
    NEWEST = "newest"
    SUPERSEDED = "superseded"
    NOT_KEPT = "not-kept"  # sealed here and whole, but no document that is kept here: disposed of, or part of a pack
    ELSEWHERE = "elsewhere"  # whole, and sealed with a key that is not this installation's
    ALTERED = "altered"
    NO_SEAL = "no-seal"


class Answer(NamedTuple):
    """`why` is the first thing that is wrong, where something is; `key` the fingerprint of the seal's key."""

    standing: Standing
    why: str = ""
    key: str = ""


class _Held(NamedTuple):
    """A file that was sent and lies on no disk, as the stand-alone verifier reads one."""

    raw: bytes

    def open(self, mode: str) -> BytesIO:
        return BytesIO(self.raw)

    def read_bytes(self) -> bytes:
        return self.raw


def answer(raw: bytes, sha256: str) -> Answer:
    """By its hash where it was issued here; else by its seal, which tells whether it is whole."""
    if found := issued(sha256):
        return Answer(Standing(found), key=_key(raw))
    if not raw.startswith(b"%PDF-"):
        return Answer(Standing.NO_SEAL)
    try:
        key = _key(raw)
    except verify.Altered as altered:
        return Answer(Standing.ALTERED if b"/ByteRange" in raw else Standing.NO_SEAL, str(altered))
    return Answer(Standing.NOT_KEPT if key in keys_here() else Standing.ELSEWHERE, key=key)


def issued(sha256: str) -> str | None:
    """In whichever organisation: the database tells this one word of it, and nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT documents_standing(%s)", [sha256])
        [found] = cursor.fetchone()
    standing: str | None = found
    return standing


def _key(raw: bytes) -> str:
    """The fingerprint of the key it is sealed with. Raises verify.Altered."""
    return verify.check(cast(Path, _Held(raw))).rsplit(" ", 1)[-1].rstrip(".")

"""Where issued documents lie: each under the SHA-256 of its bytes, in a folder or an S3-compatible store."""

import hashlib

from django.core.files.base import ContentFile
from django.core.files.storage import storages

ALIAS = "documents"


class Damaged(RuntimeError):
    """What lies in the store under a hash does not have that hash, or is not there."""


def put(made: bytes) -> str:
    """Its hash. What was there before under it (from a try that was cut off) is written again."""
    sha256, there = hashlib.sha256(made).hexdigest(), storages[ALIAS]
    name = _name(sha256)
    if there.exists(name):
        there.delete(name)
    there.save(name, ContentFile(made))
    return sha256


def get(sha256: str) -> bytes:
    """Raises Damaged: nothing else is ever handed out as the document."""
    try:
        with storages[ALIAS].open(_name(sha256)) as file:
            held: bytes = file.read()
    except FileNotFoundError as error:
        raise Damaged(f"No document {sha256} in the store.") from error
    if hashlib.sha256(held).hexdigest() != sha256:
        raise Damaged(f"The document {sha256} in the store is not what was put there.")
    return held


def remove(sha256: str) -> None:
    storages[ALIAS].delete(_name(sha256))


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}.pdf"

"""Where issued documents lie: each under the SHA-256 of its bytes, in a folder or an S3-compatible store."""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connection

ALIAS = "documents"
NAME = re.compile(r"([0-9a-f]{64})\.pdf")


class Damaged(RuntimeError):
    """What lies in the store under a hash does not have that hash, or is not there."""


def put(made: bytes) -> str:
    """Its hash. What was there before under it (from a try that was cut off) is written again.

    In the transaction in which its row is written: until that ends, nobody sweeps it away.
    """
    sha256, there = hashlib.sha256(made).hexdigest(), storages[ALIAS]
    name = _name(sha256)
    held(sha256)
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


def held(sha256: str, *, wait: bool = True) -> bool:
    """Whether it is ours alone to put or to remove, until the transaction ends; without waiting, or at last."""
    lock = "pg_advisory_xact_lock" if wait else "pg_try_advisory_xact_lock"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [f"stored {sha256}"])
        return bool(cursor.fetchone() != (False,))


def put_at(sha256: str) -> datetime | None:
    """When it was put there; None where it is not there."""
    there, name = storages[ALIAS], _name(sha256)
    return there.get_modified_time(name) if there.exists(name) else None


def all_hashes() -> Iterator[list[str]]:
    """What lies there, some at a time."""
    for folder in _listed("")[0]:
        names = (NAME.fullmatch(each) for each in _listed(folder)[1])
        yield [each[1] for each in names if each and each[1].startswith(folder)]


def _listed(folder: str) -> tuple[list[str], list[str]]:
    """Folders and files; none of either where nothing was ever put."""
    try:
        return storages[ALIAS].listdir(folder)
    except FileNotFoundError:
        return [], []


def _name(sha256: str) -> str:
    return f"{sha256[:2]}/{sha256}.pdf"

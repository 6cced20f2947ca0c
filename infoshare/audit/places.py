"""Where anchors are put, outside the database: a folder, a mailbox, an S3 store that lets nobody take them away."""

import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import boto3
from django.conf import settings
from django.core.mail import EmailMessage

KEPT_FOR = timedelta(days=3653)  # under the store's lock
SUBJECT = "Infoshare: the anchor of {day:%-d %B %Y}"
WORDS = """This file says how the log of Infoshare stood at that moment.

Keep it where nobody who runs Infoshare can reach it. With it anybody can show later that nothing before it was altered
or taken away: see docs/chain.md.
"""


class Place(Protocol):
    """Its address is what the setting says. `newest` is None where nothing is there yet, or where one can't look."""

    address: str

    def put(self, name: str, anchor: bytes, at: datetime) -> None: ...

    def newest(self) -> bytes | None: ...


class Folder:
    def __init__(self, address: str) -> None:
        self.address, self.folder = address, Path(urlsplit(address).path or settings.VAR / "anchors")

    def put(self, name: str, anchor: bytes, at: datetime) -> None:
        """Never over one that is there; on the disk before it counts as put."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(self.folder / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o400), "wb") as file:
            file.write(anchor)
            file.flush()
            os.fsync(file.fileno())

    def newest(self) -> bytes | None:
        there = sorted(self.folder.glob("anchor-*.json"))
        return there[-1].read_bytes() if there else None


class Mailbox:
    def __init__(self, address: str) -> None:
        self.address, self.to = address, urlsplit(address).path

    def put(self, name: str, anchor: bytes, at: datetime) -> None:
        message = EmailMessage(SUBJECT.format(day=at), WORDS, None, [self.to])
        message.attach(name, anchor, "application/json")
        message.send()

    def newest(self) -> None:
        return None


class Store:
    """A bucket with object lock: what is put there can't be changed or removed before its time, by anybody."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.address, self.bucket, self.prefix = address, parts.netloc, parts.path.strip("/")

    def put(self, name: str, anchor: bytes, at: datetime) -> None:
        self._store().put_object(
            Bucket=self.bucket,
            Key=self._key(name),
            Body=anchor,
            ContentType="application/json",
            ChecksumAlgorithm="SHA256",
            ObjectLockMode="COMPLIANCE",
            ObjectLockRetainUntilDate=at + KEPT_FOR,
        )

    def newest(self) -> bytes | None:
        """By name: names begin with the moment."""
        pages = self._store().get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self._key("anchor-"))
        keys = sorted(each["Key"] for page in pages for each in page.get("Contents", ()))
        return self._store().get_object(Bucket=self.bucket, Key=keys[-1])["Body"].read() if keys else None

    def _key(self, name: str) -> str:
        return f"{self.prefix}/{name}" if self.prefix else name

    def _store(self) -> Any:
        return boto3.client("s3", endpoint_url=settings.S3_ENDPOINT or None)


KINDS: Mapping[str, type[Folder | Mailbox | Store]] = {"file": Folder, "mailto": Mailbox, "s3": Store}


def places() -> list[Place]:
    """Those of the setting INFOSHARE_ANCHORS, in its order."""
    return [KINDS[urlsplit(address).scheme or address](address) for address in settings.ANCHORS]

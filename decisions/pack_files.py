"""The files of a pack as one ZIP: the papers, an index in plain text, and a manifest with the hash of each."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.utils import timezone

from decisions import redacting, wording
from decisions import words_of_packs as words
from decisions.person_pack import HeldPack
from infoshare.accounts.models import User

FORMAT = 1
INDEX, MANIFEST = "index.txt", "manifest.json"


def manifest(held: HeldPack, files: Mapping[str, bytes], *, by: User, at: datetime) -> dict[str, Any]:
    """Who made what and when, and what was left out and why: by category, and nothing of what it said."""
    return {
        "format": FORMAT,
        "reference": held.pack.reference,
        "made_for": words.PACK_FOR[held.pack.made_for].label,
        "made_at": at.isoformat(timespec="seconds"),
        "made_by": {"name": by.name, "role": by.role_title, "organisation": by.organisation.name},
        "files": [
            {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in sorted(files.items())
        ],
        "left_out": redacting.left_out(held.goes),
        "not_chosen": not_chosen(held),
        "never_in": list(words.NEVER_IN),
    }


def not_chosen(held: HeldPack) -> list[str]:
    """The kinds of which there is nothing in it. It does not say that there is any."""
    chosen = {part.kind for part in held.chosen}
    return [term.label for kind, term in words.PACK_PARTS.items() if kind not in chosen]


def index(held: HeldPack, *, by: User, at: datetime) -> str:
    lines = [
        f"Pack {held.pack.reference}",
        f"Made on {wording.moment(at)} by {by.name}, {by.role_title}, {by.organisation.name}",
        "",
        *(f"{part.file}: {part.title}" for part in held.chosen),
        "",
        *_list("Not chosen:", not_chosen(held)),
        *_list("In no pack:", words.NEVER_IN),
        *_left_out(redacting.left_out(held.goes)),
        f"{MANIFEST} holds the SHA-256 of each file.",
    ]
    return "".join(f"{line}\r\n" for line in lines)


def _left_out(rows: Sequence[Mapping[str, object]]) -> list[str]:
    return _list("What is left out, and why:", [f"{row['what']}: {row['times']}. {row['why']}" for row in rows])


def _list(title: str, rows: Sequence[str]) -> list[str]:
    return [title, *(f"- {row}" for row in rows), ""] if rows else []


def zipped(files: Mapping[str, bytes], told: Mapping[str, Any], at: datetime) -> bytes:
    """The same arguments give the same bytes."""
    out = BytesIO()
    listed = json.dumps(told, indent=2, ensure_ascii=False).encode()
    with ZipFile(out, "w") as archive:
        for name, data in [*sorted(files.items()), (MANIFEST, listed)]:
            info = ZipInfo(name, date_time=timezone.localtime(at).timetuple()[:6])
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o600 << 16
            archive.writestr(info, data)
    return out.getvalue()

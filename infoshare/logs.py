"""How the log says that something broke: which kind of error, and where. Its message may quote what people typed.

Addresses of links that were mailed are cut short: whoever reads the log could open them.
"""

import logging
import re
import traceback
from collections.abc import Iterator
from types import TracebackType

Told = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


MAILED = re.compile(r"(/outside/|/accounts/invitation/|/accounts/password/reset/key/)[^/\s]+")


class Formatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # as another handler told it
        return MAILED.sub(r"\1...", super().format(record))

    def formatException(self, ei: Told) -> str:
        return "\n".join(_lines(ei[1])) if ei[1] else ""


def _lines(error: BaseException) -> Iterator[str]:
    """What it came from first, as Python tells it."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier:
        yield from _lines(earlier)
        yield "After which:"
    yield from (part.rstrip("\n") for part in traceback.format_tb(error.__traceback__))
    yield f"{type(error).__module__}.{type(error).__qualname__}"

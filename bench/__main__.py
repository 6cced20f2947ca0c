"""python -m bench: the figures of every room, or of those that are named (`python -m bench chain`).

But for `scale`, which has to be named: it makes a million decisions first, which takes half an hour.
"""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from bench import chain, documents, scale  # noqa: E402 the settings come first
from bench.results import write  # noqa: E402

ROOMS = {"chain": chain.figures, "documents": documents.figures, "scale": scale.figures}
WHEN_NAMED = {"scale"}


def main(wanted: list[str]) -> int:
    """Says each figure when it is there, as some take long."""
    figures = []
    for name, room in ROOMS.items():
        if name in wanted or not wanted and name not in WHEN_NAMED:
            for figure in room():
                sys.stdout.write(f"{figure}\n")
                sys.stdout.flush()
                figures.append(figure)
    write(figures)
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

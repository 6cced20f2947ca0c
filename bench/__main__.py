"""python -m bench: every figure, or those of the rooms that are named (`python -m bench chain`)."""

import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")

import django

django.setup()

from bench import chain, documents  # noqa: E402 the settings come first
from bench.results import report  # noqa: E402

ROOMS = {"chain": chain.figures, "documents": documents.figures}


def main(wanted: list[str]) -> int:
    figures = [figure for name, room in ROOMS.items() if not wanted or name in wanted for figure in room()]
    report(figures)
    return 0 if all(figure.holds for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

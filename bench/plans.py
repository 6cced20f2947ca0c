"""Reading a decision with its statements planned each time and planned once: `.venv/bin/python -m bench.plans`.

Turn by turn in one run, on a database of its own that holds the demonstration; prints seconds and their ratio.
"""

import os
import sys
from statistics import median
from time import perf_counter

import django
from django.conf import settings

READS, TURNS = 50, 7


def turn(threshold: int | None) -> float:
    """Seconds for so many reads of two decisions, on a connection of its own."""
    from django.db import connection

    from decisions.draft import load
    from decisions.models import Decision

    connection.close()
    connection.settings_dict["OPTIONS"] = settings.STATEMENTS | {"prepare_threshold": threshold}
    found = list(Decision.objects.order_by("pk")[:2])
    begun = perf_counter()
    for _ in range(READS):
        for decision in found:
            load(decision)
    return perf_counter() - begun


def run() -> None:
    from django.db import connection

    from tests.databases import of_its_own

    with of_its_own("plans") as name:
        settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
        turns = [(turn(None), turn(1)) for _ in range(TURNS)]
        connection.close()
    each_time, once = (median(column) for column in zip(*turns, strict=True))
    said = f"planned each time {each_time:.2f} s, planned once {once:.2f} s, ratio {once / each_time:.2f}"
    sys.stdout.write(f"{said}\n")


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    run()

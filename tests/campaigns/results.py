"""A plugin of pytest, for `make campaigns`: writes what each campaign tried, and how often it failed.

Plugins are imported before there are settings, so nothing of Django is imported here.
"""

import json
from pathlib import Path

import pytest

FILE = Path("campaigns/results.json")
FIGURES = "campaign"  # the name of a test's property that holds a campaign's figures


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    told = [figures for report in reports for name, figures in report.user_properties if name == FIGURES]
    rows = sorted((_row(each) for each in told if isinstance(each, dict)), key=lambda row: str(row["name"]))
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(rows, indent=2) + "\n")
    for row in rows:
        told_of = f"{row['figure']:>6} {row['unit']}, bar {row['bar']}"
        if "tried" in row:
            told_of = f"{row['failed']:>6} failed of {row['tried']:>7}"
        terminalreporter.write_line(f"{told_of}   {row['name']}")


def _row(figures: dict[str, object]) -> dict[str, object]:
    """Of a campaign that counts failures; or a figure with its own unit and bar, which it may not exceed."""
    if "figure" in figures:
        return {**figures, "compared_with": "", "holds": float(str(figures["figure"])) <= float(str(figures["bar"]))}
    failed, tried = figures["failed"], figures["tried"]
    return {
        "name": figures["name"],
        "tried": tried,
        "failed": failed,
        "figure": failed,
        "unit": "failures",
        "compared_with": f"{tried} tried",
        "bar": 0,
        "holds": failed == 0,
    }

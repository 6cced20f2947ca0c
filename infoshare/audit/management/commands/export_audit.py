"""manage.py export_audit > FILE: every event of every organisation, for whoever checks them without the database."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from infoshare.audit import anchors
from infoshare.audit.export import export


class Command(BaseCommand):
    help = "Write the log to standard output, a line for each event and a signed one at the end. See docs/chain.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--organisation", type=int, help="the number of one organisation; else every one")

    def handle(self, *args: object, organisation: int | None, **options: object) -> None:
        there = anchors.organisations()
        if organisation is not None and organisation not in there:
            raise CommandError(f"There is no organisation {organisation}.")
        for line in export([organisation] if organisation is not None else there, at=timezone.now()):
            self.stdout.write(line)

"""manage.py make_county: one organisation with as many decisions as are asked for, written by COPY."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from bench.county.filling import fill
from infoshare.accounts.models import Organisation


class Command(BaseCommand):
    help = "Fill an empty database for figures. It is there under the settings of the tests alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--decisions", type=int, default=10_000)
        parser.add_argument("--seed", type=int, default=8, help="the same rows for the same number")
        parser.add_argument("--whole", action="store_true", help="with every event and every row's history")

    def handle(self, *args: object, decisions: int, seed: int, whole: bool, **options: object) -> None:
        if Organisation.objects.exists():
            raise CommandError("There is an organisation in this database already. Choose an empty one.")
        done = fill(decisions, seed=seed, thin=not whole)
        rows, seconds = sum(done.rows.values()), sum(done.seconds[each] for each in ("copied", "chained", "tidied"))
        self.stdout.write(f"{rows:,} rows in {seconds:.0f} seconds, {rows / seconds:,.0f} a second")
        for what, took in done.seconds.items():
            self.stdout.write(f"  {what}: {took:.1f} seconds")

"""manage.py seed_test: organisations with twins of every role, and a unique token in every text field."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from tests.seeding.people import APP_SECRET, PASSWORD
from tests.seeding.world import World, world


class Command(BaseCommand):
    help = "Fill an empty database for campaigns. It is there under the settings of the tests alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--orgs", type=int, default=2, help="how many organisations")
        parser.add_argument("--decisions", type=int, default=32, help="how many decisions each, 4 or more")
        parser.add_argument("--canaries", type=Path, required=True, help="the file that will say which token is whose")

    def handle(self, *args: object, orgs: int, decisions: int, canaries: Path, **options: object) -> None:
        if orgs < 1 or decisions < 4:
            raise CommandError("Ask for 1 organisation or more, and 4 decisions each or more.")
        with transaction.atomic():
            made = world(organisations=orgs, decisions=decisions)
        canaries.write_text(json.dumps(told(made), indent=1) + "\n")
        self.stdout.write(f"{orgs} organisations, {len(made.canaries.planted)} tokens in {canaries}")


def told(made: World) -> dict[str, object]:
    """Who there is, how they sign in, which decisions there are, and every token with the place it stands in."""
    return {
        "password": PASSWORD,
        "authenticator_secret": APP_SECRET,
        "organisations": [
            {
                "name": each.name,
                "people": {who: user.email for who, user in each.people.items()},
                "decisions": {what: decision.reference for what, decision in each.decisions.items()},
            }
            for each in made.organisations.values()
        ],
        "canaries": [each._asdict() for each in made.canaries.planted.values()],
    }

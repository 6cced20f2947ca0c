"""Prints where answers lead: answers as JSON on standard input, the route as JSON on standard output."""

import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from decisions.guidance.answers_json import BadAnswersError, route_as_json
from decisions.guidance.packs import DEFAULT_PACK_ID


class Command(BaseCommand):
    help = "Follows answers, read as JSON from standard input, and prints the route as JSON."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--pack", default=DEFAULT_PACK_ID, help="the edition of the guidance to follow")

    def handle(self, *, pack: str, **options: object) -> str:
        try:
            return route_as_json(pack, sys.stdin.buffer.read())
        except BadAnswersError as error:
            raise CommandError(str(error)) from error

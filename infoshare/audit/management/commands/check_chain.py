"""manage.py check_chain: is every event of every organisation as it was written, and all there? Run it every day."""

from pathlib import Path

from django.conf import settings
from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError, CommandParser

from infoshare.audit import anchors, chain
from infoshare.tenancy import context

ALARM = "Infoshare: the log does not hold"


class Command(BaseCommand):
    help = "Look through every chain of events, and hold each against the newest anchors. Ends with 1 where one fails."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--anchor", action="append", default=[], type=Path, help="an anchor that was kept elsewhere"
        )

    def handle(self, *args: object, anchor: list[Path], **options: object) -> None:
        found, events = [], 0
        numbers = anchors.organisations()
        for number in numbers:
            with context.organisation(number):
                if fault := chain.fault(number):
                    found.append(f"Organisation {number}: {fault}")
                events += chain.head(number).sequence
        kept, unread = anchors.kept()
        found += [*anchors.faults({**kept, **{str(file): file.read_bytes() for file in anchor}}), *unread]
        if found:
            raise_alarm(found)
        self.stdout.write(f"{events} events in {len(numbers)} chains: each is as it was written, and all are there.")


def raise_alarm(found: list[str]) -> None:
    """To whoever runs the installation: by mail too, where the setting says to whom."""
    if settings.ALARMS:
        send_mail(ALARM, "\n\n".join(found), None, settings.ALARMS)
    raise CommandError("\n".join(found))

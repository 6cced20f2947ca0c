"""manage.py demo: fills the installation with made-up people and real cases."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from decisions.demonstration.fill import fill
from decisions.demonstration.people import PASSWORD


class Command(BaseCommand):
    help = "Fill the demonstration. Running it again changes nothing. Refused unless INFOSHARE_DEMO=1."

    def handle(self, *args: object, **options: object) -> None:
        if not settings.DEMO:
            raise CommandError("This is not a demonstration. Set INFOSHARE_DEMO=1 where made-up people may be added.")
        decisions = fill()
        self.stdout.write(f"The demonstration has {len(decisions)} cases. Everybody's password: {PASSWORD}")

"""manage.py send_notices: mails the notices that could not be mailed when they were made. Run it every minute."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from infoshare.accounts.models import Organisation
from infoshare.accounts.notices import due, send
from infoshare.tenancy import context


class Command(BaseCommand):
    help = "Mail the notices that are not mailed yet and have waited long enough since the last try."

    def handle(self, *args: object, **options: object) -> None:
        """Run twice at once, it mails each notice once."""
        with context.accounts():
            numbers = list(Organisation.objects.values_list("pk", flat=True))
        now, sent, faults = timezone.now(), 0, []
        for number in numbers:
            with context.organisation(number):
                try:
                    sent += send(due(now))
                except ExceptionGroup as found:
                    faults.append(found)
        self.stdout.write(f"{sent} notices mailed.")
        if faults:
            raise ExceptionGroup("A fault of ours, not of mail", faults)

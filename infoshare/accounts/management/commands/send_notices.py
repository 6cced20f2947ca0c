"""manage.py send_notices: mails the notices that could not be mailed when they were made. Run it every few minutes."""

from django.core.management.base import BaseCommand

from infoshare.accounts.models import Notice, Organisation
from infoshare.accounts.notices import send
from infoshare.tenancy import context


class Command(BaseCommand):
    help = "Mail the notices that are not mailed yet."

    def handle(self, *args: object, **options: object) -> None:
        with context.accounts():
            numbers = list(Organisation.objects.values_list("pk", flat=True))
        sent = 0
        for number in numbers:
            with context.organisation(number):
                waiting = Notice.objects.filter(mailed_at__isnull=True, seen_at__isnull=True).select_related("user")
                sent += send(waiting)
        self.stdout.write(f"{sent} notices mailed.")

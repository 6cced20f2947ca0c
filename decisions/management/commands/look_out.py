"""manage.py look_out: the daily look-out for browsing. Run it once a day; a day missed is made up for the next time."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from decisions.actions.lookout import look_out
from infoshare.accounts.models import Organisation
from infoshare.tenancy import context


class Command(BaseCommand):
    help = "Look for browsing in every organisation, and tell the Caldicott Guardian what is new."

    def handle(self, *args: object, **options: object) -> None:
        until, found = timezone.now(), 0
        with context.accounts():
            organisations = list(Organisation.objects.all())
        for organisation in organisations:
            with context.organisation(organisation.pk):
                found += len(look_out(organisation, until=until))
        self.stdout.write(f"{found} new or grown, in {len(organisations)} organisations.")

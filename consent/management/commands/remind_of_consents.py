"""manage.py remind_of_consents: tells who keeps a consent that it is due. Run it daily; run twice, it tells once."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from consent.actions.reminding import remind
from infoshare.accounts.models import Organisation
from infoshare.tenancy import context


class Command(BaseCommand):
    help = "Tell who keeps a consent that it is due to be looked at again, once when due and once when overdue."

    def handle(self, *args: object, **options: object) -> None:
        today, told = timezone.localdate(), 0
        with context.accounts():
            organisations = list(Organisation.objects.all())
        for organisation in organisations:
            with context.organisation(organisation.pk):
                told += remind(organisation, today=today)
        self.stdout.write(f"{told} people told, in {len(organisations)} organisations.")

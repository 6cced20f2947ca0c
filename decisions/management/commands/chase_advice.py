"""manage.py chase_advice: what nobody answers in time, be it advice or a sheet that went. Run it every few minutes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from decisions.actions.chasing import chase
from decisions.actions.silence import notice_silence
from infoshare.accounts.models import Organisation
from infoshare.tenancy import context


class Command(BaseCommand):
    help = "Put questions that nobody answers in time to somebody else; tell of sheets that nobody acknowledged."

    def handle(self, *args: object, **options: object) -> None:
        now, chased, silent = timezone.now(), 0, 0
        with context.accounts():
            organisations = list(Organisation.objects.all())
        for organisation in organisations:
            with context.organisation(organisation.pk):
                chased += chase(organisation, now=now)
                silent += notice_silence(organisation, now=now)
        self.stdout.write(f"{chased} questions chased, in {len(organisations)} organisations.")
        self.stdout.write(f"{silent} sheets of which nobody has said that they arrived.")

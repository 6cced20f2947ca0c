"""manage.py chase_advice: puts what nobody answers in time to somebody else. Run it every few minutes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from decisions.actions.chasing import chase
from infoshare.accounts.models import Organisation
from infoshare.tenancy import context


class Command(BaseCommand):
    help = "Put questions for advice that nobody answers in time to somebody else, and tell whoever asked."

    def handle(self, *args: object, **options: object) -> None:
        """A fault in one organisation stops no other."""
        now, chased, faults = timezone.now(), 0, []
        with context.accounts():
            organisations = list(Organisation.objects.all())
        for organisation in organisations:
            with context.organisation(organisation.pk):
                try:
                    chased += chase(organisation, now=now)
                except ExceptionGroup as found:
                    faults.append(found)
        self.stdout.write(f"{chased} questions chased, in {len(organisations)} organisations.")
        if faults:
            raise ExceptionGroup("A fault of ours in chasing", faults)

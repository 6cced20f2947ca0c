"""manage.py chase_advice: puts what nobody answers in time to somebody else. Run it every few minutes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from decisions.actions.chasing import chase
from infoshare.accounts.models import Organisation
from infoshare.tenancy import context


class Command(BaseCommand):
    help = "Put questions for advice that nobody answers in time to somebody else, and tell whoever asked."

    def handle(self, *args: object, **options: object) -> None:
        now, chased = timezone.now(), 0
        with context.accounts():
            organisations = list(Organisation.objects.all())
        for organisation in organisations:
            with context.organisation(organisation.pk):
                chased += chase(organisation, now=now)
        self.stdout.write(f"{chased} questions chased, in {len(organisations)} organisations.")

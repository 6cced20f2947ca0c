"""manage.py chase_advice: what nobody answers in time, be it advice, or what went. Run it every few minutes."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from decisions.actions.chasing import chase
from decisions.actions.corrections_heard import notice_unconfirmed
from decisions.actions.silence import notice_silence
from infoshare.accounts.models import Organisation
from infoshare.tenancy import context


class Command(BaseCommand):
    help = "Put questions that nobody answers in time to somebody else; tell of what went and nobody acknowledged."

    def handle(self, *args: object, **options: object) -> None:
        """A fault in one organisation stops no other, nor one in chasing what is told of what went."""
        now, faults = timezone.now(), []
        done = dict.fromkeys((chase, notice_silence, notice_unconfirmed), 0)
        with context.accounts():
            organisations = list(Organisation.objects.all())
        for organisation in organisations:
            with context.organisation(organisation.pk):
                for each in done:
                    try:
                        done[each] += each(organisation, now=now)
                    except ExceptionGroup as found:
                        faults.append(found)
        self.stdout.write(f"{done[chase]} questions chased, in {len(organisations)} organisations.")
        self.stdout.write(f"{done[notice_silence]} sheets of which nobody has said that they arrived.")
        self.stdout.write(f"{done[notice_unconfirmed]} corrections that nobody has confirmed.")
        if faults:
            raise ExceptionGroup("A fault of ours in chasing", faults)

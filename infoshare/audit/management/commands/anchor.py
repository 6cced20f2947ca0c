"""manage.py anchor: writes down, signed and outside the database, how every chain stands. Run it every day."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from infoshare.audit import anchors
from infoshare.audit.management.commands.check_chain import raise_alarm


class Command(BaseCommand):
    help = "Sign how every chain of events stands, and put that in each place of INFOSHARE_ANCHORS."

    def handle(self, *args: object, **options: object) -> None:
        """Where a chain does not go on from the anchor before, none is put: it would make what was done look right."""
        kept, unread = anchors.kept()
        if found := list(anchors.faults(kept)):
            raise_alarm([*found, *unread])
        before = next(iter(kept.values()), None)
        self.stdout.write(f"Anchored in {anchors.put(timezone.now(), before=before)} places.")
        if unread:
            raise_alarm(unread)

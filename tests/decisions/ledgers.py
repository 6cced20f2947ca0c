"""A family for tests of the ledger: what went, what came back, and what was found wrong, on days from now on."""

from datetime import timedelta
from uuid import uuid4

import time_machine
from django.utils import timezone

from decisions.actions import access, correcting, share_in_emergency
from decisions.actions.sharing import note_sent
from tests.conftest import Walked
from tests.decisions.around import child_of
from tests.decisions.builders import emergency, started
from tests.decisions.correcting import IN_THE_EMERGENCY, found, owed
from tests.decisions.correcting import rang as answered
from tests.decisions.correcting import told as tell
from tests.decisions.sharing import more, rang, sent, sheets
from tests.seeding.people import People


class Family:
    """A child with two records that share and an emergency; what went, on days from now on."""

    def __init__(self, north: People, walked: Walked) -> None:
        self.by = north["practitioner"]
        self.first = walked("C01", self.by)
        self.person = child_of(self.first, self.by)
        self.second = walked("C08", self.by)
        self.urgent = started(self.by)
        share_in_emergency(
            decision=self.urgent, request_key=self.urgent.request_key, about="", values=emergency(), by=self.by
        )
        for each in (self.second, self.urgent):
            access.link_person(decision=each, reference=self.person.reference, by=self.by)

    def share(self) -> None:
        now = timezone.now()
        for number, sheet in enumerate([*sheets(self.first), *sheets(self.second)]):
            for step in range(3):
                moment = now + timedelta(days=1 + 3 * number + 11 * step, hours=5 * step)
                with time_machine.travel(moment, tick=True):
                    event = sent(sheet, by=self.by, happened_at=timezone.now() - timedelta(hours=2))
                with time_machine.travel(moment + timedelta(days=4), tick=True):
                    if step == 1:
                        rang(event, by=self.by, arrived=False, right_person=None, done_with="")
                    if step == 2:
                        rang(event, by=self.by)
                    if step == 2 and number == 1:
                        rang(event, by=self.by, right_person=False, done_with="")
        with time_machine.travel(now + timedelta(days=9), tick=True):
            values = more(happened_at=timezone.now())
            note_sent(decision=self.urgent, sheet=None, request_key=uuid4(), values=values, by=self.by)

    def correct(self) -> None:
        """A piece of the first record and what the emergency told are found wrong, then put right; one goes astray."""
        now = timezone.now()
        with time_machine.travel(now + timedelta(days=14), tick=True):
            pieces = owed(found(sheets(self.first)[0], by=self.by))
            values = {**IN_THE_EMERGENCY, "found_how": "They rang"}
            more = correcting.find_wrong(
                decision=self.urgent, item=None, request_key=uuid4(), values=values, by=self.by
            )
        for day, row, said in ((16, pieces[0], "put_right"), (20, pieces[1], "not_ours"), (22, owed(more)[0], "")):
            channel = "telephone" if row.sharing is None else "secure_mail"
            with time_machine.travel(now + timedelta(days=day), tick=True):
                gone = tell(row, by=self.by, channel=channel, sent_by="Her head", note="They wrote it down")
            with time_machine.travel(now + timedelta(days=day + 2), tick=True):
                if said:
                    answered(gone, said, by=self.by)

    @property
    def page(self) -> str:
        return f"/persons/{self.person.pk}/ledger"

"""manage.py export_record REFERENCE --by ADDRESS > FILE: one record whole, as data. See docs/record-file.md."""

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from decisions.kept_whole import MAKES, as_asked, asking, the_record
from infoshare.audit import fhir, log
from infoshare.audit.canonical import canonical
from infoshare.saving import record_file


class Command(BaseCommand):
    help = "Write one record whole to standard output, as canonical JSON. That it was written is an event about it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "reference",
            help="IS-… of a decision, BF-… of bulk sharing, or person:AB-12, with the organisation's own reference",
        )
        parser.add_argument("--by", required=True, metavar="ADDRESS", help="the account of whoever asked for it")
        parser.add_argument("--events-as-fhir", action="store_true", help="only what happened, as HL7 FHIR R4")

    def handle(self, *args: object, reference: str, by: str, events_as_fhir: bool, **options: object) -> None:
        with asking(by) as who, as_asked(), transaction.atomic():
            record = the_record(reference, who)
            if events_as_fhir:
                written = canonical(fhir.bundle(record_file.events_of(record), MAKES))
            else:
                written = record_file.write(record)
            log.record("record.exported", by=who, about=record)
        self.stdout.write(written)

"""manage.py put_back_record FILE --by ADDRESS: the rows of a record that is not there, as they were."""

import hashlib
from pathlib import Path
from typing import cast

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper

from decisions.kept_whole import as_asked, asking, check_is_theirs
from infoshare.audit import log
from infoshare.saving import record_file
from infoshare.tenancy.owner import as_owner


class Command(BaseCommand):
    help = "Put a record back from the file that export_record wrote. That it was put back is an event about it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--by", required=True, metavar="ADDRESS", help="the account of whoever asked for it")

    def handle(self, *args: object, file: Path, by: str, **options: object) -> None:
        with as_owner(cast(DatabaseWrapper, connection)), asking(by) as who, as_asked(), transaction.atomic():
            text = file.read_text(encoding="utf-8")
            record = record_file.put_back(text)
            check_is_theirs(record, who)
            facts = {"file": hashlib.sha256(text.strip().encode()).hexdigest()}
            log.record("record.put-back", by=who, about=record, facts=facts)

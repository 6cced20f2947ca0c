"""manage.py dispose_test: makes records of the seeded world due, and two people dispose of them as the site does."""

import json
from argparse import ArgumentParser
from collections import defaultdict
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import connection, models, transaction
from psycopg import sql

from decisions.actions.person_packs import give_up_pack
from decisions.models import Decision, Flow, PersonPack, SearchText, SearchWord
from decisions.models.retention import Kind
from infoshare.accounts.models import User
from infoshare.saving.whole import rows_of
from infoshare.tenancy import context
from tests.retention.ageing import aged, disposed, short_rules
from tests.row_security import the_site
from tests.seeding.canaries import TOKEN

SEARCHED = (SearchText, SearchWord)


class Command(BaseCommand):
    help = "Dispose of records of North's. It is there under the settings of the tests alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("references", nargs="+")
        parser.add_argument("--tokens", type=Path, required=True, help="the file that will say which tokens must go")

    def handle(self, *args: object, references: list[str], tokens: Path, **options: object) -> None:
        lead, guardian = (User.objects.get(memberships__role=role) for role in ("ig_lead", "caldicott_guardian"))
        with transaction.atomic(), context.organisation(lead.organisation_id):
            records = [prepared(reference, lead) for reference in references]
            theirs = tokens_of(records)
        for record in records:
            with context.organisation(lead.organisation_id), the_site():
                disposed(record, lead, guardian)
        tokens.write_text(json.dumps(sorted(theirs)))


def prepared(reference: str, by: User) -> Kind:
    """Due by short rules; the packs that are being made of whoever it is about are given up."""
    kind: type[Decision | Flow] = Flow if reference.startswith("BF") else Decision
    record: Any = kind.objects.get(reference=reference)
    short_rules(by)
    for pack in PersonPack.objects.filter(made=None, given_up=None):
        give_up_pack(pack=pack, why="Not wanted", request_key=uuid4(), by=by)
    found: Kind = aged(record)
    return found


def tokens_of(records: list[Kind]) -> set[str]:
    """The tokens that stand in rows of these records, and nowhere else but in what quotes or searches them."""
    inside: dict[type[models.Model], set[object]] = defaultdict(set)
    for record in [*records, *packs_with(records)]:
        for model, rows in rows_of(record).items():
            inside[model] |= {row.pk for row in rows}
    ours, others = set[str](), set[str]()
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and model not in SEARCHED:
            for pk, text in rows_in(model):
                (ours if pk in inside[model] else others).update(TOKEN.findall(text))
    return ours - others


def packs_with(records: list[Kind]) -> list[PersonPack]:
    names = [record.reference for record in records]
    packs = PersonPack.objects.prefetch_related("choices")
    return [
        each for each in packs if any(name in key for one in each.choices.all() for key in one.parts for name in names)
    ]


def rows_in(model: type[models.Model]) -> list[tuple[object, str]]:
    key, table = sql.Identifier(str(model._meta.pk.column)), sql.Identifier(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("SELECT t.{}, t::text FROM {} t").format(key, table))
        return list(cursor.fetchall())

"""manage.py write_policy: writes the policy table into the docs, or (--check) says whether it is there already."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from infoshare.administration.policy_page import as_markdown


class Command(BaseCommand):
    help = "Write docs/who-may-do-what.md from the policy table."
    requires_system_checks: list[str] = []  # noqa: RUF012

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where the docs say otherwise")

    def handle(self, *args: object, **options: object) -> None:
        path = settings.ROOT / "docs" / "who-may-do-what.md"
        if not options["check"]:
            path.write_text(as_markdown(), encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != as_markdown():
            raise CommandError("docs/who-may-do-what.md is not the policy table: run manage.py write_policy.")

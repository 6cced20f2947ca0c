"""Writes the page with the drawing of each pack, or with --check names the pages that are out of date."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from decisions.guidance.picture import FOLDER, stale_pictures, write_pictures


class Command(BaseCommand):
    help = "Draws every edition of the guidance beside its pack."
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail if a drawing is stale")
        parser.add_argument("--folder", type=Path, default=FOLDER, help="where the drawings are kept")

    def handle(self, *, check: bool, folder: Path, **options: object) -> None:
        if not check:
            written = write_pictures(folder)
            self.stdout.write(f"Drawings written: {', '.join(path.name for path in written) or 'none were stale'}.")
        elif stale := stale_pictures(folder):
            names = ", ".join(path.name for path in stale)
            raise CommandError(f"Out of date: {names}. Run: python manage.py draw_guidance")

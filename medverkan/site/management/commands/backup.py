"""`./manage.py backup FILE`: everything but the secrets of the environment, in one file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from medverkan.foundation import clock
from medverkan.site.backups import making
from medverkan.site.backups.refusals import BackupRefused


class Command(BaseCommand):
    """Write a backup; the site may run meanwhile."""

    help = (
        "Writes database, stored files and the ledger's memory to one file, with the"
        " sum of each part. Keys and secrets of the environment are not in it."
    )
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="a name that is not taken")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = making.make(options["file"], at=clock.now())
        except BackupRefused as refusal:
            raise CommandError(str(refusal), returncode=refusal.exit_code) from refusal
        rows = sum(manifest.rows.values())
        self.stdout.write(
            f"Backed up {len(manifest.rows)} tables with {rows} rows, and"
            f" {len(manifest.parts) - 1} files, to {options['file']}."
        )

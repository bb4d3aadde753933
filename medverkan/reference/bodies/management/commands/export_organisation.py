"""`./manage.py export_organisation`: the organisation as JSON, or one table as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from medverkan.foundation import commandline
from medverkan.foundation.commandline import DatabaseCommand
from medverkan.reference.bodies.exchange import tables, writing


class Command(DatabaseCommand):
    """Write the organisation so that `import_organisation` reads it back."""

    help = "Exports the organisation: JSON, or with --table one table as CSV."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--table", choices=[table.name for table in tables.TABLES])
        parser.add_argument(
            "--output", type=Path, help="file to write; else standard output"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        table = tables.by_name(options["table"] or "")
        written = writing.as_csv(table) if table else writing.as_json()
        if options["output"]:
            commandline.write(options["output"], written.encode())
        else:
            self.stdout.write(written, ending="")

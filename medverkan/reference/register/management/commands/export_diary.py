"""`./manage.py export_diary AUTHORITY FOLDER`: a file drop for the municipality's real diary."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from medverkan.foundation import calendar, clock, commandline
from medverkan.foundation.commandline import DatabaseCommand
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.register import exchange, queries

WRITERS = {"json": exchange.as_json, "xml": exchange.as_xml}


class Command(DatabaseCommand):
    """Write each record that changed in a period to a file of its own."""

    help = "Writes records that changed in a period to a folder, one file each."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("authority", help="slug of the authority")
        parser.add_argument("folder", type=Path)
        parser.add_argument("--from", dest="first", type=commandline.day)
        parser.add_argument("--to", dest="last", type=commandline.day)
        parser.add_argument("--format", choices=sorted(WRITERS), default="xml")

    def handle(self, *_args: Any, **options: Any) -> None:
        authority = bodies.authorities().filter(slug=options["authority"]).first()
        if authority is None:
            raise CommandError(f"there is no authority {options['authority']}")
        today = calendar.local_date(clock.now())
        first, last = options["first"] or today, options["last"] or today
        if last < first:
            raise CommandError("--to is before --from.")
        records = queries.changed_between(authority, first=first, last=last)
        try:
            count = _drop(records, options["folder"], options["format"])
        except OSError as error:
            raise CommandError(
                f"{options['folder']} cannot be written: {error.strerror}."
            ) from None
        self.stdout.write(f"{count} records")


def _drop(records: Any, folder: Path, form: str) -> int:
    """Write the files; each appears whole, under its name, or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for record in records.iterator(chunk_size=500):
        name = f"{record.authority.slug}-{record.year}-{record.number:05d}.{form}"
        unfinished = folder / f"{name}.part"
        unfinished.write_text(WRITERS[form](record), encoding="utf-8")
        unfinished.replace(folder / name)
        count += 1
    return count

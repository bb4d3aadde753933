"""`./manage.py ledger`: export a ledger, seal now, load a census, turn the keys."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from medverkan.foundation import clock, commandline
from medverkan.foundation.commandline import DatabaseCommand
from medverkan.participation.ballots import census, export, operations, tasks
from medverkan.participation.ballots.management.finding import UNUSABLE, ballot_of


class Command(DatabaseCommand):
    """What those who run the service do with the ledger."""

    help = "export BALLOT [FOLDER] | seal | census FILE NAME DATE | rewrap"

    def add_arguments(self, parser: CommandParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        exporting = actions.add_parser("export", help="write a ledger into a folder")
        exporting.add_argument("ballot", help="uuid")
        exporting.add_argument(
            "folder",
            type=Path,
            nargs="?",
            help="ledger-UUID in the present folder unless told otherwise",
        )
        actions.add_parser("seal", help="seal every ballot now and publish due heads")
        loading = actions.add_parser("census", help="load a census from a CSV file")
        loading.add_argument("file", type=Path)
        loading.add_argument("name")
        loading.add_argument("date", type=commandline.day, help="2026-11-01")
        actions.add_parser("rewrap", help="wrap every key under the newest key")

    def handle(self, *args: Any, **options: Any) -> None:
        getattr(self, f"_{options['action']}")(**options)

    def _export(self, *, ballot: str, folder: Path | None, **_options: Any) -> None:
        found = ballot_of(ballot)
        folder = folder or Path(f"ledger-{found.uuid}")
        try:
            head = export.write(found, folder)
        except export.NothingPublished:
            raise CommandError("There is no public head yet.") from None
        except OSError as error:
            raise CommandError(f"Cannot write: {error}", returncode=UNUSABLE) from None
        self.stdout.write(
            f"{head.size} entries; now run: python3 {folder}/verify.py {folder}"
        )

    def _seal(self, **_options: Any) -> None:
        at = clock.now()
        self.stdout.write(f"{tasks.seal_round(at)} heads")
        tasks.publish_heads(at)

    def _census(self, *, file: Path, name: str, date: dt.date, **_options: Any) -> None:
        try:
            with file.open(encoding="utf-8-sig", newline="") as lines:
                loaded = census.load(name=name, as_of_date=date, lines=lines)
        except (OSError, ValueError) as error:
            # Not the line itself: it may hold a personal identity number.
            raise CommandError(
                f"Nothing was loaded: {error}", returncode=UNUSABLE
            ) from None
        self.stdout.write(f"{loaded.rows.count()} hashes")

    def _rewrap(self, **_options: Any) -> None:
        self.stdout.write(f"{operations.rewrap_keys()} keys")

"""`./manage.py import_organisation FILE`: bodies, people, topics and areas from JSON or CSV."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from medverkan.foundation import clock
from medverkan.foundation.commandline import DatabaseCommand
from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.bodies import operations
from medverkan.reference.bodies.operations import Outcome


class Command(DatabaseCommand):
    """Import all rows of a file, or none, naming each bad row."""

    help = "Imports the organisation from a JSON or CSV file: all rows or none."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="check every row and change nothing"
        )
        parser.add_argument(
            "--json", action="store_true", help="print the outcome as JSON"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
        except OSError as fault:
            raise CommandError(f"{options['file']}: {fault.strerror}") from None
        outcome = operations.import_organisation(
            content=content,
            is_dry_run=options["dry_run"],
            actor=SYSTEM,
            at=clock.now(),
        )
        if options["json"]:
            self.stdout.write(json.dumps(_summary(outcome), ensure_ascii=False))
        else:
            self._tell(outcome, is_dry_run=options["dry_run"])
        if outcome.problems:
            raise SystemExit(1)

    def _tell(self, outcome: Outcome, *, is_dry_run: bool) -> None:
        for problem in outcome.problems:
            self.stderr.write(str(problem))
        for counted in ("created", "updated", "unchanged"):
            count = getattr(outcome, counted).total()
            self.stdout.write(f"{counted}: {count}")
        if outcome.problems:
            self.stdout.write(f"{len(outcome.problems)} problems: nothing was saved.")
        elif is_dry_run:
            self.stdout.write("Dry run: nothing was saved.")


def _summary(outcome: Outcome) -> dict[str, Any]:
    return {
        "is_saved": outcome.is_saved,
        "created": dict(outcome.created),
        "updated": dict(outcome.updated),
        "unchanged": dict(outcome.unchanged),
        "problems": [asdict(problem) for problem in outcome.problems],
    }

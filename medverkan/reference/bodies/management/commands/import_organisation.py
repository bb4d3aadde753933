"""`./manage.py import_organisation FILE`: bodies, people, topics and areas from JSON or CSV."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from medverkan.foundation import clock
from medverkan.foundation.commandline import FileCommand, content_of
from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.bodies import operations
from medverkan.reference.bodies.operations import Outcome


class Command(FileCommand):
    """Import all rows of a file, or none, naming each bad row."""

    help = "Imports the organisation from a JSON or CSV file: all rows or none."

    def handle(self, *_args: Any, **options: Any) -> None:
        outcome = operations.import_organisation(
            content=content_of(options["file"]),
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

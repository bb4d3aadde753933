"""
`./manage.py import_addresses FILE`: the municipality's list of addresses, from CSV.

Ends with 0 when every row was taken in, 1 when some rows were bad and the others taken in,
2 when the file as a whole cannot be read and nothing was.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from medverkan.foundation import clock
from medverkan.foundation.commandline import NOT_READ, FileCommand, content_of
from medverkan.foundation.permissions import SYSTEM
from medverkan.reference.bodies import operations

SOME_BAD = 1


class Command(FileCommand):
    """Make the register of addresses what the list says, naming each bad row."""

    help = (
        "Imports addresses from CSV (street, number, letter, town; SWEREF 99 TM or WGS 84). "
        "What the list lacks is removed. Ends with 0; 1: some rows were bad and left out; "
        "2: the file cannot be read."
    )

    def handle(self, *_args: Any, **options: Any) -> None:
        outcome = operations.import_addresses(
            content=content_of(options["file"]),
            is_dry_run=options["dry_run"],
            actor=SYSTEM,
            at=clock.now(),
        )
        if options["json"]:
            self.stdout.write(json.dumps(asdict(outcome), ensure_ascii=False))
        else:
            for problem in outcome.problems:
                self.stderr.write(str(problem))
            for counted in ("created", "updated", "unchanged", "removed"):
                self.stdout.write(f"{counted}: {getattr(outcome, counted)}")
            if not outcome.is_saved:
                self.stdout.write("Nothing was saved.")
        if outcome.problems:
            was_read = outcome.created or outcome.updated or outcome.unchanged
            raise SystemExit(SOME_BAD if was_read else NOT_READ)

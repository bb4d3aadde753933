"""A report to a board, for a file or a pipe."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import translation

from medverkan.foundation import clock, commandline
from medverkan.foundation.calendar import local_date
from medverkan.foundation.commandline import DatabaseCommand
from medverkan.foundation.design import tables
from medverkan.participation.cases import reports
from medverkan.participation.cases.figures import Period
from medverkan.reference.bodies.models import Body


class Command(DatabaseCommand):
    """Write how a body answered in a period, and what came of its published cases."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--body", required=True, metavar="SLUG")
        parser.add_argument("--from", required=True, dest="first", type=commandline.day)
        parser.add_argument("--to", required=True, dest="last", type=commandline.day)
        parser.add_argument("--format", choices=["csv", "json", "pdf"], default="csv")
        parser.add_argument("--output", type=Path, help="standard output if left out")

    def handle(self, *args: Any, **options: Any) -> None:
        period = Period(options["first"], options["last"])
        if period.last < period.first:
            raise CommandError("--to is before --from.")
        body = Body.objects.filter(slug=options["body"]).first()
        if body is None:
            raise CommandError(f"There is no body called {options['body']}.")
        with translation.override(settings.LANGUAGE_CODE):
            made = reports.report(body, period, today=local_date(clock.now()))
            content = _FORMATS[options["format"]](made)
        if options["output"]:
            commandline.write(options["output"], content)
        else:
            sys.stdout.buffer.write(content)


def _csv(made: reports.Report) -> bytes:
    parts = [*made.tables, made.proposals]
    rows = [row for table in parts for row in [*table.as_csv(), []]]
    rows += [[c.reference, c.published_title, c.outcome] for c in made.outcomes]
    return "".join(tables.csv_lines(rows)).encode()


def _json(made: reports.Report) -> bytes:
    return json.dumps(reports.as_data(made), ensure_ascii=False, indent=1).encode()


_FORMATS = {"csv": _csv, "json": _json, "pdf": reports.as_pdf}

"""`./manage.py recount`: is every number still what the entries say?"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser

from medverkan.foundation.commandline import DatabaseCommand
from medverkan.participation.ballots.management.finding import ballot_of
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.recount import Findings, recount


class Command(DatabaseCommand):
    """Recount ballots; the exit status is not zero on any difference."""

    help = "Recount ballots from their entries; fails on any difference."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("ballots", nargs="*", help="uuids; all without any")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        ballots = Ballot.objects.order_by("pk")
        if options["ballots"]:
            asked = {ballot_of(uuid).pk for uuid in options["ballots"]}
            ballots = ballots.filter(pk__in=asked)
        found = []
        for findings in recount(ballots):
            found.append(findings)
            if not options["json"]:
                self._tell(findings)
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in found], indent=1))
        total = sum(one.difference_count for one in found)
        if total:
            raise CommandError(f"{total} differences", returncode=1)

    def _tell(self, findings: Findings) -> None:
        name = (
            "Triggers, rosters, tables" if findings.ballot == "-" else findings.ballot
        )
        told = f"{findings.difference_count} differences"
        if not findings.difference_count:
            told = self.style.SUCCESS("no difference")
        self.stdout.write(f"{name}: {findings.entry_count} entries, {told}")
        for difference in findings.differences:
            self.stdout.write(
                self.style.ERROR(f"  {difference.what}: {difference.where}")
            )

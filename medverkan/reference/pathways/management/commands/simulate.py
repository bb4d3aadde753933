"""`./manage.py simulate RULESET`: what a set of rules would have done to past cases."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError, CommandParser

from medverkan.foundation import calendar, clock
from medverkan.foundation.commandline import DatabaseCommand
from medverkan.reference.pathways import queries, simulator, versions
from medverkan.reference.pathways.simulator import words


class Command(DatabaseCommand):
    """Writes nothing to the database."""

    help = (
        "Show what a set of rules would have done to past cases. RULESET is a version "
        "such as borasforslaget:2, or a preset such as malmoinitiativet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rule_set", metavar="RULESET")
        parser.add_argument("--json", action="store_true", help="Write JSON.")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            version = versions.find(options["rule_set"])
        except versions.UnknownVersion:
            known = ", ".join(key for key, _title in versions.titles())
            raise CommandError(
                f"No rules are called {options['rule_set']}. There are: {known}"
            ) from None
        outcomes = simulator.simulate(
            version,
            simulator.past_cases(),
            residents_count=queries.residents_count(calendar.local_date(clock.now())),
        )
        summary = simulator.sum_up(outcomes)
        if options["json"]:
            told = {
                "rule_set": version.key,
                "summary": summary.as_dict(),
                "cases": [asdict(one) for one in outcomes],
            }
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=2))
            return
        self.stdout.write(f"{version.title}: {summary.case_count}")
        for result, count in summary.results.items():
            self.stdout.write(f"{count:6} {words.RESULTS[result]}")

"""`./manage.py retention --dry-run`: what is due; without it, approved lists are carried out."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db.models import Count, Q, QuerySet

from medverkan.foundation import calendar, clock, commandline
from medverkan.foundation.commandline import DatabaseCommand
from medverkan.publishing.records import due, operations
from medverkan.publishing.records.due import Due
from medverkan.publishing.records.models import RetentionRun
from medverkan.publishing.records.states import ItemState, RunState
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Body


class Command(DatabaseCommand):
    """List what the boards' decisions reach, or carry out what a second person approved."""

    help = (
        "With --dry-run lists which cases are due, by which decision and when, and changes"
        " nothing. Without it carries out the lists that have been approved in the workspace."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--authority", help="slug of one authority; all without it")
        parser.add_argument(
            "--on",
            type=commandline.day,
            help="with --dry-run: as of another day, like 2027-01-31",
        )
        parser.add_argument("--json", action="store_true", help="one object a line")

    def handle(self, *args: Any, **options: Any) -> None:
        authorities = _authorities(options["authority"])
        if options["dry_run"]:
            on = options["on"] or calendar.local_date(clock.now())
            count = sum(self._list(each, on, options["json"]) for each in authorities)
            if not options["json"]:
                self.stdout.write(
                    f"{count} cases are due on {on}. Nothing was changed."
                )
            return
        if options["on"]:
            raise CommandError("--on goes with --dry-run: what is done is done today.")
        self._carry_out(authorities, as_json=options["json"])

    def _list(self, authority: Body, on: dt.date, as_json: bool) -> int:
        count = 0
        for found in due.due_cases(authority, on=on):
            line = _described(authority, found)
            self.stdout.write(
                json.dumps(line, ensure_ascii=False) if as_json else _as_text(line)
            )
            count += 1
        return count

    def _carry_out(self, authorities: QuerySet[Body], *, as_json: bool) -> None:
        runs = RetentionRun.objects.filter(authority__in=authorities).order_by("pk")
        approved = list(runs.filter(state=RunState.APPROVED))
        for run in approved:
            done = operations.carry_out(run, at=clock.now())
            counts = done.items.aggregate(
                done=Count("pk", filter=Q(state=ItemState.DONE)),
                kept=Count("pk", filter=Q(state=ItemState.SKIPPED)),
            )
            told = {"authority": done.authority.slug, "run": done.pk, **counts}
            self.stdout.write(
                json.dumps(told)
                if as_json
                else f"{told['authority']}: {counts['done']} done, {counts['kept']} kept."
            )
        waiting = runs.filter(state=RunState.LISTED).count()
        if not as_json and not approved:
            self.stdout.write(
                f"No list is approved; {waiting} wait for a second person."
            )


def _authorities(slug: str | None) -> QuerySet[Body]:
    authorities = bodies.authorities()
    if slug is None:
        return authorities
    found = authorities.filter(slug=slug)
    if not found.exists():
        raise CommandError(f"There is no authority {slug!r}.")
    return found


def _described(authority: Body, found: Due) -> dict[str, Any]:
    rule = found.rule
    return {
        "authority": authority.slug,
        "register_number": found.register_number,
        "reference": found.case.reference,
        "closed": found.closed_date.isoformat(),
        "due": found.due_date.isoformat(),
        "measure": rule.measure,
        "decision": f"{rule.decided_by.slug} {rule.decided_date} § {rule.paragraph}",
        "kept_because": found.obstacle.value if found.obstacle else None,
    }


def _as_text(line: dict[str, Any]) -> str:
    kept = f"  KEPT: {line['kept_because']}" if line["kept_because"] else ""
    return (
        f"{line['register_number'] or '-'}  {line['reference']}  closed {line['closed']}"
        f"  due {line['due']}  {line['measure']}  by {line['decision']}{kept}"
    )

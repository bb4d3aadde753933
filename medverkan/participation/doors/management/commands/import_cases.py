"""
`./manage.py import_cases FILE`: cases from CSV or JSON lines.

Ends with 0 when every row was taken in (or was before), 1 when some rows were bad and the
others taken in, 2 when the file as a whole cannot be read and nothing was.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError, CommandParser
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medverkan.foundation import clock
from medverkan.foundation.accounts.actors import actor_of
from medverkan.foundation.accounts.models import User
from medverkan.foundation.commandline import NOT_READ, FileCommand
from medverkan.foundation.permissions import ANYONE, SYSTEM, Actor
from medverkan.participation.cases.states import Publication
from medverkan.participation.doors.importing import files
from medverkan.participation.doors.importing.checking import BadRow, Checker
from medverkan.participation.doors.importing.files import NotReadable, Row
from medverkan.participation.doors.operations import importing
from medverkan.reference.bodies.roles import Role

SOME_BAD = 1
PROGRESS_EACH = 1000
MADE, BEFORE, BAD, WELL = "made", "already", "bad", "well"


class Command(FileCommand):
    """Import rows one by one; each is a case whole, or is named with its line and why not."""

    help = (
        "Imports cases from CSV or JSON lines (title, text, date, place, topic, id, kind). "
        "The same row is taken in once. Ends with 0; 1: some rows were bad; 2: the file "
        "cannot be read."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--kind", default="", help="slug of the pathway of rows that name none"
        )
        parser.add_argument(
            "--source", default="", help="system the ids come from, if several"
        )
        parser.add_argument(
            "--published-by",
            metavar="EMAIL",
            help="the reviewer who has read the file: what they may publish is published",
        )
        parser.add_argument(
            "--language",
            default=settings.LANGUAGE_CODE,
            choices=[code for code, _name in settings.LANGUAGES],
            help="language of the reasons",
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        with translation.override(options["language"]):
            self._import(**options)

    def _import(
        self, *, file: Path, kind: str, source: str, published_by: str, **options: Any
    ) -> None:
        self.dry_run, self.as_json = options["dry_run"], options["json"]
        self.passed_over: dict[str, None] = {}
        counts: Counter[str] = Counter()
        try:
            self.reviewer = _reviewer(published_by) if published_by else None
            checker = Checker(kind=kind, source=source, at=clock.now())
            rows = files.rows(file)
            first = next(rows, None)
        except (NotReadable, BadRow) as fault:
            if self.as_json:
                self.stdout.write(json.dumps({"error": str(fault)}, ensure_ascii=False))
            raise CommandError(str(fault), returncode=NOT_READ) from None
        self._begin()
        while first is not None:
            self._tell(self._take(first, checker), counts)
            first = next(rows, None)
        self._end(counts)
        if counts[BAD]:
            raise CommandError(
                ngettext(
                    "%(count)d row was not imported.",
                    "%(count)d rows were not imported.",
                    counts[BAD],
                )
                % {"count": counts[BAD]},
                returncode=SOME_BAD,
            )

    def _take(self, row: Row, checker: Checker) -> dict[str, Any]:
        self.passed_over |= dict.fromkeys(row.others)
        outcome: dict[str, Any] = {"line": row.line, "id": row.values.get("id") or None}
        try:
            checked = checker.check(row)
        except BadRow as bad:
            return outcome | {"state": BAD, "reasons": list(bad.reasons)}
        before = importing.imported_before(checked.key)
        if before is not None:
            return outcome | {"state": BEFORE, "reference": before.reference}
        if self.dry_run:
            return outcome | {"state": BEFORE if checked.same_as_line else WELL}
        case = importing.import_row(
            row=checked, reviewer=self.reviewer, actor=SYSTEM, at=clock.now()
        )
        is_published = case.publication == Publication.PUBLISHED
        return outcome | {
            "state": MADE,
            "reference": case.reference,
            "published": is_published,
        }

    def _tell(self, outcome: dict[str, Any], counts: Counter[str]) -> None:
        if self.as_json:
            between = ",\n" if counts.total() else "\n"
            self.stdout.write(
                between + json.dumps(outcome, ensure_ascii=False), ending=""
            )
        elif outcome["state"] == BAD:
            why = " ".join(outcome["reasons"])
            self.stdout.write(
                _("Line %(line)d: %(why)s") % {"line": outcome["line"], "why": why}
            )
        counts[outcome["state"]] += 1
        if counts.total() % PROGRESS_EACH == 0:
            self.stderr.write(_("%d rows read") % counts.total())

    def _begin(self) -> None:
        if self.as_json:
            dry_run = json.dumps(self.dry_run)
            self.stdout.write(f'{{"dry_run": {dry_run}, "rows": [', ending="")

    def _end(self, counts: Counter[str]) -> None:
        if self.as_json:
            totals = {state: counts[state] for state in (MADE, BEFORE, WELL, BAD)}
            end = {"counts": totals, "columns_passed_over": list(self.passed_over)}
            self.stdout.write("\n], " + json.dumps(end, ensure_ascii=False)[1:])
            return
        if self.passed_over:
            self.stdout.write(
                _("Columns passed over: %s.") % ", ".join(self.passed_over)
            )
        well, made, before = counts[WELL], counts[MADE], counts[BEFORE]
        if self.dry_run:
            told = ngettext("%d row can be imported.", "%d rows can be imported.", well)
            self.stdout.write(told % well)
        else:
            told = ngettext("%d row was imported.", "%d rows were imported.", made)
            self.stdout.write(told % made)
        if before:
            told = ngettext(
                "%d row was imported before.", "%d rows were imported before.", before
            )
            self.stdout.write(told % before)


def _reviewer(email: str) -> Actor:
    """:raises BadRow: nobody who reviews has this address"""
    user = User.objects.filter(email__iexact=email, is_active=True).first()
    actor = actor_of(user, clock.now()) if user else ANYONE
    if not actor.has_role(Role.REVIEWER, Role.COORDINATOR, Role.OFFICER):
        raise BadRow(_("Nobody who reviews cases has the address %s.") % email)
    return actor

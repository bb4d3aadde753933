"""Importing the organisation: all rows or none."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction
from django.utils.translation import gettext as _

from medverkan.foundation import permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.foundation.text import Translated
from medverkan.reference.bodies import rules
from medverkan.reference.bodies.events import ORGANISATION_IMPORTED
from medverkan.reference.bodies.exchange import reading
from medverkan.reference.bodies.exchange.cells import BadCell
from medverkan.reference.bodies.exchange.reading import Problem, Row, UnreadableFile
from medverkan.reference.bodies.exchange.tables import TABLES, Column


@dataclass
class Outcome:
    """What an import did, or would have done; with problems, nothing was saved."""

    created: Counter[str] = field(default_factory=Counter)
    updated: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    is_saved: bool = False


class _Waiting(Exception):
    """The row refers to one that is not there, or not there yet."""

    def __init__(self, column: Column, slug: str) -> None:
        self.column, self.slug = column, slug
        super().__init__(slug)


@transaction.atomic
def import_organisation(
    *, content: bytes, is_dry_run: bool, actor: Actor, at: dt.datetime
) -> Outcome:
    """
    Save every row of a JSON or CSV file, or none: rows are found again by their keys.

    A column that the file lacks is left as it was; an empty cell empties it. The dry run
    saves everything and rolls back, so that it finds what a real run would find.

    :raises NotPermitted: the actor does not keep the organisation
    """
    permissions.require(rules.may_change_organisation(actor))
    outcome = Outcome()
    try:
        rows = reading.read(content)
    except UnreadableFile as fault:
        outcome.problems = fault.problems
        return outcome
    saved = _save_all(rows, outcome)
    if outcome.problems or is_dry_run:
        transaction.set_rollback(True)
        return outcome
    if saved is not None:
        changed = outcome.created.total() + outcome.updated.total()
        audit.record(
            ORGANISATION_IMPORTED, subject=saved, actor=actor, at=at, count=changed
        )
    outcome.is_saved = True
    return outcome


def _save_all(rows: list[Row], outcome: Outcome) -> models.Model | None:
    """Save table by table and return one of the rows that changed."""
    saved = None
    for table in TABLES:
        pending = [row for row in rows if row.table is table]
        outcome.problems += _repeated(pending)
        while pending:
            waiting: list[tuple[Row, _Waiting]] = []
            for row in pending:
                try:
                    saved = _save(row, outcome) or saved
                except _Waiting as missing:
                    waiting.append((row, missing))
            if len(waiting) == len(pending):
                outcome.problems += [_not_there(row, why) for row, why in waiting]
                break
            pending = [row for row, _missing in waiting]
    order = {table.name: place for place, table in enumerate(TABLES)}
    outcome.problems.sort(key=lambda problem: (order[problem.table], problem.line))
    return saved


def _repeated(rows: list[Row]) -> list[Problem]:
    first: dict[tuple[str, ...], int] = {}
    problems = []
    for row in rows:
        key = tuple(str(row.cells.get(name, "")).strip() for name in row.table.key)
        if key in first:
            why = _("Stands already in row %(line)s.") % {"line": first[key]}
            problems.append(Problem(row.table.name, row.line, row.table.key[0], why))
        first.setdefault(key, row.line)
    return problems


def _not_there(row: Row, missing: _Waiting) -> Problem:
    why = _("There is no “%(slug)s”, neither here nor in the file.") % {
        "slug": missing.slug
    }
    return Problem(row.table.name, row.line, missing.column.name, why)


def _save(row: Row, outcome: Outcome) -> models.Model | None:
    facts, problems = _facts(row)
    if problems:
        outcome.problems += problems
        return None
    table = row.table
    key = {name: facts.get(name) for name in table.key}
    found = table.model._default_manager.filter(**key).first()
    thing = found or table.model()
    changed = [name for name in facts if found is None or _differs(found, name, facts)]
    if not changed:
        outcome.unchanged[table.name] += 1
        return None
    for name in changed:
        setattr(thing, name, facts[name])
    try:
        thing.full_clean()
    except ValidationError as refused:
        outcome.problems += _refusals(row, refused)
        return None
    thing.save()
    (outcome.created if found is None else outcome.updated)[table.name] += 1
    return thing


def _differs(thing: models.Model, name: str, facts: dict[str, Any]) -> bool:
    before, after = getattr(thing, name), facts[name]
    # An authority is its own; a file says so with an empty cell.
    return before != after and not (after is None and before == thing)


def _facts(row: Row) -> tuple[dict[str, Any], list[Problem]]:
    facts: dict[str, Any] = {}
    problems = [
        Problem(row.table.name, row.line, heading, _("There is no such column."))
        for heading in sorted(row.headings - set(row.table.headings))
    ]
    for column in row.table.columns:
        if column.is_required and column.name not in row.cells:
            why = _("This must be filled in.")
            problems.append(Problem(row.table.name, row.line, column.name, why))
        elif column.name in row.headings:
            try:
                _fill(facts, row, column)
            except BadCell as fault:
                problems.append(
                    Problem(row.table.name, row.line, column.name, str(fault))
                )
    return facts, problems


def _fill(facts: dict[str, Any], row: Row, column: Column) -> None:
    cell = row.cells.get(column.name)
    value = None if cell is None else column.read(cell)
    if column.refers_to is row.table.model and value == facts.get("slug"):
        value = None
    if column.language:
        texts = facts.setdefault(column.field, Translated())
        if value:
            texts[column.language] = value
    elif value is None:
        facts[column.field] = row.table.model._meta.get_field(
            column.field
        ).get_default()
    elif column.refers_to:
        facts[column.field] = _referred(facts, column, value)
    else:
        facts[column.field] = value


def _referred(facts: dict[str, Any], column: Column, slug: str) -> models.Model:
    within = {column.within: facts.get(column.within)} if column.within else {}
    assert column.refers_to is not None
    found = column.refers_to._default_manager.filter(slug=slug, **within).first()
    if found is None:
        raise _Waiting(column, slug)
    return found


def _refusals(row: Row, refused: ValidationError) -> list[Problem]:
    problems = []
    for name, faults in refused.message_dict.items():
        column = row.table.key[0] if name == NON_FIELD_ERRORS else name
        problems += [Problem(row.table.name, row.line, column, why) for why in faults]
    return problems

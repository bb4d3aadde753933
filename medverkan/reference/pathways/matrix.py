"""The matrix of influence pathways: generated from what is in force, never written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from medverkan.foundation import calendar
from medverkan.reference.pathways import cells, queries
from medverkan.reference.pathways.choices import AssignmentRole
from medverkan.reference.pathways.models import (
    Assignment,
    OtherWay,
    Responsibility,
    RuleSet,
)
from medverkan.reference.pathways.versions import Version, of_rule_set


@dataclass(frozen=True)
class WayRow:
    """A way in, or another way, with a text for each column of the matrix."""

    name: str
    slug: str
    is_pathway: bool
    who: str
    identity: str
    threshold: str
    time: str
    responsible: str
    feedback: str
    level: str

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts in the order of `columns`."""
        return (
            self.name,
            self.who,
            self.identity,
            self.threshold,
            self.time,
            self.responsible,
            self.feedback,
            self.level,
        )


class Change(StrEnum):
    """What has happened to an assignment since last time."""

    NEW = "new"
    ENDED = "ended"


@dataclass(frozen=True)
class Part:
    """A body's part in an area, valid now, new, or ended since last time."""

    assignment: Assignment
    is_valid: bool
    change: Change | None


@dataclass(frozen=True)
class AreaRow:
    """An area of responsibility and the bodies that have a part in it."""

    responsibility: Responsibility
    responsible: list[Part]
    supporting: list[Part]
    informed: list[Part]

    @property
    def responsible_count(self) -> int:
        """How many bodies are responsible today."""
        return sum(part.is_valid for part in self.responsible)

    @property
    def is_overlap(self) -> bool:
        """Tell whether more than one body is responsible."""
        return self.responsible_count > 1

    @property
    def is_gap(self) -> bool:
        """Tell whether nobody is responsible."""
        return self.responsible_count == 0

    @property
    def has_changed(self) -> bool:
        """Tell whether anything is new or has ended since last time."""
        parts = (*self.responsible, *self.supporting, *self.informed)
        return any(part.change for part in parts)


def columns() -> tuple[str, ...]:
    """Return the headings of the matrix."""
    return (
        _("Way to influence"),
        _("Who may"),
        _("Identity"),
        _("Threshold"),
        _("Time limits"),
        _("Responsible"),
        _("What you get back"),
        _("Level of participation"),
    )


def ways(at: dt.datetime) -> list[WayRow]:
    """Return a row for each open pathway and then for each other way."""
    day = calendar.local_date(at)
    residents_count = queries.residents_count(day)
    found = [
        _pathway_row(of_rule_set(rule_set), residents_count)
        for rule_set in _open_rule_sets(at, day)
    ]
    others = OtherWay.objects.filter(is_shown=True).select_related("body")
    return found + [_other_row(way) for way in others.order_by("order", "slug")]


def areas(*, day: dt.date, since: dt.date) -> list[AreaRow]:
    """Return a row for each area of responsibility, with what changed after `since`."""
    assignments = Assignment.objects.select_related("body", "decided_by").order_by(
        "valid_from", "pk"
    )
    found = Responsibility.objects.order_by("order", "slug").prefetch_related(
        Prefetch("assignments", assignments, to_attr="parts")
    )
    return [_area_row(area, day=day, since=since) for area in found]


def _open_rule_sets(at: dt.datetime, day: dt.date) -> Iterable[RuleSet]:
    responsible = (
        Assignment.objects.valid_on(day)
        .filter(role=AssignmentRole.RESPONSIBLE)
        .select_related("body")
        .order_by("valid_from")
    )
    return queries.open_rule_sets_with(
        at,
        "thresholds",
        "refusal_grounds",
        Prefetch("pathway__responsibilities__assignments", responsible),
    )


def _pathway_row(version: Version, residents_count: int | None) -> WayRow:
    rules, pathway = version.rule_set, version.pathway
    return WayRow(
        name=str(pathway),
        slug=pathway.slug,
        is_pathway=True,
        who=rules.get_submitters_display(),
        identity=cells.identity(rules),
        threshold=cells.thresholds(version, residents_count),
        time=cells.time_limits(rules),
        responsible=_responsible(version),
        feedback=cells.feedback(rules),
        level=rules.get_participation_level_display(),
    )


def _responsible(version: Version) -> str:
    names = [
        str(assignment.body)
        for area in version.pathway.responsibilities.all()
        for assignment in area.assignments.all()
    ]
    rules = version.rule_set
    decides = (
        _("The council or the board responsible, as the author chooses")
        if rules.author_chooses_body
        else rules.get_decider_display()
    )
    return "; ".join([decides, *dict.fromkeys(names)])


def _other_row(way: OtherWay) -> WayRow:
    return WayRow(
        name=str(way),
        slug=way.slug,
        is_pathway=False,
        who=str(way.who) or "–",
        identity="–",
        threshold="–",
        time="–",
        responsible=str(way.body) if way.body else "–",
        feedback=str(way.feedback) or "–",
        level=way.get_participation_level_display(),
    )


def _area_row(area: Responsibility, *, day: dt.date, since: dt.date) -> AreaRow:
    parts: dict[str, list[Part]] = {role: [] for role in AssignmentRole.values}
    for assignment in area.parts:
        part = _part(assignment, day=day, since=since)
        if part.is_valid or part.change:
            parts[assignment.role].append(part)
    return AreaRow(
        responsibility=area,
        responsible=parts[AssignmentRole.RESPONSIBLE],
        supporting=parts[AssignmentRole.SUPPORTING],
        informed=parts[AssignmentRole.INFORMED],
    )


def _part(assignment: Assignment, *, day: dt.date, since: dt.date) -> Part:
    last_day = assignment.valid_until
    change = None
    if last_day is not None and since <= last_day < day:
        change = Change.ENDED
    elif since < assignment.valid_from <= day:
        change = Change.NEW
    return Part(
        assignment=assignment, is_valid=assignment.is_valid_on(day), change=change
    )

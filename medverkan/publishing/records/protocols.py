"""A run's list and protocol as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from medverkan.participation.cases import erasure
from medverkan.participation.cases.erasure import Obstacle
from medverkan.publishing.records import words
from medverkan.publishing.records.models import RetentionItem, RetentionRun
from medverkan.publishing.records.states import ItemState

CHUNK = 500


def with_obstacles(items: list[RetentionItem]) -> list[RetentionItem]:
    """Give each item `outcome`: what became of it, or what stands in the way now."""
    listed = [item.case for item in items if item.state == ItemState.LISTED]
    now = erasure.obstacles(listed)
    for item in items:
        found = now.get(item.case_id) or (
            Obstacle(item.obstacle) if item.obstacle else None
        )
        item.kept_because = words.OBSTACLE[found] if found else ""
    return items


def rows(run: RetentionRun) -> Iterator[list[Any]]:
    """Yield headings, then a row a case; a few hundred are in memory at a time."""
    yield [
        _("Register number"),
        _("Reference"),
        _("Closed"),
        _("Due"),
        _("Measure"),
        _("Decision"),
        _("State"),
        _("Kept because"),
        _("Done"),
    ]
    items = run.items.select_related("case", "rule__decided_by").order_by("pk")
    for item in items.iterator(chunk_size=CHUNK):
        rule = item.rule
        yield [
            item.register_number,
            item.case.reference,
            item.closed_date,
            item.due_date,
            rule.get_measure_display(),
            f"{rule.decided_by} {rule.decided_date} § {rule.paragraph}",
            item.get_state_display(),
            words.OBSTACLE[Obstacle(item.obstacle)] if item.obstacle else "",
            item.done_at,
        ]

"""What was held back as spam and what readers reported, in figures that everyone may read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from medverkan.participation.cases import words
from medverkan.participation.cases.answering import Definition
from medverkan.participation.cases.figures import Period
from medverkan.participation.cases.models import ContentReport, Suspect
from medverkan.participation.cases.states import (
    ReportDecision,
    ReportGround,
    SuspectState,
)

_HELD_BACK = (
    Definition(
        "held_back",
        _("Held back as suspected spam"),
        _(
            "What arrived in the period and waited in the quarantine for a person to look."
        ),
    ),
    Definition(
        "from_blocked",
        _("From blocked senders"),
        _("Those of them that came from an address or a domain that was blocked."),
    ),
    Definition(
        "let_through",
        _("Let through"),
        _(
            "Those held back that a person has made cases of, with the day they arrived."
        ),
    ),
    Definition(
        "rejected",
        _("Rejected as spam"),
        _("Those held back that a person has rejected. The others still wait."),
    ),
)
_REPORTED = (
    Definition(
        "reported",
        _("Reports by readers"),
        _("How often readers in the period reported something that we have published."),
    ),
    *(
        Definition(
            f"reported_{ground}",
            words.REPORT_GROUND[ground],
            _("Those reports that gave this reason."),
        )
        for ground in ReportGround
    ),
    *(
        Definition(
            f"decided_{decision}",
            words.REPORT_DECISION[decision],
            _("Those reports that a person has decided on so. The others still wait."),
        )
        for decision in ReportDecision
    ),
)
DEFINITIONS = (*_HELD_BACK, *_REPORTED)


@dataclass(frozen=True)
class Moderation:
    """The counts of a period by the names of their definitions."""

    counts: dict[str, int]

    @property
    def rows(self) -> Iterator[list[Any]]:
        """Yield what people read: what is counted, and how many."""
        for one in DEFINITIONS:
            yield [one.label, self.counts[one.name]]

    def as_data(self) -> dict[str, Any]:
        """Return the counts for JSON, with their definitions."""
        return {
            "definitions": {one.name: str(one.text) for one in DEFINITIONS},
            **self.counts,
        }


def measure(period: Period) -> Moderation:
    """Count what arrived and was reported in the period, as it is decided now; two queries."""
    held = Suspect.objects.filter(
        arrived_at__gte=period.begins_at, arrived_at__lt=period.ends_at
    ).aggregate(
        held_back=Count("pk"),
        from_blocked=Count("pk", filter=Q(block__isnull=False)),
        let_through=Count("pk", filter=Q(state=SuspectState.RELEASED)),
        rejected=Count("pk", filter=Q(state=SuspectState.REJECTED)),
    )
    by_ground = {
        f"reported_{ground}": Count("pk", filter=Q(ground=ground))
        for ground in ReportGround
    }
    by_decision = {
        f"decided_{decision}": Count("pk", filter=Q(decision=decision))
        for decision in ReportDecision
    }
    reported = ContentReport.objects.filter(
        reported_at__gte=period.begins_at, reported_at__lt=period.ends_at
    ).aggregate(reported=Count("pk"), **by_ground, **by_decision)
    return Moderation(held | reported)

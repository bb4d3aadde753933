"""In what order the day's work is done, and what each case is ordered by."""

from __future__ import annotations

from django.db.models import Exists, F, Min, OuterRef, Subquery
from django.db.models.functions import Coalesce, Least

from medverkan.participation.cases.models import (
    AuthorQuestion,
    Case,
    CaseAlarm,
    CaseQuerySet,
    ContentReport,
)
from medverkan.participation.cases.states import TO_ANSWER


def with_alarms(cases: CaseQuerySet) -> CaseQuerySet:
    """Tell of each case, as `has_alarm`, whether an alarm in it waits to be seen to."""
    waiting = CaseAlarm.objects.filter(case=OuterRef("pk"), answered_at=None)
    return cases.annotate(has_alarm=Exists(waiting))


def with_first_due(cases: CaseQuerySet) -> CaseQuerySet:
    """Tell of each case, as `first_due`, the first day that it or one joined with it is due."""
    joined = (
        Case.objects.filter(merged_into=OuterRef("pk"), state__in=TO_ANSWER)
        .order_by()
        .values("merged_into")
        .annotate(first=Min("due_date"))
    )
    others = Subquery(joined.values("first"))
    # Compared with nothing, SQLite finds nothing the least.
    return cases.annotate(
        first_due=Least(Coalesce("due_date", others), Coalesce(others, "due_date"))
    )


def in_order(cases: CaseQuerySet) -> CaseQuerySet:
    """Return the cases as the day's work is done: alarms, then what is due first."""
    return with_first_due(with_alarms(cases)).order_by(
        "-has_alarm",
        "-needs_hand_over",
        F("first_due").asc(nulls_last=True),
        "arrived_at",
        "pk",
    )


def as_reported(cases: CaseQuerySet) -> CaseQuerySet:
    """Return reported cases, each with `reported_at`, what has waited longest first."""
    reports = ContentReport.objects.open().filter(case=OuterRef("pk"))
    first = reports.order_by("reported_at").values("reported_at")[:1]
    return cases.annotate(reported_at=Subquery(first)).order_by("reported_at", "pk")


def as_questioned(cases: CaseQuerySet) -> CaseQuerySet:
    """Return cases whose questions wait, each with `questioned_at`, the oldest first."""
    questions = AuthorQuestion.objects.to_review().filter(case=OuterRef("pk"))
    first = questions.order_by("asked_at").values("asked_at")[:1]
    return cases.annotate(questioned_at=Subquery(first)).order_by("questioned_at", "pk")

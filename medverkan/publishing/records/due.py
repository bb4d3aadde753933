"""Which cases a board's decisions reach on a day: the list, before anything is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from medverkan.foundation import calendar
from medverkan.foundation.design.dates import date_long
from medverkan.participation.cases import erasure
from medverkan.participation.cases.erasure import Obstacle
from medverkan.participation.cases.models import Case, CaseQuerySet, Message, Party
from medverkan.publishing.records.models import RetentionItem, RetentionRule
from medverkan.publishing.records.states import ItemState, Measure
from medverkan.reference.bodies.models import Body
from medverkan.reference.register.models import Record

CHUNK = 500


@dataclass(frozen=True)
class Due:
    """A case that need no longer be kept as it is: by which rule, since when."""

    case: Case
    rule: RetentionRule
    register_number: str
    closed_date: dt.date
    due_date: dt.date
    obstacle: Obstacle | None


def rules_in_force(authority: Body, on: dt.date) -> QuerySet[RetentionRule]:
    """Return the authority's decisions that hold on this day."""
    return (
        RetentionRule.objects.filter(
            Q(ended_date=None) | Q(ended_date__gt=on),
            authority=authority,
            decided_date__lte=on,
        )
        .select_related("pathway", "class_code", "decided_by", "authority")
        .order_by("pathway__slug", "class_code__code", "pk")
    )


def due_cases(authority: Body, *, on: dt.date) -> Iterator[Due]:
    """
    Yield the closed cases of an authority that are due, the longest closed first.

    A few hundred are in memory at a time. What was done before is not due again.
    """
    rules = list(rules_in_force(authority, on))
    if not rules:
        return
    shortest = min(rule.keep_years for rule in rules)
    cases = _candidates(authority, closed_before=_years_before(on, shortest))
    for chunk in _chunks(cases):
        found = [due for case in chunk if (due := _due(case, rules, on=on))]
        obstacles = erasure.obstacles([due[0] for due in found])
        for case, rule, closed, due_date in found:
            yield Due(
                case=case,
                rule=rule,
                register_number=case.number_in_diary or "",
                closed_date=closed,
                due_date=due_date,
                obstacle=obstacles.get(case.pk),
            )


def rule_of(
    rules: list[RetentionRule], *, pathway_id: int, class_id: int | None
) -> RetentionRule | None:
    """Return the most specific rule: of pathway and class, pathway, class, then of all."""
    fitting = [
        rule
        for rule in rules
        if rule.pathway_id in (None, pathway_id)
        and rule.class_code_id in (None, class_id)
    ]
    return max(
        fitting,
        key=lambda rule: (rule.pathway_id is not None, rule.class_code_id is not None),
        default=None,
    )


def kept_until(case: Case, today: dt.date) -> str:
    """Return in words how long a case is kept, and by which decision; nothing without one."""
    record = Record.objects.filter(about_case=case.pk, authority=case.authority)
    class_id = (
        record.order_by("-opened_at").values_list("class_code", flat=True).first()
    )
    rules = list(rules_in_force(case.authority, today))
    rule = rule_of(rules, pathway_id=case.pathway_id, class_id=class_id)
    if rule is None:
        return ""
    decision = {
        "body": rule.decided_by,
        "date": date_long(rule.decided_date),
        "paragraph": rule.paragraph,
    }
    decided = _("%(body)s decided so on %(date)s, § %(paragraph)s.") % decision
    return f"{_kept_for(case, rule)} {decided}"


def _kept_for(case: Case, rule: RetentionRule) -> str:
    if rule.measure == Measure.ARCHIVE:
        return _("It is kept for good, in the archive.")
    if case.ended_at is None:
        return ngettext(
            "It is kept for %(years)s year after the case is closed.",
            "It is kept for %(years)s years after the case is closed.",
            rule.keep_years,
        ) % {"years": rule.keep_years}
    day = date_long(rule.due_date(calendar.local_date(case.ended_at)))
    return _("It is destroyed at the earliest on %(date)s.") % {"date": day}


def _candidates(authority: Body, *, closed_before: dt.date) -> CaseQuerySet:
    record = Record.objects.filter(
        about_case=OuterRef("pk"), authority=authority
    ).order_by("-opened_at", "-pk")
    written = Message.objects.filter(case=OuterRef("pk"), erased_at=None)
    known = Party.objects.filter(case=OuterRef("pk"), erased_at=None)
    archived = RetentionItem.objects.filter(
        case=OuterRef("pk"), state=ItemState.DONE, rule__measure=Measure.ARCHIVE
    )
    return (
        erasure.closed_cases()
        .filter(authority=authority, ended_at__lt=calendar.end_of_day(closed_before))
        .annotate(
            is_written=Exists(written),
            has_persons=Exists(known),
            is_archived=Exists(archived),
            number_in_diary=Subquery(record.values("register_number")[:1]),
            class_id=Subquery(record.values("class_code_id")[:1]),
        )
    )


def _chunks(cases: CaseQuerySet) -> Iterator[tuple[Case, ...]]:
    rows = cases.iterator(chunk_size=CHUNK)
    while chunk := tuple(islice(rows, CHUNK)):
        yield chunk


def _due(
    case: Case, rules: list[RetentionRule], *, on: dt.date
) -> tuple[Case, RetentionRule, dt.date, dt.date] | None:
    rule = rule_of(rules, pathway_id=case.pathway_id, class_id=case.class_id)
    if rule is None or not _is_left_to_do(case, rule.measure):
        return None
    assert case.ended_at is not None
    closed = calendar.local_date(case.ended_at)
    due_date = rule.due_date(closed)
    return (case, rule, closed, due_date) if due_date <= on else None


def _is_left_to_do(case: Case, measure: str) -> bool:
    return {
        Measure.DESTROY: case.is_written,
        Measure.ANONYMISE: case.is_written and case.has_persons,
        Measure.ARCHIVE: case.is_written and not case.is_archived,
    }[Measure(measure)]


def _years_before(day: dt.date, years: int) -> dt.date:
    return calendar.months_after(day, -12 * years)

"""
Proposals with a year by law: when the year is out, and which the council is to hear of.

Kommunallagen 5:35: a proposal is if possible decided within a year from when it was raised;
if it cannot be, that is reported to the council within the same time. 6:34: a board reports
those it has not decided at least once a year.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from medverkan.foundation import calendar
from medverkan.foundation.audit.models import Event
from medverkan.participation.cases import events, words
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import CaseState, Publication

# So long before the year is out it is reported: the council meets once a month.
REPORTED_DAYS_BEFORE = 30
UNDECIDED = (CaseState.REVIEWING, CaseState.REACHED, CaseState.PREPARING)


@dataclass(frozen=True)
class Undecided:
    """A proposal that waits for its decision, and when the council was told that it is late."""

    case: Case
    raised_date: dt.date
    decide_by: dt.date
    reported_date: dt.date | None

    @property
    def title(self) -> str:
        """Return what it is called to everyone; nothing where it is not published."""
        is_shown = self.case.publication == Publication.PUBLISHED
        return self.case.published_title if is_shown else ""

    @property
    def where_it_is(self) -> str:
        """Return the state in words."""
        return str(words.STATE_TO_OTHERS[CaseState(self.case.state)])


def decide_by(case: Case) -> dt.date | None:
    """Return the last day of its time to be decided, if the rules set one in months."""
    if case.rule_set.answer_months is None:
        return None
    raised_date = calendar.local_date(case.arrived_at)
    return calendar.months_after(raised_date, case.rule_set.answer_months)


def undecided() -> list[Undecided]:
    """Return every proposal whose delay the council is to hear of, the most urgent first."""
    cases = list(
        Case.objects.filter(rule_set__reports_delay=True, state__in=UNDECIDED)
        .select_related("rule_set")
        .for_lists()
    )
    reported = dict(
        Event.objects.filter(
            name=events.DELAY_REPORTED.name, about_case__in=[case.pk for case in cases]
        ).values_list("about_case", "occurred_at")
    )
    found = [
        Undecided(
            case=case,
            raised_date=calendar.local_date(case.arrived_at),
            decide_by=last_date,
            reported_date=(
                calendar.local_date(reported[case.pk]) if case.pk in reported else None
            ),
        )
        for case in cases
        if (last_date := decide_by(case)) is not None
    ]
    return sorted(found, key=lambda one: (one.decide_by, one.case.pk))


def to_report(*, on: dt.date) -> list[Case]:
    """Return the proposals that will not be decided in time and are not reported yet."""
    limit = on + dt.timedelta(days=REPORTED_DAYS_BEFORE)
    return [
        one.case
        for one in undecided()
        if one.decide_by <= limit and one.reported_date is None
    ]

"""What the sorter does beside the requests: proposals for what has come."""

from __future__ import annotations

import datetime as dt

from medverkan.participation.cases.models import Case, Proposed
from medverkan.participation.cases.sorting.suggesting import suggest
from medverkan.participation.cases.states import CaseState, Publication

AT_A_TIME = 8
_UNTOUCHED = (CaseState.RECEIVED, CaseState.REVIEWING)


def propose(at: dt.datetime) -> int:
    """
    Keep what the sorter proposes for the newest cases, before anybody has handled them.

    Only so can it be compared fairly with what officers decide. Of protected cases nothing
    is kept.
    """
    waiting = (
        Case.objects.filter(
            state__in=_UNTOUCHED, is_protected=False, proposed=None, assignee=None
        )
        .exclude(publication__in=(Publication.PUBLISHED, Publication.REFUSED))
        .select_related("opening")
        .order_by("-pk")[:AT_A_TIME]
    )
    made = [_proposed(case, at=at) for case in waiting]
    Proposed.objects.bulk_create(made, ignore_conflicts=True)
    return len(made)


def _proposed(case: Case, *, at: dt.datetime) -> Proposed:
    said = suggest(f"{case.opening.title}\n{case.opening.text}", at=at)
    topic = said.topic if said.topic and not said.topic.is_protected else None
    return Proposed(
        case=case,
        version=said.version,
        topic=topic,
        topic_likelihood=min(1.0, said.topic_likelihood),
        body=said.body if topic else None,
        category=said.category or "",
        language=said.language,
        made_at=at,
    )

"""Which handled cases may teach the sorter, and what each of them teaches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import CaseState, Publication

MOST = 20_000


@dataclass(frozen=True)
class Example:
    """What somebody wrote, and what officers decided that it was."""

    case_id: int
    text: str
    topic_id: int
    category: str
    body_id: int
    is_published: bool


def teachable() -> QuerySet[Case]:
    """
    Return the cases that may teach: a person has handled them, and nothing protects them.

    Never one of a protected topic, marked for secrecy now or before, with somebody
    disqualified, withdrawn, merged into another, erased, or with an alarm.
    """
    handled = Q(first_answered_at__isnull=False) | Q(publication=Publication.PUBLISHED)
    return (
        Case.objects.filter(
            handled,
            is_protected=False,
            topic__is_protected=False,
            merged_into=None,
            secrecy_marks=None,
            disqualifications=None,
            opening__erased_at=None,
        )
        .exclude(state=CaseState.WITHDRAWN)
        .distinct()
    )


def handled() -> Iterator[Example]:
    """Return what the newest of them teach."""
    cases = (
        teachable()
        .select_related("opening", "pathway")
        .order_by("-arrived_at", "-pk")[:MOST]
    )
    for case in cases:
        yield Example(
            case_id=case.pk,
            text=f"{case.opening.title}\n{case.opening.text}",
            topic_id=case.topic_id,
            category=case.pathway.category,
            body_id=case.body_id,
            is_published=case.is_published,
        )

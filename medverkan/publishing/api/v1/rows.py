"""From rows of the database to what is told of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.urls import reverse

from medverkan.foundation.calendar import local_date
from medverkan.participation.ballots.models import Ballot
from medverkan.participation.ballots.queries import Count, count
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.timeline import Step
from medverkan.reference.bodies.models import Topic


def address(name: str, *args: Any, **kwargs: Any) -> str:
    """Return the whole address of a page or of something in this interface."""
    return settings.SITE_URL + reverse(name, args=args, kwargs=kwargs)


def named(thing: Any) -> dict[str, str] | None:
    """Return what something is called, and how it stands in addresses."""
    return {"slug": thing.slug, "name": str(thing)} if thing else None


def case_rows(cases: Iterable[Case]) -> list[dict[str, Any]]:
    """Return cases for a list: one query of the count, however many there are."""
    cases = list(cases)
    counts = count([case.ballot_id for case in cases if case.ballot_id])
    return [case_row(case, counts) for case in cases]


def case_row(case: Case, counts: Mapping[int, Count]) -> dict[str, Any]:
    """Return a published case as a list tells it."""
    return {
        "reference": case.reference,
        "url": address("cases:detail", case.reference),
        "api_url": address("api_v1:case", case.reference),
        "title": case.published_title,
        "language": case.language,
        "kind": named(case.pathway),
        "topic": named(_told(case.topic)),
        "area": named(case.area),
        "body": named(case.body),
        "authority": named(case.authority),
        "state": case.state,
        "outcome": case.outcome or None,
        "arrived_date": local_date(case.arrived_at),
        "published_at": case.published_at,
        "answered_at": case.answered_at,
        "votes": _case_votes(case, counts),
    }


def votes(counted: Count, threshold: int | None) -> dict[str, int | None]:
    """Return the number and how it comes about; the parts add up to what was received."""
    return {
        "received": counted.received,
        "waiting": counted.pending,
        "repeated": counted.repeated,
        "expired": counted.expired,
        "withdrawn": counted.withdrawn,
        "struck": counted.struck,
        "counted": counted.counted,
        "threshold": threshold,
    }


def steps(told: Iterable[Step]) -> list[dict[str, Any]]:
    """Return the lines of a timeline."""
    return [
        {
            "title": step.title,
            "state": step.state,
            "at": step.at,
            "text": step.text,
            "when": step.when,
        }
        for step in told
    ]


def _told(topic: Topic | None) -> Topic | None:
    return None if topic is None or topic.is_protected else topic


def _case_votes(case: Case, counts: Mapping[int, Count]) -> dict[str, Any] | None:
    ballot: Ballot | None = case.ballot
    if ballot is None:
        return None
    where = {"ballot": address("api_v1:ballot", ballot.uuid)}
    return votes(counts.get(ballot.pk, Count()), ballot.threshold) | where

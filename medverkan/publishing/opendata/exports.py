"""Published cases as rows and objects: what everyone may read, and no names."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse

from medverkan.foundation.calendar import local_date
from medverkan.participation.ballots.queries import Count, count
from medverkan.participation.cases.models import Case, Message
from medverkan.participation.cases.states import MessageKind

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
# How many cases are in memory at a time.
CHUNK = 500
VOTES = (
    "threshold", "votes_received", "votes_waiting", "votes_repeated", "votes_expired",
    "votes_withdrawn", "votes_struck", "votes_counted",
)  # fmt: skip
COLUMNS = (
    "reference", "url", "title", "text", "language", "kind", "topic", "area", "place",
    "body", "authority", "channel", "state", "outcome", "arrived_date", "due_date",
    "published_at", "first_answered_at", "answered_at", *VOTES,
)  # fmt: skip


def published_cases() -> Iterator[dict[str, Any]]:
    """
    Return every published case with its published answers, oldest first.

    Names of people are left out even where they are published on the page of the case: a file
    is kept and joined with others long after a name has been taken down.
    """
    answers = (
        Message.objects.filter(kind=MessageKind.REPLY)
        .exclude(published_text="")
        .order_by("written_at", "pk")
    )
    cases = (
        Case.objects.published()
        .for_lists()
        .select_related("ballot")
        .prefetch_related(Prefetch("messages", queryset=answers, to_attr="answers"))
        .order_by("published_at", "pk")
    )
    for chunk in _batched(cases.iterator(chunk_size=CHUNK)):
        counts = count([case.ballot_id for case in chunk if case.ballot_id])
        for case in chunk:
            yield _case(case) | _votes(case, counts.get(case.ballot_id or 0))


def as_rows() -> Iterator[list[Any]]:
    """Return the rows of the CSV file; several answers stand in one cell."""
    yield [*COLUMNS, "answer"]
    for case in published_cases():
        answers = "\n\n".join(answer["text"] for answer in case["answers"])
        yield [*(case[column] for column in COLUMNS), answers]


def as_json() -> Iterator[str]:
    """Return the pieces of the JSON file, a line for each case."""
    yield f'{{"licence": {json.dumps(LICENCE)},\n"cases": ['
    between = "\n"
    for case in published_cases():
        yield between + json.dumps(case, ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def _case(case: Case) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "url": settings.SITE_URL + reverse("cases:detail", args=[case.reference]),
        "title": case.published_title,
        "text": case.published_text,
        "language": case.language,
        "kind": case.pathway.slug,
        "topic": case.topic.slug if case.topic else None,
        "area": case.area.slug if case.area else None,
        "place": case.shown_place,
        "body": case.body.slug,
        "authority": case.authority.slug,
        "channel": case.channel,
        "state": case.state,
        "outcome": case.outcome or None,
        "arrived_date": _day(case.arrived_at),
        "due_date": _text(case.due_date),
        "published_at": _text(case.published_at),
        "first_answered_at": _text(case.first_answered_at),
        "answered_at": _text(case.answered_at),
        "answers": [
            {
                "text": answer.published_text,
                "language": answer.language,
                "written_at": _text(answer.written_at),
            }
            for answer in case.answers
        ],
    }


def _votes(case: Case, counted: Count | None) -> dict[str, int | None]:
    """Return the number and how it comes about; nothing where no votes are gathered."""
    if case.ballot is None or counted is None:
        return dict.fromkeys(VOTES)
    return {
        "threshold": case.ballot.threshold,
        "votes_received": counted.received,
        "votes_waiting": counted.pending,
        "votes_repeated": counted.repeated,
        "votes_expired": counted.expired,
        "votes_withdrawn": counted.withdrawn,
        "votes_struck": counted.struck,
        "votes_counted": counted.counted,
    }


def _batched(cases: Iterable[Case]) -> Iterator[list[Case]]:
    cases = iter(cases)
    while chunk := list(islice(cases, CHUNK)):
        yield chunk


def _day(moment: Any) -> str:
    return local_date(moment).isoformat()


def _text(moment: Any) -> str | None:
    return moment.isoformat() if moment else None

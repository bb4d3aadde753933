"""Published cases as rows and objects: what everyone may read, and no names."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db.models import Prefetch
from django.urls import reverse

from medverkan.foundation.calendar import local_date
from medverkan.participation.cases.models import Case, Message
from medverkan.participation.cases.states import MessageKind

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
# How many cases are in memory at a time.
CHUNK = 500
COLUMNS = (
    "reference", "url", "title", "text", "language", "kind", "topic", "area", "place",
    "body", "authority", "channel", "state", "outcome", "arrived_date", "due_date",
    "published_at", "first_answered_at", "answered_at",
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
        .prefetch_related(Prefetch("messages", queryset=answers, to_attr="answers"))
        .order_by("published_at", "pk")
    )
    return (_case(case) for case in cases.iterator(chunk_size=CHUNK))


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
        "place": case.place,
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


def _day(moment: Any) -> str:
    return local_date(moment).isoformat()


def _text(moment: Any) -> str | None:
    return moment.isoformat() if moment else None

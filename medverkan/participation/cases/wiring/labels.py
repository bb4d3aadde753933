"""The names that the sentences of events use for this room's numbers and values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from medverkan.foundation.accounts.models import User
from medverkan.foundation.audit import sentences
from medverkan.foundation.design.dates import date_long
from medverkan.participation.cases import words
from medverkan.participation.cases.models import Disqualification, ImplementationStep
from medverkan.reference.bodies.models import Topic
from medverkan.reference.pathways.models import Pathway, RefusalGround


def register() -> None:
    """Tell the sentences of events what their numbers and values are called."""

    def names(model: type) -> sentences.Labeller:
        def label(values: Collection[int]) -> dict[int, str]:
            return {
                row.pk: str(row.name) for row in model.objects.filter(pk__in=values)
            }

        return label

    sentences.label("pathway", names(Pathway))
    sentences.label("topic", names(Topic))
    sentences.label("assignee", names(User))
    sentences.label("colleague", names(User))
    sentences.label(
        "channel", lambda values: {v: str(words.CHANNEL[v]) for v in values}
    )
    sentences.label("answer_by", _days)
    sentences.label("step", _texts_of_steps)
    sentences.label("ground", _grounds)
    sentences.label("alarm", lambda values: {v: str(words.ALARM[v]) for v in values})
    sentences.label(
        "board_outcome", lambda values: {v: str(words.BOARD_OUTCOME[v]) for v in values}
    )
    sentences.label(
        "rejection", lambda values: {v: str(words.REJECTION[v]) for v in values}
    )
    sentences.label(
        "report_ground",
        lambda values: {v: str(words.REPORT_GROUND[v]) for v in values},
    )
    sentences.label(
        "report_decision",
        lambda values: {v: str(words.REPORT_DECISION[v]) for v in values},
    )
    sentences.label(
        "outcome", lambda values: {v: str(words.OUTCOME[v]) for v in values}
    )


def _days(values: Collection[str]) -> dict[str, str]:
    return {value: date_long(dt.date.fromisoformat(value)) for value in values}


def _texts_of_steps(ids: Collection[int]) -> dict[int, str]:
    steps = ImplementationStep.objects.filter(pk__in=ids)
    return dict(steps.values_list("pk", "text"))


def _grounds(values: Collection[str]) -> dict[str, str]:
    """Return grounds of refusal, which come with their version, and of a conflict, in words."""
    codes = {value.partition(":")[0] for value in values}
    rows = RefusalGround.objects.filter(code__in=codes)
    refusals = {row.key: str(row) for row in rows}
    conflicts = {one.value: str(one.label) for one in Disqualification.Ground}
    return conflicts | refusals

"""The letters about a case, as its officer sees them: which, when, how, and whether it arrived."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from medverkan.foundation.notices import letters, queries
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.states import LABELS, NOT_ARRIVED, State
from medverkan.participation.cases.emails import authors

_BY_POST = frozenset({State.TO_PRINT, State.PRINTED})


@dataclass(frozen=True)
class Sent:
    """One letter to the one who wrote; never the address, which the case itself holds."""

    what: Any
    at: dt.datetime
    way: Any
    state: Any
    has_failed: bool


def about(case_id: int) -> list[Sent]:
    """Return the letters about a case, newest first; the caller sees to who may know."""
    return [_sent(one) for one in queries.about_case(case_id)]


def lost() -> QuerySet[Delivery]:
    """Return the letters to those who wrote that did not arrive and nobody has seen to."""
    return queries.lost(authors.TO_AUTHOR)


def lost_about(case_id: int) -> QuerySet[Delivery]:
    """Return those of one case, oldest first."""
    return lost().filter(about_case=case_id).order_by("pk")


def name_of(delivery: Delivery) -> Any:
    """Return what a letter is, in the words of its subject."""
    try:
        return letters.get(delivery.letter).subject
    except letters.UnknownLetter:
        return delivery.letter


def _sent(delivery: Delivery) -> Sent:
    by_post = delivery.state in _BY_POST or not (
        delivery.to_email or delivery.erased_at
    )
    return Sent(
        what=name_of(delivery),
        at=delivery.ended_at or delivery.written_at,
        way=_("letter by post") if by_post else _("e-mail"),
        state=LABELS[State(delivery.state)],
        has_failed=delivery.state in NOT_ARRIVED,
    )

"""The letters about a case, as its officer sees them: which, when, how, and whether it arrived."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from medverkan.foundation.notices import letters, queries
from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.notices.states import LABELS, NOT_ARRIVED, State

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
    subjects = {one.name: one.subject for one in letters.registered()}
    return [_sent(one, subjects) for one in queries.about_case(case_id)]


def _sent(delivery: Delivery, subjects: dict[str, Any]) -> Sent:
    by_post = delivery.state in _BY_POST or not (
        delivery.to_email or delivery.erased_at
    )
    return Sent(
        what=subjects.get(delivery.letter, delivery.letter),
        at=delivery.ended_at or delivery.written_at,
        way=_("letter by post") if by_post else _("e-mail"),
        state=LABELS[State(delivery.state)],
        has_failed=delivery.state in NOT_ARRIVED,
    )

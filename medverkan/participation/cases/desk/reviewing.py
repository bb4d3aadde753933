"""Who reviews a case for publication, as its page and its list show it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from medverkan.foundation.permissions import Actor
from medverkan.participation.cases import rules
from medverkan.participation.cases.models import Case, Review


@dataclass(frozen=True)
class Reviewing:
    """
    How the review stands for the one who looks.

    `held` is the review in somebody's hands, `lost_to` who took it over from the one who
    looks. Neither: it is free to take. `is_reported`: readers say that something should not
    stand there.
    """

    held: Review | None
    is_mine: bool
    lost_to: Review | None
    is_reported: bool = False


def held_review(case: Case, at: dt.datetime) -> Review | None:
    """Return the review of the case that counts now, if anybody has it."""
    review: Review | None = getattr(case, "review", None)
    return review if review is not None and review.is_held(at) else None


def reviewing(case: Case, *, actor: Actor, at: dt.datetime) -> Reviewing | None:
    """Return how the review stands; None where the case waits for none, or not for this actor."""
    if not rules.may_review(actor, case):
        return None
    held = held_review(case, at)
    return Reviewing(
        held=held,
        is_mine=held is not None and held.reviewer_id == actor.user_id,
        lost_to=held if held and held.taken_from_id == actor.user_id else None,
        is_reported=rules.may_decide_reports(actor, case),
    )


def is_open_to(actor: Actor, case: Case, at: dt.datetime) -> bool:
    """Tell whether deciding is offered: what waits for review, to the one who reviews it."""
    stands = reviewing(case, actor=actor, at=at)
    return stands is None or stands.is_mine

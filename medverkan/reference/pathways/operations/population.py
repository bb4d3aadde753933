"""How many live here: what a threshold in per mille is of."""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from medverkan.foundation import calendar, permissions
from medverkan.foundation.audit import operations as audit
from medverkan.foundation.permissions import Actor
from medverkan.reference.pathways import events, rules
from medverkan.reference.pathways.models import Population


class AlreadyCounted(Exception):
    """There is a count of that day: thresholds that were worked out from it stand."""


class CountedInTheFuture(Exception):
    """Nobody has counted on a day that is not over."""


@transaction.atomic
def note_population(
    *,
    counted_date: dt.date,
    residents_count: int,
    source: str,
    actor: Actor,
    at: dt.datetime,
) -> Population:
    """
    Note how many lived here on a day; proposals published from then on are reckoned from it.

    :raises NotPermitted: the actor does not write rules
    :raises CountedInTheFuture: the day is after today
    :raises AlreadyCounted: there is a count of that day
    """
    permissions.require(rules.may_draft(actor))
    if counted_date > calendar.local_date(at):
        raise CountedInTheFuture(counted_date)
    noted, is_new = Population.objects.get_or_create(
        counted_date=counted_date,
        defaults={"residents_count": residents_count, "source": source},
    )
    if not is_new:
        raise AlreadyCounted(counted_date)
    audit.record(
        events.POPULATION_NOTED,
        subject=noted,
        actor=actor,
        at=at,
        count=residents_count,
        on_date=counted_date.isoformat(),
    )
    return noted

"""What is told of closed times, and by whom."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet

from medverkan.foundation import clock
from medverkan.foundation.calendar import local_date
from medverkan.foundation.memory import Remembered
from medverkan.foundation.permissions import Actor
from medverkan.foundation.text import Translated
from medverkan.reference.bodies.models import Body, Closure
from medverkan.reference.bodies.rules import ANNOUNCERS


def _from_today() -> list[Closure]:
    # A day back too: midnight passes while the rows are remembered.
    day = local_date(clock.now()) - dt.timedelta(days=1)
    rows = Closure.objects.filter(last_date__gte=day)
    return list(rows.order_by("first_date", "pk"))


announced = Remembered(_from_today)


def closures_now(body: Body | None, at: dt.datetime) -> list[Translated]:
    """Return what to tell whoever writes to this body now, or to the municipality at all."""
    today = local_date(at)
    concerned = {None} if body is None else {None, body.pk, body.authority_id}
    return [
        closure.text
        for closure in announced()
        if closure.first_date <= today <= closure.last_date
        and closure.body_id in concerned
    ]


def closures_of(actor: Actor, *, today: dt.date) -> QuerySet[Closure]:
    """Return what the actor may take back of what is shown, or will be."""
    held = actor.bodies_with(*ANNOUNCERS)
    rows = Closure.objects.filter(last_date__gte=today).select_related("body")
    if not actor.is_system and None not in held:
        rows = rows.filter(Q(body__in=held))
    return rows.order_by("first_date", "pk")

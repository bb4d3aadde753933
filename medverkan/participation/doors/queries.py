"""Reads of the room."""

from __future__ import annotations

from django.db.models import QuerySet

from medverkan.foundation.permissions import Actor
from medverkan.foundation.text import Translated
from medverkan.participation.cases.models import Case
from medverkan.participation.cases.states import Channel
from medverkan.participation.doors import rules
from medverkan.participation.doors.models import Greeting
from medverkan.participation.doors.states import GreetingState
from medverkan.reference.bodies import queries as bodies
from medverkan.reference.bodies.models import Body


def greeting_for(case: Case) -> Translated | None:
    """Return the authority's own words in the answer to a mail, if it has any."""
    if case.channel != Channel.EMAIL:
        return None
    greeting = Greeting.objects.filter(
        authority=case.authority_id, state=GreetingState.IN_FORCE
    ).first()
    return greeting.text if greeting else None


def authorities_of(actor: Actor) -> QuerySet[Body]:
    """Return the authorities whose own words the actor writes."""
    held = actor.bodies_with(*rules.WRITERS)
    authorities = bodies.authorities().filter(end_date=None)
    return authorities if None in held else authorities.filter(pk__in=held)


def greetings_of(authority: Body) -> QuerySet[Greeting]:
    """Return the versions of an authority's own words, the latest first."""
    return (
        Greeting.objects.filter(authority=authority)
        .select_related("written_by", "approved_by", "authority")
        .order_by("-version")
    )

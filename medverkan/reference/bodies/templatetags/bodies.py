"""What pages of other rooms tell of bodies."""

from __future__ import annotations

from typing import Any

from django import template

from medverkan.foundation import clock
from medverkan.reference.bodies import queries
from medverkan.reference.bodies.models import Body

register = template.Library()


@register.inclusion_tag("bodies/parts/closures.html")
def closures(body: Body | None = None) -> dict[str, Any]:
    """Tell whoever writes of holidays and closed times, of the body too where it is known."""
    return {"closures": queries.closures_now(body, clock.now())}

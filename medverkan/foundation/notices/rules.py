"""Who may see and handle letters."""

from __future__ import annotations

from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import Actor

PRINTERS = ("registrar", "contact_centre")


def may_see_service(actor: Actor) -> bool:
    """Tell whether the actor runs the service."""
    return actor.has_role("administrator")


def may_preview(actor: Actor) -> bool:
    """Tell whether the actor may read what letters say: samples only, so all staff may."""
    return actor.is_staff


def may_see_print_queue(actor: Actor) -> bool:
    """Tell whether the actor prints letters anywhere."""
    return actor.has_role(*PRINTERS)


def may_print(actor: Actor, delivery: Delivery) -> bool:
    """Tell whether the actor prints this authority's letters."""
    return actor.has_role_at(delivery.body_id, *PRINTERS)

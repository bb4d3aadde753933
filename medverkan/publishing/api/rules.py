"""Who may let other systems in."""

from __future__ import annotations

from medverkan.foundation.permissions import Actor
from medverkan.reference.bodies.roles import Role


def may_keep_keys(actor: Actor) -> bool:
    """Tell whether the actor issues and revokes keys."""
    return actor.has_role(Role.ADMINISTRATOR)

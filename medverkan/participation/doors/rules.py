"""Who decides which mailboxes are read, and what an authority answers by itself."""

from __future__ import annotations

from medverkan.foundation.permissions import Actor
from medverkan.participation.doors.models import Greeting
from medverkan.reference.bodies.models import Body
from medverkan.reference.bodies.roles import Role

WRITERS = (Role.REGISTRAR, Role.COORDINATOR)


def may_keep_mailboxes(actor: Actor) -> bool:
    """Tell whether the actor says which mailboxes are read."""
    return actor.has_role(Role.ADMINISTRATOR)


def may_propose_greeting(actor: Actor, authority: Body) -> bool:
    """Tell whether the actor writes what this authority answers to mail."""
    return actor.has_role_at(authority.pk, *WRITERS)


def may_approve_greeting(actor: Actor, greeting: Greeting) -> bool:
    """Tell whether the actor approves it: somebody else than the one who wrote it."""
    return (
        may_propose_greeting(actor, greeting.authority)
        and greeting.written_by_id != actor.user_id
    )

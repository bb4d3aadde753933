"""Who may see and start what the workers do."""

from __future__ import annotations

from medverkan.foundation.permissions import Actor


def may_see_jobs(actor: Actor) -> bool:
    """Tell whether the actor runs the service."""
    return actor.has_role("administrator")


def may_run_jobs(actor: Actor) -> bool:
    """Tell whether the actor may have a job run ahead of its time."""
    return actor.has_role("administrator") or actor.is_system

"""What the worker does for this room."""

from __future__ import annotations

from medverkan.foundation.notices import outbox
from medverkan.foundation.schedule import rounds


def register() -> None:
    """Register the round that sends letters."""
    rounds.register("letters", outbox.deliver)

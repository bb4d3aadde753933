"""Which letters about cases a person may see: the room of cases decides."""

from __future__ import annotations

from collections.abc import Callable, Collection

from medverkan.foundation.notices.models import Delivery
from medverkan.foundation.permissions import Actor

Gate = Callable[[Actor, Collection[int]], Collection[int]]

_gates: list[Gate] = []


def register_gate(gate: Gate) -> None:
    """
    Have `gate(actor, case_ids)` return the ids of those cases that the actor may read.

    A letter about a case is shown only if every gate lets it through, and to nobody while
    there is none.
    """
    _gates.append(gate)


def visible(deliveries: Collection[Delivery], *, actor: Actor) -> list[Delivery]:
    """Return the deliveries that are about no case, or about one that the actor may read."""
    asked = {d.about_case for d in deliveries if d.about_case is not None}
    allowed = set(asked) if _gates else set()
    for gate in _gates:
        allowed &= set(gate(actor, asked)) if asked else set()
    return [d for d in deliveries if d.about_case is None or d.about_case in allowed]

"""What becomes of mail, and of the words with which an authority answers it."""

from __future__ import annotations

from enum import StrEnum

from medverkan.foundation.states import transition


class Became(StrEnum):
    """What a mail that was read has become."""

    CASE = "case"
    ADDITION = "addition"
    HELD = "held"
    BOUNCE = "bounce"
    AUTOMATIC = "automatic"


class GreetingState(StrEnum):
    """Where a version of an authority's own words is."""

    PROPOSED = "proposed"
    IN_FORCE = "in_force"
    RETIRED = "retired"


APPROVE = transition(
    "approve", sources={GreetingState.PROPOSED}, target=GreetingState.IN_FORCE
)
RETIRE = transition(
    "retire",
    sources={GreetingState.PROPOSED, GreetingState.IN_FORCE},
    target=GreetingState.RETIRED,
)

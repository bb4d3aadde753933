"""What a rule set would have done to past cases: reads, computes, writes nothing."""

from medverkan.reference.pathways.simulator.outcomes import (
    Obstacle,
    Outcome,
    Result,
    Summary,
    simulate,
    sum_up,
)
from medverkan.reference.pathways.simulator.past_cases import (
    PastCase,
    Support,
    past_cases,
    register_source,
)

__all__ = [
    "Obstacle",
    "Outcome",
    "PastCase",
    "Result",
    "Summary",
    "Support",
    "past_cases",
    "register_source",
    "simulate",
    "sum_up",
]

"""What a text seems to be and whom it concerns, with reasons; a person may always correct it."""

from medverkan.participation.cases.sorting.already import Said, already_said
from medverkan.participation.cases.sorting.doors import Hint, hints
from medverkan.participation.cases.sorting.results import Likely, Suggestion
from medverkan.participation.cases.sorting.suggesting import suggest

__all__ = [
    "Hint",
    "Likely",
    "Said",
    "Suggestion",
    "already_said",
    "hints",
    "suggest",
]

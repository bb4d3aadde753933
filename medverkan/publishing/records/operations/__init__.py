"""All writes of the room."""

from medverkan.publishing.records.operations.handouts import (
    AlreadyRefused,
    HasEnded,
    NothingChosen,
    add_case,
    choose,
    erase_of_cases,
    hand_out,
    note_request,
    refuse,
    take_back,
)
from medverkan.publishing.records.operations.retention import (
    NothingDue,
    approve_run,
    cancel_run,
    carry_out,
    end_rule,
    list_due,
    record_rule,
)

__all__ = [
    "AlreadyRefused",
    "HasEnded",
    "NothingChosen",
    "NothingDue",
    "add_case",
    "approve_run",
    "cancel_run",
    "carry_out",
    "choose",
    "end_rule",
    "erase_of_cases",
    "hand_out",
    "list_due",
    "note_request",
    "record_rule",
    "refuse",
    "take_back",
]
